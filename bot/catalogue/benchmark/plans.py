"""How a database carries out what it is asked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from bot.database.session import session_factory, transaction

SQLITE_SCAN = re.compile(r"SCAN (\w+)\b(?! USING (?:COVERING )?INDEX)")
POSTGRES_SCAN = re.compile(r"Seq Scan on (\w+)")


def plans(engine: Engine, work: Callable[[Session], object]) -> list[str]:
    """The plan of each SELECT that ``work`` sends.

    PostgreSQL plans as if tables were large: with few rows it rightly reads the whole table.
    """
    sent: list[tuple[str, Any]] = []

    def keep(connection: object, cursor: object, statement: str, parameters: Any, *rest: object) -> None:
        if statement.startswith("SELECT"):
            sent.append((statement, parameters))

    with transaction(session_factory(engine)) as session:
        if engine.dialect.name == "postgresql":
            session.execute(text("SET LOCAL enable_seqscan = off"))
        event.listen(engine, "before_cursor_execute", keep)
        try:
            work(session)
        finally:
            event.remove(engine, "before_cursor_execute", keep)
        how = "EXPLAIN QUERY PLAN" if engine.dialect.name == "sqlite" else "EXPLAIN"
        explained = [session.connection().exec_driver_sql(f"{how} {one}", values) for one, values in sent]
        return ["\n".join(str(row[-1]) for row in plan) for plan in explained]


def read_whole(plan: str) -> set[str]:
    """The tables that a plan reads row by row, without an index."""
    found = {match[1] for pattern in (SQLITE_SCAN, POSTGRES_SCAN) for match in pattern.finditer(plan)}
    return {table for table in found if table.startswith("catalogue_")}
