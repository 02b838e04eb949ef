"""Which justifications are in force at a moment."""

from dataclasses import dataclass, replace
from datetime import date, datetime

import pandas as pd
import pytest

from lkj.analytics.acceptance import COLUMNS, in_force, with_acceptance
from tests.analytics.small_visits import at
from tests.support.times import ZONE

MONDAY = at("2026-03-02 08:00")


@dataclass(frozen=True)
class Word:
    """What somebody said of a finding."""

    report_id: str = "R1"
    finding: str = "time/3"
    is_given: bool = True
    reason: str = "data provinsi terlambat"
    valid_until: date | None = None
    account_id: str | None = "akun-monev"
    at: datetime = MONDAY


GIVEN = Word()
WITHDRAWN = replace(GIVEN, is_given=False, at=at("2026-03-04 08:00"))
AGAIN = replace(GIVEN, reason="lain", at=at("2026-03-05 08:00"))


def reasons(*words: Word, as_of: str) -> list[str]:
    return in_force(words, as_of=at(as_of), zone=ZONE)["reason"].tolist()


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2026-03-02 07:59", []),
        ("2026-03-02 08:00", [GIVEN.reason]),
        ("2026-03-04 07:59", [GIVEN.reason]),
        ("2026-03-04 08:00", []),
        ("2026-03-05 08:00", ["lain"]),
    ],
)
def test_the_latest_word_counts_from_when_it_was_said(as_of: str, expected: list[str]) -> None:
    assert reasons(GIVEN, WITHDRAWN, AGAIN, as_of=as_of) == expected


@pytest.mark.parametrize(("as_of", "n"), [("2026-03-31 23:59", 1), ("2026-04-01 00:00", 0)])
def test_the_last_day_counts_whole_in_the_offices_zone(as_of: str, n: int) -> None:
    limited = replace(GIVEN, valid_until=date(2026, 3, 31))

    assert len(reasons(limited, as_of=as_of)) == n


def test_only_the_same_finding_of_the_same_report_is_accepted() -> None:
    found = pd.DataFrame(
        [("R1", "time/3"), ("R1", "time/4"), ("R2", "time/3")], columns=["report_id", "finding"]
    )
    accepted = in_force([GIVEN], as_of=at("2026-03-03 08:00"), zone=ZONE)

    table = with_acceptance(found, accepted)

    assert table["is_accepted"].tolist() == [True, False, False]
    assert table["reason"].tolist()[0] == GIVEN.reason


def test_without_a_word_nothing_is_accepted() -> None:
    none = in_force([], as_of=at("2026-03-03 08:00"), zone=ZONE)
    found = pd.DataFrame([("R1", "time/3")], columns=["report_id", "finding"])

    assert list(none.columns) == COLUMNS
    assert with_acceptance(found, none)["is_accepted"].tolist() == [False]
    assert with_acceptance(found.head(0), none)["is_accepted"].dtype == bool
