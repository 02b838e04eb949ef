"""Findings that the office accepts for a reason: counted, and counted apart."""

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Protocol

import pandas as pd

COLUMNS = ["report_id", "finding", "reason", "valid_until", "given_by", "given_at"]


class Justification(Protocol):
    """Somebody accepted a finding, or took that back; see `store.justification_store`."""

    @property
    def report_id(self) -> str: ...  # noqa: D102
    @property
    def finding(self) -> str: ...  # noqa: D102
    @property
    def is_given(self) -> bool: ...  # noqa: D102
    @property
    def reason(self) -> str: ...  # noqa: D102
    @property
    def valid_until(self) -> date | None: ...  # noqa: D102
    @property
    def account_id(self) -> str | None: ...  # noqa: D102
    @property
    def at(self) -> datetime: ...  # noqa: D102


def in_force(
    justifications: Sequence[Justification], *, as_of: datetime, zone: tzinfo
) -> pd.DataFrame:
    """Which findings are accepted at a moment, why, and until when?

    Args:
        justifications: all of them, oldest first.
        as_of: what was said later does not count.
        zone: the office's zone; the last day counts whole.

    Returns:
        `COLUMNS`, one row per report and finding: the latest word of each that was given and
        has not run out. `valid_until` is missing where it holds for good.
    """
    latest = {(j.report_id, j.finding): j for j in justifications if j.at <= as_of}
    today = as_of.astimezone(zone).date()
    rows = [
        (j.report_id, j.finding, j.reason, j.valid_until, j.account_id, j.at)
        for j in latest.values()
        if j.is_given and (j.valid_until is None or today <= j.valid_until)
    ]
    return pd.DataFrame(rows, columns=COLUMNS, dtype=object)


def with_acceptance(found: pd.DataFrame, accepted: pd.DataFrame) -> pd.DataFrame:
    """Which findings are accepted?

    Args:
        found: FINDINGS.
        accepted: `in_force`.

    Returns:
        `found` with `is_accepted` and what `accepted` says; missing where it is not.
    """
    known = accepted.astype({"report_id": "str", "finding": "str"})
    merged = found.merge(known, on=["report_id", "finding"], how="left")
    return merged.assign(is_accepted=merged["given_at"].notna())
