"""The composition root of the web channel: the only module here that knows which parts stand behind it."""

from __future__ import annotations

import asyncio
import datetime as dt
import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar

from rasa.core.agent import Agent
from rasa.shared.core.trackers import DialogueStateTracker

from bot.catalogue.service import Catalogue
from bot.database.engine import make_engine
from bot.database.errors import DatabaseUnavailable
from bot.database.migrate import is_current
from bot.database.session import session_factory
from bot.dialogue.conversations import Conversations, Rating
from bot.dialogue.tracker_store import make_loud
from bot.settings import Settings
from bot.web.replies import CHANNEL

logger = logging.getLogger(__name__)

ERROR_RESPONSE = "utter_error"
PRUNE_INTERVAL = 6 * 3600
"""Seconds between two sweeps of conversations past their retention time."""


@dataclass(frozen=True)
class Services:
    """What the routes ask of the rest of the house."""

    conversations: Conversations
    database_ready: Callable[[], bool]
    calendar: Callable[[str | None], bytes | None]
    """Coming events as an iCalendar file, or the one with this uid; nothing where that is not known."""
    retention: dt.timedelta

    database_error: ClassVar[type[Exception]] = DatabaseUnavailable

    def rate(self, conversation_id: str, message_id: str, useful: bool, comment: str | None) -> None:
        """Keep a visitor's judgement of one message."""
        self.conversations.rate(conversation_id, message_id, Rating(useful, comment))

    def prepare_agent(self, agent: Agent) -> None:
        """Make errors of the conversation store reach the visitor as errors."""
        make_loud(agent)

    async def forget_old_conversations(self) -> None:
        """Keep the promise of the retention time, also where nobody set up a cron job."""
        while True:
            try:
                await asyncio.to_thread(self.conversations.prune, self.retention)
            except DatabaseUnavailable:
                logger.warning("Old conversations could not be wiped now; trying again later.")
            await asyncio.sleep(PRUNE_INTERVAL)

    async def error_message(self, agent: Agent, conversation_id: str) -> dict[str, Any]:
        """The words of domain.yml for a turn that broke."""
        tracker = DialogueStateTracker.from_events(conversation_id, [])
        message = await agent.nlg.generate(ERROR_RESPONSE, tracker, CHANNEL)
        return {**(message or {}), "timestamp": time.time()}


def open_services(settings: Settings) -> Services:
    """Open the parts on the database of ``settings``; nothing is connected yet."""
    engine = make_engine(settings.database_url)
    catalogue = Catalogue(engine)

    def database_ready() -> bool:
        try:
            return is_current(engine)
        except DatabaseUnavailable:
            return False

    def calendar(uid: str | None) -> bytes | None:
        return catalogue.event_calendar(uid) if uid else catalogue.calendar(dt.datetime.now(dt.timezone.utc))

    return Services(
        conversations=Conversations(session_factory(engine)),
        database_ready=database_ready,
        retention=dt.timedelta(days=settings.retention_days),
        calendar=calendar,
    )
