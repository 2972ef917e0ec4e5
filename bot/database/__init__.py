"""The database: one engine, one declarative base, one way to hold a transaction, migrations.

Knows nothing of what is stored; the model modules are gathered in :mod:`bot.database.metadata`.
"""

from bot.database.engine import make_engine
from bot.database.errors import DatabaseUnavailable
from bot.database.session import session_factory, transaction

__all__ = ["DatabaseUnavailable", "make_engine", "session_factory", "transaction"]
