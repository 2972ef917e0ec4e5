"""What config.yml says about the classifier and the gate."""

from __future__ import annotations

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from bot.files import read_yaml
from bot.nlu.classifier import FlatAnswerClassifier
from bot.nlu.gate import Thresholds
from bot.nlu.model import Options
from bot.paths import ROOT

CONFIG = ROOT / "config.yml"
GATE = "bot.nlu.gate.AnswerGate"
CLASSIFIER = "bot.nlu.classifier.FlatAnswerClassifier"


def component(name: str, path: Path = CONFIG) -> dict[str, Any]:
    """Options of the component ``name``.

    Raises:
        ValueError: the pipeline has no such component.
    """
    content = read_yaml(path)
    pipeline = content.get("pipeline", []) if isinstance(content, dict) else []
    for entry in pipeline:
        if entry["name"] == name:
            return {key: value for key, value in entry.items() if key != "name"}
    raise ValueError(f"{path.name}: the pipeline has no {name}")


@dataclass(frozen=True)
class Configured:
    """What config.yml says about the classifier."""

    options: Options
    answer_weight: float


def classifier(path: Path = CONFIG) -> Configured:
    """Options of the classifier: its defaults under those of ``path``."""
    given = {**FlatAnswerClassifier.get_default_config(), **component(CLASSIFIER, path)}
    options = Options(**{field.name: given[field.name] for field in fields(Options) if field.name in given})
    return Configured(options, float(given["answer_weight"]))


def training_data(path: Path = CONFIG) -> Any:
    """Rasa's TrainingData of the project's data/ folder."""
    from rasa.shared.importers.importer import TrainingDataImporter

    folder = path.parent
    importer = TrainingDataImporter.load_from_config(str(path), str(folder / "domain.yml"), [str(folder / "data")])
    return importer.get_nlu_data()


def thresholds(path: Path = CONFIG) -> Thresholds:
    """Those of the gate."""
    options = component(GATE, path)
    return Thresholds(options["answer"], options["suggest"], options["outside"], options["one_word"])
