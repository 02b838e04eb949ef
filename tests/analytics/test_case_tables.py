from datetime import datetime

import pandas as pd
import pytest

from lkj.analytics import case_tables as tables
from lkj.analytics.case_log import CaseLog, case_log
from lkj.analytics.case_visits import case_visits
from lkj.analytics.conformance import deviations, fitness_and_deviations, report_fitness
from lkj.analytics.transitions import transitions
from lkj.worktime import WorkingCalendar
from tests.analytics.small_cases import WHO, ZONE, cells, mapped, read, rows
from tests.support.settings import ROOT
from tests.support.small_log import small_calendar, small_sop

NOON = datetime(2026, 1, 5, 12, tzinfo=ZONE)
AMSTERDAM = (ROOT / "tests/data/calendar/senin-jumat-amsterdam.toml").read_text(
    encoding="utf-8"
)


def visits_of(log: CaseLog, calendar: WorkingCalendar | None = None) -> pd.DataFrame:
    return case_visits(
        log.events, sop=small_sop(), calendar=calendar or small_calendar(), as_of=NOON
    )


def cases_of(log: CaseLog, calendar: WorkingCalendar | None = None) -> pd.DataFrame:
    visits = visits_of(log, calendar)
    return tables.cases(
        log.events,
        visits,
        report_fitness(visits, sops=[small_sop()]),
        sop=small_sop(),
        calendar=calendar or small_calendar(),
    )


def test_activities_stand_by_frequency_then_name() -> None:
    log = read("A | Setuju | 9", "A | Telepon | 9", "B | Arsip | 9", "B | Telepon | 9")

    assert tables.activity_counts(log.events).to_numpy().tolist() == [
        ["Telepon", 2],
        ["Arsip", 1],
        ["Setuju", 1],
    ]


def test_a_case_of_activities_outside_the_sop_keeps_to_nothing() -> None:
    found = cases_of(read("A | Telepon | 9", "A | Surat | 10", "B | Kirim | 9"))

    columns = ["report_id", "n_events", "lead_minutes", "n_rejections", "is_closed", "fitness"]
    assert cells(found, columns) == [["A", 2, 60, 0, False, 0], ["B", 1, 0, 0, False, 1]]


def test_what_is_extra_and_what_is_unmapped_cost_alike() -> None:
    whole = "A | Kirim | 8", "A | Setuju | 9", "A | Arsip | 10"

    extra = cases_of(read(*whole[:1], "A | Kirim | 8:30", *whole[1:]))
    unmapped = cases_of(read(*whole[:1], "A | Telepon | 8:30", *whole[1:]))

    assert extra["fitness"].tolist() == pytest.approx([1 - 1 / 7])
    assert unmapped["fitness"].tolist() == pytest.approx([1 - 1 / 7])


def test_deviations_stand_by_case_those_of_the_sop_before_the_unmapped() -> None:
    log = read("B | Telepon | 9", "B | Arsip | 10", "A | Surat | 9")
    _, found = fitness_and_deviations(visits_of(log), sops=[small_sop()])

    listed = tables.deviation_list(log.events, found)

    assert cells(listed, ["report_id", "kind", "step", "detail"]) == [
        ["A", "unmapped_activity", "-", "Surat"],
        ["B", "skipped", "kirim", "submit"],
        ["B", "skipped", "reviu", "approve"],
        ["B", "unmapped_activity", "-", "Telepon"],
    ]


def test_fitness_and_deviations_at_once_are_those_of_each_alone() -> None:
    visits = visits_of(read("B | Arsip | 9", "A | Kirim | 9", "A | Tolak | 10"))
    sops = [small_sop()]

    fitness, found = fitness_and_deviations(visits, sops=iter(sops))

    pd.testing.assert_frame_equal(fitness, report_fitness(visits, sops=sops))
    pd.testing.assert_frame_equal(found, deviations(visits, sops=sops))


def test_a_step_that_nothing_passed_is_told_without_numbers() -> None:
    found = tables.step_durations(visits_of(read("A | Kirim | 9")), sop=small_sop())

    assert tuple(found) == tables.DURATION_COLUMNS
    assert cells(found, ["step", "n", "n_closed", "n_known", "n_bounded"]) == [
        ["kirim", 1, 1, 0, 1],
        ["reviu", 1, 0, 0, 0],
        ["arsip", 0, 0, 0, 0],
    ]
    assert found[["median_lead_minutes", "p90_waiting_minutes"]].isna().all(axis=None)
    assert found["standard_minutes"].tolist() == [60, 60, 60]


def test_returns_of_nobody_in_particular_have_a_row_of_their_own() -> None:
    log = read(
        "A | Tolak | 9 | |", "B | Setuju | 9 | |", "C | Tolak | 9 | Budi | Kepala",
        columns=WHO, headings="no apa kapan siapa peran",
    )  # fmt: skip
    columns = ["n_decisions", "n_rejected", "n_reports_rejected", "first_pass_yield"]

    by_step = tables.rejections(visits_of(log))[0]
    by_role = tables.rejections(visits_of(log))[1]

    expected = [["kepala", 1, 1, 1, 0], ["-", 2, 1, 1, 0.5]]
    assert cells(by_step, ["role", *columns]) == expected
    assert cells(by_role, ["role", *columns])[0] == expected[0]


def test_the_first_decision_of_a_role_counts_over_all_steps() -> None:
    log = read(
        "A | Kirim | 8 | Ani | Tim", "A | Tolak | 9 | Budi | Kepala",
        "A | Setuju | 10 | Cici | Sekretaris", "A | Tolak | 11 | Budi | Kepala",
        columns=WHO, headings="no apa kapan siapa peran",
    )  # fmt: skip
    columns = ["role", "n_decisions", "n_rejected", "n_first_decisions", "n_first_pass"]

    assert cells(tables.rejections(visits_of(log))[1], columns) == [
        ["kepala", 2, 2, 1, 0],
        ["sekretaris", 1, 0, 1, 1],
    ]
    # At the step, the second decision is the secretary's, so that she has no first one there.
    assert cells(tables.rejections(visits_of(log))[0], columns) == [
        ["kepala", 2, 2, 1, 0],
        ["sekretaris", 1, 0, 0, 0],
    ]


def test_a_log_without_cases_has_tables_without_rows() -> None:
    log = read()
    fitness, found = fitness_and_deviations(visits_of(log), sops=[small_sop()])

    assert fitness.empty
    assert cases_of(log).empty
    assert tables.activity_counts(log.events).empty
    assert tables.deviation_list(log.events, found).empty
    assert tables.rejections(visits_of(log))[0].empty
    assert tables.rejections(visits_of(log))[1].empty
    assert (tables.step_durations(visits_of(log), sop=small_sop())["n"] == 0).all()


@pytest.mark.parametrize(
    ("finished", "elapsed", "lead"),
    [
        # Friday 15:00 to Monday 08:00: an hour and half an hour, whatever the clocks did.
        (("2026-03-27 15:00", "2026-03-30 08:00"), 64, 90),
        (("2026-10-23 15:00", "2026-10-26 08:00"), 66, 90),
        # With their offset: 15:00 in winter is 14:00 UTC, 08:00 in summer is 06:00 UTC.
        (("2026-03-27T14:00Z", "2026-03-30T06:00Z"), 64, 90),
        (("2026-10-23T13:00Z", "2026-10-26T07:00Z"), 66, 90),
    ],
)
def test_where_clocks_change_working_hours_follow_the_clock_on_the_wall(
    finished: tuple[str, str], elapsed: float, lead: float
) -> None:
    calendar = WorkingCalendar.from_toml(AMSTERDAM)
    table = rows(f"A | Kirim | {finished[0]}", f"A | Setuju | {finished[1]}")
    log = case_log(table, mapped(zone=calendar.zone))

    assert cells(cases_of(log, calendar), ["elapsed_hours", "lead_minutes"]) == [
        [elapsed, lead]
    ]
    found = transitions(log.events, calendar=calendar)
    assert cells(found, ["median_elapsed_seconds", "median_lead_minutes"]) == [
        [elapsed * 3600, lead]
    ]
