"""Tabel 7: open sheets with what was typed, and the append-only determinations."""

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the three tables, then the triggers of the append-only one."""
    _create_drafts()
    _create_rows()
    _create_determinations()
    triggers.install(op.get_bind(), ("table7_determinations",))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _check(table: str, name: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(condition, name=op.f(f"{table}_{name}_check"))


def _create_drafts() -> None:
    table = "table7_drafts"
    op.create_table(
        table,
        _text("semester"),
        _number("version"),
        _number("edition"),
        _number("layout_edition"),
        _number("by_step"),
        _number("threshold"),
        _text("assessor_id", nullable=True),
        _text("reason"),
        _text("changed_by"),
        _text("changed_at"),
        sa.PrimaryKeyConstraint("semester", name=op.f(f"{table}_pk")),
        sa.ForeignKeyConstraint(
            ["assessor_id"], ["persons.id"], name=op.f(f"{table}_assessor_id_fk")
        ),
        _check(table, "by_step", "by_step IN (0, 1)"),
        _check(table, "version", "version >= 1"),
        _check(table, "threshold", "threshold BETWEEN 50 AND 100"),
    )


def _create_rows() -> None:
    table = "table7_rows"
    op.create_table(
        table,
        _text("semester"),
        _text("row_id"),
        _number("position"),
        _text("procedure", nullable=True),
        _text("assessment", nullable=True),
        _text("note", nullable=True),
        _text("action"),
        _number("edition"),
        _text("changed_by"),
        _text("changed_at"),
        sa.PrimaryKeyConstraint("semester", "row_id", name=op.f(f"{table}_pk")),
        sa.ForeignKeyConstraint(
            ["semester"], ["table7_drafts.semester"], name=op.f(f"{table}_semester_fk")
        ),
        _check(table, "assessment", "assessment IN ('well', 'not_well', 'not_assessed')"),
    )


def _create_determinations() -> None:
    table = "table7_determinations"
    op.create_table(
        table,
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        _text("semester"),
        _number("version"),
        _number("previous_no", nullable=True),
        _text("determined_at"),
        _text("determined_by"),
        _text("request_id"),
        _text("content"),
        _text("salt"),
        _text("prev_hash"),
        _text("hash"),
        sa.PrimaryKeyConstraint("no", name=op.f(f"{table}_pk")),
        sa.UniqueConstraint("request_id", name=op.f(f"{table}_request_id_key")),
        sa.UniqueConstraint("hash", name=op.f(f"{table}_hash_key")),
        sa.UniqueConstraint("semester", "version", name=op.f(f"{table}_semester_version_key")),
        _check(table, "no", "no >= 1"),
        _check(table, "version", "version >= 1"),
    )
