"""The tables in the archive of a report: its documents, its data, its history."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, tzinfo

import pandas as pd

from lkj.analytics.event_log import log_of
from lkj.analytics.passes import with_report_facts
from lkj.analytics.tables import tables_of
from lkj.domain.unit_data import DataEntry
from lkj.exchange.csv_file import to_csv
from lkj.labels import archive_words as words
from lkj.labels.formats import short_datetime
from lkj.labels.unit_data_words import ACT_WORDS
from lkj.usecases.export_tables import Chosen
from lkj.usecases.exports import exported_table
from lkj.usecases.frames import Frames
from lkj.usecases.office import Office
from lkj.usecases.population import population
from lkj.usecases.reach import Reach
from lkj.usecases.reports import ReportView
from lkj.usecases.selection import Selection

_TABLES = {words.HISTORY: "events", words.PASSES: "visits"}


def document_list(view: ReportView, kept: Mapping[int, str], zone: tzinfo) -> bytes:
    """Every version beside the report as CSV; `kept` says by event where its file is."""
    return csv_of(words.DOCUMENT_HEADINGS, document_rows(view, kept, zone))


def document_rows(
    view: ReportView, kept: Mapping[int, str], zone: tzinfo
) -> list[tuple[object, ...]]:
    """The rows of `document_list`."""
    rows: list[tuple[object, ...]] = []
    for version in view.state.documents:
        event = view.event(version.event_no)
        step = view.sop.step(event.step).number if event and event.step else None
        rows.append(
            (
                version.name,
                version.number,
                step,
                version.file.name if version.file else None,
                version.place,
                view.names.get(version.actor, version.actor),
                short_datetime(version.at, zone),
                version.event_no,
                event.note if event else "",
                kept.get(version.event_no),
                version.file.sha256 if version.file else None,
            )
        )
    return rows


def data_list(entries: Iterable[DataEntry], given: Mapping[int, str]) -> bytes:
    """What was asked of units and what came as CSV; `given` says by entry where its file is."""
    return csv_of(words.DATA_HEADINGS, data_rows(entries, given))


def data_rows(
    entries: Iterable[DataEntry], given: Mapping[int, str]
) -> list[tuple[object, ...]]:
    """The rows of `data_list`."""
    return [
        (
            entry.no,
            entry.day,
            entry.unit_name,
            entry.table_name,
            ACT_WORDS[entry.act],
            entry.due,
            entry.file.name if entry.file else None,
            entry.place or entry.reason,
            given.get(entry.no),
            entry.file.sha256 if entry.file else None,
        )
        for entry in entries
    ]


def history_tables(
    view: ReportView, *, office: Office, now: datetime, mark: bool
) -> dict[str, bytes]:
    """The report's events and passes as CSV, by the names of their files.

    The same columns as under Unduh data; persons are named, as on the report's page.
    """
    log = log_of(view.events)
    tables = tables_of(log, sops=[view.sop], calendar=view.calendar, as_of=now)
    frames = Frames(
        **vars(tables),
        revision=view.events[-1].no,
        calendar=view.calendar,
        read_log=lambda _: log,
    )
    everybody = Reach(names=view.names, own="", below=frozenset(), is_everybody=True)
    about = population(frames, Selection(), office=office, is_example=mark, reach=everybody)
    chosen = Chosen(
        office=office,
        frames=frames,
        passes=frames.passes,
        read_events=lambda: with_report_facts(log, frames.status),
        board=frames.status,
        names=view.names,
        recorders=view.recorders,
        as_of=now,
        about=about,
    )
    made = {
        file: exported_table(name, chosen, has_persons=True, is_example=mark)
        for file, name in _TABLES.items()
    }
    return {
        file: to_csv(
            table.rows.set_axis([one.heading for one in table.fields], axis=1),
            style="excel_id",
        )
        for file, table in made.items()
    }


def csv_of(headings: Sequence[str], rows: Sequence[tuple[object, ...]]) -> bytes:
    """Rows of mixed values as a CSV file for people."""
    return to_csv(pd.DataFrame(rows, columns=list(headings), dtype=object), style="excel_id")
