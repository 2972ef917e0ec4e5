"""Storage of conversations: append events, read them back, delete, prune, and keep feedback."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session, sessionmaker

from bot.database.session import transaction
from bot.dialogue.models import Conversation, ConversationEvent, Feedback, utc_now


@dataclass(frozen=True)
class Rating:
    """What a visitor found of one message; ``comment`` is a word of their own."""

    useful: bool
    comment: str | None = None


EventData = dict[str, Any]
"""A Rasa event as ``Event.as_dict()`` gives it."""

PRUNE_BATCH = 500
"""SQLite takes at most 999 values in one statement on old versions."""


class Conversations:
    """Conversations in SQL, one session a call; raises ``DatabaseUnavailable``, never goes on in memory."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions

    def events(self, conversation_id: str) -> list[EventData]:
        """All events in order; empty for an unknown conversation."""
        query = (
            select(ConversationEvent.data)
            .where(ConversationEvent.conversation_id == conversation_id)
            .order_by(ConversationEvent.position)
        )
        with transaction(self._sessions) as session:
            return [json.loads(data) for data in session.execute(query).scalars()]

    def append(self, conversation_id: str, events: Sequence[EventData]) -> int:
        """Store those of ``events`` that are not stored yet (the list is the whole talk); returns how many."""
        with transaction(self._sessions, write=True) as session:
            conversation = session.get(Conversation, conversation_id)
            if conversation is None:
                session.add(Conversation(id=conversation_id))
                session.flush()
            else:
                conversation.updated_at = utc_now()
            stored = _count_events(session, conversation_id)
            fresh = list(enumerate(events))[stored:]
            session.add_all(
                ConversationEvent(
                    conversation_id=conversation_id,
                    position=position,
                    type_name=event["event"],
                    timestamp=event["timestamp"],
                    data=json.dumps(event, ensure_ascii=False),
                )
                for position, event in fresh
            )
            return len(fresh)

    def ids(self) -> list[str]:
        """The ids of all stored conversations."""
        with transaction(self._sessions) as session:
            return list(session.execute(select(Conversation.id)).scalars())

    def delete(self, conversation_id: str) -> bool:
        """Wipe a conversation, its events and its feedback; False when there was none."""
        with transaction(self._sessions, write=True) as session:
            for table in (ConversationEvent, Feedback):
                session.execute(delete(table).where(table.conversation_id == conversation_id))
            conversation = session.get(Conversation, conversation_id)
            if conversation is not None:
                session.delete(conversation)
            return conversation is not None

    def prune(self, older_than: dt.timedelta) -> int:
        """Wipe conversations without a message for ``older_than``; returns how many."""
        limit = utc_now() - older_than
        with transaction(self._sessions, write=True) as session:
            query = select(Conversation.id).where(Conversation.updated_at < limit)
            old = list(session.execute(query).scalars())
            for start in range(0, len(old), PRUNE_BATCH):
                batch = old[start : start + PRUNE_BATCH]
                for table in (ConversationEvent, Feedback):
                    session.execute(delete(table).where(table.conversation_id.in_(batch)))
                session.execute(delete(Conversation).where(Conversation.id.in_(batch)))
        return len(old)

    def ratings(self, conversation_id: str) -> dict[str, Rating]:
        """The visitor's judgements, by message id."""
        query = select(Feedback).where(Feedback.conversation_id == conversation_id)
        with transaction(self._sessions) as session:
            found = session.execute(query).scalars()
            return {row.message_id: Rating(row.useful, row.comment) for row in found}

    def rate(self, conversation_id: str, message_id: str, rating: Rating) -> None:
        """Keep a visitor's judgement of one message; a second one replaces the first, with its comment."""
        with transaction(self._sessions, write=True) as session:
            query = select(Feedback).where(
                Feedback.conversation_id == conversation_id, Feedback.message_id == message_id
            )
            known = session.execute(query).scalar_one_or_none()
            if known is None:
                known = Feedback(conversation_id=conversation_id, message_id=message_id)
                session.add(known)
            else:
                known.created_at = utc_now()
            known.useful, known.comment = rating.useful, rating.comment


def _count_events(session: Session, conversation_id: str) -> int:
    query = select(func.count(ConversationEvent.id)).where(ConversationEvent.conversation_id == conversation_id)
    return int(session.execute(query).scalar_one())
