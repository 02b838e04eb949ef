"""The tables of a snapshot hold figures and codes: no person, no title, no typed word."""

import re
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from lkj.domain import commands as c
from lkj.domain.sop import Decision
from lkj.snapshots.facts import PASSES_FILE, REPORTS_FILE
from lkj.snapshots.tables import (
    SNAPSHOT_PASSES,
    SNAPSHOT_REPORTS,
    snapshot_passes,
    snapshot_reports,
)
from lkj.store import account_store, event_store, plan_store
from lkj.store.snapshot_folder import newest_snapshot
from lkj.usecases.callers import HOST
from lkj.usecases.frames import board_of, read_frames
from lkj.usecases.office import Office
from lkj.usecases.snapshots import refresh_snapshot
from tests.support.populations import LOOKED_AT, example_office
from tests.support.staffed import Running, staffed_office

TYPED = "Rahasia Sekali"
PLANNED = plan_store.PlannedReport(
    "p1", "penyusunan-lkj", 2030, "tahunan", f"{TYPED} rencana", LOOKED_AT.date()
)


def driven(directory: Path) -> Running:
    """A report with words in every place where something can be typed."""
    office = staffed_office(
        directory, office_code="satpol-pp", snapshots_directory=str(directory / "potret")
    )
    report = Running(office)
    report.register(title=f"{TYPED} judul", disposition_number=f"{TYPED} nomor")
    report.until("periksa-kasubbag")
    note = f"{TYPED} catatan pengembalian"
    report.decide(Decision.REJECT, note=note, reasons=("salah_hitung",))
    report.act("tim_lkj", c.Note(text=f"{TYPED} catatan"))
    with office.database.write() as conn:
        plan_store.put(conn, PLANNED)
    return report


def texts_in(snapshot: Path) -> set[str]:
    """Every text of both files: cells, names and metadata."""
    found: set[str] = set()
    for name in (PASSES_FILE, REPORTS_FILE):
        table = pq.read_table(snapshot / name)
        found |= {text.decode() for text in (table.schema.metadata or {}).values()}
        frame = table.to_pandas()
        for column in frame.columns:
            found |= {str(value) for value in frame[column].dropna().unique()}
    return found


def test_nothing_that_was_typed_and_nobody_leaves_the_office(tmp_path: Path) -> None:
    report = driven(tmp_path)
    office = report.office
    refresh_snapshot(door=HOST, office=office, now=report.now)
    snapshot = newest_snapshot(tmp_path / "potret" / "satpol-pp")
    assert snapshot is not None

    said = "\n".join(texts_in(snapshot))

    with office.database.read() as conn:
        people = account_store.persons(conn)
        log = event_store.event_log(conn)
    assert TYPED not in said
    assert not {"report_id", "actor", "title", "note", "reasons"} & set(said.split())
    assert not [person.name for person in people if person.name in said]
    assert not [one for one in set(log["report_id"]) if one in said]
    accounts = {f"akun-{person.id}" for person in people}
    assert not [one for one in accounts if re.search(rf"\b{one}\b", said)]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    return example_office(tmp_path_factory.mktemp("contoh"), reports=40)


def test_every_pass_and_every_report_is_there_with_its_code(office: Office) -> None:
    tables = read_frames(office, as_of=LOOKED_AT)
    board = board_of(tables, office)

    passes = snapshot_passes(tables.passes, office="kode", sops=office.sops.versions)
    reports = snapshot_reports(board, office="kode", sops=office.sops.versions)

    assert len(passes) == len(tables.passes)
    assert len(reports) == len(board)
    assert set(passes["office"]) == set(reports["office"]) == {"kode"}
    assert [c.name for c in SNAPSHOT_PASSES] == list(passes)
    assert [c.name for c in SNAPSHOT_REPORTS] == list(reports)
    sop = office.sops.current[0]
    numbers = {step.id: step.number for step in sop.steps}
    assert (passes["step"].astype(str).map(numbers) == passes["step_no"]).all()


def test_open_and_cancelled_passes_have_no_verdict(office: Office) -> None:
    tables = read_frames(office, as_of=LOOKED_AT)

    passes = snapshot_passes(tables.passes, office="kode", sops=office.sops.versions)

    undecided = passes[passes["outcome"].isna() | (passes["outcome"] == "cancelled")]
    flags = ["is_decided", "is_known", "is_forgotten", "is_over", "is_surely_within"]
    assert len(undecided)
    assert not undecided[flags].to_numpy().any()
    assert passes["is_decided"].sum() == len(passes) - len(undecided)


def test_a_deadline_keeps_its_day(tmp_path: Path) -> None:
    report = driven(tmp_path)
    board = board_of(read_frames(report.office, as_of=LOOKED_AT), report.office)

    reports = snapshot_reports(board, office="kode", sops=report.office.sops.versions)

    planned = reports[reports["state"] == "not_registered"]
    assert [str(at) for at in planned["deadline"]] == ["2026-11-23 00:00:00+00:00"]
    assert planned["sop_version"].isna().all()
    assert reports["deadline"].isna().sum() == len(reports) - 1


def test_an_empty_office_has_empty_tables(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    tables = read_frames(office, as_of=LOOKED_AT)

    passes = snapshot_passes(tables.passes, office="kode", sops=office.sops.versions)
    reports = snapshot_reports(board_of(tables, office), office="kode", sops=())

    assert passes.empty
    assert reports.empty
    pd.testing.assert_index_equal(passes.columns, pd.Index([c.name for c in SNAPSHOT_PASSES]))
