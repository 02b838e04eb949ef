"""Random walks through the SOP's table, as passes in plain rows and as STEP_VISITS."""

import random
from typing import Any

import pandas as pd

from lkj.domain.sop import Decision
from tests.analytics.traces import visits_table
from tests.support.sops import office_sop

OUTCOMES = {
    Decision.SUBMIT: "submitted",
    Decision.APPROVE: "approved",
    Decision.REJECT: "rejected",
}
QUALITIES = ("measured", "declared", "bounded", "date_only", "invalid")

Pass = dict[str, Any]


def reports_of_passes(
    n: int, *, is_all_known: bool = False, seed: int = 1
) -> tuple[pd.DataFrame, list[list[Pass]]]:
    """So many reports that keep to the SOP; some stop under way, some are cancelled."""
    chance = random.Random(seed)  # noqa: S311 -- no secrets
    reports = [_walk(chance, f"R{number:05}", is_all_known) for number in range(n)]
    rows = [{"closing_no": None, **done} for report in reports for done in report]
    return visits_table(rows), reports


def _walk(chance: random.Random, report_id: str, is_all_known: bool) -> list[Pass]:
    sop = office_sop()
    report: list[Pass] = []
    step: str | None = sop.first_step.id
    n_decided = chance.randint(0, 40)
    while step is not None:
        visit = 1 + sum(done["step"] == step for done in report)
        here = {"report_id": report_id, "sop_id": sop.id, "sop_version": sop.version}
        here |= {"step": step, "visit": visit}
        here["standard_minutes"] = sop.step(step).standard.minutes
        report.append(here)
        if len(report) > n_decided:
            if chance.random() < 0.2:
                here |= {"outcome": "cancelled", "actor": "kepala", "closing_no": len(report)}
            break
        decision = chance.choice(list(sop.step(step).next))
        step_after = sop.step(step).next[decision].target
        here |= {"outcome": OUTCOMES[decision], "next_step": step_after}
        here |= {"closing_no": len(report), "role": sop.step(step).finishers[0]}
        here |= {"actor": chance.choice(["ani", "budi", "citra"])}
        here |= _clock(chance, is_all_known)
        step = step_after
    return report


def _clock(chance: random.Random, is_all_known: bool) -> Pass:
    quality = chance.choice(QUALITIES[:2] if is_all_known else QUALITIES)
    is_known = quality in QUALITIES[:2]
    is_forgotten = not is_all_known and chance.random() < 0.1
    return {
        "clock_quality": quality,
        "processing_minutes": float(chance.randint(0, 90)) if is_known else None,
        "lead_minutes": float(chance.randint(90, 900)) if quality == "bounded" else None,
        "waiting_minutes": float(chance.randint(0, 900)) if chance.random() < 0.7 else None,
        "cause": "forgot_to_record" if is_forgotten else None,
    }
