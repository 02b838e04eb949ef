from contextlib import nullcontext
from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import get_type_hints

import pytest

from lkj.domain import commands as c
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.events import Moment
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.domain.text import FormCheck
from lkj.errors import FormInvalid, OutsideCalendar
from lkj.reference import read_calendar
from lkj.usecases.command_checks import (
    LINES,
    LONGEST_NOTE,
    MOST_MINUTES,
    TEXTS,
    check_years,
    clean_command,
)
from tests.support.offices import NOW
from tests.support.staffed import Running, a_registration, staffed_office
from tests.support.times import moment

SUBMIT = c.Move(decision=Decision.SUBMIT)


@pytest.fixture
def report(tmp_path: Path) -> Running:
    """A report that waits for its first step, and so for Sekretaris."""
    return Running(staffed_office(tmp_path)).register()


FAR = Moment(NOW.replace(year=1999))
FAR_COMMANDS = {
    "start": c.Start(at=FAR),
    "finish": replace(SUBMIT, finished=FAR),
    "start of a move": replace(SUBMIT, started=FAR),
    "correction": c.Correct(
        target_no=1, field=c.CorrectableField.OCCURRED_AT, value=FAR, reason="salah ketik tahun"
    ),
    "receipt": c.ConfirmReceipt(received=FAR),
    "registration": a_registration(received=FAR),
}


@pytest.mark.parametrize("command", FAR_COMMANDS.values(), ids=FAR_COMMANDS)
def test_a_time_that_the_calendar_cannot_count_is_refused(
    report: Running, command: c.Command
) -> None:
    """It would stay in the log for ever, and every table of it would fail."""
    error = report.refused("sekretaris", report.form(command), OutsideCalendar)

    assert error.facts == {"year": 1999}


@pytest.mark.parametrize(
    ("at", "is_counted"),
    [
        ("2022-12-31 23:59", False),
        ("2023-01-01 00:00", True),
        ("2027-12-31 23:59", True),
        ("2028-01-01 00:00", False),
    ],
)
def test_the_years_of_the_calendar_are_local_ones(at: str, is_counted: bool) -> None:
    refusal = nullcontext() if is_counted else pytest.raises(OutsideCalendar)

    with refusal:
        check_years(c.Start(at=moment(at)), read_calendar())


MOVE = c.Move(decision=Decision.SUBMIT)
ATTACH = c.Attach(kind=DocumentKind("dpa", "DPA", ()))
TEXT_FIELDS = [
    (a_registration(), "title"),
    (a_registration(), "disposition_number"),
    (MOVE, "note"),
    (MOVE, "time_conflict"),
    (MOVE, "missing_data"),
    (MOVE, "shown"),
    (ATTACH, "place"),
    (ATTACH, "note"),
    (c.TakeBack(), "note"),
    (c.ConfirmReceipt(), "note"),
    (c.Cancel(note=""), "note"),
    (FAR_COMMANDS["correction"], "reason"),
    (c.Note(), "text"),
    (c.GiveCause(target_no=1, cause=c.Cause.MEETING), "note"),
]
REFUSED = {
    "a\0b": "control",
    "a\x1b[2Jb": "control",
    "a\x85b": "control",
    "a\u2028b": "control",
    "a\ud800b": "unreadable",
    "a\ufffeb": "unreadable",
    "laporan\u202efdp.exe": "bidi",
    "a\u2066b": "bidi",
    "x" * 1_000_000: "too_long",
    "e" + "\u0301" * 1_000_000: "too_long",
    "x" * (LONGEST_NOTE + 1): "too_long",
}
KEPT = {
    "  Cafe\u0301 \r\n": "Café",
    "ꦱꦶꦠꦶ": "ꦱꦶꦠꦶ",
    "العربية": "العربية",
    "🏳 ﬁ Å ẞ": "🏳 ﬁ Å ẞ",
    '=HYPERLINK("http://x")': '=HYPERLINK("http://x")',
    "<script>alert(1)</script>": "<script>alert(1)</script>",
    "'; DROP TABLE events; --": "'; DROP TABLE events; --",
    "{0} %s $x \\": "{0} %s $x \\",
}


def problems(command: c.Command, **options: str) -> list[tuple[str, str]]:
    check = FormCheck()
    clean_command(check, command, **options)
    with pytest.raises(FormInvalid) as caught:
        check.done()
    return [(field, str(code)) for field, code, _ in caught.value.facts["problems"]]


def cleaned(command: c.Command) -> c.Command:
    check = FormCheck()
    result = clean_command(check, command)
    check.done()
    return result


def test_every_text_of_every_command_has_a_rule() -> None:
    typed = {
        (kind.__name__, field.name)
        for kind in c.Command.__args__
        for field in fields(kind)
        if get_type_hints(kind)[field.name] is str
    }

    assert typed == {(type(command).__name__, name) for command, name in TEXT_FIELDS}
    assert {name for _, name in typed} == LINES | TEXTS


@pytest.mark.parametrize(("command", "name"), TEXT_FIELDS)
@pytest.mark.parametrize(("text", "code"), REFUSED.items(), ids=range(len(REFUSED)))
def test_text_that_cannot_be_kept_is_refused(
    command: c.Command, name: str, text: str, code: str
) -> None:
    assert problems(replace(command, **{name: text})) == [(name, code)]


@pytest.mark.parametrize(("command", "name"), TEXT_FIELDS)
@pytest.mark.parametrize(("text", "kept"), KEPT.items(), ids=range(len(KEPT)))
def test_other_text_is_kept_in_one_form(
    command: c.Command, name: str, text: str, kept: str
) -> None:
    assert getattr(cleaned(replace(command, **{name: text})), name) == kept


@pytest.mark.parametrize("name", sorted(LINES))
def test_a_line_is_one_line_without_invisible_characters(name: str) -> None:
    command = next(one for one, field in TEXT_FIELDS if field == name)

    assert problems(replace(command, **{name: "a\nb"})) == [(name, "line_break")]
    assert problems(replace(command, **{name: "a\u200bb"})) == [(name, "invisible")]


def test_a_text_may_have_lines_and_invisible_joiners() -> None:
    text = "baris satu\nbaris\tdua \u200d\ufeff"

    assert cleaned(c.Note(text=text)) == c.Note(text=text)


def test_a_title_is_required_and_a_disposisi_number_is_not() -> None:
    command = a_registration(title=" \u3000", disposition_number=" ")

    assert problems(command) == [("title", "required")]


def test_every_wrong_field_is_told_at_once() -> None:
    absent = c.InputCheck("DPA", c.InputState.ABSENT, reason="a\0")
    move = replace(
        MOVE, note="\0", time_conflict="\ud800", effort_minutes=2**63, inputs=(absent,)
    )
    register = a_registration(
        title="",
        disposition_number="a\nb",
        fiscal_year=2**70,
        disposition_date=date(1999, 1, 1),
    )

    assert problems(register) == [
        ("title", "required"),
        ("fiscal_year", "year_range"),
        ("disposition_number", "line_break"),
        ("disposition_date", "date_range"),
    ]
    assert problems(move, place="rows.2.") == [
        ("rows.2.effort_minutes", "too_large"),
        ("rows.2.note", "control"),
        ("rows.2.inputs.DPA", "control"),
        ("rows.2.time_conflict", "unreadable"),
    ]


@pytest.mark.parametrize("year", [2014, 2101, -1])
def test_a_tahun_kinerja_out_of_range_is_refused(year: int) -> None:
    assert problems(a_registration(fiscal_year=year)) == [("fiscal_year", "year_range")]


def test_a_corrected_effort_is_a_number_that_can_be_stored() -> None:
    effort = c.CorrectableField.EFFORT_MINUTES
    command = c.Correct(target_no=1, field=effort, value=MOST_MINUTES + 1, reason="salah ketik")

    assert problems(command) == [("value", "too_large")]
    assert cleaned(replace(command, value=MOST_MINUTES)).value == MOST_MINUTES


def test_what_is_typed_is_told_at_once_and_stores_nothing(report: Running) -> None:
    form = report.form(replace(MOVE, note="a\0b"), request_id="\u202e")

    error = report.refused("sekretaris", form, FormInvalid)

    assert error.facts["problems"] == (
        ("request_id", "bidi", "U+202E"),
        ("note", "control", "U+0000"),
    )


@pytest.mark.parametrize(("text", "kept"), KEPT.items(), ids=range(len(KEPT)))
def test_a_stored_text_reads_back_equal(report: Running, text: str, kept: str) -> None:
    event = report.act("monev", c.Note(text=text))

    assert (event.note, report.events[-1]) == (kept, event)


def test_registered_words_read_back_equal(tmp_path: Path) -> None:
    report = Running(staffed_office(tmp_path))

    report.register(title="  LKj  Cafe\u0301 ", disposition_number="1/Ωß")

    facts = payload_of(report.events[0])
    assert (facts["title"], facts["disposition_number"]) == ("LKj Café", "1/Ωß")
