"""Every table, in one MetaData.

Columns are TEXT or INTEGER only; times are UTC text (see `columns`). the tables of
APPEND_ONLY (see `triggers`) refer to other tables without foreign keys: they outlive them.
"""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.store.agenda_table import agenda_entries
from lkj.store.columns import Code, IsoDate, Reasons, UtcTime
from lkj.store.table7_tables import table7_determinations, table7_drafts, table7_rows
from lkj.store.table_parts import flag, metadata, one_of, required
from lkj.store.unit_tables import unit_data_entries, units

__all__ = [
    "agenda_entries",
    "metadata",
    "table7_determinations",
    "table7_drafts",
    "table7_rows",
    "unit_data_entries",
    "units",
]

APPEND_ONLY = (
    "events",
    "audit",
    "calendar_versions",
    "table7_determinations",
    "justifications",
    "unit_data_entries",
    "agenda_entries",
)


# Same columns, same order as domain.events.Event; the order is part of the hash.
events = Table(
    "events",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    required("report_id"),
    Column("version", Integer, nullable=False),
    required("request_id"),
    required("command_sha256"),
    Column("kind", Code(EventKind), nullable=False),
    Column("step", Text),
    Column("next_step", Text),
    required("sop_id"),
    Column("sop_version", Integer, nullable=False),
    required("actor"),
    Column("role", Text),
    Column("capacity", Code(Capacity)),
    required("recorded_by"),
    Column("source", Code(Source), nullable=False),
    Column("batch_id", Text),
    required("basis"),
    Column("occurred_at", UtcTime, nullable=False),
    Column("started_at", UtcTime),
    Column("time_precision", Code(Precision), nullable=False),
    Column("effort_minutes", Integer),
    Column("recorded_at", UtcTime, nullable=False),
    Column("target_no", Integer),
    required("note"),
    Column("reasons", Reasons, nullable=False),
    required("payload"),
    required("salt"),
    required("prev_hash"),
    required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    UniqueConstraint("report_id", "version"),
    CheckConstraint("no >= 1", name="no"),
    CheckConstraint("version >= 1", name="version"),
    CheckConstraint("effort_minutes >= 0", name="effort_minutes"),
    one_of("kind", EventKind),
    one_of("capacity", Capacity),
    one_of("source", Source),
    one_of("time_precision", Precision),
)

audit = Table(
    "audit",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("account_id", Text),
    required("action"),
    required("subject"),
    required("detail"),
    required("request_id"),
    required("command_sha256"),
    required("salt"),
    required("prev_hash"),
    required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    CheckConstraint("no >= 1", name="no"),
)

persons = Table(
    "persons",
    metadata,
    Column("id", Text, primary_key=True),
    required("name"),
    required("nip"),
    required("title"),
    flag("is_active"),
)

accounts = Table(
    "accounts",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id"), nullable=False),
    required("username"),
    required("app_roles"),
    flag("is_active"),
    flag("must_change_password"),
    Column("password_hash", Text),
    UniqueConstraint("username"),
    Index(None, "person_id"),
)

assignments = Table(
    "assignments",
    metadata,
    Column("id", Text, primary_key=True),
    Column("person_id", Text, ForeignKey("persons.id"), nullable=False),
    required("role"),
    Column("capacity", Code(Capacity), nullable=False),
    Column("valid_from", IsoDate, nullable=False),
    Column("valid_to", IsoDate),
    one_of("capacity", Capacity),
    Index(None, "person_id"),
)

# No key of its own: two failures in one microsecond are two rows.
failed_sign_ins = Table(
    "failed_sign_ins",
    metadata,
    required("key"),
    Column("at", UtcTime, nullable=False),
    Index(None, "key", "at"),
)

sign_in_links = Table(
    "sign_in_links",
    metadata,
    Column("token_sha256", Text, primary_key=True),
    Column("account_id", Text, ForeignKey("accounts.id"), nullable=False),
    Column("expires_at", UtcTime, nullable=False),
    required("created_by"),
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
    required("address"),
    required("agent"),
    # Of sessions that an identity provider opened: its issuer, and when it last made sure.
    Column("provider", Text),
    Column("authenticated_at", UtcTime),
    Index(None, "account_id"),
)

# Which identity at a provider an account signs in with. Issuer and subject are filled in at the
# first sign-in, and only they count from then on.
provider_identities = Table(
    "provider_identities",
    metadata,
    Column("account_id", Text, ForeignKey("accounts.id"), primary_key=True),
    required("identity"),
    Column("issuer", Text),
    Column("subject", Text),
    Column("bound_at", UtcTime),
    UniqueConstraint("identity"),
    UniqueConstraint("issuer", "subject"),
)

drafts = Table(
    "drafts",
    metadata,
    Column("account_id", Text, ForeignKey("accounts.id"), primary_key=True),
    Column("form_key", Text, primary_key=True),
    required("content"),
    Column("updated_at", UtcTime, nullable=False),
)

planned_reports = Table(
    "planned_reports",
    metadata,
    Column("id", Text, primary_key=True),
    required("sop_id"),
    Column("fiscal_year", Integer, nullable=False),
    required("period"),
    required("title"),
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
    required("report_id"),
    required("finding"),
    flag("is_given"),
    required("reason"),
    Column("valid_until", IsoDate),
    Column("account_id", Text),
    Column("at", UtcTime, nullable=False),
    Index(None, "report_id", "finding"),
)

sop_versions = Table(
    "sop_versions",
    metadata,
    Column("sop_id", Text, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    required("sha256"),
    required("text"),
    Column("first_used_at", UtcTime, nullable=False),
)

# A row is written when a version is activated; the highest number counts. Accounts are missing
# for the command line and for the first version, which the calendar's file gave.
calendar_versions = Table(
    "calendar_versions",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    required("text"),
    required("sha256"),
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
    required("value"),
)
