"""How well reports keep to the way through their SOP, and where they leave it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
import pandas as pd

from lkj.analytics.alignment import Activity, Alignment, Automaton, DeviationKind
from lkj.analytics.amended import MOVES, Ints
from lkj.analytics.groups import group_rows, share
from lkj.analytics.schema import STEP_VISITS, Column, Outcome, Schema, conform, sop_categories
from lkj.analytics.strip import in_order
from lkj.domain.sop import Decision, Sop

DECISION_OF: Mapping[str, Decision] = {
    Outcome.SUBMITTED: Decision.SUBMIT,
    Outcome.APPROVED: Decision.APPROVE,
    Outcome.REJECTED: Decision.REJECT,
}

_SopKey = tuple[str, int]

_REPORT, _STEP, _VISIT, _SOP_ID, _SOP_VERSION = STEP_VISITS[:5]

REPORT_FITNESS: Schema = (
    _REPORT,
    Column("n_passes", "int64", "decided visits"),
    Column("n_deviations", "int64", "deviations; a wrong order is one"),
    Column("n_alignments", "int64", "equally cheap explanations"),
    _SOP_ID,
    _SOP_VERSION,
    Column("is_prefix", "bool", "runs or was cancelled: nothing ahead counts as skipped"),
    Column("fitness_rate", "float64", "0..1, 1 keeps to the SOP; missing without a pass"),
)

DEVIATIONS: Schema = (
    _REPORT,
    Column("number", "int64", "1 is the report's first deviation"),
    Column("n_passes_before", "int64", "decided visits that stand before it"),
    Column("kind", "category", "how the way was left", tuple(DeviationKind)),
    _STEP,
    Column("visit", "Int64", "the pass concerned; missing where it was skipped"),
    Column("decision", "category", "what was skipped or done", tuple(Decision)),
)


@dataclass(frozen=True)
class _Traces:
    """Decided passes in order, and of each report where its own begin and how they align."""

    passes: pd.DataFrame
    reports: pd.DataFrame
    first: Ints
    alignments: Sequence[Alignment]
    shortest: Ints


def report_fitness(visits: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """How well has each report kept to its SOP?

    Args:
        visits: STEP_VISITS of whole reports, in any row order.
        sops: every SOP version that a report runs under.

    Returns:
        REPORT_FITNESS by report. Returns that the SOP offers are no deviation. `fitness_rate`
        is 1 - cost / (passes + shortest way); where `is_prefix`, 1 - cost / passes; cost is
        what was skipped and what was extra (metrics 2.14).

    Raises:
        KeyError: a report runs under an SOP version that `sops` lack.
    """
    known = list(sops)
    return _fitness(_traces(visits, known), known)


def fitness_and_deviations(
    visits: pd.DataFrame, *, sops: Iterable[Sop]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`report_fitness` and `deviations` at once, for many reports: they align only once."""
    known = list(sops)
    traces = _traces(visits, known)
    return _fitness(traces, known), _deviations(traces, known)


def _fitness(traces: _Traces, known: Sequence[Sop]) -> pd.DataFrame:
    cost = np.array([alignment.cost for alignment in traces.alignments], dtype=np.int64)
    is_prefix = traces.reports["is_prefix"].to_numpy()
    n_passes = traces.reports["n_passes"].to_numpy()
    fitness = traces.reports.assign(
        n_deviations=[len(alignment.deviations) for alignment in traces.alignments],
        n_alignments=[alignment.n_alignments for alignment in traces.alignments],
        fitness_rate=1 - share(cost, n_passes + np.where(is_prefix, 0, traces.shortest)),
    )
    return conform(fitness, REPORT_FITNESS, categories=sop_categories(known))


def deviations(visits: pd.DataFrame, *, sops: Iterable[Sop]) -> pd.DataFrame:
    """Where has each report left the way through its SOP, and how?

    Args:
        visits: STEP_VISITS of whole reports, in any row order.
        sops: every SOP version that a report runs under.

    Returns:
        DEVIATIONS by report and in order. A step is `skipped` before the next pass that was
        done; `extra` done where it was not due; in `wrong_order` both, once each;
        `after_end` done after the SOP's last step.

    Raises:
        KeyError: a report runs under an SOP version that `sops` lack.
    """
    known = list(sops)
    return _deviations(_traces(visits, known), known)


def _deviations(traces: _Traces, known: Sequence[Sop]) -> pd.DataFrame:
    rows = [
        (report, number, found.position, found.kind.value, found.step, found.decision.value)
        for report, alignment in enumerate(traces.alignments)
        for number, found in enumerate(alignment.deviations, 1)
    ]
    names = ["report", "number", "n_passes_before", "kind", "step", "decision"]
    table = pd.DataFrame(rows, columns=names)
    report = table["report"].to_numpy(dtype=np.int64)
    is_done = (table["kind"] != DeviationKind.SKIPPED).to_numpy()
    place = traces.first[report] + table["n_passes_before"].to_numpy(dtype=np.int64)
    visit = pd.Series(pd.NA, index=table.index, dtype="Int64")
    visit[is_done] = traces.passes["visit"].to_numpy()[place[is_done]]
    table = table.assign(
        report_id=traces.reports["report_id"].to_numpy()[report],
        visit=visit,
    )
    return conform(table, DEVIATIONS, categories=sop_categories(known))


def deviation_counts(
    found: pd.DataFrame, *, by: Sequence[str] = ("kind", "step")
) -> pd.DataFrame:
    """Which deviations are frequent?

    Args:
        found: `deviations`, perhaps with more columns.
        by: columns to group by; none gives one row for all.

    Returns:
        One row per group, by its key: `n` deviations and `n_reports` that have any.
    """
    groups = group_rows(found, by)
    each = pd.DataFrame({"group": groups.number, "report_id": found["report_id"].to_numpy()})
    is_first = ~each.duplicated()
    counts = {"n": groups.count(is_first | ~is_first), "n_reports": groups.count(is_first)}
    return pd.concat([groups.keys, pd.DataFrame(counts)], axis=1)


def _traces(visits: pd.DataFrame, sops: Sequence[Sop]) -> _Traces:
    ordered = in_order(visits)
    is_decided = ordered["outcome"].isin(MOVES)
    passes = ordered[is_decided].reset_index(drop=True)
    last = ordered.drop_duplicates("report", keep="last").reset_index(drop=True)
    n_passes = np.bincount(passes["report"], minlength=len(last))
    first = np.cumsum(n_passes) - n_passes
    reports = last[["report_id", "sop_id", "sop_version"]].assign(
        n_passes=n_passes, is_prefix=~last["outcome"].isin(MOVES)
    )
    keys = [(sop.id, sop.version) for sop in sops]
    automata = dict(zip(keys, map(Automaton.of, sops), strict=True))
    under = list(zip(reports["sop_id"], reports["sop_version"], strict=True))
    return _Traces(
        passes=passes,
        reports=reports,
        first=first,
        alignments=_alignments(passes, reports.assign(first=first), under, automata),
        shortest=np.array([automata[key].n_shortest for key in under], dtype=np.int64),
    )


def _alignments(
    passes: pd.DataFrame,
    reports: pd.DataFrame,
    under: Iterable[_SopKey],
    automata: Mapping[_SopKey, Automaton],
) -> list[Alignment]:
    """Align every report; equal traces under one SOP are aligned once."""
    activities, letters = _letters(passes)
    aligned: dict[tuple[_SopKey, bool, str], Alignment] = {}
    found: list[Alignment] = []
    facts = (reports[name] for name in ("is_prefix", "first", "n_passes"))
    for sop, is_prefix, first, n_passes in zip(under, *facts, strict=True):
        text = letters[first : first + n_passes]
        variant = (sop, is_prefix, text)
        if variant not in aligned:
            trace = [activities[ord(letter)] for letter in text]
            aligned[variant] = automata[sop].align(trace, is_prefix=is_prefix)
        found.append(aligned[variant])
    return found


def _letters(passes: pd.DataFrame) -> tuple[list[Activity], str]:
    """Every pass as one letter of a long text, and the activity that each letter stands for."""
    step = passes["step"].cat
    outcome = passes["outcome"].cat.set_categories(list(DECISION_OF)).cat
    decisions = list(DECISION_OF.values())
    activities = list(product(step.categories, decisions))
    codes = step.codes.to_numpy().astype("<u4") * len(decisions) + outcome.codes.to_numpy()
    return activities, codes.astype("<u4").tobytes().decode("utf-32-le")
