"""A slow line, no line, a server that restarts, two tabs: nothing that was typed or said gets lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.chat import ChatPage
from tests.support.assistant import Assistant, free_port, running_assistant

QUESTION = "wat is een enclave"


def test_on_a_slow_line_the_visitor_sees_that_an_answer_is_sought(new_chat: Callable[..., ChatPage]) -> None:
    chat = new_chat("phone")
    waiting: list[Route] = []
    chat.page.route("**/message", lambda route: waiting.append(route))
    chat.input.fill(QUESTION)
    chat.input.press("Enter")
    expect(chat.page.locator(".typing")).to_have_text("Ik zoek een antwoord…")
    expect(chat.page.locator("[aria-live]").filter(has_text="Ik zoek een antwoord…")).to_have_count(1)
    chat.input.press("Enter")
    expect(chat.button("Verstuur")).to_have_attribute("aria-disabled", "true")
    assert len(waiting) == 1
    waiting[0].continue_()
    expect(chat.wait(0)).to_contain_text("enclave")
    expect(chat.questions).to_have_count(1)


def test_without_a_connection_it_says_so_and_keeps_what_was_typed(chat: ChatPage) -> None:
    chat.page.context.set_offline(True)
    expect(chat.page.get_by_text("Je bent nu niet verbonden met het internet.").first).to_be_visible()
    chat.input.fill(QUESTION)
    chat.input.press("Enter")
    expect(chat.page.get_by_role("alert")).to_contain_text("Je vraag is niet verloren")
    expect(chat.input).to_have_value(QUESTION)
    chat.page.context.set_offline(False)
    expect(chat.page.locator(".offline")).to_be_hidden()
    chat.button("Probeer opnieuw").click()
    expect(chat.wait(0)).to_contain_text("enclave")
    expect(chat.input).to_have_value("")
    expect(chat.page.locator(".problem")).not_to_have_class("problem shown")


def test_too_many_questions_are_held_back_for_as_long_as_the_server_asks(chat: ChatPage) -> None:
    refusal = {"error": {"code": "too_many", "message": "Je stuurt heel veel berichten na elkaar."}}
    chat.page.route("**/message", lambda route: route.fulfill(status=429, headers={"Retry-After": "2"}, json=refusal))
    chat.input.fill(QUESTION)
    chat.input.press("Enter")
    expect(chat.button("Probeer opnieuw")).to_have_attribute("aria-disabled", "true")
    chat.page.unroute("**/message")
    expect(chat.button("Probeer opnieuw")).not_to_have_attribute("aria-disabled", "true")
    chat.button("Probeer opnieuw").click()
    expect(chat.wait(0)).to_contain_text("enclave")


def test_a_question_that_is_too_long_says_by_how_much_and_is_not_sent(chat: ChatPage) -> None:
    chat.input.fill("a" * 399)
    expect(chat.page.locator(".counter")).to_have_text("")
    chat.input.fill("a" * 495)
    expect(chat.page.locator(".counter")).to_have_text("Nog 5 tekens")
    chat.input.fill("a" * 502)
    expect(chat.page.locator(".counter")).to_have_text("2 tekens te veel")
    expect(chat.input).to_have_attribute("aria-invalid", "true")
    chat.input.press("Enter")
    expect(chat.questions).to_have_count(0)


def test_a_talk_goes_on_after_the_server_restarts(
    new_context: Callable[..., BrowserContext], tmp_path: Path, web: Assistant
) -> None:
    database, port = f"sqlite:///{tmp_path / 'wegwijzer.db'}", free_port()
    with running_assistant(database, port) as assistant:
        chat = ChatPage(new_context().new_page()).open(assistant.channel)
        chat.ask("wat is een maatwerkbedrijf")
    chat.input.fill(QUESTION)
    chat.input.press("Enter")
    expect(chat.page.get_by_role("alert")).to_contain_text("Je vraag is niet verloren")
    expect(chat.input).to_have_value(QUESTION)
    with running_assistant(database, port):
        before = chat.answers.count()
        chat.button("Probeer opnieuw").click()
        expect(chat.wait(before)).to_contain_text("enclave")
        chat.page.reload()
        expect(chat.questions).to_have_count(2)


def test_each_tab_has_a_talk_of_its_own(new_context: Callable[..., BrowserContext], web: Assistant) -> None:
    visitor = new_context()
    one, other = (ChatPage(visitor.new_page()).open(web.channel) for _ in range(2))
    one.ask(QUESTION)
    other.ask("wat is een maatwerkbedrijf")
    other.page.reload()
    expect(other.questions).to_have_text(["Jij:wat is een maatwerkbedrijf"])
    one.page.reload()
    expect(one.questions).to_have_text([f"Jij:{QUESTION}"])


def test_a_talk_is_remembered_over_tabs_only_if_the_visitor_says_so(
    new_context: Callable[..., BrowserContext], web: Assistant
) -> None:
    visitor = new_context()
    one = ChatPage(visitor.new_page()).open(web.channel)
    one.ask(QUESTION)
    assert one.page.evaluate("localStorage.length") == 0
    one.choose("Onthoud het gesprek op dit toestel")
    one.page.keyboard.press("Escape")
    other = ChatPage(visitor.new_page()).open(web.channel)
    expect(other.questions).to_have_count(1)
    other.choose("Wis dit gesprek")
    other.button("Ja, wis het gesprek").click()
    expect(one.questions).to_have_count(0)
    one.choose("Onthoud het gesprek op dit toestel")
    assert one.page.evaluate("localStorage.length") == 0


def test_a_new_talk_begins_afresh_and_leads_back_to_the_one_before(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    chat.choose("Begin een nieuw gesprek")
    expect(chat.questions).to_have_count(0)
    expect(chat.input).to_be_focused()
    chat.button("Terug naar het vorige").click()
    expect(chat.questions).to_have_text([f"Jij:{QUESTION}"])


def test_a_talk_that_can_not_be_wiped_says_so_and_stays(chat: ChatPage) -> None:
    chat.ask(QUESTION)
    chat.page.route("**/conversation", lambda route: route.abort())
    chat.choose("Wis dit gesprek")
    chat.button("Ja, wis het gesprek").click()
    expect(chat.page.get_by_role("dialog").get_by_role("alert")).not_to_be_empty()
    chat.button("Nee, behoud het").click()
    expect(chat.questions).to_have_count(1)


@pytest.mark.parametrize("way", ["menu", "browser"])
def test_the_talk_alone_is_printed_with_its_sources_open(chat: ChatPage, way: str) -> None:
    answer = chat.ask(QUESTION)
    if way == "browser":
        chat.page.emulate_media(media="print")
        for unwanted in (chat.input, chat.button("Menu"), answer.get_by_role("button", name="Kopieer")):
            expect(unwanted).to_be_hidden()
        expect(answer.locator("details a").first).to_be_visible()
        return
    chat.button("Menu").click()
    printed = "new Promise((done) => new MutationObserver((all) => done(all[0].addedNodes[0].contentDocument.body"
    seen = chat.page.evaluate_handle(f"() => ({{ body: {printed})).observe(document.body, {{ childList: true }})) }})")
    chat.page.locator("#menu").get_by_text("Druk het gesprek af").click()
    expect_text = seen.evaluate("async ({ body }) => { const b = await body; await 0; return b.textContent; }")
    assert "enclave" in expect_text
