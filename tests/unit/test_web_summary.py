"""The summary of a guide as text."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import BotUttered, Event, UserUttered

from bot.web.summary import plain, summary_of

SOURCE = {"title": "Een pagina", "publisher": "FOD", "url": "https://voorbeeld.be/a", "published": None}


def told(text: str, part: str, **details: Any) -> BotUttered:
    mark = {"part": part, **({"whole": True} if details.pop("whole", False) else {})}
    return BotUttered(text, data={"custom": {"summary": mark, **details}})


def talk(*turns: list[BotUttered]) -> list[Event]:
    return [event for turn in turns for event in (UserUttered("iets"), *turn)]


def test_a_conversation_without_a_guide_has_no_summary() -> None:
    assert summary_of(talk([BotUttered("Dag!")])) is None
    assert summary_of([]) is None


def test_the_summary_holds_all_parts_in_order_without_markdown() -> None:
    text = summary_of(
        talk([told("**Een**", "a", whole=True), BotUttered("tussendoor"), told("[Twee](https://b.be)", "b")])
    )
    assert text is not None
    assert text.index("Een") < text.index("Twee (https://b.be)")
    assert "**" not in text
    assert "tussendoor" not in text


def test_sources_and_enterprises_go_along() -> None:
    card = {
        "kind": "enterprise",
        "name": "Ryhove",
        "postcode": "9000",
        "municipality": "Gent",
        "website": "https://r.be",
    }
    first = told("Kop", "a", whole=True, sources=[SOURCE], as_of="2026-01", cards=[card, {"kind": "summary"}])
    text = summary_of(talk([first]))
    assert text is not None
    assert "Een pagina, FOD, https://voorbeeld.be/a" in text
    assert "2026-01" in text
    assert "- Ryhove, 9000 Gent, https://r.be" in text


def test_a_part_that_is_told_again_replaces_itself_where_it_stood() -> None:
    first = [told("antwoorden", "answers", whole=True), told("oud", "band"), told("zin", "zin"), told("oud2", "band")]
    text = summary_of(talk(first, [told("antwoorden2", "answers"), told("nieuw", "band")]))
    assert text is not None
    assert "oud" not in text
    assert text.index("antwoorden2") < text.index("nieuw") < text.index("zin")


def test_a_new_result_begins_anew() -> None:
    text = summary_of(talk([told("eerste", "a", whole=True), told("rest", "b")], [told("tweede", "a", whole=True)]))
    assert text is not None
    assert "rest" not in text


def test_links_and_bold_become_plain_text() -> None:
    assert plain("Kijk op **[VVSG](https://www.vvsg.be)**.") == "Kijk op VVSG (https://www.vvsg.be)."
