"""What the reports that are not finished say: finding, holders, and a row for each."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from lkj.analytics.aging import aging
from lkj.analytics.open_reports import open_reports
from lkj.analytics.report_ids import of_reports
from lkj.labels.findings import status_subtitle
from lkj.labels.formats import period_name, short_date, short_datetime, working_duration
from lkj.labels.status_words import (
    NO_HOLDER,
    NOBODY_YET,
    holder_line,
    pace_words,
    status_headline,
)
from lkj.labels.words import BOARD_STATE, MISSING
from lkj.usecases.frames import Frames, board_of
from lkj.usecases.population import Population
from lkj.usecases.selection import Selection, select_reports
from lkj.usecases.status_reading import BoardWords, n_unregistered


@dataclass(frozen=True, kw_only=True)
class OpenLook:
    """The reports of a selection: all of them, and those not finished with their ages."""

    about: Population
    board: pd.DataFrame
    rows: pd.DataFrame
    ages: pd.DataFrame
    n_planned: int


@dataclass(frozen=True, kw_only=True)
class Holder:
    """One role, or a reason why nobody holds them, and its rows of `OpenLook.rows`."""

    name: str
    line: str
    rows: pd.DataFrame


def ages_of(tables: Frames) -> pd.DataFrame:
    """How old every open visit is, beside every pass that was ever finished."""
    found: pd.DataFrame = tables.once(
        "ages",
        lambda: aging(
            tables.visits, tables.status, as_of=tables.as_of, calendar=tables.calendar
        ),
    )
    return found


def open_look(about: Population, ages: pd.DataFrame) -> OpenLook:
    """What a selection leaves of the board; its steps and roles are those that are awaited.

    `ages` are `ages_of` the same tables.
    """
    office, as_of = about.office, about.as_of
    everything = board_of(about.tables, office)
    board = _awaited(select_reports(everything, about.selection), about.selection)
    calendar = about.tables.calendar
    rows = open_reports(board, ages, sops=office.sops.versions, as_of=as_of, calendar=calendar)
    return OpenLook(
        about=about,
        board=board,
        rows=rows,
        ages=of_reports(ages, rows["report_id"]),
        n_planned=int(board["planned_id"].nunique()),
    )


def open_sentence(look: OpenLook) -> str:
    """The finding over the page."""
    rows, state = look.rows, look.rows["state"]
    is_urgent = rows["is_late"] | rows["is_soon"]
    return status_headline(
        n_late=int(rows["is_late"].sum()),
        n_soon=int(rows["is_soon"].sum()),
        n_running=int(((state == "running") & ~is_urgent).sum()),
        n_unregistered=n_unregistered(look.board),
        n_total=len(look.board),
        n_undated=int(rows["deadline"].isna().sum()),
    )


def open_words(look: OpenLook) -> str:
    """The subtitle: population and as-of."""
    return status_subtitle(
        n_planned=look.n_planned,
        n_unregistered=n_unregistered(look.board),
        as_of=look.about.as_of_text,
    )


def short_title(fiscal_year: Any, period: Any) -> str:
    """A report in few letters: `TW II 2026`, `Tahunan 2025`."""
    return f"{period_name(str(period)).replace('Triwulan', 'TW')} {fiscal_year}"


def holders(look: OpenLook) -> list[Holder]:
    """Rows by the role that must act, in the SOP's order; at last those that nobody holds."""
    rows = look.rows
    codes = rows["current_roles"].map(lambda text: str(text).split(",") if text else [])
    awaited = list(dict.fromkeys(code for listed in codes for code in listed if code != "nan"))
    order = [role.id for sop in look.about.office.sops.current for role in sop.roles]
    roles = [role for role in dict.fromkeys([*order, *awaited]) if role in awaited]
    groups = {
        look.about.role_name(role): codes.map(lambda listed, role=role: role in listed)
        for role in roles
    }
    is_missing = rows["state"] == "not_registered"
    groups[NOBODY_YET] = is_missing
    groups[NO_HOLDER] = ~is_missing & ~codes.map(lambda listed: bool(set(listed) & set(roles)))
    return [
        _holder(name, rows[held.to_numpy(bool)]) for name, held in groups.items() if held.any()
    ]


def _holder(name: str, rows: pd.DataFrame) -> Holder:
    n_late, n_soon = int(rows["is_late"].sum()), int(rows["is_soon"].sum())
    line = holder_line(n=len(rows), n_late=n_late, n_soon=n_soon)
    return Holder(name=name, line=line, rows=rows)


class OpenWords:
    """Rows of `OpenLook.rows` in words, for screen and paper."""

    def __init__(self, about: Population) -> None:
        self._about = about
        self._board = BoardWords(about.office, about.tables.calendar)

    @cached_property
    def _day_minutes(self) -> int:
        return self._about.tables.calendar.day_minutes

    def cells(self, rows: pd.DataFrame) -> list[list[str]]:
        """A row for each report under OPEN_HEADINGS."""
        return [self._cells(row) for row in rows.itertuples(index=False)]

    def holder_cells(self, rows: pd.DataFrame) -> list[list[str]]:
        """A row for each report under HOLDER_HEADINGS."""
        return [
            [str(row.title), self.step(row), self.age(row), self._due(row)]
            for row in rows.itertuples(index=False)
        ]

    def step(self, row: Any) -> str:
        """`4. Periksa Kasubbag`, and which pass; else the report's state."""
        if row.state != "running":
            return BOARD_STATE[str(row.state)]
        step = self._about.office.sops.version(row.sop_id, row.sop_version).step(
            str(row.current_step)
        )
        return f"{step.number}. {step.short_name}"

    def age(self, row: Any) -> str:
        """How long at the step, and whether it was begun."""
        if row.state != "running":
            return MISSING
        begun = "" if pd.notna(row.touch_age_minutes) else ", belum dimulai"
        return f"{self.long(row.age_minutes)}{begun}"

    def long(self, minutes: float) -> str:
        """Working minutes in the unit that fits."""
        return working_duration(minutes, day_minutes=self._day_minutes)

    def _due(self, row: Any) -> str:
        urgent = "! " if row.is_late or row.is_soon else ""
        return f"{urgent}{self._board.due(row)}"

    def _cells(self, row: Any) -> list[str]:
        about = self._about
        roles = [code for code in str(row.current_roles).split(",") if code and code != "nan"]
        is_running = row.state == "running"
        compared = pace_words(int(row.n_quicker), int(row.n_closed)) if is_running else MISSING
        after = ", sesudah tenggat" if row.is_tight else ""
        return [
            str(row.title),
            self.step(row),
            ", ".join(map(about.role_name, roles)) or MISSING,
            short_date(row.received_at, about.office.zone),
            self.age(row),
            self.long(row.total_age_minutes) if is_running else MISSING,
            compared,
            self._due(row),
            f"{short_datetime(row.expected_at, about.office.zone)}{after}",
        ]


def _awaited(board: pd.DataFrame, selection: Selection) -> pd.DataFrame:
    """The rows that wait at these steps and for these roles; all where none is named."""
    kept = board
    if selection.steps:
        kept = kept[kept["current_step"].astype("str").isin(selection.steps)]
    if selection.roles:
        wanted = set(selection.roles)
        is_held = [bool(wanted & set(str(codes).split(","))) for codes in kept["current_roles"]]
        kept = kept[is_held]
    return kept
