"""Findings in the SOP's own words, and what was said to accept them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd

from lkj.analytics.alignment import DeviationKind
from lkj.analytics.conduct import FindingList
from lkj.domain.sop import Sop
from lkj.labels.conformance_words import FOR_GOOD, NOT_ACCEPTED
from lkj.labels.formats import minutes_text, short_date, short_day
from lkj.labels.words import MISSING
from lkj.usecases.office import Office

Row = Mapping[Any, Any]


class FindingWords:
    """Rows of `Conduct.found` in words, for screen, paper and download alike."""

    def __init__(self, office: Office, names: Mapping[str, str]) -> None:
        self._office = office
        self._names = names

    def sentence(self, row: Row) -> str:
        """What was found, by the SOP that the report runs under."""
        sop = self._office.sops.version(row["sop_id"], int(row["sop_version"]))
        say = {
            FindingList.ORDER: self._order,
            FindingList.ACTOR: self._actor,
            FindingList.TIME: self._time,
            FindingList.INPUT: self._input,
            FindingList.TARGET: self._target,
            FindingList.ROLES: self._roles,
        }
        return say[FindingList(row["list"])](row, sop)

    def acceptance(self, row: Row) -> str:
        """Who accepted it, until when and why; the reason is as it was typed."""
        if not row["is_accepted"]:
            return NOT_ACCEPTED
        until: date | None = None if pd.isna(row["valid_until"]) else row["valid_until"]
        lasting = FOR_GOOD if until is None else f"sampai {short_day(until)}"
        by, day = self.accepted_by(row), self._day(row["given_at"])
        return f"Dibenarkan oleh {by} pada {day}, {lasting}: {row['reason']}"

    def accepted_by(self, row: Row) -> str:
        """Name of who accepted it; a dash of the command line and where nobody did."""
        by = row["given_by"]
        return self._names.get(by, MISSING) if isinstance(by, str) else MISSING

    def cells(self, rows: pd.DataFrame) -> list[list[str]]:
        """A row for each finding under FINDING_HEADINGS."""
        return [
            [
                str(row["title"]),
                self.sentence(row),
                self._day(row["left_at"]),
                self.acceptance(row),
            ]
            for row in rows.to_dict("records")
        ]

    def _day(self, at: Any) -> str:
        return short_date(None if pd.isna(at) else at, self._office.zone)

    def _order(self, row: Row, sop: Sop) -> str:
        step = _step(sop, row["step"])
        if str(row["kind"]) == DeviationKind.SKIPPED:
            return f"{step} dilewati"
        again = f" (pelaksanaan ke-{int(row['visit'])})" if row["visit"] > 1 else ""
        return {
            "extra": f"{step}{again} dikerjakan padahal belum gilirannya menurut SOP",
            "wrong_order": f"{step}{again} dikerjakan tidak pada urutannya",
            "after_end": f"{step}{again} dikerjakan sesudah langkah terakhir SOP",
        }[str(row["kind"])]

    def _actor(self, row: Row, sop: Sop) -> str:
        given = self._office.role_name(str(row["role"]))
        allowed = ", ".join(map(self._office.role_name, str(row["expected"]).split(",")))
        return f"{_step(sop, row['step'])} diputuskan oleh {given}; menurut SOP oleh {allowed}"

    def _time(self, row: Row, sop: Sop) -> str:
        standard = sop.step(str(row["step"])).standard.minutes
        over = minutes_text(row["lost_minutes"])
        again = f", pelaksanaan ke-{int(row['visit'])}" if row["visit"] > 1 else ""
        return f"{_step(sop, row['step'])}{again}: {over} di atas mutu baku {standard} menit"

    def _input(self, row: Row, sop: Sop) -> str:
        said = f": {row['note']}" if row["note"] else ""
        return f"Kelengkapan {row['found']} tidak ada pada {_small(sop, row['step'])}{said}"

    def _target(self, row: Row, sop: Sop) -> str:
        to, expected = (_small(sop, row[name]) for name in ("found", "expected"))
        return f"{_step(sop, row['step'])} mengembalikan ke {to}; menurut SOP ke {expected}"

    def _roles(self, row: Row, sop: Sop) -> str:
        here = f"{_small(sop, row['step'])} sebagai {self._office.role_name(str(row['found']))}"
        other = self._office.role_name(str(row["expected"]))
        there = f"{_small(sop, row['other_step'])} sebagai {other}"
        return f"Orang yang sama menyelesaikan {there} dan {here}"


def _step(sop: Sop, step_id: Any) -> str:
    small = _small(sop, step_id)
    return small[0].upper() + small[1:]


def _small(sop: Sop, step_id: Any) -> str:
    known = {step.id: step for step in sop.steps}
    step = known.get(str(step_id))
    return f"langkah {step.number} {step.short_name}" if step else str(step_id)
