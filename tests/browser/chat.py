"""The chat as a visitor uses it: by the names that are shown or spoken."""

from __future__ import annotations

from playwright.sync_api import ConsoleMessage, Locator, Page, expect


class ChatPage:
    """One tab with the chat; every error in its console counts as a fault."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.errors: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", self._listen)

    def open(self, channel: str) -> ChatPage:
        """Go to the chat page and wait until it can be used."""
        self.page.goto(f"{channel}/")
        expect(self.input).to_be_visible()
        return self

    def _listen(self, message: ConsoleMessage) -> None:
        # Browsers ask for it of their own accord.
        if message.type == "error" and not message.location["url"].endswith("/favicon.ico"):
            self.errors.append(message.text)

    @property
    def input(self) -> Locator:
        return self.page.get_by_label("Je vraag")

    @property
    def answers(self) -> Locator:
        """What the assistant said, without its welcome."""
        return self.page.locator(".mine ~ .message:not(.mine)")

    @property
    def questions(self) -> Locator:
        return self.page.locator(".mine")

    @property
    def answer(self) -> Locator:
        """The last answer."""
        return self.answers.last

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def ask(self, text: str) -> Locator:
        """Type a question, send it, and wait for what comes."""
        before = self.answers.count()
        self.input.fill(text)
        self.input.press("Enter")
        return self.wait(before)

    def press(self, name: str) -> Locator:
        """Press a button that asks something, and wait for what comes."""
        before = self.answers.count()
        self.button(name).last.click()
        return self.wait(before)

    def wait(self, before: int) -> Locator:
        """The first message of an answer, once it is there and nothing is awaited."""
        expect(self.answers.nth(before)).to_be_visible()
        expect(self.page.locator(".typing")).to_have_count(0)
        return self.answers.nth(before)

    def choose(self, item: str) -> None:
        """Open the menu and choose."""
        self.button("Menu").click()
        self.page.locator("#menu").get_by_text(item).click()

    def must_not_scroll_sideways(self) -> None:
        """Neither the page nor the conversation."""
        too_wide = """() => {
          const wide = (node) => node.scrollWidth - node.clientWidth > 1;
          const parts = document.querySelector("wegwijzer-chat").shadowRoot.querySelectorAll(".log, .panel, form");
          return [document.documentElement, ...parts].filter(wide).length;
        }"""
        assert self.page.evaluate(too_wide) == 0
