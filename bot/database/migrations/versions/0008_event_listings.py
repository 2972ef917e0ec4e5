"""What searches for events read: their words, and indexes in the order of time; how many enterprises an activity has.

Revision ID: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

EVENT = "catalogue_event"
WORD = "catalogue_event_word"
ACTIVITY = "catalogue_activity"
TIMES = {"over": ("cancelled", "over_at", "starts_at", "id"), "start": ("cancelled", "starts_at", "over_at", "id")}
OLD_TIMES = ("over_at", "starts_at")
COUNT = """
    UPDATE catalogue_activity SET enterprise_count = (
        SELECT count(*) FROM catalogue_enterprise_activity a WHERE a.activity_code = catalogue_activity.code
    )
"""


def sort_key(length: int) -> TypeEngine[str]:
    """Text sorted by its bytes."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Split the search text of each event into words; count."""
    op.create_table(
        WORD,
        sa.Column("word", sort_key(160), nullable=False),
        sa.Column("in_title", sa.Boolean(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["event_id"], [f"{EVENT}.id"], name=op.f(f"fk_{WORD}_event_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("word", "in_title", "event_id", name=op.f(f"pk_{WORD}")),
    )
    op.create_index(op.f(f"ix_{WORD}_event_id"), WORD, ["event_id"])
    connection = op.get_bind()
    texts = connection.execute(sa.text(f"SELECT id, search_text FROM {EVENT}")).all()  # noqa: S608
    rows = [row for key, text in texts for row in _words(key, text)]
    if rows:
        insert = f"INSERT INTO {WORD} (word, in_title, event_id) VALUES (:word, :in_title, :key)"  # noqa: S608
        connection.execute(sa.text(insert), rows)
    op.drop_column(EVENT, "search_text")
    for column in OLD_TIMES:
        op.drop_index(op.f(f"ix_{EVENT}_{column}"), EVENT)
    for name, columns in TIMES.items():
        op.create_index(op.f(f"ix_{EVENT}_by_{name}"), EVENT, list(columns))
    op.add_column(ACTIVITY, sa.Column("enterprise_count", sa.Integer(), nullable=False, server_default="0"))
    op.create_index(op.f(f"ix_{ACTIVITY}_enterprise_count"), ACTIVITY, ["enterprise_count"])
    op.execute(COUNT)


def downgrade() -> None:
    """Put the words together again; their order is not known any more."""
    op.drop_index(op.f(f"ix_{ACTIVITY}_enterprise_count"), ACTIVITY)
    op.drop_column(ACTIVITY, "enterprise_count")
    for name in TIMES:
        op.drop_index(op.f(f"ix_{EVENT}_by_{name}"), EVENT)
    for column in OLD_TIMES:
        op.create_index(op.f(f"ix_{EVENT}_{column}"), EVENT, [column])
    op.add_column(EVENT, sa.Column("search_text", sa.Text(), nullable=False, server_default=""))
    connection = op.get_bind()
    found: dict[int, tuple[list[str], list[str]]] = {}
    query = f"SELECT event_id, in_title, word FROM {WORD} ORDER BY word"  # noqa: S608
    for key, in_title, word in connection.execute(sa.text(query)):
        found.setdefault(key, ([], []))[0 if in_title else 1].append(word)
    rows = [{"key": key, "text": f" {' '.join(title)} | {' '.join(rest)}"} for key, (title, rest) in found.items()]
    if rows:
        connection.execute(sa.text(f"UPDATE {EVENT} SET search_text = :text WHERE id = :key"), rows)  # noqa: S608
    op.drop_table(WORD)


def _words(key: int, text: str) -> list[dict[str, object]]:
    title, _, rest = text.partition("|")
    in_title = set(title.split())
    words = [*((word, True) for word in in_title), *((word, False) for word in set(rest.split()) - in_title)]
    return [{"key": key, "word": word, "in_title": flag} for word, flag in sorted(words)]
