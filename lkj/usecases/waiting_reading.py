"""What the waiting of steps is made of: finding, table, and the rows of its picture."""

from typing import Any

import pandas as pd

from lkj.analytics.waiting_causes import PART_COLUMNS, PARTS, waiting_causes, waiting_parts
from lkj.charts.waiting_shares import COLUMNS
from lkj.labels.findings import FEWEST_TO_SPEAK
from lkj.labels.formats import duration, number
from lkj.labels.time_words import NO_WAITING, WAITING_HEADINGS, WAITING_PARTS
from lkj.labels.words import MISSING
from lkj.usecases.frames import Frames
from lkj.usecases.population import Population, once


@once
def waiting_table(about: Population) -> pd.DataFrame:
    """`waiting_causes` of the steps that are looked at, the longest waiting in sum first.

    Who was busy is read from everything, whatever the filters leave.
    """
    table = waiting_causes(about.passes, _parts(about.tables))
    shown = table[table["step"].isin([step.id for step in about.steps])]
    return shown.sort_values("waiting_minutes", ascending=False, kind="stable")


def waiting_bars(table: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The bars of the picture: COLUMNS, for steps with 3 known waits or more."""
    told = table[(table["n_waiting"] >= FEWEST_TO_SPEAK) & (table["waiting_minutes"] > 0)]
    rows = [
        (
            _name(about, row),
            *(row[column] for column in PART_COLUMNS),
            f"{duration(row['waiting_minutes'])} · {_known(row)}",
            str(row["step"]),
        )
        for row in told.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def waiting_sentence(table: pd.DataFrame, about: Population) -> str:
    """Where most was waited, and how much of all the waiting the records explain."""
    known = table[table["waiting_minutes"] > 0]
    if int(table["n_waiting"].sum()) < FEWEST_TO_SPEAK or known.empty:
        return NO_WAITING
    whole = float(known["waiting_minutes"].sum())
    first = known.iloc[0]
    told = whole - float(known["unexplained_minutes"].sum())
    step = about.sop.step(str(first["step"]))
    waited = f"{duration(first['waiting_minutes'])} dari {duration(whole)} kerja"
    explained = f"catatan menjelaskan {duration(told)}" if told else "sebabnya tidak tercatat"
    return f"Paling banyak menunggu di langkah {step.number}: {waited}; {explained}"


def waiting_words(table: pd.DataFrame, about: Population) -> str:
    """The subtitle: population, unknowns, as-of."""
    n, n_unknown = int(table["n"].sum()), int(table["n_unknown"].sum())
    return (
        f"{number(n)} pelaksanaan yang selesai {about.period} · {number(n_unknown)} tidak "
        f"diketahui lama menunggunya · keadaan per {about.as_of_text}"
    )


def waiting_cells(table: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture, a row for each step under WAITING_HEADINGS."""
    return [_cells(row, about) for row in table.to_dict("records")]


def waiting_names() -> dict[str, str]:
    """What each part of a wait is called."""
    return {part: WAITING_PARTS[part] for part in PARTS}


def _parts(tables: Frames) -> pd.DataFrame:
    """What every wait is made of, whatever is looked at."""
    columns = ["waiting_minutes", *PART_COLUMNS]
    found: pd.DataFrame = tables.once(
        "waiting parts",
        lambda: waiting_parts(tables.passes, calendar=tables.calendar)[columns],
    )
    return found


def _cells(row: Any, about: Population) -> list[str]:
    if not row["n_waiting"]:
        return [_name(about, row), *[MISSING] * (len(WAITING_HEADINGS) - 2), _known(row)]
    minutes = [duration(row[column]) for column in ("waiting_minutes", *PART_COLUMNS)]
    return [_name(about, row), *minutes, _known(row)]


def _name(about: Population, row: Any) -> str:
    step = about.sop.step(str(row["step"]))
    return f"{step.number}. {step.short_name}"


def _known(row: Any) -> str:
    return f"{number(row['n_waiting'])} dari {number(row['n'])}"
