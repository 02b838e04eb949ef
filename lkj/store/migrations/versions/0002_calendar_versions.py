"""The working calendar as versions, and one draft of the next."""

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Create both tables, and the triggers of the versions; the start fills in the first."""
    op.create_table(
        "calendar_versions",
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("made_by", sa.Text(), nullable=True),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("activated_by", sa.Text(), nullable=True),
        sa.Column("activated_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("calendar_versions_pk")),
        sa.UniqueConstraint("sha256", name=op.f("calendar_versions_sha256_key")),
        sa.CheckConstraint("no >= 1", name=op.f("calendar_versions_no_check")),
    )
    op.create_table(
        "calendar_draft",
        sa.Column("id", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("changed_by", sa.Text(), nullable=True),
        sa.Column("changed_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("calendar_draft_pk")),
        sa.CheckConstraint("id = 1", name=op.f("calendar_draft_id_check")),
        sa.CheckConstraint("revision >= 1", name=op.f("calendar_draft_revision_check")),
    )
    triggers.install(op.get_bind(), ("calendar_versions",))
