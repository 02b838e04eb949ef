"""What the page Alur draws, and the rows behind it as they are downloaded."""

from html import escape
from typing import Any

import pandas as pd

from lkj.analytics.follows import kept_edges
from lkj.charts.follows_graph import EDGE_COLUMNS, NODE_COLUMNS
from lkj.charts.overlay_scale import AT_STANDARD, count_width
from lkj.charts.sop_overlay import ARROW_COLUMNS, BOX_COLUMNS, SEPARATOR
from lkj.domain.sop import Step
from lkj.labels.formats import number
from lkj.labels.path_words import WAY
from lkj.usecases.overlay_reading import BACK, ONWARDS, ways_of
from lkj.usecases.paths_reading import (
    OUTSIDE,
    Paths,
    listed_paths,
    median_text,
    paths,
    step_name,
    way_text,
)
from lkj.usecases.population import Population

MOST_EDGES = 60
_MOST_CHOICES = 30
TRANSITION_COLUMNS = (
    "Dari langkah",
    "Ke langkah",
    "Arah lintasan",
    "Kali ditempuh",
    "Lintasan yang diketahui jamnya",
    "Median lintasan (menit kerja)",
)
PATH_COLUMNS = ("Kode laporan", "Judul", "Jalan", "Jumlah laporan", "Bagian")


def path_boxes(found: Paths, about: Population) -> pd.DataFrame:
    """BOX_COLUMNS, a row for each step: how often it was done, and by how many reports."""
    counted = {row["step"]: row for row in found.steps.to_dict("records")}
    rows = [_box(step, counted.get(step.id)) for step in about.sop.steps]
    return pd.DataFrame(rows, columns=list(BOX_COLUMNS))


def path_arrows(found: Paths, about: Population) -> pd.DataFrame:
    """ARROW_COLUMNS, a row for each arrow of the SOP that leads to a step."""
    table = found.transitions
    rows = {
        (row["source"], row["step"]): row
        for row in table[table["way"] != OUTSIDE].to_dict("records")
    }
    most = float(table["n"].max()) if len(table) else 0.0
    drawn = []
    for source, step, is_return in ways_of(about.sop):
        row = rows.get((source, step))
        n = int(row["n"]) if row else 0
        took = median_text(row["median"], about) if row else ""
        is_told = row is not None and row["median"] == row["median"]
        words = SEPARATOR.join([f"{number(n)}×", *([took] if is_told else [])]) if n else ""
        names = f"{step_name(about, source)} ke {step_name(about, step)}"
        hover = _hover(names, n, took if is_told else "")
        key = f"{source}{BACK if is_return else ONWARDS}{step}"
        drawn.append((source, step, is_return, n > 0, count_width(n, most), words, hover, key))
    return pd.DataFrame(drawn, columns=list(ARROW_COLUMNS))


def graph_nodes(found: Paths, about: Population) -> pd.DataFrame:
    """NODE_COLUMNS, a row for each step that was done, by its mean place in the reports."""
    table = found.transitions
    loops = table[table["source"] == table["step"]].set_index("step")["n"]
    rows = []
    for row in found.steps.to_dict("records"):
        again = int(loops.get(row["step"], 0))
        said = f"{number(row['n'])} kali" + (f", {number(again)}× berulang" if again else "")
        rows.append((row["step"], step_name(about, row["step"]), said))
    return pd.DataFrame(rows, columns=list(NODE_COLUMNS))


def graph_edges(found: Paths, about: Population) -> pd.DataFrame:
    """EDGE_COLUMNS, a row for each transition that is drawn; see `least_of`."""
    kept = _kept(found, about)
    drawn = kept[kept["source"] != kept["step"]]
    rows = [
        (
            row["source"],
            row["step"],
            int(row["n"]),
            row["is_return"],
            row["way"] == OUTSIDE,
            _hover(
                f"{step_name(about, row['source'])} ke {step_name(about, row['step'])}",
                int(row["n"]),
                median_text(row["median"], about) if row["median"] == row["median"] else "",
            ),
        )
        for row in drawn.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(EDGE_COLUMNS))


def least_choices(found: Paths) -> list[int]:
    """The counts that a reader can ask for at least; where there are many, some of them."""
    counts = sorted({1, *map(int, found.transitions["n"])})
    if len(counts) <= _MOST_CHOICES:
        return counts
    places = range(0, len(counts), -(-len(counts) // _MOST_CHOICES))
    return [counts[place] for place in places]


def least_of(about: Population) -> int:
    """How often a transition must have been taken to be drawn, by the view; 1 keeps all."""
    text = about.view.least
    return int(text) if text.isascii() and text.isdigit() else 1


def transition_rows(about: Population) -> pd.DataFrame:
    """A row for each transition, also of those that the SOP does not know."""
    return _transition_rows(paths(about).transitions, about)


def follow_rows(about: Population) -> pd.DataFrame:
    """A row for each transition that the graph draws, or says in a step."""
    return _transition_rows(_kept(paths(about), about), about)


def path_rows(about: Population) -> pd.DataFrame:
    """A row for each report with its way; for each way where there are many reports."""
    found = paths(about)
    listed = listed_paths(about, found)
    if len(listed):
        one = pd.Series(1, index=listed.index)
        columns = (listed["report_id"], listed["title"], listed["way"], one, one / len(listed))
        return pd.DataFrame(dict(zip(PATH_COLUMNS, columns, strict=True)))
    table = found.variants
    nothing = pd.Series(None, index=table.index, dtype="str")
    columns = (nothing, nothing, table["variant"].map(way_text), table["n"], table["share"])
    return pd.DataFrame(dict(zip(PATH_COLUMNS, columns, strict=True)))


def _box(step: Step, row: Any) -> tuple[Any, ...]:
    name = f"{step.number}. {step.short_name}"
    if row is None:
        return step.id, float("nan"), False, name, ("belum pernah",), f"<b>{escape(name)}</b>"
    lines = (f"{number(row['n'])} kali", f"{number(row['n_reports'])} laporan")
    hover = "<br>".join((f"<b>{escape(name)}</b>", *lines))
    return step.id, AT_STANDARD, False, name, lines, hover


def _kept(found: Paths, about: Population) -> pd.DataFrame:
    named = {"source": "from_activity", "step": "to_activity"}
    table = found.transitions.rename(columns=named)
    kept = kept_edges(table, least=least_of(about), most=MOST_EDGES)
    return kept.rename(columns={new: old for old, new in named.items()})


def _transition_rows(table: pd.DataFrame, about: Population) -> pd.DataFrame:
    columns = (
        table["source"].map(lambda step: step_name(about, step)),
        table["step"].map(lambda step: step_name(about, step)),
        table["way"].map(WAY),
        table["n"],
        table["n_timed"],
        table["median"],
    )
    return pd.DataFrame(dict(zip(TRANSITION_COLUMNS, columns, strict=True)))


def _hover(way: str, n: int, took: str) -> str:
    last = (
        f"median {took} dari selesai sampai selesai"
        if took
        else "waktunya belum cukup diketahui"
    )
    return f"{escape(way)}<br>{number(n)} kali<br>{last}"
