"""Bytes and time until the input is usable of our chat and three others, under the same conditions.

    (mkdir compare && cd compare && npm pack rasa-webchat@1.0.1 deep-chat@2.4.2 botframework-webchat@4.18.1)
    .venv/bin/python scripts/compare_widgets.py compare

Every page is sent by one plain server, packed with gzip, to Chromium with an empty cache. None of them talks to an
assistant: what is timed is loading and starting.
"""

from __future__ import annotations

import functools
import gzip
import io
import mimetypes
import statistics
import sys
import tarfile
import threading
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bot.web.pages import read_static, static_files

CHROMIUM = "/usr/bin/chromium"
RUNS = 3
MOBILE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 750e3 / 8}
"""Lighthouse's slow 4G: 150 ms, 1.6 Mbit/s."""
SLOW_PROCESSOR = 4

HEAD = '<!doctype html><html lang="nl"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><body>'


@dataclass
class Widget:
    """A page with one chat: its files by path, and how its input is found."""

    name: str
    files: dict[str, bytes]
    input: str
    needs_server: bool = False
    """Whether it stays hidden until it reached its assistant; it is then timed until its input is in the page."""


def ours() -> Widget:
    """The chat page as it is served, without comments."""
    files = {"" if path.name == "index.html" else path.name: read_static(path).body for path in static_files()}
    return Widget("Wegwijzer", files, "textarea")


def others(folder: Path) -> list[Widget]:
    """The other chats as their own documentation puts them on a page, open from the start."""
    rasa = (
        HEAD + '<script src="lib.js"></script><script>WebChat.default({socketUrl: location.origin, embedded: true, '
        "hideWhenNotConnected: false, params: {storage: 'session'}}, null)</script>"
    )
    deep = HEAD + '<script type="module" src="lib.js"></script><deep-chat demo="true"></deep-chat>'
    bot = (
        HEAD + '<div id="chat" role="main" style="height: 100vh"></div><script src="lib.js"></script><script>'
        "WebChat.renderWebChat({directLine: WebChat.createDirectLine({token: 'x', domain: location.origin}), "
        "locale: 'nl-NL'}, document.getElementById('chat'))</script>"
    )
    return [
        _packed(folder, "rasa-webchat-1.0.1", "lib/index.js", rasa, ".rw-sender", True),
        _packed(folder, "deep-chat-2.4.2", "dist/deepChat.bundle.js", deep, "#text-input"),
        _packed(
            folder, "botframework-webchat-4.18.1", "dist/webchat-minimal.js", bot, "[data-id='webchat-sendbox-input']"
        ),
    ]


def _packed(folder: Path, package: str, path: str, page: str, found_by: str, needs_server: bool = False) -> Widget:
    with tarfile.open(folder / f"{package}.tgz") as archive:
        script = archive.extractfile(f"package/{path}")
        if script is None:
            raise SystemExit(f"{package} holds no {path}")
        return Widget(package, {"": page.encode(), "lib.js": script.read()}, found_by, needs_server)


class Sender(BaseHTTPRequestHandler):
    """Sends a widget's files packed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def __init__(self, widget: Widget, *arguments: object) -> None:
        self.widget = widget
        super().__init__(*arguments)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        path = self.path.split("?")[0].lstrip("/")
        body = self.widget.files.get(path)
        packed = _gzip(body) if body is not None else b""
        self.send_response(200 if body is not None else 404)
        if body is not None:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", mimetypes.guess_type(path or "index.html")[0] or "text/html")
        self.send_header("Content-Length", str(len(packed)))
        self.end_headers()
        self.wfile.write(packed)

    def log_message(self, *_: object) -> None:
        """Says nothing."""


@functools.cache
def _gzip(body: bytes) -> bytes:
    buffer = io.BytesIO()
    with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=9, mtime=0) as stream:
        stream.write(body)
    return buffer.getvalue()


def time_to_input(browser: Browser, address: str, widget: Widget, mobile: bool) -> float:
    """Milliseconds from the request of the page until its input can be typed in."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    tools = context.new_cdp_session(page)
    if mobile:
        tools.send("Network.enable")
        tools.send("Network.emulateNetworkConditions", MOBILE)
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOW_PROCESSOR})
    page.goto(address, wait_until="commit", timeout=60_000)
    box = page.locator(widget.input).first
    box.wait_for(state="attached" if widget.needs_server else "visible", timeout=60_000)
    if not widget.needs_server:
        box.click(timeout=60_000)
        page.keyboard.type("a")
    now: float = page.evaluate("performance.now()")
    context.close()
    return now


def main() -> None:
    """Print a table for docs/widget.md."""
    widgets = [ours(), *others(Path(sys.argv[1]))]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        print(f"Chromium {browser.version}")
        for widget in widgets:
            server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Sender, widget))
            threading.Thread(target=server.serve_forever, daemon=True).start()
            address = f"http://127.0.0.1:{server.server_address[1]}/"
            code = [body for path, body in widget.files.items() if path.endswith((".js", ".css"))]
            size, plain = sum(len(_gzip(body)) for body in code), sum(map(len, code))
            times = [
                statistics.median(time_to_input(browser, address, widget, mobile) for _ in range(RUNS))
                for mobile in (False, True)
            ]
            print(
                f"| {widget.name} | {size / 1000:.1f} | {plain / 1000:.0f} | {times[0]:.0f} | {times[1] / 1000:.1f} |",
                flush=True,
            )
            server.shutdown()
        browser.close()


if __name__ == "__main__":
    main()
