"""What each kind of visitor comes for, on a desktop and on a phone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.browser.chat import ChatPage

Shot = Callable[[ChatPage], None]
pytestmark = pytest.mark.parametrize("size", ["desktop", "phone"])


def test_a_visitor_reads_an_answer_with_its_sources_judges_it_and_finds_it_back(
    new_chat: Callable[..., ChatPage], size: str, screenshot: Shot
) -> None:
    chat = new_chat(size, permissions=["clipboard-read", "clipboard-write"])
    expect(chat.page.get_by_text("Ik ben een computerprogramma")).to_be_visible()
    answer = chat.press("Wat is een maatwerkbedrijf?")
    expect(answer.get_by_text("Nagekeken:")).to_be_visible()
    link = answer.locator("details a").first
    expect(link).to_be_hidden()
    answer.locator("summary").click()
    expect(link).to_have_attribute("rel", "noopener noreferrer")
    answer.get_by_role("button", name="Kopieer").click()
    expect(answer.get_by_text("Gekopieerd.")).to_be_visible()
    copied = chat.page.evaluate("navigator.clipboard.readText()")
    assert "maatwerkbedrijf" in copied
    assert "Bron: " in copied
    answer.get_by_role("button", name="Ja", exact=True).click()
    answer.get_by_label("Wil je er iets bij zeggen?").fill("Heel duidelijk")
    answer.get_by_role("button", name="Bewaar").click()
    expect(answer.get_by_text("we hebben het bewaard")).to_be_visible()
    expect(answer.get_by_role("button", name="Ja", exact=True)).to_be_focused()
    screenshot(chat)
    chat.page.reload()
    expect(chat.questions).to_have_text(["Jij:Wat is een maatwerkbedrijf?"])
    expect(chat.answer.get_by_role("button", name="Ja", exact=True)).to_have_attribute("aria-pressed", "true")
    chat.must_not_scroll_sideways()
    assert chat.errors == []


def test_a_student_plays_the_quiz(new_chat: Callable[..., ChatPage], size: str, screenshot: Shot) -> None:
    chat = new_chat(size)
    chat.page.get_by_text("Student", exact=True).click()
    chat.press("Ik wil een quiz doen")
    for _ in range(2):
        before = chat.answers.count()
        chat.answer.locator(".choices button").first.click()
        chat.wait(before)
    expect(chat.questions).to_have_count(3)
    chat.must_not_scroll_sideways()
    screenshot(chat)
    assert chat.errors == []


def test_a_company_sees_who_does_the_work_on_cards_and_on_the_map(
    new_chat: Callable[..., ChatPage], size: str, screenshot: Shot
) -> None:
    chat = new_chat(size)
    chat.page.get_by_text("Onderneming", exact=True).click()
    answer = chat.press("Wie doet groenonderhoud in Gent?")
    cards = answer.locator(".card")
    expect(cards.first).to_contain_text("Gent")
    expect(answer.get_by_role("img", name="Schets van Vlaanderen")).to_be_visible()
    expect(answer.get_by_text(f"Op de kaart: Gent ({cards.count()}).")).to_be_visible()
    expect(answer.locator("svg.map circle")).to_have_count(1)
    expect(chat.page.locator("[aria-live]").filter(has_text="resultaten.")).to_have_count(1)
    chat.must_not_scroll_sideways()
    screenshot(chat)
    assert chat.errors == []


def test_a_local_government_begins_a_guide_and_wipes_the_talk(
    new_chat: Callable[..., ChatPage], size: str, screenshot: Shot
) -> None:
    chat = new_chat(size)
    chat.page.get_by_text("Lokaal bestuur", exact=True).click()
    chat.press("Ik wil een opdracht voorbehouden")
    expect(chat.answer.locator(".choices button").first).to_be_visible()
    screenshot(chat)
    chat.choose("Wis dit gesprek")
    expect(chat.page.get_by_role("dialog", name="Dit gesprek wissen?")).to_be_visible()
    chat.button("Ja, wis het gesprek").click()
    expect(chat.page.locator(".log").get_by_text("Het gesprek is gewist, ook op onze server.")).to_be_visible()
    expect(chat.questions).to_have_count(0)
    chat.page.reload()
    expect(chat.input).to_be_visible()
    expect(chat.questions).to_have_count(0)
    assert chat.errors == []
