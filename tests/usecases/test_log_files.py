"""The log in open formats: nothing is lost, and who may read persons gets them."""

import gzip
import io
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.schema import EVENT_LOG
from lkj.errors import NotPermitted
from lkj.exchange.ocel_file import ObjectLog
from lkj.store import audit_store, event_store
from lkj.usecases.callers import HOST
from lkj.usecases.log_files import SUFFIX, LogFormat, LogRequest, log_file
from lkj.usecases.office import Office
from lkj.usecases.paper import record
from tests.exchange.ocel_reader import read_ocel
from tests.exchange.test_xes_file import plain, reread
from tests.support.offices import anchor_of, mark_as_example
from tests.support.paper import LATER, a_paper
from tests.support.staffed import NOBODY, Running, door_of, name_of, staffed_office

STORED = [one.name for one in EVENT_LOG]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """One report on the screen that was returned, one from paper; only to be read."""
    office = staffed_office(tmp_path_factory.mktemp("kantor"))
    Running(office).register().until("periksa-kasubbag").send_back()
    record(a_paper(), door=door_of("monev"), office=office, now=LATER)
    return office


def made(office: Office, kind: LogFormat, who: str = "monev", **query: str) -> bytes:
    request = LogRequest(file_format=kind, query=query)
    return log_file(request, door=door_of(who), office=office, now=LATER).content


def stored(office: Office) -> pd.DataFrame:
    with office.database.read() as conn:
        return event_store.event_log(conn)[STORED]


def objects(office: Office, who: str = "monev", **query: str) -> ObjectLog:
    return read_ocel(made(office, "ocel", who, **query))


def csv(office: Office, who: str = "monev", **query: str) -> pd.DataFrame:
    content = io.BytesIO(made(office, "csv", who, **query))
    return pd.read_csv(content, dtype="str", keep_default_na=False)


def test_xes_holds_the_event_log_to_the_last_value(office: Office) -> None:
    again = reread(made(office, "xes"))

    pd.testing.assert_frame_equal(plain(again), plain(stored(office)))
    assert gzip.decompress(made(office, "xes.gz")) == made(office, "xes")


def test_parquet_holds_the_event_log_with_its_types(office: Office) -> None:
    again = pd.read_parquet(io.BytesIO(made(office, "parquet")))

    pd.testing.assert_frame_equal(again[STORED], plain(stored(office)))


def test_csv_holds_the_event_log_as_text(office: Office) -> None:
    again, log = csv(office), stored(office)

    assert again["no"].tolist() == [str(no) for no in log["no"]]
    assert again["payload"].tolist() == log["payload"].tolist()
    times = pd.to_datetime(again["recorded_at"], format="ISO8601")
    assert times.tolist() == log["recorded_at"].tolist()
    assert (again["started_at"] == "").tolist() == log["started_at"].isna().tolist()


def test_ocel_holds_the_event_log_by_its_objects(office: Office) -> None:
    log, found = stored(office), objects(office)

    events = found.events
    assert events["id"].tolist() == [f"e{no}" for no in log["no"]]
    # A column of which no event has a value is not in the file.
    written = [name for name in STORED if log[name].notna().any()]
    assert set(written) - set(events) == {"report_id", "occurred_at"}
    for name in set(written) & set(events):
        mine, theirs = (t[name].astype(object) for t in (events, plain(log)))
        assert mine.where(mine.notna(), None).tolist() == (
            theirs.where(theirs.notna(), None).tolist()
        ), name
    of_report = found.event_relations.query("qualifier == 'laporan'")
    assert of_report["target"].tolist() == ["laporan:" + one for one in log["report_id"]]
    assert events["time"].tolist() == log["occurred_at"].tolist()


def test_activities_are_steps_with_their_lifecycle_and_decision(office: Office) -> None:
    rows = csv(office).set_index("kind")[["activity", "lifecycle", "decision", "role_name"]]

    first = rows[~rows.index.duplicated()]
    assert first.loc["registered"].tolist() == ["Didaftarkan", "complete", "", "Sekretaris"]
    assert first.loc["started", "lifecycle"] == "start"
    assert first.loc["submitted", ["activity", "lifecycle", "decision"]].tolist() == [
        "Terima disposisi",
        "complete",
        "submit",
    ]
    assert first.loc["rejected", ["activity", "decision"]].tolist() == [
        "Periksa Kasubbag",
        "reject",
    ]


def test_objects_are_reports_roles_persons_and_papers_with_their_relations(
    office: Office,
) -> None:
    found = objects(office)

    kinds = found.objects.groupby("type")["id"].agg(list)
    assert set(kinds.index) == {"laporan", "jabatan", "orang", "dokumen"}
    assert len(kinds["laporan"]) == 2
    assert {"orang:monev", "orang:tim_lkj", "orang:sekretaris"} <= set(kinds["orang"])
    papers = found.objects[found.objects["type"] == "dokumen"]
    assert set(papers["paper"]) == {"disposisi", "dasar"}
    assert set(papers["number"].dropna()) == {"900/12/SET"}
    between = set(found.object_relations.itertuples(index=False, name=None))
    assert ("jabatan:tim_lkj", "jabatan:kasubbag_renja_monev", "atasan") in between
    ends = {*found.event_relations["target"], *found.object_relations.iloc[:, 1]}
    assert ends <= set(found.objects["id"])
    assert set(found.event_relations["qualifier"]) == {
        *("laporan", "bertindak sebagai", "pelaku", "pencatat", "dasar", "disposisi"),
    }
    assert "Periksa Kasubbag: Dikembalikan" in set(found.events["type"])
    assert "Didaftarkan" in set(found.events["type"])


@pytest.mark.parametrize("kind", list(SUFFIX))
def test_without_the_right_no_format_tells_a_person(office: Office, kind: LogFormat) -> None:
    content = made(office, kind, NOBODY)
    text = gzip.decompress(content) if kind == "xes.gz" else content
    if kind == "parquet":
        text = pd.read_parquet(io.BytesIO(content)).to_csv().encode()

    for who in ("monev", "tim_lkj", "kasubbag_renja_monev"):
        assert name_of(who).encode() not in text
        assert f"akun-{who}".encode() not in text
    assert b"org:resource" not in text
    assert b'"actor"' not in text
    assert b"recorded_by" not in text


def test_who_filters_by_persons_below_reads_their_acts_and_no_recorder_out_of_reach(
    office: Office,
) -> None:
    rows = csv(office, "kasubbag_renja_monev", orang="tim_lkj")

    assert set(rows["resource"]) == {name_of("tim_lkj")}
    assert set(rows["recorded_by"]) == {"akun-tim_lkj", ""}
    people = objects(office, "kasubbag_renja_monev", orang="tim_lkj").objects
    assert people.loc[people["type"] == "orang", "id"].tolist() == ["orang:tim_lkj"]
    with pytest.raises(NotPermitted):
        made(office, "csv", "tim_lkj", orang="sekretaris")


def test_filters_are_those_of_the_pages(office: Office) -> None:
    rows = csv(office, langkah="periksa-kasubbag", sampai="2026-03-02")

    assert set(rows["step"]) == {"periksa-kasubbag"}
    assert len(csv(office, diketahui="2026-03-02")) < len(csv(office))
    assert csv(office, tahun="1999").empty
    assert objects(office, tahun="1999").events.empty


def test_each_file_is_written_down_with_its_filters_and_named_by_its_day(
    office: Office,
) -> None:
    request = LogRequest(file_format="xes.gz", query={"tahun": "2025"}, with_persons=True)

    file = log_file(request, door=HOST, office=office, now=LATER)

    with office.database.read() as conn:
        (row,) = audit_store.recent(conn, 1)
    assert (row.action, row.account_id) == ("export.log", None)
    assert row.detail == {
        "format": "xes.gz",
        "filters": {"tahun": "2025"},
        "persons": True,
        "head": anchor_of(office),
    }
    assert file.name.startswith("log-kejadian-2026-")
    assert file.name.endswith(".xes.gz")


def test_the_mark_of_example_data_stands_with_every_report(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    mark_as_example(office)
    Running(office).register()

    assert csv(office)["remark"].tolist() == ["DATA CONTOH"]
    assert b'key="remark" value="DATA CONTOH"' in made(office, "xes")
    reports: Any = objects(office).objects.query("type == 'laporan'")
    assert reports["remark"].tolist() == ["DATA CONTOH"]


def test_an_office_without_reports_gives_files_without_events(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)

    assert {len(made(office, kind)) > 0 for kind in SUFFIX} == {True}
    assert csv(office).empty
    assert objects(office).events.empty
