"""What searches for enterprises read: listings and the words of names.

Revision ID: 0006
"""

from __future__ import annotations

import re
import unicodedata

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

LISTING = "catalogue_enterprise_listing"
NAME_WORD = "catalogue_enterprise_name_word"
NEAR = "ix_catalogue_municipality_latitude_longitude"
INDEXES = {
    "everywhere": ("activity_code",),
    "by_province": ("activity_code", "province"),
    "by_municipality": ("activity_code", "municipality_nis"),
}
FILL = """
    INSERT INTO catalogue_enterprise_listing
        (enterprise_id, activity_code, municipality_nis, province, recognition, rank, name_key)
    SELECT e.id, a.activity_code, e.municipality_nis, e.province, e.recognition,
        CASE WHEN e.recognition <> 'maatwerkbedrijf' THEN 2 WHEN e.recognition_certainty = 'sourced' THEN 0 ELSE 1 END,
        e.name_key
    FROM catalogue_enterprise e
    JOIN (
        SELECT enterprise_id, activity_code FROM catalogue_enterprise_activity
        UNION ALL SELECT id, '' FROM catalogue_enterprise
    ) a ON a.enterprise_id = e.id
"""
LEGAL_FORMS = frozenset({"vzw", "cvso", "cvba", "cv", "bv", "bvba", "nv", "asbl"})


def sort_key(length: int) -> TypeEngine[str]:
    """Text sorted by its bytes."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables and fill them from the enterprises that are there; index where municipalities lie."""
    op.create_index(op.f(NEAR), "catalogue_municipality", ["latitude", "longitude"])
    op.create_table(
        LISTING,
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("activity_code", sa.String(length=40), nullable=False),
        sa.Column("municipality_nis", sa.String(length=5), nullable=True),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("recognition", sa.String(length=40), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("name_key", sort_key(120), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["catalogue_enterprise.id"],
            name=op.f(f"fk_{LISTING}_enterprise_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"], ["catalogue_municipality.nis_code"], name=op.f(f"fk_{LISTING}_municipality_nis")
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "activity_code", name=op.f(f"pk_{LISTING}")),
    )
    for name, first in INDEXES.items():
        columns = [*first, "rank", "name_key", "recognition", "enterprise_id"]
        op.create_index(f"ix_{LISTING}_{name}", LISTING, columns)
    op.create_index(op.f(f"ix_{LISTING}_municipality_nis"), LISTING, ["municipality_nis"])
    op.create_table(
        NAME_WORD,
        sa.Column("word", sort_key(160), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["catalogue_enterprise.id"],
            name=op.f(f"fk_{NAME_WORD}_enterprise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("word", "enterprise_id", name=op.f(f"pk_{NAME_WORD}")),
    )
    op.create_index(op.f(f"ix_{NAME_WORD}_enterprise_id"), NAME_WORD, ["enterprise_id"])
    op.execute(FILL)
    _fill_words()


def downgrade() -> None:
    """Drop them again."""
    op.drop_table(NAME_WORD)
    op.drop_table(LISTING)
    op.drop_index(op.f(NEAR), "catalogue_municipality")


def _fill_words() -> None:
    connection = op.get_bind()
    rows = connection.execute(sa.text("SELECT id, name, legal_name FROM catalogue_enterprise")).all()
    words = [
        {"word": word, "key": key}
        for key, *names in rows
        for word in sorted(set(_words(" ".join(filter(None, names)))) - LEGAL_FORMS)
    ]
    if words:
        insert = sa.text(f"INSERT INTO {NAME_WORD} (word, enterprise_id) VALUES (:word, :key)")  # noqa: S608
        connection.execute(insert, words)


def _words(text: str) -> list[str]:
    """As the catalogue wrote names when this migration was made."""
    plain = unicodedata.normalize("NFKD", re.sub("['’‘`´]", "", text))
    letters = "".join(char for char in plain if not unicodedata.combining(char)).casefold()
    return ["sint" if word == "st" else word for word in re.findall(r"[a-z0-9]+", letters)]
