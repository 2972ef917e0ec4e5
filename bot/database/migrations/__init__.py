"""Alembic's folder: see :mod:`bot.database.migrate`."""
