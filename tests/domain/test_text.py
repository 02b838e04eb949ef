from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.text import FormCheck, clean_line, clean_text
from lkj.errors import FormInvalid


def problem(text: str, clean=clean_line, **options: object) -> tuple[str, str]:
    with pytest.raises(FormInvalid) as caught:
        clean(text, "name", 20, **options)
    ((field, code, detail),) = caught.value.facts["problems"]
    assert field == "name"
    return str(code), detail


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Siti Contoh ", "Siti Contoh"),
        ("Siti\u00a0\u3000 Contoh", "Siti Contoh"),
        ("Siti Contoh\r\n", "Siti Contoh"),
        ("cafe\u0301", "caf\u00e9"),
        ("ꦱꦶꦠꦶ", "ꦱꦶꦠꦶ"),
        ("=1+1", "=1+1"),
        ("<script>", "<script>"),
    ],
)
def test_a_line_is_normalised(typed: str, kept: str) -> None:
    assert clean_line(typed, "name", 20) == kept


@pytest.mark.parametrize(
    ("typed", "code", "detail"),
    [
        ("", "required", ""),
        (" \u3000\n", "required", ""),
        ("x" * 21, "too_long", "20"),
        ("x" * 1_000_000, "too_long", "20"),
        ("e" + "\u0301" * 1_000_000, "too_long", "20"),
        ("a\nb", "line_break", "U+000A"),
        ("a\0b", "control", "U+0000"),
        ("a\x1b[2Jb", "control", "U+001B"),
        ("a\x85b", "control", "U+0085"),
        ("a\u2028b", "control", "U+2028"),
        ("laporan\u202efdp.exe", "bidi", "U+202E"),
        ("a\u2066b", "bidi", "U+2066"),
        ("a\u200bb", "invisible", "U+200B"),
        ("a\ufeffb", "invisible", "U+FEFF"),
        ("a\u00adb", "invisible", "U+00AD"),
        ("a\u3164b", "invisible", "U+3164"),
        ("a\ud800b", "unreadable", "U+D800"),
        ("a\ufffeb", "unreadable", "U+FFFE"),
        ("a\U0001fffeb", "unreadable", "U+1FFFE"),
        ("a\ufdd0b", "unreadable", "U+FDD0"),
    ],
)
def test_a_line_is_refused_with_its_reason(typed: str, code: str, detail: str) -> None:
    assert problem(typed) == (code, detail)


def test_an_optional_line_may_be_empty() -> None:
    assert clean_line(" ", "name", 20, required=False) == ""


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("satu\r\ndua\rtiga\n", "satu\ndua\ntiga"),
        ("kolom\tlain", "kolom\tlain"),
        ("🏳️‍🌈", "🏳️‍🌈"),
        ("dua  spasi", "dua  spasi"),
    ],
)
def test_a_text_keeps_its_lines(typed: str, kept: str) -> None:
    assert clean_text(typed, "note", 20) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\0b", "control"),
        ("a\u202eb", "bidi"),
        ("a\udfffb", "unreadable"),
        ("x" * 21, "too_long"),
    ],
)
def test_a_text_is_refused_with_its_reason(typed: str, code: str) -> None:
    assert problem(typed, clean_text)[0] == code


def test_a_required_text_must_say_something() -> None:
    assert problem("\n\n", clean_text, required=True) == ("required", "")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("", ""),
        ("198001012005012001", "198001012005012001"),
        ("19800101 200501 2 001", "198001012005012001"),
        ("19800101.200501.2.001", "198001012005012001"),
    ],
)
def test_an_nip_is_empty_or_eighteen_digits(typed: str, kept: str) -> None:
    check = FormCheck()

    assert check.nip(typed) == kept
    check.done()


@pytest.mark.parametrize("typed", ["1980", "19800101200501200X", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦٧٨"])
def test_another_nip_is_refused(typed: str) -> None:
    check = FormCheck()
    check.nip(typed)

    with pytest.raises(FormInvalid) as caught:
        check.done()
    assert caught.value.facts["problems"] == (("nip", "not_digits", "18"),)


def test_all_problems_are_told_at_once_and_of_each_field_the_first() -> None:
    check = FormCheck()
    check.line("", "name", 20)
    check.nip("12")
    check.day(date(1999, 12, 31), "valid_from")
    check.add("valid_from", "overlaps")

    with pytest.raises(FormInvalid) as caught:
        check.done()
    assert caught.value.facts["problems"] == (
        ("name", "required", ""),
        ("nip", "not_digits", "18"),
        ("valid_from", "date_range", "2000-2100"),
    )


@given(st.text(st.characters(), max_size=60))
def test_what_is_accepted_is_stored_and_read_unchanged(typed: str) -> None:
    check = FormCheck()
    line = check.line(typed, "line", 20, required=False)
    text = check.text(typed, "text", 50)

    assert clean_line(line, "line", 20, required=False) == line
    assert clean_text(text, "text", 50) == text
    assert (line + text).encode("utf-8").decode("utf-8") == line + text
    assert "\0" not in line + text
