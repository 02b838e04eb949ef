"""Minutes of whole finished reports: how much was work, how much was waiting."""

from collections.abc import Iterable

import pandas as pd

from lkj.analytics.durations import passes_with_verdict, verdict_counts
from lkj.analytics.groups import group_rows, share
from lkj.analytics.report_ids import of_reports
from lkj.analytics.schema import State
from lkj.domain.sop import Sop

_FINISHED = (State.SENT, State.FINISHED)


def report_durations(
    visits: pd.DataFrame, status: pd.DataFrame, *, sops: Iterable[Sop]
) -> pd.DataFrame:
    """How long did each finished report take, and did it keep mutu baku waktu as a whole?

    Args:
        visits: STEP_VISITS, all of each report.
        status: REPORT_STATUS of the reports to look at.
        sops: every SOP version that they run under.

    Returns:
        One row per finished report, by its id:

        - `n` passes and its parts, named as in `against_standard`;
        - `lead_minutes` received to finished; `processing_minutes`, `waiting_minutes` of the
          passes where they are known, missing where none is; `standard_minutes` of one pass
          through every step;
        - `gap_minutes`: lead less the lead of all passes, what was handed over unrecorded;
          missing where the lead of a pass is (metrics 2.2);
        - `is_case_compliant`: every pass keeps its standard. Not, if one is over; missing, if
          another is unknown and does not surely fit. Forgotten ones stay out;
        - `is_budget_compliant`: processing of all passes is at most `standard_minutes`. Not,
          if the known already exceed it; missing, if any pass is not known (metrics 2.3).
    """
    finished = status[status["state"].isin(_FINISHED)].sort_values("report_id")
    passes = passes_with_verdict(of_reports(visits, finished["report_id"]))
    passes = passes.astype({"report_id": "str"})
    groups = group_rows(passes, ["report_id"])
    facts = finished.set_index("report_id").reindex(groups.keys["report_id"])
    counts = verdict_counts(passes, groups)
    table = pd.concat([groups.keys, counts], axis=1).assign(
        lead_minutes=facts["lead_minutes"].to_numpy(),
        processing_minutes=groups.total(passes["processing_minutes"].where(passes["is_known"])),
        waiting_minutes=groups.total(passes["waiting_minutes"]),
        standard_minutes=_standards(facts, sops).to_numpy(),
    )
    gap = table["lead_minutes"] - groups.total(passes["lead_minutes"])
    return table.assign(
        gap_minutes=gap.where(table["n_lead"] == table["n"]),
        is_case_compliant=_is_case_compliant(table),
        is_budget_compliant=_is_budget_compliant(table),
    )


def flow_efficiency(durations: pd.DataFrame) -> pd.DataFrame:
    """What share of the time until reports were finished was work on them?

    Args:
        durations: from `report_durations`.

    Returns:
        One row: `n` reports whose lead and all passes are known, `n_unknown` others,
        `processing_minutes` and `lead_minutes` of the n, and `efficiency_share`: their ratio,
        not a mean of ratios; missing without lead. `is_overlapping`: more than 1, because
        passes overlapped or efforts were declared too high (metrics 2.10).
    """
    is_known = (durations["n_known"] == durations["n"]) & durations["lead_minutes"].notna()
    known = durations[is_known]
    spent, lead = (known[name].sum() for name in ("processing_minutes", "lead_minutes"))
    efficiency = share([spent], [lead])
    return pd.DataFrame(
        {
            "n": [len(known)],
            "n_unknown": [len(durations) - len(known)],
            "processing_minutes": [spent if len(known) else float("nan")],
            "lead_minutes": [lead if len(known) else float("nan")],
            "efficiency_share": efficiency,
            "is_overlapping": efficiency > 1,
        }
    )


def _standards(facts: pd.DataFrame, sops: Iterable[Sop]) -> pd.Series:
    """Minutes of one pass through every step of each report's SOP."""
    budgets = {(sop.id, sop.version): sop.standard_minutes for sop in sops}
    sop_ids, versions = facts["sop_id"].astype("str"), facts["sop_version"]
    keys = zip(sop_ids, versions, strict=True)
    return pd.Series([budgets[key] for key in keys], index=facts.index, dtype="int64")


def _is_case_compliant(table: pd.DataFrame) -> pd.Series:
    is_over = table["n_over"] > 0
    is_clear = table["n_unknown"] == table["n_surely_within"]
    is_told = is_clear & (table["n_forgotten"] < table["n"])
    return (~is_over).astype("boolean").where(is_over | is_told)


def _is_budget_compliant(table: pd.DataFrame) -> pd.Series:
    is_over = table["processing_minutes"] > table["standard_minutes"]
    is_told = table["n_known"] == table["n"]
    return (~is_over).astype("boolean").where(is_over | is_told)
