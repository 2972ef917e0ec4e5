"""Joins a JavaScript module with all that it imports: a browser asks for one file instead of a dozen in turn."""

from __future__ import annotations

import re
from pathlib import Path

IMPORT = re.compile(r'^import\s+\{[^;"*]*?\}\s*from\s+"\./([\w-]+\.js)";\n', re.MULTILINE)
EXPORT = re.compile(r"^export\s+(?=(?:async\s+)?(?:function|class|const|let)\b)", re.MULTILINE)
DECLARED = re.compile(r"^(?:async\s+)?(?:function\*?|class|const|let|var)\s+(\w+)", re.MULTILINE)
UNKNOWN = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)


class BundleError(ValueError):
    """The modules can't be joined as they are; the message says which line or name is in the way."""


def bundle(entry: Path) -> str:
    """The module and those it imports, each once and after what it needs.

    Imports stand at the start of a line and are named: ``import { a, b } from "./c.js";``. As all share one scope,
    no name may be declared in two modules.

    Raises:
        BundleError: an import or export of another form, or a name that two modules declare.
    """
    modules = modules_of(entry)
    declared: dict[str, str] = {}
    parts = []
    for path in modules:
        code = EXPORT.sub("", IMPORT.sub("", path.read_text(encoding="utf-8")))
        if left := UNKNOWN.search(code):
            raise BundleError(f"{path.name}: can't be joined: {left.group()}")
        for name in DECLARED.findall(code):
            if declared.setdefault(name, path.name) != path.name:
                raise BundleError(f"{path.name} and {declared[name]} both declare {name}")
        parts.append(code)
    return "\n".join(parts)


def modules_of(entry: Path) -> list[Path]:
    """The module and those it imports, in the order in which they must run."""
    found: dict[Path, None] = {}
    _follow(entry, found, ())
    return list(found)


def _follow(path: Path, found: dict[Path, None], trail: tuple[Path, ...]) -> None:
    if path in trail:
        raise BundleError(" imports ".join(module.name for module in (*trail, path)))
    for name in IMPORT.findall(path.read_text(encoding="utf-8")):
        imported = path.with_name(name)
        if imported not in found:
            _follow(imported, found, (*trail, path))
    found[path] = None
