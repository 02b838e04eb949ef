"""Paket audit: rows, papers, codes and a verifier, for whoever checks without the app."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, time, timedelta
from zipfile import ZipFile

from lkj.domain.accounts import Permission, Person
from lkj.domain.table7 import Semester
from lkj.domain.text import FormCheck
from lkj.labels import archive_words, table7_words
from lkj.labels import audit_words as words
from lkj.labels.formats import long_datetime
from lkj.reference import read_verifiers
from lkj.store import (
    account_store,
    audit_store,
    calendar_store,
    event_store,
    sop_store,
    unit_store,
)
from lkj.store.chain import Head
from lkj.store.columns import utc_text
from lkj.store.database import Connection
from lkj.store.durable import disk_failures
from lkj.store.verification import AUDIT, EVENTS
from lkj.usecases.archive_tables import csv_of, data_rows, document_rows
from lkj.usecases.audit_chains import (
    Chain,
    Told,
    audit_chain,
    event_chain,
    own_rows,
    pieces_of,
)
from lkj.usecases.audit_tables import Row, correction_rows, on_behalf_rows
from lkj.usecases.audited import Change, write_audit
from lkj.usecases.callers import Caller, Door, identify, is_permitted, require
from lkj.usecases.office import Office
from lkj.usecases.report_archive import keep_files, short_name
from lkj.usecases.reports import read_report
from lkj.usecases.sign_in import is_example
from lkj.usecases.zip_stream import Archive, Bundle, Pipe

ACTION = "audit.package"


@dataclass(frozen=True)
class _Asked:
    """The reports of a package, its subject in the audit log, and what it is about."""

    reports: tuple[str, ...]
    subject: str
    scope: str
    span: tuple[str, str] | None = None


@dataclass(frozen=True, kw_only=True)
class _Order:
    """What a package is about, and the state of both chains that it shows."""

    scope: str
    reports: tuple[str, ...]
    span: tuple[str, str] | None  # of a semester, in UTC; the end is not in it
    caller: Caller
    head: Head
    audit_head: Head
    is_whole: bool  # whether the caller may read the whole audit log
    is_example: bool
    door: Door
    office: Office
    now: datetime
    told: Told = field(default_factory=Told)


def report_package(report_id: str, *, door: Door, office: Office, now: datetime) -> Archive:
    """The package of one report, made piece by piece as it is read.

    Raises:
        UnknownReport, NotPermitted, SessionEnded, StorageFailed.
    """
    _require(door=door, office=office, now=now)
    view, _ = read_report(report_id, door=door, office=office, now=now)
    asked = _Asked((report_id,), report_id, view.title)
    order = _ordered(asked, door=door, office=office, now=now)
    return Archive(f"paket-audit-{short_name(view)}-{_ending(order)}", _pieces(order))


def semester_package(
    semester: Semester, *, door: Door, office: Office, now: datetime
) -> Archive:
    """The package of all reports to which something happened or was recorded in a semester.

    Raises:
        FormInvalid: there is no such report.
        NotPermitted, SessionEnded, StorageFailed.
    """
    _require(door=door, office=office, now=now)
    days = (semester.first_day, semester.last_day + timedelta(days=1))
    start, end = (datetime.combine(day, time.min, office.zone) for day in days)
    with office.database.read() as conn:
        reports = tuple(event_store.reports_between(conn, start, end))
    check = FormCheck()
    if not reports:
        check.add("semester", "unknown")
    check.done()
    scope, span = table7_words.semester_name(semester), (utc_text(start), utc_text(end))
    asked = _Asked(reports, semester.code, scope, span)
    order = _ordered(asked, door=door, office=office, now=now)
    return Archive(f"paket-audit-semester-{semester.code}-{_ending(order)}", _pieces(order))


def _ending(order: _Order) -> str:
    day = order.now.astimezone(order.office.zone).date()
    return f"{day}{order.head.mark}.zip"


def _require(*, door: Door, office: Office, now: datetime) -> None:
    with office.database.read() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.AUDIT_PACKAGE, office=office, now=now)


def _ordered(asked: _Asked, *, door: Door, office: Office, now: datetime) -> _Order:
    """Note the download, then look at both chains: the package tells of itself, too."""
    with office.database.write() as conn:
        caller = identify(conn, door, now=now)
        require(caller, Permission.AUDIT_PACKAGE, office=office, now=now)
        head = event_store.head(conn)
        change = Change(asked.subject, {"head": head.anchor, "reports": len(asked.reports)})
        write_audit(conn, ACTION, change, account_id=caller.audit_account_id, now=now)
        return _Order(
            scope=asked.scope,
            reports=asked.reports,
            span=asked.span,
            caller=caller,
            head=head,
            audit_head=audit_store.head(conn),
            is_whole=is_permitted(caller, Permission.READ_AUDIT, office=office, now=now),
            is_example=is_example(conn),
            door=door,
            office=office,
            now=now,
        )


def _pieces(order: _Order) -> Iterator[bytes]:
    pipe = Pipe()
    with disk_failures(), ZipFile(pipe, "w") as archive:
        local = order.now.astimezone(order.office.zone)
        bundle = Bundle(archive, local, is_stored=True)
        for _ in _fill(bundle, order):
            # Not in half bytes: a chain is poured in small pieces.
            content = pipe.taken()
            if content:
                yield content
    yield pipe.taken()


def _fill(bundle: Bundle, order: _Order) -> Iterator[None]:
    for name, content in read_verifiers().items():
        bundle.add(name, content)
    yield
    told, reports = order.told, frozenset(order.reports)
    audit = audit_chain(order.audit_head.no, reports, told, is_whole=order.is_whole)
    yield from _pour(bundle, audit, words.AUDIT_CHAIN, words.AUDIT_ROWS, order)
    events = event_chain(order.head.no, reports, told)
    yield from _pour(bundle, events, words.EVENT_CHAIN, words.EVENT_ROWS, order)
    yield from _papers(bundle, order)
    for name, content in _around(order).items():
        bundle.add(name, content)
    bundle.add(words.READ_ME, _read_me(bundle, order).encode())
    bundle.add(words.FACTS, _facts(order))
    bundle.add(words.SUMS, bundle.sums_text())
    yield


def _pour(  # a chain and the two files that it fills
    bundle: Bundle, chain: Chain, name: str, table: str, order: _Order
) -> Iterator[None]:
    with own_rows() as own:
        yield from bundle.pour(name, chain.lines(order.office.database, own))
        yield from bundle.pour(table, pieces_of(own))


def _papers(bundle: Bundle, order: _Order) -> Iterator[None]:
    """Every document of every report, then the lists."""
    rows: dict[str, list[Row]] = {name: [] for name in _LISTS}
    zone = order.office.zone
    for number, report_id in enumerate(order.reports, 1):
        view, _ = read_report(report_id, door=order.door, office=order.office, now=order.now)
        with order.office.database.read() as conn:
            entries = unit_store.entries(conn, report_id)
        kept: dict[int, str] = {}
        given: dict[int, str] = {}
        under = f"{number:03d}-{short_name(view)}/"
        into = (kept, given)
        yield from keep_files(bundle, view, entries, order.office, into=into, under=under)
        titled = (view.title,)
        rows[words.DOCUMENT_LIST] += [titled + r for r in document_rows(view, kept, zone)]
        rows[words.DATA_LIST] += [titled + row for row in data_rows(entries, given)]
        rows[words.CORRECTIONS] += correction_rows(view)
        rows[words.ON_BEHALF] += on_behalf_rows(view, kept)
    for name, headings in _LISTS.items():
        bundle.add(name, csv_of(headings, rows[name]))
    yield


_LISTS = {
    words.DOCUMENT_LIST: (words.REPORT, *archive_words.DOCUMENT_HEADINGS),
    words.DATA_LIST: (words.REPORT, *archive_words.DATA_HEADINGS),
    words.CORRECTIONS: words.CORRECTION_HEADINGS,
    words.ON_BEHALF: words.ON_BEHALF_HEADINGS,
}


def _around(order: _Order) -> dict[str, bytes]:
    """Who is meant by an id, which codes are known, by which rules the office worked."""
    with order.office.database.read() as conn:
        sops = {
            f"{words.SOPS}/{used.sop_id}-v{used.version}.toml": used.text.encode()
            for used in sop_store.all(conn)
        }
        calendars = {
            f"{words.CALENDARS}/versi-{version.no}.toml": version.text.encode()
            for version in calendar_store.versions(conn)
        }
        persons = csv_of(words.PERSON_HEADINGS, list(_persons(conn, order.told)))
    meanings = [
        (chain, column, words.COLUMNS[column])
        for chain, form in ((words.EVENTS, EVENTS), (words.AUDIT, AUDIT))
        for column in form.columns
    ]
    return {
        words.PERSONS: persons,
        words.ANCHORS: csv_of(words.ANCHOR_HEADINGS, list(_anchors(order))),
        words.DICTIONARY: csv_of(words.DICTIONARY_HEADINGS, meanings),
        **sops,
        **calendars,
    }


def _persons(conn: Connection, told: Told) -> Iterator[Row]:
    known: dict[str, Person] = {one.id: one for one in account_store.persons(conn)}
    accounts = [one for one in account_store.accounts(conn) if one.id in told.accounts]
    for person in known.values():
        if person.id in told.persons:
            yield words.PERSON, person.id, person.name, person.title
    for account in accounts:
        person = known[account.person_id]
        yield words.ACCOUNT, account.id, person.name, person.title


def _anchors(order: _Order) -> Iterator[Row]:
    at = utc_text(order.now)
    for chain, head in ((words.EVENTS, order.head), (words.AUDIT, order.audit_head)):
        yield chain, head.no, head.code, words.THIS_PACKAGE, at
    for anchor, place, when in order.told.anchors:
        no, _, code = anchor.partition(":")
        yield words.EVENTS, int(no), code, place, when


def _read_me(bundle: Bundle, order: _Order) -> str:
    return words.read_me(
        scope=order.scope,
        made_at=long_datetime(order.now, order.office.zone),
        made_by=order.caller.person.name,
        reports=len(order.reports),
        head=order.head.anchor,
        audit_head=order.audit_head.anchor,
        is_whole=order.is_whole,
        lost=bundle.n_lost,
        is_example=order.is_example,
    )


def _facts(order: _Order) -> bytes:
    """What the verifiers read; the keys are part of the published format."""
    facts = {
        "format": words.FORMAT,
        "dibuat": utc_text(order.now),
        "oleh": order.caller.person.name,
        "lingkup": order.scope,
        "laporan": order.reports,
        "rentang": order.span,
        "kepala": {"events": asdict(order.head), "audit": asdict(order.audit_head)},
        "contoh": order.is_example,
    }
    return json.dumps(facts, ensure_ascii=False, indent=2).encode() + b"\n"
