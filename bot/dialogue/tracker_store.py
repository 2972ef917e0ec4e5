"""Rasa's tracker store on the project's own database: private, and loud when it fails."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from typing import Any, NoReturn

from rasa.core.agent import Agent
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.database.engine import make_engine
from bot.database.session import session_factory
from bot.dialogue.conversations import Conversations, EventData
from bot.privacy import mask
from bot.settings import load_settings


class PrivateTrackerStore(TrackerStore):
    """Stores each event once, with personal data replaced.

    Set in endpoints.yml as ``tracker_store: {type: bot.dialogue.tracker_store.PrivateTrackerStore}``; the
    database is ``WEGWIJZER_DATABASE_URL``.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        del host  # Rasa passes the url of endpoints.yml; the database is a setting of its own.
        super().__init__(domain, event_broker, **kwargs)
        self._conversations = Conversations(session_factory(make_engine(load_settings().database_url)))

    async def create_tracker(self, sender_id: str, append_action_listen: bool = True) -> DialogueStateTracker:
        """A new tracker, not stored before its first turn is complete."""
        tracker = self.init_tracker(sender_id)
        if append_action_listen:
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME))
        return tracker

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append what is new since the last save, in one session.

        Raises:
            DatabaseUnavailable: the database can't be reached or written.
        """
        await self.stream_events(tracker)
        events = [_without_personal_data(event.as_dict()) for event in tracker.events]
        await asyncio.to_thread(self._conversations.append, tracker.sender_id, events)

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The stored tracker, or None for an unknown conversation.

        Raises:
            DatabaseUnavailable: the database can't be reached.
        """
        events = await asyncio.to_thread(self._conversations.events, sender_id)
        return DialogueStateTracker.from_dict(sender_id, events, self.domain.slots) if events else None

    async def keys(self) -> Iterable[str]:
        """The ids of all stored conversations."""
        return await asyncio.to_thread(self._conversations.ids)


def make_loud(agent: Agent) -> None:
    """Let errors of the tracker store reach the channel.

    Rasa wraps every store in ``FailSafeTrackerStore``, which answers an error by going on in memory, so that
    a talk is lost without a word. Its error callback is the place to stop that.
    """
    if isinstance(agent.tracker_store, FailSafeTrackerStore):
        agent.tracker_store._on_tracker_store_error = _raise


def _raise(error: Exception) -> NoReturn:
    raise error


def _without_personal_data(event: EventData) -> EventData:
    """The second barrier behind the web channel, for every other channel."""
    if event.get("event") != UserUttered.type_name:
        return event
    text, kinds = mask(event.get("text") or "")
    if not kinds:
        return event
    parse_data = {**(event.get("parse_data") or {}), "text": text, "entities": []}
    return {**event, "text": text, "parse_data": parse_data}
