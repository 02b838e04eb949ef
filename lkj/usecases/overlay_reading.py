"""What happened, on the SOP's own picture: its boxes, its arrows, and their tables."""

from html import escape
from math import isnan
from typing import Any

import pandas as pd

from lkj.analytics.arrivals import arrivals, arrow_counts
from lkj.analytics.durations import passes_with_verdict
from lkj.analytics.groups import group_rows
from lkj.analytics.schema import Outcome
from lkj.charts.overlay_scale import edge_width
from lkj.charts.sop_overlay import ARROW_COLUMNS, BOX_COLUMNS
from lkj.domain.sop import Decision, Sop, Step
from lkj.labels.findings import FEWEST_TO_SPEAK
from lkj.labels.formats import duration, minutes_text, number
from lkj.labels.words import MISSING
from lkj.usecases.population import Population

ONWARDS, BACK = ">", "<"  # between the two steps of an arrow's key


def overlay_boxes(summary: pd.DataFrame, about: Population) -> pd.DataFrame:
    """BOX_COLUMNS, a row for each step of the SOP; `ratio` is each pass's to its own standard.

    Args:
        summary: `time_summary`.
        about: whose SOP is drawn.
    """
    by_step = {str(row["step"]): row for row in summary.to_dict("records")}
    ratio_of = _median_ratios(about)
    rows = [_box(step, by_step.get(step.id), ratio_of.get(step.id)) for step in about.sop.steps]
    table = pd.DataFrame(rows, columns=list(BOX_COLUMNS))
    return table.astype({"ratio": "float64"})


def overlay_arrows(about: Population) -> pd.DataFrame:
    """ARROW_COLUMNS, a row for each arrow of the SOP that leads to a step.

    An arrow that leads back counts the returns that were decided, as Pengembalian does; what
    waits is the pass that it leads to.
    """
    arrived = arrivals(about.whole_reports)
    came = arrow_counts(arrived[arrived.index.isin(about.passes.index)])
    counted = {
        (str(row["source"]), str(row["step"]), bool(row["is_returned"])): row
        for row in came.to_dict("records")
    }
    sent_back = _sent_back(about)
    number_of = {step.id: step.number for step in about.sop.steps}
    rows = [
        _arrow(key, counted.get(key), sent_back.get(key[:2], 0), number_of)
        for key in ways_of(about.sop)
    ]
    return pd.DataFrame(rows, columns=[*ARROW_COLUMNS, "n", "n_waiting", "waiting"])


def overlay_sentence(boxes: pd.DataFrame, about: Population) -> str:
    """Which step lies furthest over its standard."""
    told = boxes[boxes["ratio"].notna()]
    if told.empty:
        return f"Belum ada langkah dengan {FEWEST_TO_SPEAK} pelaksanaan yang diketahui waktunya"
    worst = told.sort_values("ratio", ascending=False, kind="stable").iloc[0]
    if worst["ratio"] <= 1:
        return "Median setiap langkah yang dapat dinilai sesuai mutu baku waktu"
    step = about.sop.step(worst["step"])
    times = number(worst["ratio"], decimals=1)
    return f"Langkah {step.number} paling jauh di atas mutu baku waktu: median {times} kalinya"


def longest_wait(arrows: pd.DataFrame, about: Population) -> str:
    """Where the longest median wait is, for the subtitle; nothing where none is known."""
    known = arrows[arrows["waiting"].notna()]
    if known.empty:
        return "Lama menunggu belum cukup diketahui"
    row = known.sort_values("waiting", ascending=False, kind="stable").iloc[0]
    step = about.sop.step(row["step"])
    median = f"median {duration(row['waiting'])} kerja"
    return f"Paling lama menunggu: langkah {step.number}, {median}"


def overlay_cells(
    summary: pd.DataFrame, boxes: pd.DataFrame, about: Population
) -> list[list[str]]:
    """The numbers of the boxes under OVERLAY_HEADINGS."""
    by_step = {str(row["step"]): row for row in summary.to_dict("records")}
    ratios = dict(zip(boxes["step"], boxes["ratio"], strict=True))
    return [_cells(step, by_step.get(step.id), ratios[step.id]) for step in about.sop.steps]


def arrow_cells(arrows: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the arrows under ARROW_HEADINGS."""
    name_of = {step.id: f"{step.number}. {step.short_name}" for step in about.sop.steps}
    return [
        [
            name_of[row["source"]],
            name_of[row["step"]],
            "dikembalikan" if row["is_returned"] else "diteruskan",
            number(row["n"]),
            number(row["n_waiting"]),
            duration(row["waiting"]),
        ]
        for row in arrows.to_dict("records")
    ]


def overlay_passes(about: Population, keys: list[str]) -> pd.DataFrame:
    """The passes behind boxes and arrows: of a step, come by an arrow, or sent back by one."""
    passes = about.passes
    found = passes["step"].isin(keys)
    for key in keys:
        if ONWARDS in key:
            source, step = key.split(ONWARDS)
            arrived = arrivals(about.whole_reports)
            is_there = (arrived["source"] == source) & (arrived["step"] == step)
            came = arrived.index[is_there & ~arrived["is_returned"]]
            found |= passes.index.isin(came)
        elif BACK in key:
            source, step = key.split(BACK)
            is_back = (passes["step"] == source) & (passes["next_step"] == step)
            found |= is_back & (passes["outcome"] == Outcome.REJECTED)
    return passes[found & passes["outcome"].notna()]


def ways_of(sop: Sop) -> list[tuple[str, str, bool]]:
    """Every arrow of an SOP that leads to a step: from, to, and whether it leads back."""
    return [
        (step.id, route.target, decision is Decision.REJECT)
        for step in sop.steps
        for decision, route in step.next.items()
        if route.target is not None
    ]


def _sent_back(about: Population) -> dict[tuple[str, str], int]:
    returned = about.passes[about.passes["outcome"] == Outcome.REJECTED]
    counts = returned.groupby(["step", "next_step"], observed=True).size().reset_index(name="n")
    rows = counts.itertuples(index=False, name=None)
    return {(str(step), str(target)): int(n) for step, target, n in rows}


def _median_ratios(about: Population) -> dict[str, float]:
    passes = passes_with_verdict(about.passes)
    groups = group_rows(passes, ["step"])
    medians = groups.ordered(passes["ratio"]).percentile(50)
    return dict(zip(groups.keys["step"].astype(str), medians, strict=True))


def _box(step: Step, row: Any, ratio: float | None) -> tuple[Any, ...]:
    name = f"{step.number}. {step.short_name}"
    standard = f"mutu baku {step.standard.minutes}"
    if row is None:
        return step.id, None, False, name, ("tidak ada pelaksanaan", standard), escape(name)
    n, n_known = int(row["n"]), int(row["n_known"])
    known = f"{number(n_known)} dari {number(n)} pelaksanaan diketahui waktunya"
    waiting = duration(row["p50_waiting_minutes"])
    hover = "<br>".join(
        [escape(name), known, f"median menunggu {waiting}", "Klik untuk melihat"]
    )
    if n_known < FEWEST_TO_SPEAK:
        told = f"{number(n_known)} diketahui" if n_known else "waktu belum diketahui"
        return step.id, None, False, name, (told, standard), hover
    is_over = bool(ratio is not None and ratio > 1)
    median = f"median {minutes_text(row['p50_minutes'])}"
    last = f"melewati {standard}" if is_over else standard
    return step.id, ratio, is_over, name, (median, last), hover


def _arrow(
    key: tuple[str, str, bool], row: Any, n_back: int, number_of: dict[str, int]
) -> tuple[Any, ...]:
    source, step, is_returned = key
    came = int(row["n"]) if row else 0
    n = n_back if is_returned else came
    n_waiting = int(row["n_waiting"]) if row else 0
    waiting = row["p50_waiting_minutes"] if row else float("nan")
    way = f"Langkah {number_of[source]} ke {number_of[step]}"
    what = "pengembalian" if is_returned else "pelaksanaan"
    waited = f"median menunggu sebelum langkah itu {duration(waiting)}"
    hover = f"{way}: {number(n)} {what}<br>{waited} ({number(n_waiting)} diketahui)"
    words = f"{number(n)}×" if is_returned and n else ""
    clicked = f"{source}{BACK if is_returned else ONWARDS}{step}"
    drawn = (source, step, is_returned, n > 0, edge_width(waiting), words, hover, clicked)
    return *drawn, n, n_waiting, waiting


def _cells(step: Step, row: Any, ratio: float) -> list[str]:
    name, standard = f"{step.number}. {step.short_name}", minutes_text(step.standard.minutes)
    if row is None:
        return [name, standard, *[MISSING] * 4]
    return [
        name,
        standard,
        minutes_text(row["p50_minutes"]),
        MISSING if isnan(ratio) else f"{number(ratio, decimals=1)}×",
        f"{number(row['n_known'])} dari {number(row['n'])}",
        duration(row["p50_waiting_minutes"]),
    ]
