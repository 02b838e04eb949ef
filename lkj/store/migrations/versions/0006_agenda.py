"""Buku Agenda; append-only."""

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Add the table of Buku Agenda and its triggers."""
    texts = ("counterpart", "address", "subject", "attachments", "forwarded_to", "remark")
    op.create_table(
        "agenda_entries",
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        sa.Column("book", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=True),
        sa.Column("target_no", sa.Integer(), nullable=True),
        sa.Column("is_cancelled", sa.Integer(), nullable=False),
        sa.Column("entered_on", sa.Text(), nullable=False),
        sa.Column("agenda_number", sa.Text(), nullable=False),
        sa.Column("letter_number", sa.Text(), nullable=False),
        sa.Column("letter_date", sa.Text(), nullable=True),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("report_id", sa.Text(), nullable=True),
        sa.Column("event_no", sa.Integer(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("account_id", sa.Text(), nullable=True),
        sa.Column("at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("no", name=op.f("agenda_entries_pk")),
        sa.UniqueConstraint(
            "book", "year", "serial", name=op.f("agenda_entries_book_year_serial_key")
        ),
        sa.CheckConstraint("no >= 1", name=op.f("agenda_entries_no_check")),
        sa.CheckConstraint("serial >= 1", name=op.f("agenda_entries_serial_check")),
        sa.CheckConstraint(
            "(serial IS NULL) <> (target_no IS NULL)",
            name=op.f("agenda_entries_target_no_check"),
        ),
        sa.CheckConstraint(
            "is_cancelled IN (0, 1)", name=op.f("agenda_entries_is_cancelled_check")
        ),
        sa.CheckConstraint(
            "book IN ('masuk', 'keluar')", name=op.f("agenda_entries_book_check")
        ),
    )
    for column in ("target_no", "report_id"):
        op.create_index(op.f(f"agenda_entries_{column}_index"), "agenda_entries", [column])
    triggers.install(op.get_bind(), ("agenda_entries",))
