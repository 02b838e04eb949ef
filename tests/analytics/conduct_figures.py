"""Figures of returns, conformance, credibility and causes, each with its key."""

from collections.abc import Callable

import pandas as pd

from lkj.analytics.assessment import assessment_figures
from lkj.analytics.causes import cause_counts, passes_without_cause
from lkj.analytics.conduct import finding_counts, findings, net_fitness
from lkj.analytics.conduct_marks import step_marks
from lkj.analytics.conformance import deviation_counts, deviations, report_fitness
from lkj.analytics.containment import containment
from lkj.analytics.credibility import credibility, entry_flags
from lkj.analytics.findings import missing_inputs, role_conflicts, wrong_returns, wrong_roles
from lkj.analytics.reason_costs import reason_costs, repeated_reasons
from lkj.analytics.rejections import given_received, reason_counts, rejection_counts, yields
from lkj.analytics.rework import (
    loop_distribution,
    loops,
    rework_by_step,
    rework_episodes,
    rework_share,
)
from lkj.analytics.schema import EVENT_LOG, empty
from lkj.analytics.strip import step_strip
from tests.analytics.log_frame import calendar
from tests.analytics.small_visits import SOPS, at

AS_OF = at("2027-01-04 08:00")
CLASSES = {reason.id: reason.reason_class for sop in SOPS for reason in sop.reasons}


def _astray(visits: pd.DataFrame) -> pd.DataFrame:
    """Histories that leave the SOP's way: the second step was never done."""
    return visits[visits["step"] != "bentuk-tim"]


def _findings(visits: pd.DataFrame) -> pd.DataFrame:
    """All findings, every second one accepted."""
    found = findings(_astray(visits), empty(EVENT_LOG), sops=SOPS)
    return found.assign(is_accepted=found.index % 2 == 1)


# From visits and status.
Figure = Callable[[pd.DataFrame, pd.DataFrame], pd.DataFrame]
FIGURES_OF_CONDUCT: dict[str, tuple[Figure, list[str]]] = {
    "rejections": (lambda visits, _: rejection_counts(visits), ["step"]),
    "rejections by person": (lambda v, _: rejection_counts(v, by=["actor"]), ["actor"]),
    "reasons": (lambda visits, _: reason_counts(visits), ["reason"]),
    "reasons by step": (lambda v, _: reason_counts(v, by=["step"]), ["step", "reason"]),
    "given": (lambda visits, _: given_received(visits), ["reviewer", "preparer"]),
    "given by person": (lambda v, _: given_received(v, by="actor"), ["reviewer", "preparer"]),
    "yields": (yields, ["sop_id"]),
    "containment": (lambda visits, _: containment(visits, classes=CLASSES), ["step"]),
    "loops": (lambda visits, _: loops(visits), ["report_id"]),
    "loop distribution": (lambda visits, _: loop_distribution(loops(visits)), ["loops"]),
    "episodes": (lambda visits, _: rework_episodes(visits), ["report_id", "step", "visit"]),
    "rework": (lambda visits, _: rework_by_step(rework_episodes(visits)), ["step"]),
    "costs of reasons": (lambda v, _: reason_costs(rework_episodes(v)), ["reason"]),
    "repeated reasons": (lambda v, _: repeated_reasons(v), ["report_id", "reason"]),
    "share of rework": (lambda visits, _: rework_share(visits, by=["step"]), ["step"]),
    "fitness": (lambda visits, _: report_fitness(visits, sops=SOPS), ["report_id"]),
    "deviations": (lambda v, _: deviations(_astray(v), sops=SOPS), ["report_id", "number"]),
    "deviation counts": (
        lambda visits, _: deviation_counts(deviations(_astray(visits), sops=SOPS)),
        ["kind", "step"],
    ),
    "roles": (lambda v, _: wrong_roles(v, sops=SOPS), ["report_id", "step", "visit"]),
    "returns": (lambda v, _: wrong_returns(v, sops=SOPS), ["report_id", "step", "visit"]),
    "conflicts": (
        lambda visits, _: role_conflicts(visits, sops=SOPS),
        ["report_id", "step", "other_step", "actor"],
    ),
    "findings": (lambda v, _: _findings(v), ["report_id", "finding"]),
    "finding counts": (lambda v, _: finding_counts(_findings(v)), ["list"]),
    "net fitness": (
        lambda v, _: net_fitness(report_fitness(_astray(v), sops=SOPS), _findings(v)),
        ["report_id"],
    ),
    "marks": (
        lambda v, _: step_marks(
            step_strip(_astray(v), sops=SOPS, calendar=calendar(), as_of=AS_OF), _findings(v)
        ),
        ["report_id", "step"],
    ),
    "inputs": (
        lambda visits, _: missing_inputs(visits, empty(EVENT_LOG)),
        ["report_id", "step", "visit", "input"],
    ),
    "credibility": (
        lambda visits, _: credibility(entry_flags(visits, calendar())),
        ["role"],
    ),
    "without cause": (
        lambda visits, _: passes_without_cause(visits),
        ["report_id", "step", "visit"],
    ),
    "causes": (lambda visits, _: cause_counts(visits), ["cause"]),
    "assessment": (lambda visits, _: assessment_figures(visits), ["step"]),
}
