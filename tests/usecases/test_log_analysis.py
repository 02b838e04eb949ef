"""Every number of every table of a small log, counted by hand."""

import io
import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from lkj.domain.sop import Sop
from lkj.domain.sop_file import content_sha256, parse_draft
from lkj.usecases.log_analysis import LogAnalysis, analyze
from tests.support.small_log import (
    DRAFT,
    LOG,
    small_calendar,
    small_files,
    small_map,
    small_sop,
)

CASES = """\
report_id,n_events,first_at,last_at,first_started_at,elapsed_hours,lead_minutes,n_rejections,is_closed,fitness
A,5,2026-01-05T02:00:00.000000Z,2026-01-06T02:00:00.000000Z,2026-01-05T03:00:00.000000Z,24,420,1,true,1
B,3,2026-01-06T03:00:00.000000Z,2026-01-08T01:20:00.000000Z,,46.333333333333336,320,0,false,0.6666666666666666
C,1,2026-01-08T03:00:00.000000Z,2026-01-08T03:00:00.000000Z,,0,0,0,true,0.5
"""
VISITS = """\
report_id,step,visit,next_step,outcome,actor,role,entered_at,started_at,left_at,waiting_minutes,processing_minutes,lead_minutes,age_minutes,clock_quality,overlap
A,kirim,1,reviu,submitted,Ani,tim,,,2026-01-05T02:00:00.000000Z,,,,,bounded,false
A,reviu,1,kirim,rejected,Budi,kepala,2026-01-05T02:00:00.000000Z,2026-01-05T03:00:00.000000Z,2026-01-05T04:00:00.000000Z,60,60,120,,measured,false
A,kirim,2,reviu,submitted,Ani,tim,2026-01-05T04:00:00.000000Z,2026-01-05T06:30:00.000000Z,2026-01-05T08:00:00.000000Z,90,90,180,,measured,false
A,reviu,2,arsip,approved,Budi,kepala,2026-01-05T08:00:00.000000Z,2026-01-06T01:00:00.000000Z,2026-01-06T01:30:00.000000Z,60,30,90,,measured,false
A,arsip,1,,submitted,Ani,tim,2026-01-06T01:10:00.000000Z,2026-01-06T01:10:00.000000Z,2026-01-06T02:00:00.000000Z,0,50,50,,measured,true
B,kirim,1,reviu,submitted,Ani,tim,,,2026-01-06T03:00:00.000000Z,,,,,bounded,false
B,reviu,1,arsip,approved,Cici,sekretaris,2026-01-06T04:00:00.000000Z,,2026-01-08T01:20:00.000000Z,,,260,,bounded,false
B,arsip,1,,,,,2026-01-08T01:20:00.000000Z,,,,,,100,,false
C,arsip,1,,submitted,Ani,tim,,,2026-01-08T03:00:00.000000Z,,,,,bounded,false
"""
ACTIVITIES = """\
activity,n
Kirim,3
Arsip,2
Setuju,2
Telepon,1
Tolak,1
"""
# Wilson's interval of 1 of 2 and of 0 of 1, by hand with z = 1.959964.
REJECTIONS = """\
step,role,n_decisions,n_rejected,rejection_rate,low,high,n_reports_rejected,n_first_decisions,n_first_pass,first_pass_yield,step_name,role_name
reviu,kepala,2,1,0.5,0.0945312,0.9054688,1,1,0,0,Reviu konsep,Kepala
reviu,sekretaris,1,0,0,0,0.7934506,0,1,1,1,Reviu konsep,
"""
BY_ROLE = """\
role,n_decisions,n_rejected,rejection_rate,low,high,n_reports_rejected,n_first_decisions,n_first_pass,first_pass_yield,role_name
kepala,2,1,0.5,0.0945312,0.9054688,1,1,0,0,Kepala
sekretaris,1,0,0,0,0.7934506,0,1,1,1,
"""
# 90th percentile of type 7 of 90, 120 and 260: 120 + 0.8 x 140.
DURATIONS = """\
step,n,n_closed,median_waiting_minutes,p90_waiting_minutes,median_processing_minutes,p90_processing_minutes,median_lead_minutes,p90_lead_minutes,standard_minutes,n_known,n_within,within_share,low,high,n_bounded,excess_minutes,step_name
kirim,3,3,90,90,90,90,180,180,60,1,0,0,0,0.7934506,2,30,Kirim konsep
reviu,3,3,60,60,45,57,120,232,60,2,2,1,0.3423802,1,1,0,Reviu konsep
arsip,3,2,0,0,50,50,50,50,60,1,1,1,0.2065494,1,1,0,Arsip
"""
TRANSITIONS = """\
from_activity,to_activity,n,median_elapsed_seconds,median_lead_minutes
Kirim,Setuju,1,63000,90
Kirim,Telepon,1,3600,60
Kirim,Tolak,1,7200,120
Setuju,Arsip,1,1800,30
Telepon,Setuju,1,163200,260
Tolak,Kirim,1,14400,180
"""
VARIANTS = """\
variant,n,share
Arsip,1,0.3333333333333333
Kirim -> Telepon -> Setuju,1,0.3333333333333333
Kirim -> Tolak -> Kirim -> Setuju -> Arsip,1,0.3333333333333333
"""
DEVIATIONS = """\
report_id,kind,step,detail
B,unmapped_activity,,Telepon
C,skipped,kirim,submit
C,skipped,reviu,approve
"""
REFUSED = """\
row,reason,value
13,no_case,
14,no_activity,
15,no_time,
16,unreadable_time,kemarin
17,unreadable_start,tadi
18,wrong_width,3
"""
TABLES = {
    "cases": CASES,
    "visits": VISITS,
    "activities": ACTIVITIES,
    "rejections": REJECTIONS,
    "rejections_by_role": BY_ROLE,
    "durations": DURATIONS,
    "transitions": TRANSITIONS,
    "variants": VARIANTS,
    "deviations": DEVIATIONS,
    "refused": REFUSED,
}


def analysed(
    folder: Path, *, log: str = LOG, sop: Sop | None = None, as_of: datetime | None = None
) -> Path:
    asked = LogAnalysis(
        log=small_files(folder, log=log).log,
        log_map=small_map(),
        sop=sop or small_sop(),
        calendar=small_calendar(),
        as_of=as_of,
    )
    out = folder / "hasil"
    analyze(asked, out)
    return out


def table(folder: Path, name: str) -> pd.DataFrame:
    return pd.read_csv(folder / f"{name}.csv")


def summary(folder: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads((folder / "summary.json").read_text(encoding="utf-8"))
    return told


@pytest.mark.parametrize("name", TABLES)
def test_every_number_of_a_table_is_that_counted_by_hand(tmp_path: Path, name: str) -> None:
    expected = pd.read_csv(io.StringIO(TABLES[name]))

    found = table(analysed(tmp_path), name)

    pd.testing.assert_frame_equal(
        found if name != "visits" else found[list(expected)],
        expected,
        check_dtype=False,
        rtol=1e-6,
        atol=1e-12,
    )


def test_there_is_a_file_for_each_table_and_a_summary(tmp_path: Path) -> None:
    names = {path.name for path in analysed(tmp_path).iterdir()}

    assert names == {*(f"{name}.csv" for name in TABLES), "summary.json"}


def test_the_summary_tells_counts_rules_and_what_was_left_out(tmp_path: Path) -> None:
    told = summary(analysed(tmp_path))

    counts = {key: value for key, value in told.items() if key.startswith("n_")}
    assert counts == {
        "n_events": 9,
        "n_cases": 3,
        "n_closed_cases": 2,
        "n_activities": 5,
        "n_variants": 3,
        "n_visits": 9,
        "n_open_visits": 1,
        "n_rejections": 1,
        "n_cases_rejected": 1,
        "n_deviations": 3,
    }
    assert told["as_of"] == "2026-01-08T03:00:00+00:00"
    assert told["unmapped_activities"] == {"Telepon": 1}
    assert told["activities_not_in_log"] == ["Segel"]
    assert told["left_out"] == {
        "ignored_activities": 1,
        "other_lifecycle": 1,
        "after_as_of": 0,
        "starts_without_end": 1,
        "refused": 6,
    }
    assert told["sop"] == {"id": "kecil", "version": 1, "sha256": content_sha256(small_sop())}
    assert told["calendar"] == {"id": "kecil", "version": 3, "zone": "Asia/Pontianak"}
    assert set(told["software"]) == {"python", "streamlit", "pandas", "numpy", "pyarrow"}  # type: ignore[call-overload]


def test_the_summary_names_refused_rows_with_their_reason(tmp_path: Path) -> None:
    told = summary(analysed(tmp_path))["refused"]

    assert (
        told["by_reason"]
        == dict.fromkeys(  # type: ignore[index]
            [line.split(",")[1] for line in REFUSED.splitlines()[1:]], 1
        )
    )
    assert (
        told["rows"]
        == [  # type: ignore[index]
            {"row": int(row), "reason": reason, "value": value}
            for row, reason, value in (line.split(",") for line in REFUSED.splitlines()[1:])
        ]
    )


def test_a_draft_has_durations_and_no_verdicts(tmp_path: Path) -> None:
    folder = analysed(tmp_path, sop=parse_draft(DRAFT))

    found = table(folder, "durations")
    assert found["median_lead_minutes"].tolist() == [180, 120, 50]
    assert found[["standard_minutes", "within_share", "low", "high"]].isna().all(axis=None)
    assert (found[["n_known", "n_within"]] == 0).all(axis=None)
    assert table(folder, "visits")["standard_minutes"].isna().all()


def test_as_of_leaves_out_what_was_finished_later(tmp_path: Path) -> None:
    noon = datetime(2026, 1, 5, 12, tzinfo=ZoneInfo("Asia/Pontianak"))

    folder = analysed(tmp_path, as_of=noon)

    told = summary(folder)
    assert (told["n_cases"], told["n_events"], told["as_of"]) == (1, 2, noon.isoformat())
    assert told["left_out"]["after_as_of"] == 9  # type: ignore[index]
    visits = table(folder, "visits")
    assert visits[["step", "age_minutes"]].iloc[-1].tolist() == ["kirim", 60.0]


def test_an_open_visit_lasts_until_as_of(tmp_path: Path) -> None:
    at = datetime(2026, 1, 9, 9, tzinfo=ZoneInfo("Asia/Pontianak"))

    ages = table(analysed(tmp_path, as_of=at), "visits")["age_minutes"].dropna()

    assert ages.tolist() == [400 + 60]
