"""Where small stories stand. The week begins Monday, 2 March 2026."""

from dataclasses import replace
from typing import Any

import pandas as pd

from lkj.analytics.status import report_status, step_strip
from lkj.analytics.visits import step_visits
from lkj.domain.commands import Period
from lkj.domain.events import Event, EventKind, Source
from tests.analytics.log_frame import calendar, log_of
from tests.analytics.small_visits import FRIDAY, SOPS, at, column, first_two
from tests.support.story import Story, an_event


def tables_of(events: list[Event], as_of: str = FRIDAY) -> tuple[pd.DataFrame, pd.DataFrame]:
    facts: dict[str, Any] = {"sops": SOPS, "calendar": calendar(), "as_of": at(as_of)}
    log = log_of(events)
    visits = step_visits(log, **facts)
    return report_status(log, visits, **facts), step_strip(visits, **facts)


def status_of(events: list[Event], as_of: str = FRIDAY) -> dict[str, Any]:
    status, _ = tables_of(events, as_of)
    assert len(status) == 1
    return {name: column(status, name)[0] for name in status.columns}


def strip_of(events: list[Event], as_of: str = FRIDAY) -> dict[str, str]:
    _, strip = tables_of(events, as_of)
    return dict(zip(column(strip, "step"), column(strip, "state"), strict=True))


def test_a_running_report_says_what_was_registered_and_who_must_act() -> None:
    story = Story().register(at="2026-03-02 08:00", recorded="2026-03-02 10:00")
    status = status_of(story.submit(at="2026-03-02 11:00").events(), "2026-03-03 11:00")

    assert status["title"] == "LKj Satpol PP Tahun 2025"
    assert (status["fiscal_year"], status["period"]) == (2025, Period.ANNUAL)
    assert status["disposition_number"] == "900/12/SET"
    assert status["disposition_date"] == "2026-03-02"
    assert status["received_at"] == at("2026-03-02 08:00")
    assert status["registered_at"] == at("2026-03-02 10:00")
    assert (status["state"], status["current_step"]) == ("running", "bentuk-tim")
    assert status["current_roles"] == "kasubbag_renja_monev"
    assert status["waiting_since"] == status["last_at"] == at("2026-03-02 11:00")
    assert (status["age_minutes"], status["standard_minutes"]) == (450, 20)
    assert (status["n_visits"], status["n_rejections"]) == (2, 0)
    assert status["finished_at"] is None
    assert status["lead_minutes"] is None


def test_an_ordered_step_waits_for_its_starters_then_for_its_finishers() -> None:
    story = Story().register().until("kumpulkan-data")

    assert status_of(story.events())["current_roles"] == "kasubbag_renja_monev"
    assert status_of(story.start().events())["current_roles"] == "tim_lkj"


def test_after_a_return_the_finishers_begin_again_by_themselves() -> None:
    story = Story().register().until("periksa-kasubbag").reject()

    status = status_of(story.events(), "2026-03-09 08:00")

    assert (status["current_step"], status["current_visit"]) == ("kumpulkan-data", 2)
    assert status["current_roles"] == "tim_lkj"
    assert status["n_rejections"] == 1


def test_waiting_is_not_held_against_the_standard_but_work_is() -> None:
    waiting = first_two()
    begun = waiting.copy().start(at="2026-03-02 09:30")

    assert status_of(waiting.events())["is_over_standard"] is False
    assert status_of(begun.events(), "2026-03-02 09:50")["is_over_standard"] is False
    over = status_of(begun.events(), "2026-03-02 09:51")
    assert over["is_over_standard"] is True
    assert (over["touch_age_minutes"], over["age_minutes"]) == (21, 51)


def test_a_start_known_by_its_date_alone_is_no_measure() -> None:
    story = first_two().start(at="2026-03-02", source=Source.PAPER, recorded=FRIDAY)
    status = status_of(story.events())

    assert status["started_at"] == at("2026-03-02")
    assert status["touch_age_minutes"] is None
    assert status["is_over_standard"] is False


def test_a_sent_report_waits_for_its_receipt() -> None:
    story = Story().register().until(None)
    sent = status_of(story.events(), "2026-03-20 08:00")
    received = status_of(story.confirm_receipt(after="1d").events(), "2026-03-20 08:00")

    assert sent["state"] == "sent_awaiting_receipt"
    assert sent["current_roles"] == "kasubbag_renja_monev"
    assert sent["current_step"] is None
    assert received["state"] == "finished"
    assert received["current_roles"] == ""
    assert sent["finished_at"] == received["finished_at"] < received["last_at"]
    assert sent["lead_minutes"] == received["lead_minutes"] == 420  # 08.00 to 17.00


def test_a_report_whose_end_a_file_tells_awaits_no_receipt() -> None:
    *before, last = Story().register().until(None).events()

    status = status_of([*before, replace(last, source=Source.IMPORT)])

    assert (status["state"], status["current_roles"]) == ("finished", "")


def test_a_report_that_ends_before_it_begins_has_no_lead() -> None:
    first, second = "terima-disposisi", "bentuk-tim"
    times = [at(f"2026-03-02 {hour}:00") for hour in ("13", "09", "10")]
    acts = [
        {"kind": EventKind.REGISTERED, "next_step": first},
        {"kind": EventKind.SUBMITTED, "step": first, "next_step": second},
        {"kind": EventKind.SUBMITTED, "step": second},
    ]
    events = [
        an_event(no=n, version=n, occurred_at=time, **act)
        for n, (time, act) in enumerate(zip(times, acts, strict=True), 1)
    ]

    status = status_of(events)

    assert status["finished_at"] == at("2026-03-02 10:00")
    assert status["lead_minutes"] is None


def test_an_sop_without_receivers_finishes_at_once() -> None:
    story = Story(sop=SOPS[1]).register().until(None)

    assert not SOPS[1].receivers
    assert status_of(story.events(), "2026-04-20 08:00")["state"] == "finished"


def test_taking_back_the_last_step_reopens_the_report() -> None:
    story = Story().register().until(None).take_back(after="5m")

    status = status_of(story.events(), "2026-03-20 08:00")

    assert (status["state"], status["current_step"]) == ("running", "kirim-lkj")
    assert status["lead_minutes"] is None


def test_a_cancelled_report_waits_for_nobody() -> None:
    status = status_of(first_two().cancel().events())

    assert status["state"] == "cancelled"
    assert status["current_roles"] == ""
    assert status["current_step"] is None
    assert status["finished_at"] is None
    assert status["is_over_standard"] is False


def test_reports_of_two_sops_stand_side_by_side() -> None:
    first = Story(report_id="R2", first_no=1).register().events()
    second = Story(sop=SOPS[1], report_id="R1", first_no=11).register().events()

    status, strip = tables_of([*first, *second])

    assert column(status, "report_id") == ["R1", "R2"]
    assert column(status, "sop_id") == [SOPS[1].id, SOPS[0].id]
    assert strip.groupby("report_id").size().to_dict() == {
        "R1": len(SOPS[1].steps),
        "R2": len(SOPS[0].steps),
    }


def test_the_strip_shows_what_is_passed_and_what_is_ahead() -> None:
    strip = strip_of(Story().register().until("periksa-kasubbag").events())

    assert list(strip.values()) == ["done", "done", "done", "current", *["waiting"] * 4]


def test_a_return_sends_back_every_step_after_its_target() -> None:
    story = Story().register().until("tanda-tangan").reject().reject()
    returned = strip_of(story.events(), "2026-03-09 08:00")
    repaired = strip_of(story.go().events(), "2026-03-09 08:00")

    assert list(returned.values())[3:] == [
        "current",
        "returned",
        "returned",
        "waiting",
        "waiting",
    ]
    assert list(repaired.values())[3:] == ["done", "current", "returned", "waiting", "waiting"]


def test_a_finished_strip_is_done() -> None:
    story = Story().register().until("periksa-kasubbag").reject().until(None)

    assert set(strip_of(story.events(), "2026-03-20 08:00").values()) == {"done"}


def test_a_cancelled_step_is_neither_current_nor_done() -> None:
    strip = strip_of(first_two().cancel().events())

    assert list(strip.values())[:2] == ["done", "waiting"]


def test_the_strip_marks_passes_known_to_be_over_the_standard() -> None:
    story = first_two(at="2026-03-02 15:00", effort_minutes=21)
    story.start(at="2026-03-03 08:00").submit(at="2026-03-03 09:01").start()
    _, strip = tables_of(story.events(), "2026-03-20 08:00")

    over = dict(zip(column(strip, "step"), column(strip, "is_over_standard"), strict=True))
    assert over["terima-disposisi"] is False  # 60 minutes in the step, but no start is known
    assert over["bentuk-tim"] is True
    assert over["kumpulkan-data"] is True
    assert over["periksa-kasubbag"] is True  # still running
    assert over["periksa-sekretaris"] is False
