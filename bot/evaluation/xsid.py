"""The same classifier on xSID's Dutch part (van der Goot et al. 2021, NAACL), a public set of another domain."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bot.evaluation.markdown import percent, table
from bot.evaluation.metrics import share
from bot.nlu.encoding import Encoder
from bot.nlu.model import AnswerModel, Example, Options
from bot.nlu.normalization import normalize

TRAINING = ("nl.projectedTrain.conll", "nl.train.conll", "nl.valid.conll")
"""The first that is there; the set itself has Dutch training sentences only as translations by machine."""
TEST = "nl.test.conll"


class XsidError(ValueError):
    """The folder can't be used; the message says what is missing."""


def section(folder: Path, encoder: Encoder | None, options: Options) -> str:
    """Accuracy on the intents of the Dutch test part, as a section of the report.

    Raises:
        XsidError: the folder has no Dutch training and test part.
    """
    training = next((folder / name for name in TRAINING if (folder / name).exists()), None)
    if training is None or not (folder / TEST).exists():
        raise XsidError(f"{folder} has no {TEST} with one of {', '.join(TRAINING)}; give the folder of xSID's data.")
    learned, asked = list(sentences(training)), list(sentences(folder / TEST))
    model = AnswerModel.fit([Example(normalize(text), intent) for text, intent in learned], encoder, options)
    rankings = [(intent, model.probabilities(normalize(text), encoder).argsort()[::-1]) for text, intent in asked]
    top = {
        count: share(intent in [model.labels[i] for i in ranking[:count]] for intent, ranking in rankings)
        for count in (1, 3)
    }
    rows = [[training.name, str(len(learned)), str(len(asked)), percent(top[1]), percent(top[3])]]
    header = ("trained on", "sentences", "test sentences", "intent right", "among the first three")
    return f"## xSID, Dutch\n\nThe same code and settings, nothing tuned.\n\n{table(header, rows)}"


def sentences(path: Path) -> Iterator[tuple[str, str]]:
    """(text, intent) of each sentence of a file in xSID's CoNLL form."""
    text = intent = ""
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# text"):
            text = line.partition("text")[2].lstrip(" :=-").strip()
        elif line.startswith("# intent"):
            intent = line.partition("intent")[2].lstrip(" :=-").strip()
        elif not line.strip() and text and intent:
            yield text, intent
            text = intent = ""
