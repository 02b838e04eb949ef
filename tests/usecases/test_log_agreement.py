"""Public event logs, analysed as a user would, against figures that others computed.

The logs lie beside the project and are never copied into it.
"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest

from lkj.analytics.variants import ARROW
from tests.cli.commands import answer
from tests.support.missing import needs
from tests.support.settings import ROOT

LOGS = ROOT.parent / "shared" / "logs"
CALENDAR = ROOT / "tests/data/calendar/senin-jumat-amsterdam.toml"
REVIEWED, INTERVALS = "RequestForPayment", "interval_event_log"
FILES = {
    REVIEWED: "RequestForPayment.xes.gz",
    INTERVALS: "interval_event_log.csv",
    "running-example": "running-example.csv",
}
EVERY = pytest.mark.parametrize("name", FILES)


@dataclass(frozen=True)
class Told:
    """What we say of a log, and what others say."""

    folder: Path
    truth: dict[str, Any]

    def table(self, name: str) -> pd.DataFrame:
        return pd.read_csv(self.folder / f"{name}.csv", keep_default_na=False, na_values=[""])


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Told]:
    """Every log: map suggest, sop draft, analyze."""
    needs("folder shared/logs", found=LOGS.is_dir(), how=f"public logs, beside {ROOT.name}")
    return {name: _analysed(name, tmp_path_factory.mktemp(name)) for name in FILES}


def _analysed(name: str, folder: Path) -> Told:
    log, peta, sop, out = LOGS / FILES[name], folder / "peta", folder / "sop", folder / "hasil"
    answer("map", "suggest", log, "--out", peta, "--zone", "Europe/Amsterdam")
    answer("sop", "draft", "--log", log, "--map", peta, "--out", sop)
    answer("analyze", log, "--map", peta, "--sop", sop, "--calendar", CALENDAR, "--out", out)
    return Told(out, json.loads((LOGS / f"{name}.truth.json").read_text(encoding="utf-8")))


def spread(values: pd.Series) -> dict[str, float]:
    return {
        "sum": values.sum(),
        "mean": values.mean(),
        "median": values.median(),
        "p90": values.quantile(0.9),
    }


@EVERY
def test_cases_events_and_ways_are_as_many(told: dict[str, Told], name: str) -> None:
    truth = told[name].truth
    summary = json.loads((told[name].folder / "summary.json").read_text(encoding="utf-8"))

    keys = ["n_cases", "n_events", "n_variants"]
    assert {key: summary[key] for key in keys} == {key: truth[key] for key in keys}
    assert len(told[name].table("cases")) == truth["n_cases"]
    assert told[name].table("cases")["n_events"].sum() == truth["n_events"]
    assert summary["left_out"] == dict.fromkeys(summary["left_out"], 0)


@EVERY
def test_activities_are_as_frequent(told: dict[str, Told], name: str) -> None:
    found = told[name].table("activities")

    counts = dict(zip(found["activity"], found["n"], strict=True))
    assert counts == told[name].truth["activity_counts"]


@EVERY
def test_the_frequent_ways_are_the_same(told: dict[str, Told], name: str) -> None:
    found = told[name].table("variants")
    truth = told[name].truth["top_variants"]

    counts = dict(zip(found["variant"], found["n"], strict=True))
    expected = {ARROW.join(one["variant"]): one["count"] for one in truth}
    assert {way: counts[way] for way in expected} == expected
    assert found["n"].head(len(truth)).tolist() == [one["count"] for one in truth]
    assert found["n"].sum() == told[name].truth["n_cases"]


@EVERY
def test_cases_begin_and_end_with_the_same_activities(told: dict[str, Told], name: str) -> None:
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    for way, n in told[name].table("variants")[["variant", "n"]].itertuples(index=False):
        first[way.split(ARROW)[0]] += n
        last[way.split(ARROW)[-1]] += n

    assert first == told[name].truth["start_activities"]
    assert last == told[name].truth["end_activities"]


@EVERY
def test_followers_are_as_many_and_as_late(told: dict[str, Told], name: str) -> None:
    found = told[name].table("transitions").set_index(["from_activity", "to_activity"])
    truth = pd.DataFrame(told[name].truth["dfg"]).set_index(["from", "to"])

    assert len(found) == len(truth)
    found = found.loc[truth.index]
    assert found["n"].tolist() == truth["count"].tolist()
    np.testing.assert_allclose(
        found["median_elapsed_seconds"], truth["median_s"].to_numpy(), rtol=1e-12, atol=1e-6
    )


@EVERY
@pytest.mark.parametrize(
    ("column", "per_hour", "key"),
    [
        ("elapsed_hours", 1, "case_duration_elapsed_h"),
        ("lead_minutes", 60, "case_duration_business_h_amsterdam"),
    ],
)
def test_cases_last_as_long(
    told: dict[str, Told], name: str, column: str, per_hour: int, key: str
) -> None:
    found = spread(told[name].table("cases")[column] / per_hour)

    assert found == pytest.approx(told[name].truth[key], rel=1e-9)


@EVERY
def test_each_reviewer_returned_as_often(told: dict[str, Told], name: str) -> None:
    found, truth = told[name].table("rejections_by_role"), told[name].truth
    returned = found[found["n_rejected"] > 0].set_index("role_name")

    assert returned["n_rejected"].to_dict() == truth["rejections_per_reviewer"]
    assert (
        returned["n_reports_rejected"].to_dict() == truth["cases_with_rejection_per_reviewer"]
    )
    assert (told[name].table("cases")["n_rejections"] > 0).sum() == truth[
        "cases_with_rejection"
    ]


@EVERY
def test_each_document_was_returned_as_often(told: dict[str, Told], name: str) -> None:
    found = told[name].table("rejections")
    truth = told[name].truth["rejections_per_reviewer_by_document"]
    expected = {
        f"{document}: {reviewer}": n
        for reviewer, documents in truth.items()
        for document, n in documents.items()
    }

    returned = found[found["n_rejected"] > 0].set_index("step_name")["n_rejected"]
    assert returned.to_dict() == expected


@EVERY
@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("rejections_by_role", "first_pass_yield"),
        ("rejections", "first_pass_yield_by_document"),
    ],
)
def test_as_many_pass_the_first_review(
    told: dict[str, Told], name: str, table: str, key: str
) -> None:
    found = told[name].table(table)
    names = found["role_name"].astype(str)
    if table == "rejections":
        documents = [name.rpartition(": ")[0] for name in found["step_name"]]
        names = names + pd.Series([f" | {document}" for document in documents], dtype="str")
    said = {
        who: {"cases_decided": n, "approved_first": n_passed, "yield": passed}
        for who, n, n_passed, passed in zip(
            names,
            found["n_first_decisions"],
            found["n_first_pass"],
            found["first_pass_yield"],
            strict=True,
        )
    }

    assert set(said) == set(told[name].truth[key])
    assert all(
        said[who] == pytest.approx(expected) for who, expected in told[name].truth[key].items()
    )


def measured(told: dict[str, Told]) -> pd.DataFrame:
    """The steps of the log that has begin and end, with their names and seconds."""
    visits = told[INTERVALS].table("visits")
    names = told[INTERVALS].table("durations").set_index("step")["step_name"]
    times = {
        name: pd.to_datetime(visits[name]) for name in ("entered_at", "started_at", "left_at")
    }
    visits = visits.assign(
        name=visits["step"].map(names),
        touch=(times["left_at"] - times["started_at"]).dt.total_seconds(),
        wait=(times["started_at"] - times["entered_at"]).dt.total_seconds(),
    )
    return visits[visits["outcome"].notna()]


@pytest.mark.parametrize(("column", "key"), [("touch", "touch_time"), ("wait", "waiting_time")])
def test_steps_are_worked_on_and_wait_as_long(
    told: dict[str, Told], column: str, key: str
) -> None:
    visits = measured(told)
    found = {
        str(name): {"n": len(values), **{f"{k}_s": v for k, v in spread(values).items()}}
        for name, values in visits.dropna(subset=[column]).groupby("name")[column]
    }
    truth = told[INTERVALS].truth[key]

    assert {name: found[name] for name in truth} == {
        name: pytest.approx(expected, rel=1e-9) for name, expected in truth.items()
    }


def test_as_many_steps_overlap(told: dict[str, Told]) -> None:
    visits = measured(told)
    truth = told[INTERVALS].truth["waiting_overlap_negative_count"]

    overlapping = visits.groupby("name")["overlap"].sum()
    assert overlapping[list(truth)].to_dict() == truth
    assert overlapping.sum() == sum(truth.values())


def test_cases_last_from_their_first_begin_as_long(told: dict[str, Told]) -> None:
    cases = told[INTERVALS].table("cases")
    begun, ended = (pd.to_datetime(cases[name]) for name in ("first_started_at", "last_at"))

    found = spread((ended - begun).dt.total_seconds() / 3600)

    truth = told[INTERVALS].truth["case_duration_first_start_to_last_complete_elapsed_h"]
    assert found == pytest.approx(truth, rel=1e-9)


def test_every_event_was_a_finish(told: dict[str, Told]) -> None:
    decided = told[REVIEWED].table("visits")["outcome"].notna().sum()

    assert told[REVIEWED].truth["lifecycle_counts"] == {"complete": decided}
