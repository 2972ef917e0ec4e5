"""Coordinates of municipalities, their parts, and regions.

Municipalities that are there already get the middle of Flanders until their file is imported again.

Revision ID: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
KINDS = ("municipalities", "activities", "enterprises", "events_csv", "events_ics")
MIDDLE = {"latitude": "51.0", "longitude": "4.5"}


def sort_key(length: int) -> TypeEngine[str]:
    """Text sorted by its bytes."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Add the coordinates and the tables of parts and regions."""
    for column, value in MIDDLE.items():
        op.add_column("catalogue_municipality", sa.Column(column, sa.Float(), nullable=False, server_default=value))
    with op.batch_alter_table("catalogue_municipality") as table:
        for column in MIDDLE:
            table.alter_column(column, server_default=None)
    _allow_kinds((*KINDS, "parts", "regions"))
    op.create_table(
        "catalogue_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sort_key(60), nullable=False),
        sa.Column("municipality_nis", sa.String(length=5), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("inhabitants", sa.Integer(), nullable=False),
        sa.CheckConstraint("(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_catalogue_part_whole_point")),
        sa.ForeignKeyConstraint(
            ["municipality_nis"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_part_municipality_nis"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_part")),
        sa.UniqueConstraint("name_key", "municipality_nis", name=op.f("uq_catalogue_part_name_key_municipality_nis")),
    )
    op.create_index(op.f("ix_catalogue_part_municipality_nis"), "catalogue_part", ["municipality_nis"])
    op.create_table(
        "catalogue_region",
        sa.Column("name_key", sort_key(60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_catalogue_region")),
        sa.UniqueConstraint("name", name=op.f("uq_catalogue_region_name")),
    )
    op.create_table(
        "catalogue_region_name",
        sa.Column("name_key", sort_key(60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("region_key", sort_key(60), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_key"],
            ["catalogue_region.name_key"],
            name=op.f("fk_catalogue_region_name_region_key"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_catalogue_region_name")),
    )
    op.create_index(op.f("ix_catalogue_region_name_region_key"), "catalogue_region_name", ["region_key"])
    op.create_table(
        "catalogue_region_centre",
        sa.Column("region_key", sort_key(60), nullable=False),
        sa.Column("municipality_nis", sa.String(length=5), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["region_key"],
            ["catalogue_region.name_key"],
            name=op.f("fk_catalogue_region_centre_region_key"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_region_centre_municipality_nis"),
        ),
        sa.PrimaryKeyConstraint("region_key", "municipality_nis", name=op.f("pk_catalogue_region_centre")),
    )
    op.create_index(
        op.f("ix_catalogue_region_centre_municipality_nis"), "catalogue_region_centre", ["municipality_nis"]
    )


def downgrade() -> None:
    """Drop them again, and the imports that brought them."""
    for table in ("catalogue_region_centre", "catalogue_region_name", "catalogue_region", "catalogue_part"):
        op.drop_table(table)
    op.execute("DELETE FROM catalogue_import_run WHERE kind IN ('parts', 'regions')")
    _allow_kinds(KINDS)
    with op.batch_alter_table("catalogue_municipality") as batch:
        for column in MIDDLE:
            batch.drop_column(column)


def _allow_kinds(kinds: tuple[str, ...]) -> None:
    name = op.f("ck_catalogue_import_run_kind")
    allowed = ", ".join(f"'{kind}'" for kind in kinds)
    with op.batch_alter_table("catalogue_import_run", copy_from=_import_run()) as batch:
        batch.drop_constraint(name, type_="check")
        batch.create_check_constraint(name, f"kind IN ({allowed})")


def _import_run() -> sa.Table:
    """The table as it was: SQLite can't tell its checks, and needs them to rebuild it."""
    counts = ("added", "changed", "removed", "unchanged", "rejected")
    table = sa.Table(
        "catalogue_import_run",
        sa.MetaData(),
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        *(sa.Column(count, sa.Integer(), nullable=False) for count in counts),
        sa.CheckConstraint("kind IS NOT NULL", name=op.f("ck_catalogue_import_run_kind")),
        sa.CheckConstraint("status IN ('applied', 'rejected')", name=op.f("ck_catalogue_import_run_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_import_run")),
    )
    sa.Index("ix_catalogue_import_run_latest", table.c.kind, table.c.finished_at)
    return table
