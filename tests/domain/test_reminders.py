"""Whom a reminder tells what, and when nobody is disturbed: tables typed by hand."""

from dataclasses import replace
from datetime import time

import pytest

from lkj.domain.reminders import (
    DoneStep,
    Limit,
    OpenReport,
    QuietHours,
    Recipient,
    concerns,
    is_told,
    limits_of,
    looked_back_to,
    parse_quiet,
    reminder_for,
)
from lkj.domain.sop import Decision
from tests.support.times import ZONE, moment

DAY = 450
LAST, NOW = moment("2026-03-02 08:00").at, moment("2026-03-03 08:00").at
SECRETARY = Recipient(
    person_id="budi",
    name="Budi",
    roles=frozenset({"sekretaris"}),
    sops=frozenset({"lkj"}),
    registers=frozenset({"lkj"}),
)
TEAM = Recipient(
    person_id="tuti", name="Tuti", roles=frozenset({"tim"}), sops=frozenset({"lkj"})
)
MONEV = Recipient(person_id="mona", name="Mona", watches_all=True)
NOBODY = Recipient(person_id="nina", name="Nina")
OPEN = OpenReport(
    report_id="R1",
    sop_id="lkj",
    title="LKj 2025",
    step=(4, "Periksa"),
    roles=frozenset({"sekretaris", "kasubbag"}),
)
PLANNED = OpenReport(report_id="", sop_id="lkj", title="LKj 2026")
DONE = DoneStep(
    report_id="R2",
    sop_id="lkj",
    title="LKj 2024",
    step=(3, "Kumpulkan data"),
    decision=Decision.SUBMIT,
    roles=frozenset({"tim"}),
    actor="tono",
    at=moment("2026-03-02 10:00"),
    recorded_at=moment("2026-03-02 10:00").at,
    is_last=False,
)
SIGNED = replace(DONE, roles=frozenset({"kepala"}), actor="kiki", is_last=True)

QUIET = {
    "17.00-07.00": QuietHours(time(17), time(7)),
    "00.00-06.30": QuietHours(time(0), time(6, 30)),
    "23.59-00.00": QuietHours(time(23, 59), time(0)),
}


@pytest.mark.parametrize(("text", "hours"), QUIET.items())
def test_quiet_hours_are_read(text: str, hours: QuietHours) -> None:
    assert parse_quiet(text) == hours


@pytest.mark.parametrize(
    "text",
    [
        *("", "17.00", "17:00-07:00", "24.00-07.00", "17.60-07.00", "7.00-8.00"),
        *("07.00-07.00", "17.00-07.00\n", " 17.00-07.00", "17.00 - 07.00"),
        "1\u0667.00-07.00",  # a digit, but not one of ours
    ],
)
def test_what_are_no_quiet_hours_is_refused(text: str) -> None:
    assert parse_quiet(text) is None


@pytest.mark.parametrize(
    ("hours", "clock", "is_quiet"),
    [
        ("17.00-07.00", "16:59", False),
        ("17.00-07.00", "17:00", True),
        ("17.00-07.00", "23:59", True),
        ("17.00-07.00", "00:00", True),
        ("17.00-07.00", "06:59", True),
        ("17.00-07.00", "07:00", False),
        ("12.00-13.00", "11:59", False),
        ("12.00-13.00", "12:00", True),
        ("12.00-13.00", "12:59", True),
        ("12.00-13.00", "13:00", False),
    ],
)
def test_quiet_hours_are_those_of_the_office(*, hours: str, clock: str, is_quiet: bool) -> None:
    quiet = parse_quiet(hours)
    assert quiet is not None

    assert quiet.covers(moment(f"2026-03-02 {clock}").at, ZONE) is is_quiet


@pytest.mark.parametrize(
    ("left", "is_late", "is_soon", "limits"),
    [
        # minutes of mutu baku left, deadline past, deadline near
        (None, False, False, []),
        (451.0, False, False, []),
        (450.0, False, False, ["standard_near"]),
        (1.0, False, False, ["standard_near"]),
        (0.0, False, False, ["standard_near"]),
        (-1.0, False, False, ["standard_past"]),
        (None, False, True, ["deadline_near"]),
        (None, True, False, ["deadline_past"]),
        (None, True, True, ["deadline_past"]),
        (30.0, False, True, ["standard_near", "deadline_near"]),
        (-30.0, True, False, ["deadline_past", "standard_past"]),
        (-30.0, False, True, ["standard_past", "deadline_near"]),
    ],
)
def test_a_report_is_past_or_near_its_limits(
    *, left: float | None, is_late: bool, is_soon: bool, limits: list[str]
) -> None:
    report = replace(OPEN, standard_left_minutes=left, is_late=is_late, is_soon=is_soon)

    assert limits_of(report, day_minutes=DAY) == tuple(map(Limit, limits))


@pytest.mark.parametrize(
    ("report", "recipient", "is_theirs"),
    [
        (OPEN, SECRETARY, True),
        (OPEN, TEAM, False),
        (OPEN, MONEV, True),
        (OPEN, NOBODY, False),
        (PLANNED, SECRETARY, True),  # may register it
        (PLANNED, TEAM, False),
        (PLANNED, MONEV, True),
        (PLANNED, NOBODY, False),
        (replace(PLANNED, sop_id="surat"), SECRETARY, False),
    ],
)
def test_a_limit_is_told_to_whom_it_concerns(
    *, report: OpenReport, recipient: Recipient, is_theirs: bool
) -> None:
    assert concerns(report, recipient) is is_theirs


@pytest.mark.parametrize(
    ("done", "recipient", "is_news"),
    [
        (DONE, TEAM, True),
        (DONE, SECRETARY, False),
        (DONE, MONEV, False),
        (DONE, NOBODY, False),
        (replace(DONE, actor="tuti"), TEAM, False),  # finished it herself
        (replace(DONE, recorded_at=LAST), TEAM, False),
        (SIGNED, TEAM, True),
        (SIGNED, SECRETARY, True),
        (SIGNED, MONEV, True),
        (SIGNED, NOBODY, False),
        (replace(SIGNED, sop_id="surat"), TEAM, False),
        (replace(SIGNED, actor="budi"), SECRETARY, True),  # that it ended is news to all
        (replace(SIGNED, recorded_at=LAST), SECRETARY, False),
    ],
)
def test_what_was_done_is_told_to_whom_it_is_news(
    *, done: DoneStep, recipient: Recipient, is_news: bool
) -> None:
    assert is_told(done, recipient, LAST) is is_news


def test_a_reminder_tells_everything_in_the_order_that_it_is_given() -> None:
    late = replace(OPEN, report_id="R3", is_late=True)
    others = replace(OPEN, report_id="R4", roles=frozenset({"tim"}), is_late=True)

    reminder = reminder_for(
        SECRETARY,
        iter([late, OPEN, others, PLANNED]),
        iter([DONE, SIGNED]),
        waiting=["R1", "R3", "R9"],  # R9 is no longer open
        since=LAST,
        day_minutes=DAY,
    )

    assert [report.report_id for report in reminder.waiting] == ["R1", "R3"]
    assert [(p.report.report_id, p.limits) for p in reminder.pressing] == [
        ("R3", (Limit.DEADLINE_PAST,))
    ]
    assert reminder.done == (SIGNED,)
    assert (reminder.recipient, reminder.since) == (SECRETARY, LAST)
    assert not reminder.says_nothing
    assert reminder.count(Limit.DEADLINE_PAST, Limit.DEADLINE_NEAR) == 1
    assert reminder.count(Limit.STANDARD_PAST) == 0


def test_who_has_nothing_to_do_is_told_nothing() -> None:
    reminder = reminder_for(
        NOBODY, [OPEN, PLANNED], [DONE], waiting=[], since=LAST, day_minutes=DAY
    )

    assert reminder.says_nothing


def test_what_was_done_is_told_since_the_last_reminder_or_for_a_week() -> None:
    assert looked_back_to(LAST, NOW) == LAST
    assert looked_back_to(None, NOW) == moment("2026-02-24 08:00").at
