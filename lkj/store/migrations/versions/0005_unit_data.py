"""Units of the office, and the append-only entries about their data."""

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0005"
down_revision = "0004"

_ENTRIES = "unit_data_entries"


def upgrade() -> None:
    """Add the two tables, then the triggers of the append-only one."""
    op.create_table(
        "units",
        _text("id"),
        _text("name"),
        _text("tables"),
        _number("place"),
        _number("is_active"),
        sa.PrimaryKeyConstraint("id", name=op.f("units_pk")),
        sa.CheckConstraint("place >= 1", name=op.f("units_place_check")),
        sa.CheckConstraint("is_active IN (0, 1)", name=op.f("units_is_active_check")),
    )
    op.create_table(
        _ENTRIES,
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        *(_text(name) for name in ("report_id", "unit", "unit_name", "table_id", "table_name")),
        _text("act"),
        _text("day"),
        _text("due", nullable=True),
        _text("file_sha256", nullable=True),
        _text("file_name", nullable=True),
        _number("file_size", nullable=True),
        _text("file_format", nullable=True),
        *(_text(name) for name in ("place", "reason", "person_id")),
        _text("account_id", nullable=True),
        _text("at"),
        sa.PrimaryKeyConstraint("no", name=op.f(f"{_ENTRIES}_pk")),
        sa.CheckConstraint("no >= 1", name=op.f(f"{_ENTRIES}_no_check")),
        sa.CheckConstraint(
            "act IN ('asked', 'received', 'nil', 'returned')",
            name=op.f(f"{_ENTRIES}_act_check"),
        ),
    )
    op.create_index(op.f(f"{_ENTRIES}_report_id_no_index"), _ENTRIES, ["report_id", "no"])
    op.create_index(op.f(f"{_ENTRIES}_file_sha256_index"), _ENTRIES, ["file_sha256"])
    triggers.install(op.get_bind(), (_ENTRIES,))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)
