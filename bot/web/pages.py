"""The chat page and its files, with the headers that keep a browser from running anything else."""

from __future__ import annotations

import mimetypes
from collections.abc import Awaitable, Callable
from pathlib import Path

from sanic import response
from sanic.request import Request
from sanic.response import HTTPResponse

STATIC = Path(__file__).parent / "static"
INDEX = "index.html"

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
}

Page = Callable[[Request], Awaitable[HTTPResponse]]


def pages() -> dict[str, Page]:
    """A handler for each file of ``static``; the index is the root."""
    files = sorted(path for path in STATIC.iterdir() if path.is_file())
    return {"/" if path.name == INDEX else f"/{path.name}": _page(path) for path in files}


def _page(path: Path) -> Page:
    mimetype = mimetypes.guess_type(path.name)[0] or "application/octet-stream"

    async def page(_request: Request) -> HTTPResponse:
        return response.raw(path.read_bytes(), content_type=f"{mimetype}; charset=utf-8", headers=dict(HEADERS))

    page.__name__ = "page_" + path.name.replace(".", "_").replace("-", "_")
    return page
