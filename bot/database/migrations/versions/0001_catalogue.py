"""Enterprises, activities, municipalities, events, and the imports that brought them.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.types import TypeEngine

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)


def sort_key(length: int) -> TypeEngine[str]:
    """Text sorted by its bytes."""
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def upgrade() -> None:
    """Create the tables of the catalogue."""
    op.create_table(
        "catalogue_activity",
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("label", sa.String(length=80), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_catalogue_activity")),
        sa.UniqueConstraint("label", name=op.f("uq_catalogue_activity_label")),
    )
    op.create_table(
        "catalogue_import_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("file", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("started_at", MOMENT, nullable=False),
        sa.Column("finished_at", MOMENT, nullable=False),
        sa.Column("status", sa.String(length=10), nullable=False),
        sa.Column("added", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("removed", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("rejected", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "kind IN ('municipalities', 'activities', 'enterprises', 'events_csv', 'events_ics')",
            name=op.f("ck_catalogue_import_run_kind"),
        ),
        sa.CheckConstraint("status IN ('applied', 'rejected')", name=op.f("ck_catalogue_import_run_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_import_run")),
    )
    op.create_index("ix_catalogue_import_run_latest", "catalogue_import_run", ["kind", "finished_at"])
    op.create_table(
        "catalogue_municipality",
        sa.Column("nis_code", sa.String(length=5), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("name_key", sort_key(60), nullable=False),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.PrimaryKeyConstraint("nis_code", name=op.f("pk_catalogue_municipality")),
        sa.UniqueConstraint("name", name=op.f("uq_catalogue_municipality_name")),
        sa.UniqueConstraint("name_key", name=op.f("uq_catalogue_municipality_name_key")),
    )
    op.create_index(op.f("ix_catalogue_municipality_province"), "catalogue_municipality", ["province"])
    op.create_table(
        "catalogue_activity_cpv",
        sa.Column("activity_code", sa.String(length=40), nullable=False),
        sa.Column("cpv_code", sa.String(length=10), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_code"],
            ["catalogue_activity.code"],
            name=op.f("fk_catalogue_activity_cpv_activity_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("activity_code", "cpv_code", name=op.f("pk_catalogue_activity_cpv")),
    )
    op.create_index(op.f("ix_catalogue_activity_cpv_cpv_code"), "catalogue_activity_cpv", ["cpv_code"])
    op.create_table(
        "catalogue_activity_synonym",
        sa.Column("synonym", sa.String(length=60), nullable=False),
        sa.Column("activity_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_code"],
            ["catalogue_activity.code"],
            name=op.f("fk_catalogue_activity_synonym_activity_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("synonym", name=op.f("pk_catalogue_activity_synonym")),
    )
    op.create_index(
        op.f("ix_catalogue_activity_synonym_activity_code"), "catalogue_activity_synonym", ["activity_code"]
    )
    op.create_table(
        "catalogue_enterprise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("name_key", sort_key(120), nullable=False),
        sa.Column("legal_name", sa.String(length=160), nullable=True),
        sa.Column("kbo_number", sa.String(length=12), nullable=True),
        sa.Column("recognition", sa.String(length=40), nullable=False),
        sa.Column("recognition_certainty", sa.String(length=10), nullable=False),
        sa.Column("former_recognition", sa.String(length=40), nullable=True),
        sa.Column("street_address", sa.String(length=160), nullable=True),
        sa.Column("postcode", sa.String(length=4), nullable=True),
        sa.Column("municipality_nis", sa.String(length=5), nullable=True),
        sa.Column("province", sa.String(length=40), nullable=False),
        sa.Column("description", sa.Text(), nullable=False),
        sa.Column("website", sa.String(length=500), nullable=True),
        sa.Column("source_url", sa.String(length=500), nullable=False),
        sa.Column("source_date", sa.String(length=10), nullable=True),
        sa.Column("checked", sa.Date(), nullable=False),
        sa.CheckConstraint(
            "former_recognition IN ('beschutte werkplaats', 'sociale werkplaats', 'invoegbedrijf')",
            name=op.f("ck_catalogue_enterprise_former_recognition"),
        ),
        sa.CheckConstraint(
            "recognition IN ('maatwerkbedrijf', 'maatwerkafdeling', "
            "'erkende-sociale-onderneming', 'cooperatie', "
            "'lokale-diensteneconomie', 'arbeidszorg', 'overig')",
            name=op.f("ck_catalogue_enterprise_recognition"),
        ),
        sa.CheckConstraint(
            "recognition_certainty IN ('sourced', 'inferred', 'unknown')",
            name=op.f("ck_catalogue_enterprise_recognition_certainty"),
        ),
        sa.ForeignKeyConstraint(
            ["municipality_nis"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_enterprise_municipality_nis"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_enterprise")),
        sa.UniqueConstraint("kbo_number", name=op.f("uq_catalogue_enterprise_kbo_number")),
        sa.UniqueConstraint("name", name=op.f("uq_catalogue_enterprise_name")),
    )
    op.create_index(op.f("ix_catalogue_enterprise_municipality_nis"), "catalogue_enterprise", ["municipality_nis"])
    op.create_index(op.f("ix_catalogue_enterprise_name_key"), "catalogue_enterprise", ["name_key"])
    op.create_index(op.f("ix_catalogue_enterprise_province"), "catalogue_enterprise", ["province"])
    op.create_index(op.f("ix_catalogue_enterprise_recognition"), "catalogue_enterprise", ["recognition"])
    op.create_table(
        "catalogue_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("calendar", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=True),
        sa.Column("over_at", MOMENT, nullable=False),
        sa.Column("time_known", sa.Boolean(), nullable=False),
        sa.Column("location", sa.String(length=200), nullable=True),
        sa.Column("municipality_nis", sa.String(length=5), nullable=True),
        sa.Column("description", sa.Text(), nullable=True),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("source_url", sa.String(length=500), nullable=True),
        sa.Column("source_note", sa.Text(), nullable=True),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.CheckConstraint("ends_at IS NULL OR ends_at >= starts_at", name=op.f("ck_catalogue_event_ends_after_start")),
        sa.CheckConstraint("over_at >= starts_at", name=op.f("ck_catalogue_event_over_after_start")),
        sa.ForeignKeyConstraint(
            ["municipality_nis"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_event_municipality_nis"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_event")),
        sa.UniqueConstraint("uid", name=op.f("uq_catalogue_event_uid")),
    )
    op.create_index(op.f("ix_catalogue_event_calendar"), "catalogue_event", ["calendar"])
    op.create_index(op.f("ix_catalogue_event_municipality_nis"), "catalogue_event", ["municipality_nis"])
    op.create_index(op.f("ix_catalogue_event_over_at"), "catalogue_event", ["over_at"])
    op.create_index(op.f("ix_catalogue_event_starts_at"), "catalogue_event", ["starts_at"])
    op.create_table(
        "catalogue_municipality_former_name",
        sa.Column("name_key", sort_key(60), nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("nis_code", sa.String(length=5), nullable=False),
        sa.ForeignKeyConstraint(
            ["nis_code"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_municipality_former_name_nis_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("name_key", name=op.f("pk_catalogue_municipality_former_name")),
    )
    op.create_index(
        op.f("ix_catalogue_municipality_former_name_nis_code"),
        "catalogue_municipality_former_name",
        ["nis_code"],
    )
    op.create_table(
        "catalogue_municipality_postcode",
        sa.Column("nis_code", sa.String(length=5), nullable=False),
        sa.Column("postcode", sa.String(length=4), nullable=False),
        sa.ForeignKeyConstraint(
            ["nis_code"],
            ["catalogue_municipality.nis_code"],
            name=op.f("fk_catalogue_municipality_postcode_nis_code"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("nis_code", "postcode", name=op.f("pk_catalogue_municipality_postcode")),
    )
    op.create_index(
        op.f("ix_catalogue_municipality_postcode_postcode"), "catalogue_municipality_postcode", ["postcode"]
    )
    op.create_table(
        "catalogue_enterprise_activity",
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("activity_code", sa.String(length=40), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_code"],
            ["catalogue_activity.code"],
            name=op.f("fk_catalogue_enterprise_activity_activity_code"),
        ),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["catalogue_enterprise.id"],
            name=op.f("fk_catalogue_enterprise_activity_enterprise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("enterprise_id", "activity_code", name=op.f("pk_catalogue_enterprise_activity")),
    )
    op.create_index(
        "ix_catalogue_enterprise_activity_by_code",
        "catalogue_enterprise_activity",
        ["activity_code", "enterprise_id"],
    )
    op.create_table(
        "catalogue_event_audience",
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.Column("audience", sa.String(length=20), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "audience IN ('studenten', 'bedrijven', 'overheden', 'sector', 'publiek')",
            name=op.f("ck_catalogue_event_audience_audience"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["catalogue_event.id"],
            name=op.f("fk_catalogue_event_audience_event_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "audience", name=op.f("pk_catalogue_event_audience")),
    )
    op.create_index(op.f("ix_catalogue_event_audience_audience"), "catalogue_event_audience", ["audience"])
    op.create_table(
        "catalogue_source",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("enterprise_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("fields", sa.String(length=200), nullable=False),
        sa.Column("url", sa.String(length=500), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.CheckConstraint("url IS NOT NULL OR note IS NOT NULL", name=op.f("ck_catalogue_source_says_something")),
        sa.ForeignKeyConstraint(
            ["enterprise_id"],
            ["catalogue_enterprise.id"],
            name=op.f("fk_catalogue_source_enterprise_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_catalogue_source")),
    )
    op.create_index(op.f("ix_catalogue_source_enterprise_id"), "catalogue_source", ["enterprise_id"])


def downgrade() -> None:
    """Drop them."""
    ##
    op.drop_table("catalogue_source")
    op.drop_table("catalogue_event_audience")
    op.drop_table("catalogue_enterprise_activity")
    op.drop_table("catalogue_municipality_postcode")
    op.drop_table("catalogue_municipality_former_name")
    op.drop_table("catalogue_event")
    op.drop_table("catalogue_enterprise")
    op.drop_table("catalogue_activity_synonym")
    op.drop_table("catalogue_activity_cpv")
    op.drop_table("catalogue_municipality")
    op.drop_table("catalogue_import_run")
    op.drop_table("catalogue_activity")
