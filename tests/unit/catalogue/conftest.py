from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.paths import CATALOGUE


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the catalogue files that a test may spoil."""
    return Path(shutil.copytree(CATALOGUE, tmp_path / "catalogue"))


@pytest.fixture
def edit() -> Callable[[Path, str, str], None]:
    """Replace a text that must be in a file."""

    def replace(path: Path, old: str, new: str) -> None:
        content = path.read_text(encoding="utf-8")
        assert old in content, f"{old!r} is not in {path.name}"
        path.write_text(content.replace(old, new, 1), encoding="utf-8")

    return replace
