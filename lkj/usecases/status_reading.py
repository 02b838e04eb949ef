"""What the report board says: finding, and each row's state and deadline in words."""

from typing import Any

import pandas as pd

from lkj.analytics.board import OPEN_STATES
from lkj.labels.findings import status_finding
from lkj.labels.formats import long_day, period_name, working_duration
from lkj.labels.monitoring_words import NO_DEADLINE
from lkj.labels.words import BOARD_STATE, MISSING, NOT_FILLED_IN
from lkj.usecases.office import Office
from lkj.worktime import WorkingCalendar


def status_sentence(board: pd.DataFrame) -> str:
    """The finding over the board."""
    state = board["state"]
    return status_finding(
        n_late=int(board["is_late"].sum()),
        n_running=int(((state == "running") & ~board["is_late"]).sum()),
        n_unregistered=n_unregistered(board),
        n_total=len(board),
        n_undated=int((state.isin(OPEN_STATES) & board["deadline"].isna()).sum()),
    )


def n_unregistered(board: pd.DataFrame) -> int:
    """How many planned reports nobody has registered."""
    return int((board["state"] == "not_registered").sum())


class BoardWords:
    """Rows of the board in words, for screen and paper."""

    def __init__(self, office: Office, calendar: WorkingCalendar) -> None:
        self._office = office
        self._day_minutes = calendar.day_minutes

    def holder(self, row: Any) -> str:
        """Whom a running report waits for and how long; else its state."""
        if row.state != "running":
            return BOARD_STATE[str(row.state)]
        sop = self._office.sops.version(row.sop_id, row.sop_version)
        roles = str(row.current_roles).split(",")
        names = ", ".join(sop.role(role).name for role in roles if role) or MISSING
        age = working_duration(row.age_minutes, day_minutes=self._day_minutes)
        return f"Menunggu {names} · {age}"

    def deadline(self, row: Any) -> str:
        """Its deadline, and how far away that is."""
        if pd.isna(row.deadline):
            return NO_DEADLINE
        if row.is_late:
            return f"! Lewat {-int(row.days_left)} hari dari tenggat {_day(row)}"
        return f"Tenggat {_day(row)}{_left(row)}"

    def due(self, row: Any) -> str:
        """Its deadline in few words, for a cell."""
        if pd.isna(row.deadline):
            return NOT_FILLED_IN
        late = f", lewat {-int(row.days_left)} hari" if row.is_late else _left(row)
        return _day(row) + late

    def cells(self, board: pd.DataFrame) -> list[list[str]]:
        """A row for each report under REPORT_HEADINGS."""
        return [
            [
                str(row.title),
                period_name(str(row.period)),
                str(row.fiscal_year),
                self.holder(row),
                self.due(row),
            ]
            for row in board.itertuples(index=False)
        ]


def _day(row: Any) -> str:
    return long_day(row.deadline.date())


def _left(row: Any) -> str:
    days = int(row.days_left)
    return f", {days} hari lagi" if row.state in OPEN_STATES and days >= 0 else ""
