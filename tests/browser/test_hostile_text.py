"""Whatever the server says, the page shows it as text: nothing runs, nothing leads anywhere dangerous."""

from __future__ import annotations

import random
from typing import Any

from playwright.sync_api import Route, expect

from tests.browser.chat import ChatPage

PIECES = [
    "<script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    "<svg onload=window.hacked=1>",
    "<iframe srcdoc='<script>top.hacked = 1</script>'></iframe>",
    "[klik](javascript:window.hacked=1)",
    "[klik](JaVaScRiPt:window.hacked=1)",
    "[klik](data:text/html,<script>1</script>)",
    '[klik](https://a.be/"onclick="window.hacked=1)',
    "**vet** [goed](https://www.vlaanderen.be/) https://a.be/x",
    "- een\n- twee",
    "1. een",
    "\n\n",
    "</div></wegwijzer-chat>",
    "&lt;b&gt;",
    "\u202eomgekeerd",
    "${window.hacked=1}",
    "{{constructor.constructor('window.hacked=1')()}}",
]
ALLOWED_SCHEMES = {"http:", "https:", "mailto:", "tel:"}


def hostile_message(chance: random.Random) -> dict[str, Any]:
    """A message with hostile words in every field that is shown."""

    def text() -> str:
        return " ".join(chance.choices(PIECES, k=chance.randint(1, 6)))

    def address() -> str:
        return chance.choice(["javascript:window.hacked=1", "data:text/html,x", text(), "https://a.be/"])

    return {
        "id": text(),
        "text": text(),
        "as_of": text(),
        "validity": chance.choice(["uncertain", "constructor", text()]),
        "redirect": address(),
        "sources": [{"title": text(), "publisher": text(), "url": address(), "published": text()}],
        "buttons": [{"title": text(), "payload": text()}],
        "cards": [
            {"kind": kind, "name": text(), "municipality": text(), "description": text(), "website": address()}
            | {"source_url": address(), "start": text(), "calendar_url": address(), "recognition": text()}
            | {"latitude": chance.choice([51.05, text(), None]), "longitude": chance.choice([3.7, text(), None])}
            for kind in ("enterprise", "event", text())
        ],
    }


def test_hostile_words_in_any_field_stay_words(chat: ChatPage) -> None:
    chance = random.Random(20261124)

    def answer(route: Route) -> None:
        messages = [hostile_message(chance) for _ in range(20)]
        route.fulfill(json={"conversation": "token", "status": "answered", "messages": messages})

    chat.page.route("**/message", answer)
    for _ in range(10):
        before = chat.answers.count()
        chat.input.fill("<script>window.hacked = 1</script>")
        chat.input.press("Enter")
        chat.wait(before)
    expect(chat.answers).to_have_count(200)
    assert chat.page.evaluate("window.hacked") is None
    seen = chat.page.evaluate("""() => {
      const nodes = [...document.querySelector("wegwijzer-chat").shadowRoot.querySelectorAll(".log *")];
      const links = nodes.filter((node) => node.localName === "a");
      return {
        tags: [...new Set(nodes.map((node) => node.localName))],
        handlers: nodes.flatMap((node) => node.getAttributeNames().filter((name) => /^(on|style|srcdoc)/.test(name))),
        schemes: [...new Set(links.map((link) => link.protocol))],
        unsafe: links.filter((link) => link.target && link.rel !== "noopener noreferrer").length,
      };
    }""")
    assert not set(seen["tags"]) & {"script", "img", "iframe", "object", "embed", "style", "link", "base"}
    assert seen["handlers"] == []
    assert set(seen["schemes"]) <= ALLOWED_SCHEMES
    assert seen["unsafe"] == 0
