"""A word of the visitor's own beside a thumb.

Revision ID: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; judgements from before have no word."""
    op.add_column("feedback", sa.Column("comment", sa.Text(), nullable=True))


def downgrade() -> None:
    """Drop the column with its words."""
    with op.batch_alter_table("feedback") as table:
        table.drop_column("comment")
