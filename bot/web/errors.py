"""Errors that a visitor may see: a status, a code and a Dutch sentence of data/web.yml."""

from __future__ import annotations

from functools import lru_cache

import yaml

from bot.paths import DATA

TEXTS = DATA / "web.yml"

STATUS = {
    "malformed": 400,
    "empty": 400,
    "unknown_payload": 400,
    "unknown_message": 400,
    "forbidden": 403,
    "not_found": 404,
    "unknown_event": 404,
    "no_summary": 404,
    "too_long": 413,
    "comment_too_long": 413,
    "too_large": 413,
    "unsupported": 415,
    "too_many": 429,
    "internal": 500,
    "unavailable": 503,
    "starting": 503,
    "switched_off": 503,
}

RETRY_AFTER = 30
"""Seconds after which a client may try again when the assistant is not available."""


class WebError(Exception):
    """A request that gets an error instead of an answer."""

    def __init__(self, code: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.status = STATUS[code]
        self.retry_after = retry_after if retry_after is not None or self.status != 503 else RETRY_AFTER

    def body(self) -> dict[str, object]:
        """The JSON body in the form of the web contract."""
        return {"error": {"code": self.code, "message": error_texts()[self.code]}}


@lru_cache(maxsize=1)
def error_texts() -> dict[str, str]:
    """The visitor's sentence for each code.

    Raises:
        KeyError: data/web.yml lacks a code.
    """
    texts = yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["errors"]
    return {code: str(texts[code]) for code in STATUS}
