"""Tables for download: the right is checked at each request, and the audit log notes it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.analytics.board import report_board
from lkj.domain.accounts import Permission
from lkj.domain.sop import Sop
from lkj.labels.formats import period_name, short_datetime, short_day
from lkj.labels.words import BOARD_STATE, EXAMPLE_MARK, MISSING
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.frames import planned, read_frames
from lkj.usecases.office import Office
from lkj.usecases.sign_in import is_example


def status_table(*, door: Door, office: Office, now: datetime) -> pd.DataFrame:
    """The report board as people read it, one row per report, with its as-of time.

    Raises:
        NotPermitted, SessionEnded.
    """
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.READ_REPORTS, office=office, now=now)
        mark = EXAMPLE_MARK if is_example(conn) else ""
        account_id = caller.audit_account_id
        write_audit(conn, "export.status", Change("status", {}), account_id=account_id, now=now)
    tables = read_frames(office, as_of=now)
    board = report_board(tables.status, planned(office), as_of=now, zone=office.zone)
    rows = [_row(row, office, now, mark) for row in board.to_dict("records")]
    return pd.DataFrame(rows, columns=list(HEADINGS))


HEADINGS = (
    "Judul",
    "Jenis",
    "Tahun kinerja",
    "Keadaan",
    "Langkah",
    "Menunggu",
    "Sejak",
    "Lama menunggu (menit kerja)",
    "Pengembalian",
    "Diterima",
    "Selesai",
    "Lama penyelesaian (menit kerja)",
    "Tenggat",
    "Sisa hari",
    "Melewati tenggat",
    "Keadaan per",
    "Keterangan",
)


def _row(
    row: Mapping[Any, Any], office: Office, now: datetime, mark: str
) -> tuple[object, ...]:
    sop = _sop(row, office)
    zone = office.zone
    has_step = isinstance(row["current_step"], str) and row["state"] == "running"
    step = sop.step(str(row["current_step"])) if has_step else None
    awaited = row["current_roles"]
    roles = awaited.split(",") if isinstance(awaited, str) and awaited else []
    deadline = row["deadline"]
    return (
        row["title"],
        period_name(str(row["period"])),
        row["fiscal_year"],
        BOARD_STATE[str(row["state"])],
        f"{step.number}. {step.short_name}" if step else MISSING,
        ", ".join(sop.role(role).name for role in roles) or MISSING,
        short_datetime(_time(row["waiting_since"]), zone),
        row["age_minutes"],
        row["n_rejections"],
        short_datetime(_time(row["received_at"]), zone),
        short_datetime(_time(row["finished_at"]), zone),
        row["lead_minutes"],
        short_day(None if pd.isna(deadline) else pd.Timestamp(str(deadline)).date()),
        row["days_left"],
        "ya" if row["is_late"] else "tidak",
        short_datetime(now, zone),
        mark,
    )


def _sop(row: Mapping[Any, Any], office: Office) -> Sop:
    """The version that the report runs under; the newest for one not registered."""
    sop_id, version = str(row["sop_id"]), row["sop_version"]
    return (
        office.sops.latest(sop_id)
        if pd.isna(version)
        else office.sops.version(sop_id, int(version))
    )


def _time(value: object) -> datetime | None:
    return value.to_pydatetime() if isinstance(value, pd.Timestamp) else None
