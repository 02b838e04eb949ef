"""The table of Buku Agenda; rows are only added."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text, UniqueConstraint

from lkj.domain.agenda import Book
from lkj.store.columns import Code, IsoDate, UtcTime
from lkj.store.table_parts import flag, metadata, one_of, required

# A correction or cancellation has no serial and names the row that it is about.
agenda_entries = Table(
    "agenda_entries",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    Column("book", Code(Book), nullable=False),
    Column("year", Integer, nullable=False),
    Column("serial", Integer),
    Column("target_no", Integer),
    flag("is_cancelled"),
    Column("entered_on", IsoDate, nullable=False),
    required("agenda_number"),
    required("letter_number"),
    Column("letter_date", IsoDate),
    required("counterpart"),
    required("address"),
    required("subject"),
    required("attachments"),
    required("forwarded_to"),
    required("remark"),
    Column("report_id", Text),
    Column("event_no", Integer),
    required("reason"),
    Column("account_id", Text),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("book", "year", "serial"),
    CheckConstraint("no >= 1", name="no"),
    CheckConstraint("serial >= 1", name="serial"),
    CheckConstraint("(serial IS NULL) <> (target_no IS NULL)", name="target_no"),
    one_of("book", Book),
    Index(None, "target_no"),
    Index(None, "report_id"),
)
