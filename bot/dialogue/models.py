"""Tables of conversations: who talked when, each event of a talk, and what visitors found of answers."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Boolean, Column, Float, ForeignKey, Integer, String, Text, UniqueConstraint

from bot.database.base import Base
from bot.database.types import UtcDateTime

ID_LENGTH = 64


def utc_now() -> dt.datetime:
    """Now, aware, in UTC."""
    return dt.datetime.now(dt.timezone.utc)


class Conversation(Base):
    """One visitor's talk; ``id`` is random and says nothing of the visitor."""

    __tablename__ = "conversation"

    id: str = Column(String(ID_LENGTH), primary_key=True)
    created_at: dt.datetime = Column(UtcDateTime, nullable=False, default=utc_now)
    updated_at: dt.datetime = Column(UtcDateTime, nullable=False, default=utc_now, index=True)


class ConversationEvent(Base):
    """One Rasa event as JSON; ``position`` counts from 0 within its conversation."""

    __tablename__ = "conversation_event"
    __table_args__ = (UniqueConstraint("conversation_id", "position"),)

    id: int = Column(Integer, primary_key=True)
    conversation_id: str = Column(String(ID_LENGTH), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)
    position: int = Column(Integer, nullable=False)
    type_name: str = Column(String(64), nullable=False)
    timestamp: float = Column(Float, nullable=False)
    data: str = Column(Text, nullable=False)


class Feedback(Base):
    """A visitor's thumb up or down on one message of the assistant, with an optional word; the last one counts."""

    __tablename__ = "feedback"
    __table_args__ = (UniqueConstraint("conversation_id", "message_id"),)

    id: int = Column(Integer, primary_key=True)
    conversation_id: str = Column(String(ID_LENGTH), ForeignKey("conversation.id", ondelete="CASCADE"), nullable=False)
    message_id: str = Column(String(32), nullable=False)
    useful: bool = Column(Boolean, nullable=False)
    comment = Column(Text)
    created_at: dt.datetime = Column(UtcDateTime, nullable=False, default=utc_now, index=True)
