from dataclasses import replace
from datetime import datetime

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from lkj.analytics.case_log import CASE_LOG, RowProblem, case_log
from lkj.analytics.log_times import read_times
from lkj.analytics.schema import conform
from tests.analytics.small_cases import (
    LIFECYCLE,
    PLAIN,
    STARTED,
    WHO,
    ZONE,
    cells,
    hours,
    mapped,
    read,
    rows,
)

DAUR = "no apa daur kapan"


def test_events_stand_by_case_and_time_with_ties_in_the_order_of_the_file() -> None:
    log = read("B | Kirim | 9", "A | Setuju | 11", "A | Kirim | 10", "A | Arsip | 10")

    names = ["report_id", "row", "activity", "step", "kind"]
    assert cells(log.events, names) == [
        ["A", 4, "Kirim", "kirim", "serahkan"],
        ["A", 5, "Arsip", "arsip", "serahkan"],
        ["A", 3, "Setuju", "reviu", "setujui"],
        ["B", 2, "Kirim", "kirim", "serahkan"],
    ]
    assert hours(log.events["at"]) == ["10:00", "10:00", "11:00", "09:00"]


def test_events_have_the_columns_of_the_schema() -> None:
    for log in (read("A | Kirim | 9"), read(), read(" | | ")):
        pd.testing.assert_frame_equal(log.events, conform(log.events, CASE_LOG))


def test_an_activity_that_is_not_mapped_has_no_step() -> None:
    log = read("A | Telepon | 9")

    assert cells(log.events, ["activity", "step", "kind", "role"]) == [
        ["Telepon", "-", "-", "-"]
    ]


def test_roles_are_those_of_the_map_and_else_of_the_log() -> None:
    log = read(
        "A | Kirim | 9 | Ani | Kepala",
        "A | Setuju | 10 | Budi | Kepala Satuan",
        "A | Setuju | 11 | | ",
        columns=WHO,
        headings="no apa kapan siapa peran",
    )

    assert cells(log.events, ["actor", "role"]) == [
        ["Ani", "tim"],
        ["Budi", "kepala-satuan"],
        ["-", "-"],
    ]
    assert log.role_names == ("Kepala", "Kepala Satuan")


def test_a_row_is_refused_for_the_first_thing_that_is_wrong() -> None:
    log = read(
        " | Kirim | x | 8",
        "A | | 9 | 8",
        "A | Kirim | | tadi",
        "A | Kirim | kemarin | tadi",
        "A | Kirim | 9 | tadi",
        "A | Kirim | 9 | ",
        columns=STARTED,
        headings="no apa kapan sejak",
    )

    assert log.refused.to_numpy().tolist() == [
        [2, RowProblem.NO_CASE, ""],
        [3, RowProblem.NO_ACTIVITY, ""],
        [4, RowProblem.NO_TIME, ""],
        [5, RowProblem.UNREADABLE_TIME, "kemarin"],
        [6, RowProblem.UNREADABLE_START, "tadi"],
    ]
    assert len(log.events) == 1


def test_what_is_left_out_on_purpose_is_counted_and_never_refused() -> None:
    log = read(
        "A | Kopi | complete | tadi",
        "A | Kirim | schedule | tadi",
        "A | Kopi | schedule | 9",
        "A | Kirim | COMPLETE | 9",
        "A | Kirim |  | 10",
        columns=LIFECYCLE,
        headings=DAUR,
    )

    assert (log.n_ignored, log.n_other_lifecycle, len(log.refused)) == (1, 2, 0)
    assert hours(log.events["at"]) == ["09:00", "10:00"]


def test_what_was_finished_after_as_of_is_left_out() -> None:
    at = datetime(2026, 1, 5, 10, tzinfo=ZONE)

    log = read("A | Kirim | 9", "A | Setuju | 10", "B | Kirim | 10:01", as_of=at)

    assert (len(log.events), log.n_later) == (2, 1)


def test_an_end_takes_the_earliest_start_before_it_that_is_free() -> None:
    log = read(
        "A | Kirim | start | 8",
        "A | Kirim | start | 9",
        "A | Kirim | complete | 10",
        "A | Kirim | complete | 11",
        "A | Kirim | start | 12",
        columns=LIFECYCLE,
        headings=DAUR,
    )

    assert hours(log.events["started_at"]) == ["08:00", "09:00"]
    assert log.n_unfinished_starts == 1


def test_an_end_without_a_start_does_not_take_that_of_the_next() -> None:
    log = read(
        "A | Kirim | complete | 8",
        "A | Kirim | start | 9",
        "A | Kirim | complete | 10",
        "A | Kirim | complete | 11",
        "A | Kirim | start | 12",
        "A | Kirim | complete | 13",
        columns=LIFECYCLE,
        headings=DAUR,
    )

    assert hours(log.events["started_at"]) == ["-", "09:00", "-", "12:00"]
    assert log.n_unfinished_starts == 0


def test_starts_belong_to_their_case_and_step_or_else_activity() -> None:
    log = read(
        "A | Tolak | start | 8",
        "A | Telepon | start | 8",
        "A | Surat | start | 9",
        "B | Setuju | complete | 10",
        "A | Surat | complete | 11",
        "A | Telepon | complete | 12",
        "A | Setuju | complete | 13",
        columns=LIFECYCLE,
        headings=DAUR,
    )

    assert cells(log.events, ["report_id", "activity"]) == [
        ["A", "Surat"],
        ["A", "Telepon"],
        ["A", "Setuju"],
        ["B", "Setuju"],
    ]
    assert hours(log.events["started_at"]) == ["09:00", "08:00", "08:00", "-"]


def test_an_activity_may_be_a_start_by_the_map() -> None:
    log = read("A | Buka | 9", "A | Tolak | 10", "A | Buka | 11")

    assert cells(log.events, ["activity"]) == [["Tolak"]]
    assert hours(log.events["started_at"]) == ["09:00"]
    assert log.n_unfinished_starts == 1
    assert log.activities == ("Buka", "Tolak")
    assert list(log.events["activity"].cat.categories) == ["Tolak"]


def test_a_start_in_the_row_itself_goes_before_one_of_its_own() -> None:
    log = read(
        "A | Buka | 8 | ",
        "A | Setuju | 10 | 9",
        columns=STARTED,
        headings="no apa kapan sejak",
    )

    assert hours(log.events["started_at"]) == ["09:00"]


def test_typed_columns_are_read_as_their_texts() -> None:
    texts = rows("7 | Kirim | 9", "8 | Setuju | ", "7 | Telepon | 10")
    typed = pd.DataFrame(
        {
            "no": pd.array([7, 8, 7], dtype="Int64"),
            "apa": pd.Categorical(["Kirim", "Setuju", "Telepon"]),
            "kapan": read_times(texts["kapan"], ZONE),
        }
    ).set_axis(texts.index, axis=0)

    written, read_typed = case_log(texts, mapped()), case_log(typed, mapped())

    pd.testing.assert_frame_equal(written.events, read_typed.events)
    pd.testing.assert_frame_equal(written.refused, read_typed.refused)


def test_a_category_that_is_missing_is_no_activity() -> None:
    typed = rows("A | Kirim | 9", "A | | 9").assign(apa=pd.Categorical(["Kirim", None]))

    assert case_log(typed, mapped()).refused["reason"].tolist() == [RowProblem.NO_ACTIVITY]


MARKS = st.lists(st.tuples(st.sampled_from("AB"), st.booleans()), max_size=12)


@given(MARKS)
def test_starts_and_ends_are_joined_as_by_a_queue(marks: list[tuple[str, bool]]) -> None:
    records = [
        f"{case} | Kirim | {'start' if is_start else 'complete'} | 8:{minute:02}"
        for minute, (case, is_start) in enumerate(marks)
    ]
    waiting: dict[str, list[str]] = {"A": [], "B": []}
    expected: dict[str, list[str]] = {"A": [], "B": []}
    for minute, (case, is_start) in enumerate(marks):
        if is_start:
            waiting[case].append(f"08:{minute:02}")
        else:
            expected[case].append(waiting[case].pop(0) if waiting[case] else "-")

    columns = replace(PLAIN, lifecycle="daur")
    log = read(*records, columns=columns, headings=DAUR)

    assert hours(log.events["started_at"]) == expected["A"] + expected["B"]
    assert log.n_unfinished_starts == sum(map(len, waiting.values()))
