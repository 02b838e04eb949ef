"""A log of another tool becomes the history of an office, as one batch."""

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from lkj.domain.accounts import Person
from lkj.domain.events import EventKind
from lkj.domain.log_map import LogMap, parse_map
from lkj.errors import (
    AlreadyImported,
    FileRefused,
    FormInvalid,
    ImportRefused,
    InvalidLogMap,
    NotPermitted,
)
from lkj.store import account_store
from lkj.usecases.frames import read_frames
from lkj.usecases.import_withdrawal import BatchWithdrawal, withdraw_batch
from lkj.usecases.log_import import ImportedLog, LogImport, import_log
from lkj.usecases.office import Office
from tests.support.engines import ENGINES, office_on
from tests.support.foreign_logs import LOG, MAP, a_log
from tests.support.history_files import events
from tests.support.offices import NOW
from tests.support.staffed import door_of


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office_on(request.param, tmp_path) as opened:
        yield opened


def stored(office: Office, form: LogImport, who: str = "monev") -> ImportedLog:
    return import_log(form, door=door_of(who), office=office, now=NOW)


def test_every_case_becomes_a_report_and_what_was_left_out_is_counted(
    office: Office, tmp_path: Path
) -> None:
    made = stored(office, a_log(tmp_path))

    assert (made.n_reports, made.n_passes, made.n_persons) == (2, 5, 2)
    # One row without an activity, the meeting, and a start before the finish before it.
    assert (made.n_refused, made.n_unmapped, made.n_overlapping) == (1, 1, 1)


def test_a_case_stands_where_its_last_act_leads(office: Office, tmp_path: Path) -> None:
    stored(office, a_log(tmp_path))

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
    stored(office, a_log(tmp_path))

    log = events(office)
    received = log[log["kind"] == EventKind.REGISTERED]["occurred_at"]
    assert sorted(received) == [
        pd.Timestamp("2026-02-02 01:00", tz="UTC"),
        pd.Timestamp("2026-02-02 02:30", tz="UTC"),
    ]


def test_minutes_are_known_where_the_log_has_starts(office: Office, tmp_path: Path) -> None:
    stored(office, a_log(tmp_path))

    visits = read_frames(office, as_of=NOW).visits
    known = visits[visits["processing_minutes"].notna()]
    assert dict(zip(known["step"].astype("str"), known["processing_minutes"], strict=True)) == {
        "terima-disposisi": 10,
        "periksa-kasubbag": 10,
    }


def test_persons_are_those_of_the_same_name_or_new_ones(office: Office, tmp_path: Path) -> None:
    stored(office, a_log(tmp_path))

    with office.database.read() as conn:
        names = {person.id: person.name for person in account_store.persons(conn)}
    acted = [names[actor] for actor in events(office)["actor"] if actor in names]
    assert acted.count("Nama sekretaris") == 1
    assert acted.count("Rina") == 2
    assert "sekretaris" in set(events(office)["actor"])


def test_a_name_that_two_persons_share_is_neither_of_them(
    office: Office, tmp_path: Path
) -> None:
    with office.database.write() as conn:
        for person in ("rina-1", "rina-2"):
            account_store.add_person(conn, Person(person, "Rina", nip="", title=""))

    made = stored(office, a_log(tmp_path))

    assert made.n_persons == 2
    assert {"rina-1", "rina-2"} & set(events(office)["actor"]) == set()


def test_spaces_and_case_tell_no_persons_apart(office: Office, tmp_path: Path) -> None:
    made = stored(office, a_log(tmp_path, log=LOG.replace("09:00;;Rina", "09:00;;RINA  ")))

    assert made.n_persons == 2


@pytest.mark.parametrize("name", ["Rina\u202e", "R" * 121, "Ri\x1bna"])
def test_a_name_that_cannot_be_stored_is_refused(
    office: Office, tmp_path: Path, name: str
) -> None:
    with pytest.raises(FormInvalid) as refused:
        stored(office, a_log(tmp_path, log=LOG.replace("Budi", name)))

    assert [field for field, _, _ in refused.value.facts["problems"]] == ["name"]
    assert events(office).empty


def test_the_same_file_comes_only_once_until_it_is_withdrawn(
    office: Office, tmp_path: Path
) -> None:
    first = stored(office, a_log(tmp_path))
    with pytest.raises(AlreadyImported):
        stored(office, a_log(tmp_path, request_id="log-2"))

    withdrawal = BatchWithdrawal(
        request_id="tarik-1", batch_id=first.batch_id, reason="peta diperbaiki"
    )
    withdraw_batch(withdrawal, door=door_of("monev"), office=office, now=NOW)
    assert read_frames(office, as_of=NOW).status.empty

    stored(office, a_log(tmp_path, request_id="log-3"))
    assert len(read_frames(office, as_of=NOW).status) == 2


def test_a_future_time_is_refused_and_nothing_is_stored(office: Office, tmp_path: Path) -> None:
    log = LOG.replace("02/02/2026 11:20", "02/02/2027 11:20")

    with pytest.raises(ImportRefused) as refused:
        stored(office, a_log(tmp_path, log=log))

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
        stored(office, a_log(tmp_path, log=log, log_map=log_map))

    assert events(office).empty


def test_only_who_may_import_does(office: Office, tmp_path: Path) -> None:
    with pytest.raises(NotPermitted):
        stored(office, a_log(tmp_path), who="auditor")

    assert events(office).empty
