"""Conversation tokens: random, signed and expiring, so that nobody continues somebody else's talk."""

from __future__ import annotations

import re
import secrets

from itsdangerous import BadSignature, TimestampSigner

from bot.web.errors import WebError

SALT = "conversation"
CONVERSATION_ID = re.compile(r"[A-Za-z0-9_-]{22}")


class ConversationTokens:
    """Makes and opens tokens; the id inside is what Rasa knows as the sender."""

    def __init__(self, key: str, max_age_days: int) -> None:
        self._signer = TimestampSigner(key, salt=SALT)
        self._max_age = max_age_days * 86_400

    def new_id(self) -> str:
        """128 random bits."""
        return secrets.token_urlsafe(16)

    def sign(self, conversation_id: str) -> str:
        """A token that opens until ``max_age_days`` from now."""
        return self._signer.sign(conversation_id).decode("ascii")

    def open(self, token: str) -> str:
        """The conversation id inside.

        Raises:
            WebError: forbidden, when the token is not ours, was changed, or expired.
        """
        try:
            conversation_id = self._signer.unsign(token, max_age=self._max_age).decode("ascii")
        except (BadSignature, UnicodeError) as error:
            raise WebError("forbidden") from error
        if not CONVERSATION_ID.fullmatch(conversation_id):
            raise WebError("forbidden")
        return conversation_id
