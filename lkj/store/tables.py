"""Every table, in one MetaData.

Columns are TEXT or INTEGER only; times are UTC text (see `columns`). the tables of
APPEND_ONLY (see `triggers`) refer to other tables without foreign keys: they outlive them.
"""

from collections.abc import Iterable

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.domain.table7 import Assessment
from lkj.store.columns import Code, Flag, IsoDate, Reasons, UtcTime

metadata = MetaData(
    naming_convention={
        "pk": "%(table_name)s_pk",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ix": "%(table_name)s_%(column_0_N_name)s_index",
        "fk": "%(table_name)s_%(column_0_name)s_fk",
        "ck": "%(table_name)s_%(constraint_name)s_check",
    }
)

APPEND_ONLY = ("events", "audit", "calendar_versions", "table7_determinations")


def _one_of(column: str, codes: Iterable[str]) -> CheckConstraint:
    listed = ", ".join(f"'{code}'" for code in codes)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


def _required(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _flag(name: str) -> Column[bool]:
    return Column(name, Flag, CheckConstraint(f"{name} IN (0, 1)", name=name), nullable=False)


# Same columns, same order as domain.events.Event; the order is part of the hash.
events = Table(
    "events",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    _required("report_id"),
    Column("version", Integer, nullable=False),
    _required("request_id"),
    _required("command_sha256"),
    Column("kind", Code(EventKind), nullable=False),
    Column("step", Text),
    Column("next_step", Text),
    _required("sop_id"),
    Column("sop_version", Integer, nullable=False),
    _required("actor"),
    Column("role", Text),
    Column("capacity", Code(Capacity)),
    _required("recorded_by"),
    Column("source", Code(Source), nullable=False),
    Column("batch_id", Text),
    _required("basis"),
    Column("occurred_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("time_precision", Code(Precision), nullable=False),
    Column("effort_minutes", Integer),
    Column("recorded_at", UtcTime, nullable=False),
    Column("target_no", Integer),
    _required("note"),
    Column("reasons", Reasons, nullable=False),
    _required("payload"),
    _required("salt"),
    _required("prev_hash"),
    _required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    UniqueConstraint("report_id", "version"),
    CheckConstraint("no >= 1", name="no"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("effort_minutes >= 0", name="effort_minutes"),
    _one_of("kind", EventKind),
    _one_of("capacity", Capacity),
    _one_of("source", Source),
    _one_of("time_precision", Precision),
)

audit = Table(
    "audit",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("account_id", Text),
    _required("action"),
    _required("subject"),
    _required("detail"),
    _required("request_id"),
    _required("command_sha256"),
    _required("salt"),
    _required("prev_hash"),
    _required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    CheckConstraint("no >= 1", name="no"),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    _required("name"),
    _required("nip"),
    _required("title"),
    _flag("is_active"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id"), nullable=False),
    _required("username"),
    _required("app_roles"),
    _flag("is_active"),
    _flag("must_change_password"),
    Column("password_hash", Text),
    UniqueConstraint("username"),
    Index(None, "person_id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id"), nullable=False),
    _required("role"),
    Column("capacity", Code(Capacity), nullable=False),
    Column("valid_from", IsoDate, nullable=False),
    Column("valid_to", IsoDate),
    _one_of("capacity", Capacity),
    Index(None, "person_id"),
)

# No key of its own: two failures in one microsecond are two rows.
failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    _required("key"),
    Column("at", UtcTime, nullable=False),
    Index(None, "key", "at"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    Column("account_id", Text, ForeignKey("accounts.id"), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    _required("created_by"),
    Column("used_at", UtcTime),
    Index(None, "account_id"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Text, primary_key=True),
    Column("account_id", Text, ForeignKey("accounts.id"), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False),
    Column("absolute_expiry", UtcTime, nullable=False),
    Column("revoked_at", UtcTime),
    _required("address"),
    _required("agent"),
    Index(None, "account_id"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("account_id", Text, ForeignKey("accounts.id"), primary_key=True),
    Column("form_key", Text, primary_key=True),
    _required("content"),
    Column("updated_at", UtcTime, nullable=False),
)

planned_reports = Table(
    "planned_reports",
    metadata,
    Column("id", Text, primary_key=True),
    _required("sop_id"),
    Column("fiscal_year", Integer, nullable=False),
    _required("period"),
    _required("title"),
    Column("deadline", IsoDate),
)

# Written only by adding rows; the audit log has each of them too.
justifications = Table(
    "justifications",
    metadata,
    Column(
        "no",
        Integer,
        CheckConstraint("no >= 1", name="no"),
        primary_key=True,
        autoincrement=False,
    ),
    _required("report_id"),
    _required("finding"),
    _flag("is_given"),
    _required("reason"),
    Column("valid_until", IsoDate),
    Column("account_id", Text),
    Column("at", UtcTime, nullable=False),
    Index(None, "report_id", "finding"),
)

# At most one open sheet for each semester; `edition` counts its changes.
table7_drafts = Table(
    "table7_drafts",
    metadata,
    Column("semester", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("layout_edition", Integer, nullable=False),
    _flag("by_step"),
    Column("threshold", Integer, nullable=False),
    Column("assessor_id", Text, ForeignKey("persons.id")),
    _required("reason"),
    _required("changed_by"),
    Column("changed_at", UtcTime, nullable=False),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("threshold BETWEEN 50 AND 100", name="threshold"),
)

# What was typed: a missing assessment or note stands for what the system proposes.
table7_rows = Table(
    "table7_rows",
    metadata,
    Column("semester", Text, ForeignKey("table7_drafts.semester"), primary_key=True),
    Column("row_id", Text, primary_key=True),
    Column("position", Integer, nullable=False),
    Column("procedure", Text),
    Column("assessment", Code(Assessment)),
    Column("note", Text),
    _required("action"),
    Column("edition", Integer, nullable=False),
    _required("changed_by"),
    Column("changed_at", UtcTime, nullable=False),
    _one_of("assessment", Assessment),
)

# `content` is the sheet with its figures as they were; the order of columns is hashed.
table7_determinations = Table(
    "table7_determinations",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    _required("semester"),
    Column("version", Integer, nullable=False),
    Column("previous_no", Integer),
    Column("determined_at", UtcTime, nullable=False),
    _required("determined_by"),
    _required("request_id"),
    _required("content"),
    _required("salt"),
    _required("prev_hash"),
    _required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    UniqueConstraint("semester", "version"),
    CheckConstraint("no >= 1", name="no"),
    CheckConstraint("version >= 1", name="version"),
)

sop_versions = Table(
    "sop_versions",
    metadata,
    Column("sop_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    _required("sha256"),
    _required("text"),
    Column("first_used_at", UtcTime, nullable=False),
)

# A row is written when a version is activated; the highest number counts. Accounts are missing
# for the command line and for the first version, which the calendar's file gave.
calendar_versions = Table(
    "calendar_versions",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    _required("text"),
    _required("sha256"),
    Column("made_by", Text),
    Column("made_at", UtcTime, nullable=False),
    Column("activated_by", Text),
    Column("activated_at", UtcTime, nullable=False),
    UniqueConstraint("sha256"),
    CheckConstraint("no >= 1", name="no"),
)

# One row, shared by all; without text there is no draft. `revision` counts every change.
calendar_draft = Table(
    "calendar_draft",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
    Column("text", Text),
    Column("changed_by", Text),
    Column("changed_at", UtcTime, nullable=False),
    CheckConstraint("id = 1", name="id"),
    CheckConstraint("revision >= 1", name="revision"),
)

facts = Table(
    "facts",
    metadata,
    Column("key", Text, primary_key=True),
    _required("value"),
)
