"""The comparison as files: the right is checked, the audit log notes who takes out what."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.domain.accounts import Permission
from lkj.exchange.csv_file import Style, to_csv
from lkj.exchange.xlsx_file import Sheet, to_xlsx
from lkj.labels import data_dictionary as dictionary
from lkj.labels import offices_words as words
from lkj.labels.formats import number, short_datetime
from lkj.labels.table_fields import SHARE
from lkj.labels.words import EXAMPLE_MARK, MISSING
from lkj.store import event_store
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Door, identify, require
from lkj.usecases.export_files import File
from lkj.usecases.exports import FileFormat
from lkj.usecases.office import Office
from lkj.usecases.offices import Offices
from lkj.usecases.offices_reading import Comparison, OfficesQuery, compare_offices

_SNAPSHOT_HEADINGS = (
    *("Kode satuan kerja", "Satuan kerja", "Keadaan per", "Nomor catatan terakhir"),
    *("Kode catatan terakhir", "Versi kalender", "SOP", "Keterangan"),
)
_NONE, _OLD = "", "potret lama"


def offices_file(
    name: str,
    query: OfficesQuery,
    file_format: FileFormat,
    *,
    style: Style,
    offices: Offices,
    door: Door,
    office: Office,
    now: datetime,
) -> File:
    """One of `offices_words.TABLES`, of all steps, as CSV or as a workbook with its sources.

    Raises:
        NotPermitted, SessionEnded, StorageFailed, SnapshotDamaged.
    """
    about = compare_offices(query, offices=offices, door=door, office=office, now=now)
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.COMPARE_OFFICES, office=office, now=now)
        head = event_store.head(conn)
        detail = {"format": file_format, "filters": query.to_query(), "head": head.anchor}
        noted = Change(name, detail)
        account = caller.audit_account_id
        write_audit(conn, "export.antarsatuan", noted, account_id=account, now=now)
    asked = words.TABLES[name]
    rows = _rows(name, about)[[field.name for field in asked.fields]]
    headed = rows.set_axis([field.heading for field in asked.fields], axis=1)
    if file_format == "csv":
        content = to_csv(headed if style == "excel_id" else rows, style=style)
    else:
        content = _workbook(name, headed, about, who=caller.person.name)
    day = now.astimezone(office.zone).date()
    return File(content, f"{asked.file_name}-{day}.{file_format}")


def _rows(name: str, about: Comparison) -> pd.DataFrame:
    if about.sop is None:
        return pd.DataFrame(columns=[field.name for field in words.TABLES[name].fields])
    found = {
        "keadaan": lambda: about.states,
        "waktu": lambda: about.times_of(""),
        "pengembalian": lambda: about.returns_of(""),
    }[name]()
    steps = {step.id: step.short_name for step in about.sop.steps}
    moments = {
        one.code: one.facts.as_of.astimezone(about.office.zone)
        for one in about.usable
        if one.facts
    }
    facts: dict[str, Any] = {
        "as_of": found["code"].map(moments),
        "remark": about.mark,
    }
    if "step" in found:
        facts |= {
            "step": found["step"].map(steps),
            "verdict": [words.side_word(None if pd.isna(s) else s) for s in found["side"]],
        }
    return found.assign(**facts)


def _workbook(name: str, headed: pd.DataFrame, about: Comparison, *, who: str) -> bytes:
    table = words.TABLES[name]
    provenance = pd.DataFrame(
        list(_provenance(name, headed, about, who)),
        columns=list(dictionary.PROVENANCE_HEADINGS),
    )
    snapshots = pd.DataFrame(list(_snapshots(about)), columns=list(_SNAPSHOT_HEADINGS))
    meanings = pd.DataFrame(
        [(table.title, f.heading, f.unit, f.meaning, f.name) for f in table.fields],
        columns=list(dictionary.DEFINITION_HEADINGS),
    )
    shares = {field.heading: "0.0%" for field in table.fields if field.unit == SHARE}
    sheets = [
        Sheet(dictionary.PROVENANCE, provenance),
        Sheet(table.title, headed, shares),
        Sheet("Potret", snapshots),
        Sheet(dictionary.DEFINITIONS, meanings),
    ]
    return to_xlsx(sheets, created=about.now)


def _provenance(
    name: str, headed: pd.DataFrame, about: Comparison, who: str
) -> Iterator[tuple[str, str]]:
    table = words.TABLES[name]
    yield f"Tabel {table.title}", f"{number(len(headed))} baris; satu baris adalah {table.row}"
    yield "Yang dibandingkan", about.scope if about.sop else MISSING
    yield "Potret tertua", about.oldest
    yield "Diunduh oleh", who
    yield "Diunduh pada", short_datetime(about.now, about.office.zone)
    if about.mark:
        yield EXAMPLE_MARK, "sebagian atau semua orang dan angkanya rekaan"


def _snapshots(about: Comparison) -> Iterator[tuple[Any, ...]]:
    """Where the rows come from: one line for each satuan kerja, also for those left out."""
    for one in about.told:
        if one.facts is None:
            yield one.code, one.name, None, None, None, None, None, words.PROBLEM[one.problem]
            continue
        source, as_of = one.facts.source, one.facts.as_of.astimezone(about.office.zone)
        _no, _, code = one.facts.head.partition(":")
        yield (
            *(one.code, one.name, as_of, source.revision, code, source.calendar),
            *(", ".join(source.sops), _OLD if one.is_old else _NONE),
        )
