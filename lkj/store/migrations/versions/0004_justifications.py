"""Findings that the office accepts for a reason; append-only."""

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the table of justifications and its triggers."""
    op.create_table(
        "justifications",
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("report_id", sa.Text(), nullable=False),
        sa.Column("finding", sa.Text(), nullable=False),
        sa.Column("is_given", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("valid_until", sa.Text(), nullable=True),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("justifications_pk")),
        sa.CheckConstraint("no >= 1", name=op.f("justifications_no_check")),
        sa.CheckConstraint("is_given IN (0, 1)", name=op.f("justifications_is_given_check")),
    )
    op.create_index(
        op.f("justifications_report_id_finding_index"),
        "justifications",
        ["report_id", "finding"],
    )
    triggers.install(op.get_bind(), ("justifications",))
