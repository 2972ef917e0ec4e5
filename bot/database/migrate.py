"""Bring a database to the newest form, and tell whether it has it. Works from any current folder.

To change a table: change the model, add ``migrations/versions/000N_….py`` by hand, and run the tests: they
compare the migrated database with the models on every engine.
"""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Engine, make_url

from bot.database.engine import SQLITE_BEGIN, make_engine, sqlite_path
from bot.database.errors import DatabaseUnavailable, reporting_unavailability

# Two lines of information for every question to it would fill the log of a server that is asked often.
logging.getLogger("alembic").setLevel(logging.WARNING)

_SCRIPTS = Path(__file__).resolve().parent / "migrations"
_UPGRADE_LOCK = 7_305_512_914
"""Any fixed number: two servers that start together upgrade one after the other."""


def upgrade(url: str) -> None:
    """Create the SQLite file and its folder where needed, and apply the migrations that are missing.

    All missing migrations are one transaction: they are applied together or not at all.

    Raises:
        DatabaseUnavailable: the database can't be reached or created.
    """
    path = sqlite_path(make_url(url))
    if path is not None:
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch()
        except OSError as error:
            raise DatabaseUnavailable(f"can't create {path.name}: {error.strerror}") from error
    engine = make_engine(url, foreign_keys=False)
    config = _config()
    try:
        with (
            reporting_unavailability(),
            engine.execution_options(**{SQLITE_BEGIN: "IMMEDIATE"}).begin() as connection,
        ):
            if connection.dialect.name == "postgresql":
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _UPGRADE_LOCK})
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    finally:
        engine.dispose()


def current_revision(engine: Engine) -> str | None:
    """The migration this database is at; ``None`` when it was never migrated.

    Raises:
        DatabaseUnavailable: the database can't be reached.
    """
    with reporting_unavailability(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head_revision() -> str:
    """The newest migration that this code knows."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:
        raise LookupError(f"no migrations in {_SCRIPTS.name}")
    return head


def is_current(engine: Engine) -> bool:
    """Whether the database has every migration.

    Raises:
        DatabaseUnavailable: the database can't be reached.
    """
    return current_revision(engine) == head_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    return config
