"""WCAG 2.2 A and AA in every state of the chat: by axe-core, by keyboard alone, enlarged, and in forced colours."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.chat import ChatPage
from tests.support.assistant import ROOT, Assistant

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    if not AXE.exists():
        pytest.skip("no node_modules: run 'make lint' where npm's registry can be reached")
    return AXE.read_text(encoding="utf-8")


def violations(page: Page, axe: str) -> list[str]:
    """What axe finds, in one line each."""
    page.wait_for_function("!document.getAnimations().some((animation) => animation.playState === 'running')")
    page.evaluate(axe)
    found = page.evaluate("(tags) => axe.run(document, { runOnly: { type: 'tag', values: tags } })", TAGS)
    assert len(found["passes"]) > 10
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        for node in one["nodes"]
    ]


def refuse(route: Route) -> None:
    route.fulfill(
        status=503, json={"error": {"code": "unavailable", "message": "De assistent is even niet bereikbaar."}}
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_in_any_state_of_the_page(
    new_chat: Callable[..., ChatPage], axe: str, size: str, scheme: str
) -> None:
    chat = new_chat(size, color_scheme=scheme)
    found = {"welcome": violations(chat.page, axe)}
    chat.ask("welke rechtsvorm moet een maatwerkbedrijf hebben")
    chat.answer.locator("summary").first.click()
    chat.answer.get_by_role("button", name="Nee", exact=True).click()
    expect(chat.page.get_by_label("Wil je er iets bij zeggen?")).to_be_visible()
    found["uncertain answer with open sources and a word"] = violations(chat.page, axe)
    chat.ask("maatwerkbedrijven in turnhout")
    found["cards and map"] = violations(chat.page, axe)
    chat.ask("ik wil een quiz doen")
    found["quiz"] = violations(chat.page, axe)
    chat.button("Menu").click()
    found["menu"] = violations(chat.page, axe)
    chat.page.keyboard.press("Escape")
    chat.choose("Wis dit gesprek")
    found["confirmation"] = violations(chat.page, axe)
    chat.page.keyboard.press("Escape")
    chat.page.route("**/message", refuse)
    chat.input.fill("x" * 501)
    found["too long"] = violations(chat.page, axe)
    chat.input.fill("Wat is een enclave?")
    chat.input.press("Enter")
    expect(chat.button("Probeer opnieuw")).to_be_visible()
    found["error"] = violations(chat.page, axe)
    assert {state: problems for state, problems in found.items() if problems} == {}


@pytest.mark.parametrize("size", ["desktop", "phone"])
def test_axe_finds_nothing_in_the_widget_on_another_site(
    new_context: Callable, host: str, host_folder: Path, web: Assistant, axe: str, size: str
) -> None:
    page = embedded(host_folder, web.channel)
    tab = new_context(size).new_page()
    tab.goto(f"{host}/{page}")
    launcher = tab.get_by_role("button", name="Stel je vraag")
    expect(launcher).to_be_visible()
    assert violations(tab, axe) == [], "closed"
    launcher.click()
    chat = ChatPage(tab)
    chat.ask("wat is een enclave")
    assert violations(tab, axe) == [], "open"


def test_axe_finds_nothing_in_the_statement_that_the_page_links_to(chat: ChatPage, axe: str) -> None:
    chat.button("Menu").click()
    with chat.page.context.expect_page() as opened:
        chat.page.get_by_role("link", name="Toegankelijkheid").click()
    statement = opened.value
    expect(statement.get_by_role("heading", name="Toegankelijkheidsverklaring")).to_be_visible()
    assert violations(statement, axe) == []


def test_the_whole_talk_goes_by_keyboard_alone(
    new_context: Callable, host: str, host_folder: Path, web: Assistant
) -> None:
    tab = new_context().new_page()
    tab.goto(f"{host}/{embedded(host_folder, web.channel)}")
    chat = ChatPage(tab)
    launcher = tab.get_by_role("button", name="Stel je vraag")
    expect(launcher).to_be_visible()
    keys = tab.keyboard
    tab_to(tab, launcher)
    keys.press("Enter")
    expect(chat.input).to_be_focused()
    keys.type("wat is een enclave")
    keys.press("Enter")
    answer = chat.wait(0)
    expect(chat.input).to_be_focused()
    tab_to(tab, answer.locator("summary"), "Shift+Tab")
    keys.press("Enter")
    expect(answer.locator("details a").first).to_be_visible()
    tab_to(tab, answer.get_by_role("button", name="Ja", exact=True))
    keys.press("Space")
    tab_to(tab, answer.get_by_label("Wil je er iets bij zeggen?"))
    keys.type("fijn")
    keys.press("Enter")
    expect(answer.get_by_role("button", name="Ja", exact=True)).to_be_focused()
    tab_to(tab, chat.button("Menu"), "Shift+Tab")
    keys.press("Enter")
    expect(tab.locator("#menu")).to_be_visible()
    keys.press("Escape")
    expect(tab.locator("#menu")).to_be_hidden()
    expect(chat.button("Menu")).to_be_focused()
    keys.press("Enter")
    tab_to(tab, tab.locator("#menu").get_by_role("button", name="Wis dit gesprek"))
    keys.press("Enter")
    tab_to(tab, chat.button("Ja, wis het gesprek"))
    keys.press("Enter")
    expect(chat.questions).to_have_count(0)
    expect(chat.button("Menu")).to_be_focused()
    keys.press("Escape")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    expect(launcher).to_be_focused()


def test_what_has_the_focus_is_seen_to_have_it(chat: ChatPage) -> None:
    for _ in range(12):
        chat.page.keyboard.press("Tab")
        style = chat.page.evaluate("""() => {
          let node = document.activeElement;
          while (node.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
          const { outlineStyle, outlineWidth } = getComputedStyle(node);
          return [node.localName, outlineStyle, parseFloat(outlineWidth)];
        }""")
        assert style[0] in ("body", "wegwijzer-chat") or (style[1] != "none" and style[2] >= 2), style


def test_an_answer_is_announced_once_in_a_region_of_its_own(chat: ChatPage) -> None:
    expect(chat.page.get_by_role("log")).to_have_attribute("aria-live", "off")
    chat.ask("wat is een enclave")
    spoken = chat.page.locator("[aria-live=polite]").filter(has_text="enclave")
    expect(spoken).to_have_count(1)
    assert "**" not in spoken.inner_text()


@pytest.mark.parametrize(
    "viewport", [{"width": 320, "height": 640}, {"width": 320, "height": 256}], ids=["320", "400%"]
)
def test_nothing_is_lost_on_a_small_or_much_enlarged_screen(new_chat: Callable[..., ChatPage], viewport: dict) -> None:
    chat = new_chat(viewport=viewport)
    chat.ask("maatwerkbedrijven in turnhout")
    chat.must_not_scroll_sideways()
    for control in (
        chat.button("Menu"),
        chat.input,
        chat.button("Verstuur"),
        chat.answers.first.get_by_role("button").first,
    ):
        control.scroll_into_view_if_needed()
        control.click(trial=True)


def test_text_twice_as_large_still_fits(new_chat: Callable[..., ChatPage]) -> None:
    chat = new_chat("phone")
    chat.page.locator("wegwijzer-chat .root").evaluate("(root) => (root.style.fontSize = '200%')")
    chat.ask("wat is een enclave")
    chat.must_not_scroll_sideways()


def test_nothing_moves_for_who_wants_less_motion(new_chat: Callable[..., ChatPage]) -> None:
    chat = new_chat(reduced_motion="reduce")
    chat.page.route("**/message", lambda route: None)
    chat.input.fill("wat is een enclave")
    chat.input.press("Enter")
    expect(chat.page.locator(".typing")).to_be_visible()
    assert chat.page.evaluate("document.getAnimations().length") == 0


def test_in_forced_colours_the_borders_and_the_map_stay_visible(new_chat: Callable[..., ChatPage]) -> None:
    chat = new_chat(forced_colors="active")
    answer = chat.ask("maatwerkbedrijven in turnhout")
    seen = """(node) => getComputedStyle(node).borderTopColor !== getComputedStyle(node).backgroundColor"""
    assert answer.evaluate(seen)
    circle, outline = (answer.locator(f"svg.map {shape}") for shape in ("circle", "path"))
    fill = "(node) => getComputedStyle(node).fill"
    assert circle.evaluate(fill) != outline.evaluate(fill)


def embedded(folder: Path, channel: str) -> str:
    """A plain page of another site with the chat on it; its name."""
    (folder / "plain.html").write_text(
        '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Een gemeente</title><main><h1>Welkom</h1>'
        f'<p><a href="#x">Nieuws</a></p></main><script src="{channel}/widget.js"></script></html>',
        encoding="utf-8",
    )
    return "plain.html"


def tab_to(page: Page, target: object, key: str = "Tab") -> None:
    """Press Tab until the target has the focus; it must come within forty steps."""
    focused = "(node) => node.getRootNode().activeElement === node"
    for _ in range(40):
        if target.evaluate(focused):  # type: ignore[attr-defined]
            return
        page.keyboard.press(key)
    raise AssertionError(f"{target} is out of reach of the keyboard")
