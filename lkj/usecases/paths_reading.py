"""Which ways reports took through their steps: transitions, variants, and each report's way."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd

from lkj.analytics.amended import MOVES
from lkj.analytics.follows import activity_positions
from lkj.analytics.groups import MINIMUM
from lkj.analytics.intervals import wilson
from lkj.analytics.schema import ClockQuality, Outcome
from lkj.analytics.strip import in_order
from lkj.analytics.transitions import timed_transitions
from lkj.analytics.variants import ARROW, variants
from lkj.domain.events import Precision
from lkj.labels.formats import number, working_duration
from lkj.labels.path_words import WAY, paths_finding, paths_subtitle
from lkj.labels.words import MISSING
from lkj.usecases.overlay_reading import ways_of
from lkj.usecases.population import Population, once
from lkj.usecases.reading import counted, out_of

FORWARD, RETURN, OUTSIDE = "forward", "return", "outside"
MOST_LISTED = 20  # reports whose ways are told one by one
MOST_VARIANTS = 10
_LEADS = {False: "langsung ke", True: "dikembalikan ke"}
_RETURNED, _OPEN, _CANCELLED = "↩", " …", " ×"
_NEEDED = [
    *("report_id", "step", "visit", "outcome", "left_at", "left_precision"),
    *("clock_quality", "closing_no"),
]


@dataclass(frozen=True)
class Paths:
    """The ways of the chosen reports, counted.

    `transitions` have `source` and `step`, ids of steps, `way` (forward, return, outside: not
    in the SOP), `is_return` (by a return), `n`, `n_timed`, and `median` working minutes,
    missing where too few are known;
    `steps` have `step`, `n` passes, `n_reports`, `mean_position`; `variants` are
    those of analytics, of steps by their numbers.
    """

    transitions: pd.DataFrame
    steps: pd.DataFrame
    variants: pd.DataFrame
    n_reports: int
    n_returns: int

    @property
    def n_outside(self) -> int:
        """How often a report went where its SOP does not lead."""
        table = self.transitions
        return int(table.loc[table["way"] == OUTSIDE, "n"].sum())


@once
def paths(about: Population) -> Paths:
    """Count the ways of every report that has a chosen pass; each is looked at as a whole."""
    ordered = in_order(about.whole_reports[_NEEDED])
    moves = ordered[["report_id"]].assign(
        activity=ordered["step"],
        at=ordered["left_at"].where(_is_timed(ordered)),
        is_return=ordered["outcome"] == Outcome.REJECTED,
    )
    return Paths(
        transitions=_transitions(moves, about),
        steps=_steps(moves, ordered),
        variants=variants(moves.assign(activity=_labels(ordered, about))),
        n_reports=int(ordered["report"].nunique()),
        n_returns=int((ordered["outcome"] == Outcome.REJECTED).sum()),
    )


def paths_sentence(found: Paths) -> str:
    """The finding over the page."""
    first = found.variants.iloc[0]
    return paths_finding(
        n=found.n_reports,
        n_ways=len(found.variants),
        n_first=int(first["n"]),
        first=way_text(str(first["variant"])),
    )


def paths_words(found: Paths, about: Population) -> str:
    """The subtitle: returns, what the SOP does not know, population, as-of."""
    return paths_subtitle(
        n_returns=found.n_returns,
        n_outside=found.n_outside,
        period=about.period,
        as_of=about.as_of_text,
    )


def way_text(variant: str) -> str:
    """`1 → 2 → 3 → 4 ↩ 3 → 4 → 5 …`: a return stands where an arrow would."""
    return variant.replace(f"{_RETURNED}{ARROW}", f" {_RETURNED} ").replace(ARROW, " → ")


def transition_cells(found: Paths, about: Population) -> list[list[str]]:
    """A row for each transition under TRANSITION_HEADINGS."""
    return [
        [
            step_name(about, row["source"]),
            step_name(about, row["step"]),
            WAY[row["way"]],
            number(row["n"]),
            number(row["n_timed"]),
            median_text(row["median"], about),
        ]
        for row in found.transitions.to_dict("records")
    ]


def variant_cells(found: Paths) -> list[list[str]]:
    """The most frequent ways under VARIANT_HEADINGS, and how many others there are."""
    table, n = found.variants, found.n_reports
    shown, rest = table.head(MOST_VARIANTS), table.iloc[MOST_VARIANTS:]
    low, high = wilson(shown["n"], pd.Series(n, index=shown.index))
    cells = [
        [way_text(str(way)), counted(n_some, n, below, above)]
        for way, n_some, below, above in zip(
            shown["variant"], shown["n"], low, high, strict=True
        )
    ]
    if len(rest):
        others = f"{number(len(rest))} jalan lain"
        cells.append([others, out_of(int(rest["n"].sum()), n)])
    return cells


def outside_lines(found: Paths, about: Population) -> list[str]:
    """Each transition that the SOP does not know, in words, with its count."""
    table = found.transitions
    return [
        f"{_small(about, row['source'])} {_LEADS[row['is_return']]} "
        f"{_small(about, row['step'])}: {number(row['n'])} kali"
        for row in table[table["way"] == OUTSIDE].to_dict("records")
    ]


def listed_paths(about: Population, found: Paths) -> pd.DataFrame:
    """Each report with its way, the most returned first; no rows where there are too many.

    Returns:
        `report_id`, `title`, `way` in words, `n_returns`.
    """
    names = ["report_id", "title", "way", "n_returns"]
    if found.n_reports > MOST_LISTED:
        return pd.DataFrame(columns=names)
    ordered = in_order(about.whole_reports[[*_NEEDED, "title"]])
    labelled = ordered.assign(label=_labels(ordered, about).astype("str"))
    rows = [
        (
            report,
            one["title"].iloc[0],
            way_text(ARROW.join(one["label"])),
            int((one["outcome"] == Outcome.REJECTED).sum()),
        )
        for report, one in labelled.groupby("report_id", observed=True)
    ]
    table = pd.DataFrame(rows, columns=names)
    return table.sort_values(["n_returns", "title"], ascending=[False, True], kind="stable")


def step_name(about: Population, step: str) -> str:
    """`4. Periksa Kasubbag`; the id of a step that the newest SOP does not have."""
    known = {one.id: f"{one.number}. {one.short_name}" for one in about.sop.steps}
    return known.get(step, step)


def median_text(minutes: float, about: Population) -> str:
    """Working minutes in the unit that fits; a dash where too few are known."""
    if np.isnan(minutes):
        return MISSING
    return working_duration(minutes, day_minutes=about.tables.calendar.day_minutes)


def _small(about: Population, step: str) -> str:
    return f"langkah {step_name(about, step).replace('. ', ' ', 1)}"


def _is_timed(ordered: pd.DataFrame) -> pd.Series:
    """Where the end is known to the minute, and not beside times that contradict it."""
    is_exact = ordered["left_precision"] == Precision.MINUTE
    is_sound = ordered["clock_quality"] != ClockQuality.INVALID
    timed: pd.Series = ordered["outcome"].isin(MOVES) & is_exact & is_sound
    return timed


def _transitions(moves: pd.DataFrame, about: Population) -> pd.DataFrame:
    table = timed_transitions(moves, calendar=about.tables.calendar)
    known = set(ways_of(about.sop))
    passed = zip(table["from_activity"], table["to_activity"], table["is_return"], strict=True)
    is_told = table["n_timed"] >= MINIMUM[50]
    return pd.DataFrame(
        {
            "source": table["from_activity"],
            "step": table["to_activity"],
            "way": [_way(one, known) for one in passed],
            "is_return": table["is_return"],
            "n": table["n"],
            "n_timed": table["n_timed"],
            "median": table["median_lead_minutes"].where(is_told),
        }
    )


def _way(passed: tuple[str, str, bool], known: Collection[tuple[str, str, bool]]) -> str:
    """A return that takes an arrow leading on is as little in the SOP as one without any."""
    if passed not in known:
        return OUTSIDE
    *_, is_return = passed
    return RETURN if is_return else FORWARD


def _steps(moves: pd.DataFrame, ordered: pd.DataFrame) -> pd.DataFrame:
    positions = activity_positions(moves).rename(columns={"activity": "step"})
    first = ordered.loc[ordered["visit"] == 1, "step"].astype("str").value_counts()
    reports = positions["step"].map(first).fillna(0).astype("int64")
    return positions.assign(n_reports=reports)


def _labels(ordered: pd.DataFrame, about: Population) -> pd.Series:
    """The number of each pass's step, marked where it was returned, runs, or was cancelled."""
    known = {step.id: str(step.number) for step in about.sop.steps}
    steps = [known.get(str(step), str(step)) for step in ordered["step"].cat.categories]
    outcome = ordered["outcome"]
    ends = ("", _RETURNED, _OPEN, _CANCELLED)
    end = np.select(
        [outcome == Outcome.REJECTED, outcome.isna(), outcome == Outcome.CANCELLED],
        [1, 2, 3],
        default=0,
    )
    codes = ordered["step"].cat.codes.to_numpy(dtype=np.int64) * len(ends) + end
    # Of a million passes the few different labels are made once.
    names = pd.Index([step + mark for step in steps for mark in ends], dtype="str")
    labels = pd.Categorical.from_codes(codes, categories=names)
    return pd.Series(labels, index=ordered.index)
