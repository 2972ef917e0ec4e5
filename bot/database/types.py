"""Column types that mean the same on SQLite and PostgreSQL."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

from sqlalchemy import DateTime, String
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator, TypeEngine

if TYPE_CHECKING:
    _DateTimeDecorator = TypeDecorator[datetime]
else:
    _DateTimeDecorator = TypeDecorator


class UtcDateTime(_DateTimeDecorator):
    """A moment: aware in Python, UTC in the database, aware UTC again when read.

    Raises:
        ValueError: when a datetime without a time zone is stored or compared with.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Turn any aware datetime into UTC; SQLite keeps no zone, so it gets the bare UTC time."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a moment needs a time zone: {value.isoformat()}")
        moment = value.astimezone(timezone.utc)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the moment back in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=timezone.utc) if value.tzinfo is None else value.astimezone(timezone.utc)


def sort_key(length: int) -> TypeEngine[str]:
    """A text column that sorts by its bytes on every engine, not by the server's language."""
    return String(length).with_variant(String(length, collation="C"), "postgresql")
