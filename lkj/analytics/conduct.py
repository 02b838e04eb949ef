"""Every finding about how reports kept to the SOP in one table, each with a lasting name."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

import pandas as pd

from lkj.analytics.alignment import DeviationKind
from lkj.analytics.amended import MOVES
from lkj.analytics.conformance import deviations
from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.findings import missing_inputs, role_conflicts, wrong_returns, wrong_roles
from lkj.analytics.groups import group_rows
from lkj.analytics.schema import TIME, Column, Schema, conform, sop_categories
from lkj.domain.sop import Sop


class FindingList(StrEnum):
    """The lists that are kept apart: what one says is no part of another (metrics 2.14)."""

    ORDER = "order"
    ACTOR = "actor"
    TIME = "time"
    INPUT = "input"
    TARGET = "target"
    ROLES = "roles"


FINDINGS: Schema = (
    Column("report_id", "str", "the report"),
    Column("finding", "str", "name within its report; stays the same while it is true"),
    Column("list", "category", "which list it belongs to", tuple(FindingList)),
    Column(
        "kind", "category", "how the way was left; missing in other lists", (*DeviationKind,)
    ),
    Column("sop_id", "category", "SOP the report runs under"),
    Column("sop_version", "int64", "version of that SOP"),
    Column("step", "category", "the step concerned"),
    Column("visit", "Int64", "the pass concerned; missing where it was skipped"),
    Column("role", "category", "role acted in; missing where unknown or nobody acted"),
    Column("actor", "str", "who acted; missing where nobody did"),
    Column("left_at", TIME, "when the pass was decided; missing where it was skipped"),
    Column("found", "str", "what was: role, target step, or absent input; empty elsewhere"),
    Column("expected", "str", "what the SOP says: roles or step; empty elsewhere"),
    Column("other_step", "str", "the step in the other role; empty elsewhere"),
    Column("note", "str", "reason given for an absent input; empty elsewhere"),
    Column("lost_minutes", "float64", "over the standard, or spent on an extra pass"),
)
_PASS = ["report_id", "step", "visit"]
_FACTS = ["role", "actor", "left_at", "closing_no", "processing_minutes"]
_TEXTS = ("found", "expected", "other_step", "note")


def findings(
    visits: pd.DataFrame, event_log: pd.DataFrame, *, sops: Iterable[Sop]
) -> pd.DataFrame:
    """Where was the SOP not kept: in order, actor, time, inputs, target of returns, roles?

    Args:
        visits: STEP_VISITS of whole reports.
        event_log: EVENT_LOG that they were made from.
        sops: every SOP version that a report runs under.

    Returns:
        FINDINGS by report and name. A pass is named by the number of the event that closed
        it, so that a decision that is taken back takes its findings along; a skipped step by
        how often it was skipped before.
    """
    known = list(sops)
    tables = [
        _order(visits, known),
        _of_passes(
            visits, FindingList.ACTOR, wrong_roles(visits, sops=known), expected="allowed"
        ),
        _time(visits),
        _inputs(visits, event_log),
        _of_passes(
            visits,
            FindingList.TARGET,
            wrong_returns(visits, sops=known),
            found="next_step",
            expected="expected_step",
        ),
        _roles(visits, known),
    ]
    found = pd.concat([table.astype(object) for table in tables], ignore_index=True)
    found = found.merge(_sops_of(visits), on="report_id", how="left")
    found = found.assign(**{name: found[name].fillna("") for name in _TEXTS})
    found = found.sort_values(["report_id", "finding"], ignore_index=True)
    return conform(found, FINDINGS, categories=sop_categories(known))


def finding_counts(found: pd.DataFrame, *, by: Sequence[str] = ("list",)) -> pd.DataFrame:
    """How many findings are there, how many of them are accepted, on how many reports?

    Args:
        found: FINDINGS with `is_accepted`.
        by: columns to group by.

    Returns:
        One row per group: `n` findings, `n_accepted` of them, `n_reports` with any and
        `n_net_reports` with one that is not accepted; `lost_minutes`, missing where none are
        known.
    """
    groups = group_rows(found, by)
    each = pd.DataFrame({"group": groups.number, "report_id": found["report_id"].to_numpy()})
    is_accepted = found["is_accepted"].reset_index(drop=True)
    is_open = ~is_accepted
    everything = is_accepted | is_open
    is_first = ~each.duplicated()
    open_rows = each[is_open]
    is_first_open = pd.Series(data=False, index=each.index)
    is_first_open[open_rows.index[~open_rows.duplicated()]] = True
    counts = {
        "n": groups.count(everything),
        "n_accepted": groups.count(is_accepted),
        "n_reports": groups.count(is_first),
        "n_net_reports": groups.count(is_first_open),
        "lost_minutes": groups.total(found["lost_minutes"]),
    }
    return pd.concat([groups.keys, pd.DataFrame(counts)], axis=1)


def net_fitness(fitness: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """How well did each report keep to the SOP where accepted deviations do not count?

    Args:
        fitness: REPORT_FITNESS.
        found: FINDINGS of the same reports with `is_accepted`.

    Returns:
        `fitness` with `n_findings` in all lists, `n_accepted` of them, and `net_rate`: the
        cost of accepted deviations taken out of `fitness_rate`, the lengths left as they are.
    """
    order = found[found["list"] == FindingList.ORDER]
    cost = 1 + (order["kind"] == DeviationKind.WRONG_ORDER).astype("int64")
    reports = pd.Index(fitness["report_id"])
    raw = _summed(cost, order["report_id"], reports)
    net = _summed(cost.where(~order["is_accepted"], 0), order["report_id"], reports)
    rate = fitness["fitness_rate"].to_numpy()
    ones = pd.Series(1, index=found.index)
    n_accepted = _summed(found["is_accepted"].astype("int64"), found["report_id"], reports)
    counted = fitness.assign(
        n_findings=_summed(ones, found["report_id"], reports).to_numpy(),
        n_accepted=n_accepted.to_numpy(),
        net_rate=1 - (1 - rate) * (net / raw.where(raw > 0, 1)).to_numpy(),
    )
    keys = ["report_id", "n_passes", "n_deviations", "n_alignments", "n_findings", "n_accepted"]
    return counted[[*keys, *(name for name in counted.columns if name not in keys)]]


def _summed(values: pd.Series, report_id: pd.Series, reports: pd.Index) -> pd.Series:
    sums = values.groupby(report_id.to_numpy()).sum()
    return sums.reindex(reports, fill_value=0).astype("int64")


def _order(visits: pd.DataFrame, sops: Sequence[Sop]) -> pd.DataFrame:
    left = deviations(visits, sops=sops)
    passes = _passes(visits)
    rows = left.astype({"step": "str", "visit": "Float64"}).merge(passes, on=_PASS, how="left")
    is_skipped = rows["kind"] == DeviationKind.SKIPPED
    before = rows.groupby(["report_id", "kind", "step"], observed=True).cumcount() + 1
    place = rows["closing_no"].astype("Int64").astype("str")
    skipped = rows["step"] + "/" + before.astype("str")
    name = "order/" + rows["kind"].astype("str") + "/" + skipped.where(is_skipped, place)
    is_extra = rows["kind"].isin((DeviationKind.EXTRA, DeviationKind.AFTER_END))
    return rows.assign(
        list=FindingList.ORDER.value,
        finding=name,
        lost_minutes=rows["processing_minutes"].where(is_extra),
    )


def _time(visits: pd.DataFrame) -> pd.DataFrame:
    verdicts = passes_with_verdict(visits)
    over = verdicts[verdicts["is_over"]]
    table = _of_passes(visits, FindingList.TIME, over[_PASS])
    excess = over["excess_minutes"].to_numpy()
    return table.assign(lost_minutes=excess)


def _inputs(visits: pd.DataFrame, event_log: pd.DataFrame) -> pd.DataFrame:
    absent = missing_inputs(visits, event_log)
    table = _of_passes(visits, FindingList.INPUT, absent, found="input", note="reason")
    return table.assign(finding=table["finding"] + "/" + table["found"])


def _roles(visits: pd.DataFrame, sops: Sequence[Sop]) -> pd.DataFrame:
    pairs = role_conflicts(visits, sops=sops).astype({"step": "str", "other_step": "str"})
    return pd.DataFrame(
        {
            "report_id": pairs["report_id"],
            "list": FindingList.ROLES.value,
            "step": pairs["step"],
            "role": pairs["role"].astype("str"),
            "actor": pairs["actor"],
            "found": pairs["role"].astype("str"),
            "expected": pairs["other_role"].astype("str"),
            "other_step": pairs["other_step"],
            "finding": "roles/"
            + pairs["step"]
            + "/"
            + pairs["other_step"]
            + "/"
            + pairs["actor"],
        }
    )


def _of_passes(
    visits: pd.DataFrame, of: FindingList, rows: pd.DataFrame, **texts: str
) -> pd.DataFrame:
    """Rows about decided passes, with their facts, and columns under these names."""
    named = rows[_PASS].astype({"step": "str", "visit": "Float64"})
    named = named.assign(**{to: rows[column].astype("str") for to, column in texts.items()})
    known = named.merge(_passes(visits), on=_PASS, how="left")
    place = known["closing_no"].astype("Int64").astype("str")
    return known.assign(list=of.value, finding=f"{of.value}/" + place)


def _passes(visits: pd.DataFrame) -> pd.DataFrame:
    decided = visits[visits["outcome"].isin(MOVES)]
    return decided[[*_PASS, *_FACTS]].astype({"step": "str", "visit": "Float64"})


def _sops_of(visits: pd.DataFrame) -> pd.DataFrame:
    return visits.drop_duplicates("report_id")[["report_id", "sop_id", "sop_version"]]
