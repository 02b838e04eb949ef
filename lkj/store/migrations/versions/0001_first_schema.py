"""First schema: the two append-only logs, people, sign-in, drafts, plans, SOPs, facts."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from lkj.store import triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Create every table, then the triggers of the append-only ones."""
    _create_events()
    _create_audit()
    _create_people()
    _create_sign_in()
    _create_work()
    triggers.install(op.get_bind(), ("events", "audit"))


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _number(name: str, *, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=op.f(f"{table}_pk"))


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"{table}_{'_'.join(columns)}_key"))


def _reference(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"{table}_{column}_fk"))


def _check(table: str, column: str, condition: str) -> sa.CheckConstraint:
    return sa.CheckConstraint(f"{column} {condition}", name=op.f(f"{table}_{column}_check"))


def _create(table: str, *parts: sa.schema.SchemaItem, index: Sequence[str] = ()) -> None:
    op.create_table(table, *parts)
    if index:
        op.create_index(op.f(f"{table}_{'_'.join(index)}_index"), table, list(index))


def _create_events() -> None:
    _create(
        "events",
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        _text("report_id"),
        _number("version"),
        _text("request_id"),
        _text("command_sha256"),
        _text("kind"),
        _text("step", nullable=True),
        _text("next_step", nullable=True),
        _text("sop_id"),
        _number("sop_version"),
        _text("actor"),
        _text("role", nullable=True),
        _text("capacity", nullable=True),
        _text("recorded_by"),
        _text("source"),
        _text("batch_id", nullable=True),
        _text("basis"),
        _text("occurred_at"),
        _text("started_at", nullable=True),
        _text("time_precision"),
        _number("effort_minutes", nullable=True),
        _text("recorded_at"),
        _number("target_no", nullable=True),
        _text("note"),
        _text("reasons"),
        _text("payload"),
        _text("salt"),
        _text("prev_hash"),
        _text("hash"),
        _key("events", "no"),
        _unique("events", "request_id"),
        _unique("events", "hash"),
        _unique("events", "report_id", "version"),
        *_event_checks(),
    )


def _event_checks() -> list[sa.CheckConstraint]:
    conditions = {
        "no": ">= 1",
        "version": ">= 1",
        "effort_minutes": ">= 0",
        "kind": "IN ('registered', 'started', 'submitted', 'approved', 'rejected',"
        " 'taken_back', 'receipt_confirmed', 'noted', 'attached', 'cause_given', 'cancelled',"
        " 'corrected', 'withdrawn')",
        "capacity": "IN ('definitif', 'plt', 'plh')",
        "source": "IN ('app', 'paper', 'import')",
        "time_precision": "IN ('minute', 'date')",
    }
    return [_check("events", column, condition) for column, condition in conditions.items()]


def _create_audit() -> None:
    _create(
        "audit",
        sa.Column("no", sa.Integer(), nullable=False, autoincrement=False),
        _text("at"),
        _text("account_id", nullable=True),
        _text("action"),
        _text("subject"),
        _text("detail"),
        _text("request_id"),
        _text("command_sha256"),
        _text("salt"),
        _text("prev_hash"),
        _text("hash"),
        _key("audit", "no"),
        _unique("audit", "request_id"),
        _unique("audit", "hash"),
        _check("audit", "no", ">= 1"),
    )


def _create_people() -> None:
    _create(
        "persons",
        _text("id"),
        _text("name"),
        _text("nip"),
        _text("title"),
        _number("is_active"),
        _key("persons", "id"),
        _check("persons", "is_active", "IN (0, 1)"),
    )
    _create(
        "accounts",
        _text("id"),
        _text("person_id"),
        _text("username"),
        _text("app_roles"),
        _number("is_active"),
        _number("must_change_password"),
        _text("password_hash", nullable=True),
        _key("accounts", "id"),
        _reference("accounts", "person_id", "persons.id"),
        _unique("accounts", "username"),
        _check("accounts", "is_active", "IN (0, 1)"),
        _check("accounts", "must_change_password", "IN (0, 1)"),
        index=("person_id",),
    )
    _create(
        "assignments",
        _text("id"),
        _text("person_id"),
        _text("role"),
        _text("capacity"),
        _text("valid_from"),
        _text("valid_to", nullable=True),
        _key("assignments", "id"),
        _reference("assignments", "person_id", "persons.id"),
        _check("assignments", "capacity", "IN ('definitif', 'plt', 'plh')"),
        index=("person_id",),
    )


def _create_sign_in() -> None:
    _create("failed_sign_ins", _text("key"), _text("at"), index=("key", "at"))
    _create(
        "sign_in_links",
        _text("token_sha256"),
        _text("account_id"),
        _text("expires_at"),
        _text("created_by"),
        _text("used_at", nullable=True),
        _key("sign_in_links", "token_sha256"),
        _reference("sign_in_links", "account_id", "accounts.id"),
        index=("account_id",),
    )
    _create(
        "sessions",
        _text("id"),
        _text("account_id"),
        _text("created_at"),
        _text("last_seen_at"),
        _text("absolute_expiry"),
        _text("revoked_at", nullable=True),
        _text("address"),
        _text("agent"),
        _key("sessions", "id"),
        _reference("sessions", "account_id", "accounts.id"),
        index=("account_id",),
    )


def _create_work() -> None:
    _create(
        "drafts",
        _text("account_id"),
        _text("form_key"),
        _text("content"),
        _text("updated_at"),
        _key("drafts", "account_id", "form_key"),
        _reference("drafts", "account_id", "accounts.id"),
    )
    _create(
        "planned_reports",
        _text("id"),
        _text("sop_id"),
        _number("fiscal_year"),
        _text("period"),
        _text("title"),
        _text("deadline", nullable=True),
        _key("planned_reports", "id"),
    )
    _create(
        "sop_versions",
        _text("sop_id"),
        sa.Column("version", sa.Integer(), nullable=False, autoincrement=False),
        _text("sha256"),
        _text("text"),
        _text("first_used_at"),
        _key("sop_versions", "sop_id", "version"),
    )
    _create("facts", _text("key"), _text("value"), _key("facts", "key"))
