"""Durations of a thousand random reports, against plain loops that share no code with them."""

import math
import random
from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cache
from statistics import NormalDist, quantiles
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.durations import against_standard
from lkj.analytics.report_durations import report_durations
from tests.analytics.random_visits import Pass, reports_of_passes
from tests.analytics.visit_frame import status_of
from tests.support.sops import office_sop

KNOWN = ("measured", "declared")
DECIDED = ("submitted", "approved", "rejected")
BUDGET = sum(step.standard.minutes for step in office_sop().steps)


@cache
def thousand() -> tuple[pd.DataFrame, list[list[Pass]]]:
    """Random reports, each decided pass with a lead unless its clock is invalid."""
    visits, reports = reports_of_passes(1000, seed=7)
    chance = random.Random(8)  # noqa: S311 -- no secrets
    for done in (done for report in reports for done in report):
        has_lead = done.get("outcome") in DECIDED and done["clock_quality"] != "invalid"
        done["lead_minutes"] = float(chance.randint(0, 120)) if has_lead else None
    leads = [done["lead_minutes"] for report in reports for done in report]
    return visits.assign(lead_minutes=pd.Series(leads, dtype="float64")), reports


def verdict(done: Pass) -> str:
    if done["cause"] == "forgot_to_record":
        return "forgotten"
    if done["clock_quality"] in KNOWN:
        return "over" if done["processing_minutes"] > done["standard_minutes"] else "within"
    lead = done["lead_minutes"]
    fits = done["clock_quality"] == "bounded" and lead <= done["standard_minutes"]
    return "surely" if fits else "unknown"


def decided(report: Iterable[Pass]) -> list[Pass]:
    return [done for done in report if done.get("outcome") in DECIDED]


def known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def added(values: Iterable[float | None]) -> float | None:
    found = known(values)
    return sum(found) if found else None


def percentile(values: list[float], percent: int, minimum: int) -> float | None:
    return (
        quantiles(values, n=100, method="inclusive")[percent - 1]
        if (len(values) >= minimum)
        else None
    )


def wilson(k: int, n: int) -> tuple[float | None, float | None]:
    """The roots of the quadratic that Wilson's interval solves."""
    if not n:
        return None, None
    z = NormalDist().inv_cdf(0.975)
    a, b, c = 1 + z * z / n, -(2 * k / n + z * z / n), (k / n) ** 2
    root = math.sqrt(max(b * b - 4 * a * c, 0))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


def share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def expected(passes: list[Pass]) -> dict[str, Any]:
    verdicts = [verdict(done) for done in passes]
    n = {name: verdicts.count(name) for name in ("within", "over", "surely", "forgotten")}
    judged = [d for d, v in zip(passes, verdicts, strict=True) if v in ("within", "over")]
    spent = [done["processing_minutes"] for done in judged]
    excess = [max(0, d["processing_minutes"] - d["standard_minutes"]) for d in judged]
    waiting = known(done["waiting_minutes"] for done in passes)
    leads = known(done["lead_minutes"] for done in passes)
    open_to = len(passes) - n["forgotten"]
    low, high = wilson(n["within"], len(judged))
    return {
        "n": len(passes),
        "n_known": len(judged),
        "n_unknown": open_to - len(judged),
        "n_forgotten": n["forgotten"],
        "n_surely_within": n["surely"],
        "n_within": n["within"],
        "n_over": n["over"],
        "n_waiting": len(waiting),
        "n_lead": len(leads),
        "within_rate": share(n["within"], len(judged)),
        "within_rate_low": low,
        "within_rate_high": high,
        "lower_rate": share(n["within"] + n["surely"], open_to),
        "upper_rate": share(open_to - n["over"], open_to),
        "excess_minutes": added(excess),
        "severity_minutes": share(sum(excess), n["over"]),
        "processing_minutes": added(spent),
        "waiting_minutes": added(waiting),
        "lead_minutes": added(leads),
        "p50_minutes": percentile(spent, 50, 3),
        "p85_minutes": percentile(spent, 85, 7),
        "p95_minutes": percentile(spent, 95, 20),
        "p50_waiting_minutes": percentile(waiting, 50, 3),
        "p50_lead_minutes": percentile(leads, 50, 3),
        "min_minutes": min(spent, default=None),
        "max_minutes": max(spent, default=None),
    }


def assert_same(table: pd.DataFrame, rows: list[dict[str, Any]]) -> None:
    assert len(table) == len(rows)
    for name in rows[0]:
        found = table[name].astype(object)
        plain = found.where(found.notna(), None).tolist()
        assert plain == pytest.approx([row[name] for row in rows], abs=1e-9), name


@pytest.mark.parametrize(
    "key",
    [
        lambda _: (),
        lambda done: (done["step"],),
        lambda done: (done["report_id"], done["step"]),
    ],
    ids=["all", "step", "report and step"],
)
def test_every_figure_agrees_with_plain_loops(key: Callable[[Pass], tuple[str, ...]]) -> None:
    visits, reports = thousand()
    groups: dict[tuple[str, ...], list[Pass]] = defaultdict(list)
    for done in (done for report in reports for done in decided(report)):
        groups[key(done)].append(done)
    by = ("report_id", "step")[2 - len(next(iter(groups))) :]

    table = against_standard(visits.sample(frac=1, random_state=1), by=by)

    found = list(table[list(by)].astype(str).itertuples(index=False, name=None)) or [()]
    assert sorted(found) == sorted(groups)
    assert_same(table, [expected(groups[name]) for name in found])


def is_case_compliant(verdicts: list[str]) -> bool | None:
    if "over" in verdicts:
        return False
    return None if "unknown" in verdicts or set(verdicts) == {"forgotten"} else True


def report_row(number: int, report: list[Pass]) -> dict[str, Any]:
    verdicts = [verdict(done) for done in report]
    spent = added(
        done["processing_minutes"]
        for done, name in zip(report, verdicts, strict=True)
        if name in ("within", "over")
    )
    leads = [done["lead_minutes"] for done in report]
    is_known = set(verdicts) <= {"within", "over"}
    is_over = (spent or 0) > BUDGET
    return {
        "report_id": report[0]["report_id"],
        "n": len(report),
        "n_unknown": verdicts.count("unknown") + verdicts.count("surely"),
        "n_forgotten": verdicts.count("forgotten"),
        "n_over": verdicts.count("over"),
        "lead_minutes": number,
        "processing_minutes": spent,
        "waiting_minutes": added(done["waiting_minutes"] for done in report),
        "gap_minutes": None if None in leads else number - sum(leads),
        "is_case_compliant": is_case_compliant(verdicts),
        "is_budget_compliant": not is_over if is_over or is_known else None,
    }


def test_every_finished_report_agrees_with_plain_loops() -> None:
    visits, reports = thousand()
    finished = {
        n: report
        for n, report in enumerate(reports)
        if report[-1].get("outcome") in DECIDED and not report[-1]["next_step"]
    }
    status = status_of(
        *(
            {"report_id": report[0]["report_id"]}
            | ({"lead_minutes": float(n)} if n in finished else {"state": "running"})
            for n, report in enumerate(reports)
        )
    )

    table = report_durations(visits, status, sops=[office_sop()])

    assert len(finished) > 400
    assert_same(table, [report_row(n, report) for n, report in finished.items()])
