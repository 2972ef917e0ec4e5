"""A visitor's client of the web contract."""

from __future__ import annotations

from typing import Any

import requests

TIMEOUT = 60


class Visitor:
    """One visitor: keeps the conversation's token and what was said last."""

    def __init__(self, channel: str) -> None:
        self.channel = channel
        self.token: str | None = None
        self.reply: dict[str, Any] = {}
        self.http = requests.Session()

    def send(self, **body: Any) -> requests.Response:
        """Send a raw body to /message with the conversation's token."""
        if self.token:
            body.setdefault("conversation", self.token)
        return self.http.post(f"{self.channel}/message", json=body, timeout=TIMEOUT)

    def say(self, text: str) -> dict[str, Any]:
        """Send a text; the reply must be a good one."""
        return self._keep(self.send(message=text))

    def press(self, title: str) -> dict[str, Any]:
        """Press the button of the last reply whose title contains ``title``."""
        buttons = [button for message in self.reply["messages"] for button in message["buttons"]]
        payload = next(button["payload"] for button in buttons if title.lower() in button["title"].lower())
        return self._keep(self.send(payload=payload))

    def history(self) -> list[dict[str, Any]]:
        """The turns that the server keeps."""
        response = self.http.get(f"{self.channel}/history", headers=self._bearer(), timeout=TIMEOUT)
        response.raise_for_status()
        return list(response.json()["turns"])

    def wipe(self) -> bool:
        """Delete the conversation on the server."""
        response = self.http.delete(f"{self.channel}/conversation", headers=self._bearer(), timeout=TIMEOUT)
        response.raise_for_status()
        return bool(response.json()["deleted"])

    @property
    def text(self) -> str:
        """All words of the last reply."""
        return "\n".join(message["text"] for message in self.reply["messages"])

    @property
    def facts(self) -> set[str]:
        """The facts that the last reply rests on."""
        return {fact for message in self.reply["messages"] for fact in message.get("facts", [])}

    @property
    def cards(self) -> list[dict[str, Any]]:
        """The cards of the last reply."""
        return [card for message in self.reply["messages"] for card in message["cards"]]

    @property
    def titles(self) -> list[str]:
        """The titles of the last reply's buttons."""
        return [button["title"] for message in self.reply["messages"] for button in message["buttons"]]

    def _bearer(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def _keep(self, response: requests.Response) -> dict[str, Any]:
        assert response.status_code == 200, response.text
        self.reply = response.json()
        self.token = self.reply["conversation"]
        return self.reply
