"""The tables of Tabel 7: open sheets, what was typed into them, determined sheets."""

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from lkj.domain.table7 import Assessment
from lkj.store.columns import Code, UtcTime
from lkj.store.table_parts import flag, metadata, one_of, required

# At most one open sheet for each semester; `edition` counts its changes.
table7_drafts = Table(
    "table7_drafts",
    metadata,
    Column("semester", Text, primary_key=True),
    Column("version", Integer, nullable=False),
    Column("edition", Integer, nullable=False),
    Column("layout_edition", Integer, nullable=False),
    flag("by_step"),
    Column("threshold", Integer, nullable=False),
    Column("assessor_id", Text, ForeignKey("persons.id")),
    required("reason"),
    required("changed_by"),
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
    required("action"),
    Column("edition", Integer, nullable=False),
    required("changed_by"),
    Column("changed_at", UtcTime, nullable=False),
    one_of("assessment", Assessment),
)

# `content` is the sheet with its figures as they were; the order of columns is hashed.
table7_determinations = Table(
    "table7_determinations",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    required("semester"),
    Column("version", Integer, nullable=False),
    Column("previous_no", Integer),
    Column("determined_at", UtcTime, nullable=False),
    required("determined_by"),
    required("request_id"),
    required("content"),
    required("salt"),
    required("prev_hash"),
    required("hash"),
    UniqueConstraint("request_id"),
    UniqueConstraint("hash"),
    UniqueConstraint("semester", "version"),
    CheckConstraint("no >= 1", name="no"),
    CheckConstraint("version >= 1", name="version"),
)
