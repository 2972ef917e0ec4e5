"""The chat on a site of somebody else: another origin, a strict policy, hostile styles, colours of its own."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.chat import ChatPage
from tests.support.assistant import ROOT, Assistant

HOSTILE = """
html { font-size: 3px; direction: rtl; color: red; }
body * {
  all: unset !important; color: red !important; font: 3px serif !important; direction: rtl !important;
  opacity: 0.05 !important; transform: rotate(9deg) !important; filter: invert(1) !important;
  visibility: hidden !important; display: none !important; width: 1px !important; contain: strict !important;
}
"""


@pytest.fixture
def embed(
    new_context: Callable[..., BrowserContext], host: str, host_folder: Path, web: Assistant
) -> Callable[..., ChatPage]:
    """Opens a page of the other site, with these attributes on the script."""

    def make(attributes: str = "", head: str = "", size: str = "desktop") -> ChatPage:
        script = f'<script src="{web.channel}/widget.js" {attributes}></script>'
        page = (
            f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>{head}<main><h1>Host</h1></main>'
        )
        (host_folder / "embed.html").write_text(f"{page}{script}</html>", encoding="utf-8")
        (host_folder / "hostile.css").write_text(HOSTILE, encoding="utf-8")
        tab = new_context(size).new_page()
        chat = ChatPage(tab)
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(web.channel))
        tab.goto(f"{host}/embed.html?policy={origin}")
        return chat

    return make


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_it_talks_from_another_origin_under_a_strict_policy(embed: Callable[..., ChatPage], size: str) -> None:
    chat = embed(size=size)
    chat.button("Stel je vraag").click()
    expect(chat.input).to_be_focused()
    expect(chat.ask("wat is een enclave")).to_contain_text("enclave")
    chat.page.reload()
    chat.button("Stel je vraag").click()
    expect(chat.questions).to_have_count(1)
    chat.choose("Wis dit gesprek")
    chat.button("Ja, wis het gesprek").click()
    expect(chat.questions).to_have_count(0)
    assert chat.errors == []


def test_hostile_styles_of_the_site_change_nothing(embed: Callable[..., ChatPage]) -> None:
    def look(chat: ChatPage) -> list[object]:
        chat.button("Stel je vraag").click()
        expect(chat.input).to_be_visible()
        seen = """(node) => {
          const { color, fontSize, fontFamily, direction, opacity } = getComputedStyle(node);
          const { x, y, width, height } = node.getBoundingClientRect();
          return [color, fontSize, fontFamily, direction, opacity, x, y, width, height].map(String);
        }"""
        return [
            chat.page.locator(part).first.evaluate(seen)
            for part in (".panel", ".launcher", "#title", "#input", ".send")
        ]

    plain = look(embed())
    assert look(embed(head='<link rel="stylesheet" href="hostile.css">')) == plain


def test_nothing_is_asked_of_a_third_party(embed: Callable[..., ChatPage], web: Assistant, host: str) -> None:
    chat = embed()
    asked: list[str] = []
    chat.page.on("request", lambda request: asked.append(request.url))
    chat.page.reload()
    chat.button("Stel je vraag").click()
    chat.ask("maatwerkbedrijven in turnhout")
    assert {urlsplit(url).netloc for url in asked} == {urlsplit(web.channel).netloc, urlsplit(host).netloc}


def test_the_site_chooses_colour_place_title_words_and_questions(embed: Callable[..., ChatPage]) -> None:
    chat = embed(
        'data-label="Vraag het" data-title="Hulp van Voorbeeldgem" data-color="#ffd400" data-position="left" '
        'data-questions="Wat is een enclave? | Wat is sociale economie?"'
    )
    launcher = chat.button("Vraag het")
    expect(launcher).to_have_css("background-color", "rgb(255, 212, 0)")
    expect(launcher).to_have_css("color", "rgb(0, 0, 0)")
    box = launcher.bounding_box()
    assert box is not None
    assert box["x"] < 100
    launcher.click()
    expect(chat.page.get_by_role("dialog", name="Hulp van Voorbeeldgem")).to_be_visible()
    expect(chat.page.locator(".log .choice")).to_have_text(["Wat is een enclave?", "Wat is sociale economie?"])
    chat.press("Wat is een enclave?")


def test_a_colour_that_is_none_leaves_the_chat_as_it_is(embed: Callable[..., ChatPage]) -> None:
    expect(embed('data-color="red;background:url(//x)"').button("Stel je vraag")).to_have_css(
        "color", "rgb(255, 255, 255)"
    )


def test_css_properties_of_the_site_reach_the_chat(embed: Callable[..., ChatPage], host_folder: Path) -> None:
    (host_folder / "theme.css").write_text(":root { --wegwijzer-color: #7a1f4c; --wegwijzer-width: 20em; }")
    chat = embed(head='<link rel="stylesheet" href="theme.css">')
    chat.button("Stel je vraag").click()
    expect(chat.page.locator(".header")).to_have_css("background-color", "rgb(122, 31, 76)")
    expect(chat.page.locator(".panel")).to_have_css("width", "320px")


def test_a_site_that_is_not_allowed_gets_no_chat(
    new_context: Callable[..., BrowserContext], web: Assistant, host: str, host_folder: Path
) -> None:
    (host_folder / "other.html").write_text(f'<!doctype html><script src="{web.channel}/widget.js"></script>')
    tab: Page = new_context().new_page()
    with tab.expect_console_message(lambda message: "CORS" in message.text):
        tab.goto(host.replace("127.0.0.1", "localhost") + "/other.html")
    expect(tab.get_by_role("button", name="Stel je vraag")).to_have_count(0)


def test_the_example_page_works_as_it_is_written(
    new_context: Callable[..., BrowserContext], web: Assistant, host: str, host_folder: Path
) -> None:
    example = (ROOT / "docs" / "embed.html").read_text(encoding="utf-8")
    origin = web.channel.removesuffix("/webhooks/web")
    (host_folder / "example.html").write_text(example.replace("http://127.0.0.1:5005", origin), encoding="utf-8")
    chat = ChatPage(new_context().new_page())
    chat.page.goto(f"{host}/example.html")
    label = re.search(r'data-label="([^"]+)"', example)
    assert label is not None
    chat.button(label.group(1)).click()
    chat.ask("wat is een enclave")
    assert chat.errors == []
