"""The tables of the units and of the data that they give."""

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table, Text

from lkj.domain.documents import DocumentFormat
from lkj.domain.unit_data import DataAct
from lkj.store.columns import Code, IsoDate, UtcTime
from lkj.store.table_parts import flag, metadata, one_of, required

# Changed in place; the audit log has every change.
units = Table(
    "units",
    metadata,
    Column("id", Text, primary_key=True),
    required("name"),
    required("tables"),  # codes of data tables, joined by commas
    Column("place", Integer, CheckConstraint("place >= 1", name="place"), nullable=False),
    flag("is_active"),
)

# What was asked of a unit and what came; one row for each table of the unit. The file's four
# columns are missing together.
unit_data_entries = Table(
    "unit_data_entries",
    metadata,
    Column("no", Integer, primary_key=True, autoincrement=False),
    required("report_id"),
    required("unit"),
    required("unit_name"),
    Column("table_id", Text, nullable=False),
    required("table_name"),
    Column("act", Code(DataAct), nullable=False),
    Column("day", IsoDate, nullable=False),
    Column("due", IsoDate),
    Column("file_sha256", Text),
    Column("file_name", Text),
    Column("file_size", Integer),
    Column("file_format", Code(DocumentFormat)),
    required("place"),
    required("reason"),
    required("person_id"),
    Column("account_id", Text),
    Column("at", UtcTime, nullable=False),
    CheckConstraint("no >= 1", name="no"),
    one_of("act", DataAct),
    Index(None, "report_id", "no"),
    Index(None, "file_sha256"),
)
