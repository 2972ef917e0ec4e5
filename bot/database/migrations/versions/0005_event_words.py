"""What a search for events by words reads.

Revision ID: 0005
"""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0003"
branch_labels = None
depends_on = None

EVENT = "catalogue_event"


def upgrade() -> None:
    """Add the column and fill it from the events that are there."""
    op.add_column(EVENT, sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    query = f"""
        SELECT e.id, e.title, e.location, m.name, e.description
        FROM {EVENT} e LEFT JOIN catalogue_municipality m ON m.nis_code = e.municipality_nis
    """  # noqa: S608
    rows = [
        {"key": key, "text": f" {_key(title)} | {' '.join(_key(other) for other in others if other)}"}
        for key, title, *others in connection.execute(sa.text(query)).all()
    ]
    if rows:
        connection.execute(sa.text(f"UPDATE {EVENT} SET search_text = :text WHERE id = :key"), rows)  # noqa: S608


def downgrade() -> None:
    """Drop it again."""
    op.drop_column(EVENT, "search_text")


def _key(text: str) -> str:
    """As the catalogue compared names when this migration was made."""
    plain = unicodedata.normalize("NFKD", re.sub("['’‘`´]", "", text))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return " ".join("sint" if word == "st" else word for word in re.findall(r"[a-z0-9]+", letters))
