"""A log of another tool becomes the history of an office, as one batch."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.domain.events import EventKind
from lkj.domain.log_map import LogMap, parse_map
from lkj.errors import AlreadyImported, FileRefused, ImportRefused, InvalidLogMap, NotPermitted
from lkj.store import account_store
from lkj.usecases.frames import read_frames
from lkj.usecases.import_withdrawal import BatchWithdrawal, withdraw_batch
from lkj.usecases.log_import import ImportedLog, LogImport, import_log
from lkj.usecases.office import Office
from tests.support.engines import ENGINES, office_on
from tests.support.history_files import events
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import door_of

MAP = """
zona = "Asia/Pontianak"
[kolom]
kasus = "kasus"
aktivitas = "aktivitas"
selesai = "selesai"
mulai = "mulai"
orang = "orang"
[[aktivitas]]
nama = "diteruskan"
langkah = "terima-disposisi"
jenis = "serahkan"
[[aktivitas]]
nama = "tim dibentuk"
langkah = "bentuk-tim"
jenis = "serahkan"
[[aktivitas]]
nama = "bahan diserahkan"
langkah = "kumpulkan-data"
jenis = "serahkan"
[[aktivitas]]
nama = "dikembalikan"
langkah = "periksa-kasubbag"
jenis = "kembalikan"
"""
# A-1 is returned once and waits at step 3 again; B-2 has only begun.
LOG = """kasus;aktivitas;selesai;mulai;orang
A-1;diteruskan;02/02/2026 08:10;02/02/2026 08:00;Nama sekretaris
A-1;tim dibentuk;02/02/2026 09:00;;Rina
B-2;diteruskan;02/02/2026 09:30;;
A-1;bahan diserahkan;02/02/2026 11:00;02/02/2026 08:30;Rina
A-1;rapat;02/02/2026 11:05;;Rina
A-1;dikembalikan;02/02/2026 11:20;02/02/2026 11:10;Budi
B-2;;02/02/2026 11:30;;
"""


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office_on(request.param, tmp_path) as opened:
        yield opened


def asked(
    tmp_path: Path, *, log: str = LOG, request_id: str = "log-1", **other: Any
) -> LogImport:
    path = tmp_path / "agenda.csv"
    path.write_text(log, encoding="utf-8")
    given: dict[str, Any] = {"log_map": parse_map(MAP), "sop": office_sop()}
    return LogImport(request_id=request_id, log=path, **(given | other))


def stored(office: Office, form: LogImport, who: str = "monev") -> ImportedLog:
    return import_log(form, door=door_of(who), office=office, now=NOW)


def test_every_case_becomes_a_report_and_what_was_left_out_is_counted(
    office: Office, tmp_path: Path
) -> None:
    made = stored(office, asked(tmp_path))

    assert (made.n_reports, made.n_passes, made.n_persons) == (2, 5, 2)
    # One row without an activity, the meeting, and a start before the finish before it.
    assert (made.n_refused, made.n_unmapped, made.n_overlapping) == (1, 1, 1)


def test_a_case_stands_where_its_last_act_leads(office: Office, tmp_path: Path) -> None:
    stored(office, asked(tmp_path))

    status = read_frames(office, as_of=NOW).status.set_index("title")
    assert status["current_step"].astype("str").to_dict() == {
        "A-1": "kumpulkan-data",
        "B-2": "bentuk-tim",
    }
    assert status.loc["A-1", "n_rejections"] == 1
    assert set(status["fiscal_year"]) == {2026}
    assert set(status["period"]) == {"tahunan"}


def test_a_case_is_received_with_the_start_of_its_first_act(
    office: Office, tmp_path: Path
) -> None:
    stored(office, asked(tmp_path))

    log = events(office)
    received = log[log["kind"] == EventKind.REGISTERED]["occurred_at"]
    assert sorted(received) == [
        pd.Timestamp("2026-02-02 01:00", tz="UTC"),
        pd.Timestamp("2026-02-02 02:30", tz="UTC"),
    ]


def test_minutes_are_known_where_the_log_has_starts(office: Office, tmp_path: Path) -> None:
    stored(office, asked(tmp_path))

    visits = read_frames(office, as_of=NOW).visits
    known = visits[visits["processing_minutes"].notna()]
    assert dict(zip(known["step"].astype("str"), known["processing_minutes"], strict=True)) == {
        "terima-disposisi": 10,
        "periksa-kasubbag": 10,
    }


def test_persons_are_those_of_the_same_name_or_new_ones(office: Office, tmp_path: Path) -> None:
    stored(office, asked(tmp_path))

    with office.database.read() as conn:
        names = {person.id: person.name for person in account_store.persons(conn)}
    acted = [names[actor] for actor in events(office)["actor"] if actor in names]
    assert acted.count("Nama sekretaris") == 1
    assert acted.count("Rina") == 2
    assert "sekretaris" in set(events(office)["actor"])


def test_the_same_file_comes_only_once_until_it_is_withdrawn(
    office: Office, tmp_path: Path
) -> None:
    first = stored(office, asked(tmp_path))
    with pytest.raises(AlreadyImported):
        stored(office, asked(tmp_path, request_id="log-2"))

    withdrawal = BatchWithdrawal(
        request_id="tarik-1", batch_id=first.batch_id, reason="peta diperbaiki"
    )
    withdraw_batch(withdrawal, door=door_of("monev"), office=office, now=NOW)
    assert read_frames(office, as_of=NOW).status.empty

    stored(office, asked(tmp_path, request_id="log-3"))
    assert len(read_frames(office, as_of=NOW).status) == 2


def test_a_future_time_is_refused_and_nothing_is_stored(office: Office, tmp_path: Path) -> None:
    log = LOG.replace("02/02/2026 11:20", "02/02/2027 11:20")

    with pytest.raises(ImportRefused) as refused:
        stored(office, asked(tmp_path, log=log))

    assert [place for _, place, _ in refused.value.facts["problems"]] == [3]
    assert events(office).empty


@pytest.mark.parametrize(
    ("log", "text", "error"),
    [
        ("kasus;aktivitas;selesai;mulai\nA-1;diteruskan;02/02/2026;\n", MAP, InvalidLogMap),
        (LOG, MAP.replace("bentuk-tim", "bentuk-panitia"), InvalidLogMap),
        ("a\0b", MAP, FileRefused),
    ],
)
def test_a_file_that_does_not_fit_stores_nothing(
    office: Office, tmp_path: Path, log: str, text: str, error: type[Exception]
) -> None:
    log_map: LogMap = parse_map(text)

    with pytest.raises(error):
        stored(office, asked(tmp_path, log=log, log_map=log_map))

    assert events(office).empty


def test_only_who_may_import_does(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        stored(office, asked(tmp_path), who="auditor")

    assert events(office).empty
