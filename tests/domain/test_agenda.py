"""Lines of Buku Agenda: what a book asks for, and how later rows change a line."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from lkj.domain.agenda import Book, Entry, Row, check_entry, check_reason, lines_of, matches
from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid

TODAY = date(2026, 3, 2)
NOON = datetime(2026, 3, 2, 5, tzinfo=UTC)
INCOMING = Entry(
    book=Book.INCOMING,
    entered_on=TODAY,
    letter_date=date(2026, 2, 27),
    agenda_number="A-7",
    letter_number="900/1/SET",
    counterpart="Kepala Satuan",
    subject="Disposisi LKj",
    forwarded_to="Kasubbag",
)
OUTGOING = replace(
    INCOMING,
    book=Book.OUTGOING,
    agenda_number="",
    forwarded_to="",
    address="Pontianak",
)


def problems(entry: Entry) -> list[tuple[str, str]]:
    check = FormCheck()
    check_entry(entry, check, today=TODAY)
    try:
        check.done()
    except FormInvalid as error:
        return [(field, str(code)) for field, code, _ in error.facts["problems"]]
    return []


@pytest.mark.parametrize("entry", [INCOMING, OUTGOING])
def test_a_letter_with_all_that_its_book_has_is_kept_as_typed(entry: Entry) -> None:
    assert check_entry(entry, FormCheck(), today=TODAY) == entry
    assert problems(entry) == []


def test_texts_are_cleaned() -> None:
    typed = replace(INCOMING, subject="  Disposisi   LKj ", counterpart="Kepala Satuan ")

    assert check_entry(typed, FormCheck(), today=TODAY) == INCOMING


@pytest.mark.parametrize(
    ("entry", "changes", "expected"),
    [
        (INCOMING, {"counterpart": " "}, [("counterpart", "required")]),
        (INCOMING, {"subject": ""}, [("subject", "required")]),
        (OUTGOING, {"letter_date": None}, [("letter_date", "required")]),
        (INCOMING, {"letter_date": None}, []),
        (INCOMING, {"address": "Pontianak"}, [("address", "other_book")]),
        (OUTGOING, {"agenda_number": "1"}, [("agenda_number", "other_book")]),
        (OUTGOING, {"forwarded_to": "x"}, [("forwarded_to", "other_book")]),
        (INCOMING, {"entered_on": date(2026, 3, 3)}, [("entered_on", "future")]),
        (INCOMING, {"letter_date": date(2026, 3, 2)}, []),
        (
            INCOMING,
            {"entered_on": date(2026, 3, 1), "letter_date": date(2026, 3, 2)},
            [("letter_date", "after_entry")],
        ),
        (
            INCOMING,
            {"entered_on": date.min, "letter_date": None},
            [("entered_on", "date_range")],
        ),
        (INCOMING, {"letter_date": date(1999, 12, 31)}, [("letter_date", "date_range")]),
        (INCOMING, {"subject": "x" * 501}, [("subject", "too_long")]),
        (INCOMING, {"remark": "a\u202eb"}, [("remark", "bidi")]),
        (INCOMING, {"counterpart": "dua\nbaris"}, [("counterpart", "line_break")]),
        (
            OUTGOING,
            {"counterpart": "", "subject": "\0", "letter_date": None},
            [("counterpart", "required"), ("subject", "control"), ("letter_date", "required")],
        ),
    ],
)
def test_what_is_wrong_with_a_letter_is_told_field_by_field(
    entry: Entry, changes: dict[str, Any], expected: list[tuple[str, str]]
) -> None:
    found = problems(replace(entry, **changes))

    assert [pair for pair in found if pair in expected] == expected
    assert bool(found) is bool(expected)


@pytest.mark.parametrize(
    ("reason", "problem"), [("", "required"), ("singkat", "too_short"), ("x" * 501, "too_long")]
)
def test_a_change_needs_a_reason(reason: str, problem: str) -> None:
    check = FormCheck()
    check_reason(reason, check)

    with pytest.raises(FormInvalid) as caught:
        check.done()
    assert [str(code) for _, code, _ in caught.value.facts["problems"]] == [problem]
    assert check_reason(" salah ketik nomor ", FormCheck()) == "salah ketik nomor"


def test_the_own_number_is_that_of_the_book() -> None:
    assert (INCOMING.own_number, OUTGOING.own_number) == ("A-7", "900/1/SET")
    assert INCOMING.numbered("B").agenda_number == "B"
    assert OUTGOING.numbered("B").letter_number == "B"
    assert INCOMING.year == 2026


def a_row(
    no: int, *, serial: int | None = None, target: int | None = None, **facts: Any
) -> Row:
    usual: dict[str, Any] = {
        "year": 2026,
        "is_cancelled": False,
        "entry": INCOMING,
        "reason": "",
        "account_id": "a1",
        "at": NOON,
    }
    return Row(no=no, serial=serial, target_no=target, **(usual | facts))


def test_a_line_reads_as_its_last_row_and_keeps_its_serial() -> None:
    other = replace(INCOMING, subject="Perbaikan")
    rows = [
        a_row(1, serial=1),
        a_row(2, serial=2),
        a_row(3, target=1, entry=other, reason="salah ketik"),
        a_row(4, target=2, is_cancelled=True, reason="tercatat dua kali"),
        a_row(5, serial=3),
    ]

    first, second, third = lines_of(rows)

    assert (first.no, first.serial, first.entry, first.n_later) == (1, 1, other, 1)
    assert (first.is_cancelled, second.is_cancelled, second.serial) == (False, True, 2)
    assert second.last.reason == "tercatat dua kali"
    assert (third.no, third.last, third.n_later) == (5, rows[4], 0)


def test_a_later_row_without_its_first_one_makes_no_line() -> None:
    assert lines_of([a_row(3, target=1, reason="x")]) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", True),
        ("DISPOSISI  lkj", True),
        ("a-7", True),
        ("900/1", True),
        ("kepala", True),
        ("e\u0301", False),
        ("Kasubbag", False),
        ("tidak ada", False),
    ],
)
def test_numbers_counterpart_and_subject_are_searched(words: str, found: bool) -> None:
    assert matches(INCOMING, words) is found


def test_letters_are_found_however_they_are_composed() -> None:
    composed = replace(INCOMING, subject="Résumé")

    assert matches(composed, "re\u0301sume\u0301")
