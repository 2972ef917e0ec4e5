"""What config.yml says about the classifier and the gate."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.files import read_yaml
from bot.nlu.gate import Thresholds
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


def thresholds(path: Path = CONFIG) -> Thresholds:
    """Those of the gate."""
    options = component(GATE, path)
    return Thresholds(options["answer"], options["suggest"], options["outside"], options["one_word"])
