"""The summary of a guide as plain text, from what the assistant said: to keep, to mail, to put in a file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

import yaml
from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.web.errors import TEXTS
from bot.web.replies import details_of

LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
RULE = "-" * 60


def summary_of(events: Iterable[Event]) -> str | None:
    """What was last told of a guide, with its sources; nothing when no guide came to its end.

    Actions mark a message with ``{"summary": {"part": …}}``; a part that is told again in a later turn replaces
    itself, and ``"whole": true`` begins anew.
    """
    parts: dict[str, tuple[int, list[Mapping[str, Any]]]] = {}
    turn = 0
    for event in events:
        if isinstance(event, UserUttered):
            turn += 1
        elif isinstance(event, BotUttered) and (mark := details_of(event.message()).get("summary")):
            if mark.get("whole"):
                parts.clear()
            told, messages = parts.get(mark["part"], (turn, []))
            parts[mark["part"]] = (turn, [*(messages if told == turn else []), event.message()])
    if not parts:
        return None
    blocks = [_block(message) for _, messages in parts.values() for message in messages]
    return "\n\n".join([summary_texts()["title"], RULE, *blocks]) + "\n"


def plain(markdown: str) -> str:
    """Text without Markdown: ``[VVSG](https://…)`` -> ``VVSG (https://…)``."""
    return LINK.sub(r"\1 (\2)", markdown).replace("**", "").strip()


@lru_cache(maxsize=1)
def summary_texts() -> dict[str, str]:
    """The fixed words, of data/web.yml."""
    return {name: str(text) for name, text in yaml.safe_load(TEXTS.read_text(encoding="utf-8"))["summary"].items()}


def _block(message: Mapping[str, Any]) -> str:
    texts, details = summary_texts(), details_of(message)
    lines = [plain(message.get("text") or ""), *map(_card, _enterprises(details))]
    if sources := details.get("sources"):
        lines.append(texts["sources"].format(as_of=details.get("as_of", "")))
        lines += [f"  * {_source(source)}" for source in sources]
    return "\n".join(line for line in lines if line)


def _enterprises(details: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [card for card in details.get("cards") or [] if card.get("kind") == "enterprise"]


def _card(card: Mapping[str, Any]) -> str:
    where = " ".join(str(card[key]) for key in ("postcode", "municipality") if card.get(key))
    known = [str(card["name"]), where, str(card.get("website") or card.get("source_url") or "")]
    return f"- {', '.join(filter(None, known))}"


def _source(source: Mapping[str, Any]) -> str:
    return ", ".join(str(source[key]) for key in ("title", "publisher", "url") if source.get(key))
