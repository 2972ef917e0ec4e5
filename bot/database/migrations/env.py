"""Runs the migrations on the connection that :func:`bot.database.migrate.upgrade` hands over."""

from __future__ import annotations

from alembic import context

from bot.database.metadata import metadata

connection = context.config.attributes.get("connection")
if connection is None:
    raise RuntimeError("run migrations with bot.database.migrate.upgrade(url)")

context.configure(
    connection=connection,
    target_metadata=metadata,
    transactional_ddl=True,
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
