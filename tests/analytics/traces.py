"""Visits from a short notation: `1(10) 2(20) 3 4A(20) 5R` are five passes with their minutes.

A is approved, R returned, neither is handed over. Each pass opens the step of the pass behind
it, whatever the SOP says; what the last one leads to by the SOP stays open.
"""

import re
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pandas as pd

from lkj.analytics.schema import STEP_VISITS, conform, sop_categories
from lkj.domain.sop import Decision, Sop
from tests.support.sops import office_sop, other_sop
from tests.support.times import moment

OUTCOMES = {"": "submitted", "A": "approved", "R": "rejected"}
DECISIONS = {"": Decision.SUBMIT, "A": Decision.APPROVE, "R": Decision.REJECT}
START = moment("2026-03-02 08:00").at
TOKEN = re.compile(r"(\d+)([AR]?)(?:\((\d+)\))?")

Row = dict[str, Any]


def trace(
    text: str, report_id: str = "R1", *, sop: Sop | None = None, **facts: Any
) -> pd.DataFrame:
    """STEP_VISITS of one report; `facts` replace columns of every decided pass."""
    known = sop or office_sop()
    tokens = [match.groups() for match in map(TOKEN.fullmatch, text.split()) if match]
    passes = [_pass(known, *token) for token in tokens]
    for done, follower in pairwise(passes):
        done["next_step"] = follower["step"]
    rows = [{**done, **facts} for done in passes]
    if not rows or rows[-1]["next_step"]:
        rows.append({"step": rows[-1]["next_step"] if rows else known.first_step.id})
    for number, row in enumerate(rows):
        earlier = [other["step"] for other in rows[: number + 1]]
        row |= {"visit": earlier.count(row["step"]), **_when(row, number)}
        row["standard_minutes"] = known.step(row["step"]).standard.minutes
    return visits_table(
        {"report_id": report_id, "sop_id": known.id, "sop_version": known.version, **row}
        for row in rows
    )


def traces(*texts: str, **facts: Any) -> pd.DataFrame:
    """Several reports: R1, R2, ..."""
    return pd.concat(
        [trace(text, f"R{n}", **facts) for n, text in enumerate(texts, 1)], ignore_index=True
    )


def visits_table(rows: Any) -> pd.DataFrame:
    """STEP_VISITS of some rows; what they do not say is missing."""
    columns = [column.name for column in STEP_VISITS]
    usual: Row = {"reasons": "", "is_corrected": False}
    table = pd.DataFrame([usual | row for row in rows], columns=columns, dtype=object)
    return conform(table, STEP_VISITS, categories=sop_categories([office_sop(), other_sop()]))


def _pass(sop: Sop, number: str, letter: str, minutes: str | None) -> Row:
    step = sop.steps[int(number) - 1]
    route = step.next.get(DECISIONS[letter])
    return {
        "step": step.id,
        "outcome": OUTCOMES[letter],
        "next_step": route.target if route else None,
        "role": step.finishers[0],
        "actor": step.finishers[0],
        "capacity": "definitif",
        "source": "app",
        "processing_minutes": float(minutes) if minutes else None,
        "clock_quality": "measured" if minutes else "bounded",
    }


def _when(row: Row, number: int) -> Row:
    entered = START + timedelta(hours=number)
    when: Row = {"entered_at": entered, "entered_precision": "minute"}
    if "outcome" in row:
        left = row.get("left_at", entered + timedelta(hours=1))
        usual = {"left_at": left, "left_precision": "minute", "recorded_at": left}
        when |= {"closing_no": number + 2} | usual | {k: row[k] for k in usual if k in row}
    return when
