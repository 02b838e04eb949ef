"""Text is broken into lines that fit and lose nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.charts.text_lines import shortened, text_width, widest_part, wrap


def test_lines_break_at_spaces() -> None:
    assert wrap("Membentuk Tim Penyusunan LKj", width=80, size=10) == (
        "Membentuk Tim",
        "Penyusunan LKj",
    )


def test_a_word_wider_than_a_line_is_broken_inside() -> None:
    lines = wrap("a pertanggungjawaban", width=40, size=10)

    assert "".join(lines) == "apertanggungjawaban"
    assert len(lines) > 2


def test_a_text_without_words_has_no_lines() -> None:
    assert wrap(" \n ", width=40, size=10) == ()


# Advance widths summed from the font file of Liberation Sans at 1000 units, without kerning.
@pytest.mark.parametrize(
    ("text", "width"), [("Waktu", 2834), ("Kelengkapan", 5838), ("20 menit", 3835)]
)
def test_width_is_arials_and_a_little_more(text: str, width: int) -> None:
    assert text_width(text, size=1000) == pytest.approx(width * 1.04, abs=3)


def test_wide_letters_count_as_wide_and_accents_as_nothing() -> None:
    assert text_width("表", size=10) > text_width("e", size=10)
    assert text_width("e\u0301", size=10) == text_width("e", size=10)


def test_bold_is_wider() -> None:
    assert text_width("Waktu", size=10, is_bold=True) > text_width("Waktu", size=10)


@given(st.text(max_size=80), st.floats(20, 300))
def test_no_letter_is_lost_and_lines_fit(text: str, width: float) -> None:
    lines = wrap(text, width=width, size=11)

    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(len(line) == 1 or text_width(line, size=11) <= width for line in lines)


def test_what_has_no_room_is_left_out_behind_an_ellipsis() -> None:
    lines = shortened("3. Request For Payment: ADMINISTRATION", width=90, size=10, most_lines=2)

    assert lines == ("3. Request For", "Payment: ADMI…")


def test_long_words_break_after_hyphens_and_underscores_and_are_cut_elsewhere() -> None:
    assert shortened("FINAL_APPROVER", width=60, size=10, most_lines=2) == (
        "FINAL_",
        "APPROVER",
    )
    assert shortened("ADMINISTRATION", width=60, size=10, most_lines=2) == ("ADMINIS…",)
    assert shortened("  ", width=60, size=10, most_lines=2) == ()


@given(text=st.text(), width=st.integers(20, 200), most=st.integers(1, 4))
def test_shortened_lines_always_fit(text: str, width: int, most: int) -> None:
    lines = shortened(text, width=width, size=10, most_lines=most)

    assert len(lines) <= most
    assert all(text_width(line, size=10) <= width for line in lines)


def test_the_widest_part_is_what_does_not_break() -> None:
    part = widest_part("PRE_APPROVER a/b", size=10)

    assert part == text_width("APPROVER", size=10)
    assert widest_part("", size=10) == 0
