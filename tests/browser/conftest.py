"""A real Chromium, the real assistant, and a page of another site that holds the chat."""

from __future__ import annotations

import functools
import http.server
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.browser.chat import ChatPage
from tests.support.assistant import ROOT, Assistant, free_port, running_assistant

ARTIFACTS = ROOT / "artifacts" / "browser"
SIZES = {"desktop": (1280, 800), "phone": (360, 740)}


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The browser of this machine; without one these tests are skipped."""
    found = subprocess.run(["bash", "scripts/chromium.sh"], cwd=ROOT, capture_output=True, text=True)
    if found.returncode:
        pytest.skip("no Chromium: apt install chromium, or set WEGWIJZER_TEST_CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.stdout.strip(), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def host_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What another site serves."""
    return tmp_path_factory.mktemp("host")


@pytest.fixture(scope="session")
def host(host_folder: Path) -> Iterator[str]:
    """Another site, on an origin of its own."""
    handler = functools.partial(_Quiet, directory=str(host_folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", free_port()), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture(scope="session")
def web(chromium: Browser, host: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant that lets the other site embed it."""
    path = tmp_path_factory.mktemp("browser") / "wegwijzer.db"
    with running_assistant(f"sqlite:///{path}", allowed_origins=host) as assistant:
        yield assistant


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Makes visitors: each context has storage of its own."""
    opened: list[BrowserContext] = []

    def make(size: str = "desktop", **options: Any) -> BrowserContext:
        width, height = SIZES[size]
        options = {"viewport": {"width": width, "height": height}, "locale": "nl-BE"} | options
        context = chromium.new_context(**options)
        context.set_default_timeout(15_000)
        opened.append(context)
        return context

    yield make
    for context in opened:
        context.close()


@pytest.fixture
def new_chat(new_context: Callable[..., BrowserContext], web: Assistant) -> Callable[..., ChatPage]:
    """Opens the chat page for a new visitor."""

    def make(size: str = "desktop", **options: Any) -> ChatPage:
        return ChatPage(new_context(size, **options).new_page()).open(web.channel)

    return make


@pytest.fixture
def chat(new_chat: Callable[..., ChatPage]) -> ChatPage:
    """The chat page on a desktop."""
    return new_chat()


@pytest.fixture
def screenshot(request: pytest.FixtureRequest) -> Callable[[ChatPage], None]:
    """Keeps how the page looks, under the test's name."""

    def keep(chat: ChatPage) -> None:
        ARTIFACTS.mkdir(parents=True, exist_ok=True)
        name = request.node.name.replace("[", "-").replace("]", "")
        chat.page.screenshot(path=ARTIFACTS / f"{name}.png", animations="disabled")

    return keep


class _Quiet(http.server.SimpleHTTPRequestHandler):
    """With the strict policy of a careful site: nothing but its own files and those of the assistant."""

    def end_headers(self) -> None:
        for part in self.path.partition("?")[2].split("&"):
            if part.startswith("policy="):
                there = part.removeprefix("policy=")
                allowed = f"script-src {there}; style-src 'self' {there}; connect-src {there}"
                self.send_header("Content-Security-Policy", f"default-src 'none'; {allowed}; base-uri 'none'")
        super().end_headers()

    def log_message(self, *_arguments: object) -> None:
        """Not on the screen of the tests."""
