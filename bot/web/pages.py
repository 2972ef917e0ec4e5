"""The chat page and its files, with the headers that keep a browser from running anything else."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.web.bundle import bundle, modules_of

STATIC = Path(__file__).parent / "static"
INDEX = "index.html"
ENTRY = STATIC / "element.js"
"""The module that brings all others along."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding, Origin",
}
WITH_COMMENTS = (".js", ".css")
COMMENT_LINES = re.compile(rb"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)
TYPE_NOTES = re.compile(rb"/\*\* @(?:type|param) [^\n]*? \*/ ?")
INDENTATION = re.compile(rb"^[ \t]+", re.MULTILINE)
LINE_ENDS = re.compile(rb"\n")
"""What only those who read the source need: comments on lines of their own, notes of types, indentation."""

Page = Callable[[Request], Awaitable[HTTPResponse]]


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent; ``packed`` is the same in gzip, ``tag`` changes with the content."""

    body: bytes
    packed: bytes
    tag: str


def pages() -> dict[str, Page]:
    """A handler for each file of ``static``; the index is the root."""
    return {"/" if path.name == INDEX else f"/{path.name}": _page(path) for path in static_files()}


def static_files() -> list[Path]:
    """All files that are served; the modules go along with the one that imports them."""
    joined = {*_modules()} - {ENTRY}
    return sorted(path for path in STATIC.iterdir() if path.is_file() and path not in joined)


def read_static(path: Path) -> StaticFile:
    """The file as it is now, without its comments; read again only when it changed."""
    sources = _modules() if path == ENTRY else (path,)
    return _read(path, tuple(source.stat().st_mtime_ns for source in sources))


@lru_cache(maxsize=1)
def _modules() -> tuple[Path, ...]:
    return tuple(modules_of(ENTRY))


@lru_cache(maxsize=64)
def _read(path: Path, _changed: tuple[int, ...]) -> StaticFile:
    body = bundle(path).encode() if path == ENTRY else path.read_bytes()
    if path.suffix in WITH_COMMENTS:
        for unread in (COMMENT_LINES, TYPE_NOTES, INDENTATION, *([LINE_ENDS] if path.suffix == ".css" else [])):
            body = unread.sub(b"", body)
    return StaticFile(body, gzip.compress(body, 9, mtime=0), f'W/"{hashlib.sha256(body).hexdigest()[:20]}"')


def _page(path: Path) -> Page:
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"

    async def page(request: Request) -> HTTPResponse:
        file = read_static(path)
        headers = {**HEADERS, "ETag": file.tag}
        if file.tag in request.headers.get("if-none-match", ""):
            return response.empty(304, headers)
        body = file.body
        if "gzip" in request.headers.get("accept-encoding", ""):
            body = file.packed
            headers["Content-Encoding"] = "gzip"
        return response.raw(body, content_type=f"{mimetype}; charset=utf-8", headers=headers)

    page.__name__ = "page_" + path.name.replace(".", "_").replace("-", "_")
    return page
