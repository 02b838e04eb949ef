"""Numbers of letters by template, and every template that is refused."""

from datetime import date

import pytest

from lkj.domain.agenda_numbers import numbered_by, template_problems

DAY = date(2026, 11, 9)


@pytest.mark.parametrize(
    ("template", "number"),
    [
        ("", ""),
        ("000.8.6.3/{no}/SATPOL-PP/{tahun}", "000.8.6.3/42/SATPOL-PP/2026"),
        ("{no:3}/{bulan}/{tahun}", "042/XI/2026"),
        ("{no:1}-{tahun}", "42-2026"),
        ("{no}{no:6}{tahun}", "420000422026"),
    ],
)
def test_a_template_gives_a_number(template: str, number: str) -> None:
    assert template_problems(template or "{no}{tahun}") == ()
    assert numbered_by(template, serial=42, day=DAY) == number


def test_a_serial_wider_than_its_place_is_not_cut() -> None:
    assert numbered_by("{no:2}/{tahun}", serial=1234, day=DAY) == "1234/2026"


@pytest.mark.parametrize(
    ("month", "roman"), [(1, "I"), (4, "IV"), (8, "VIII"), (9, "IX"), (12, "XII")]
)
def test_months_are_roman(month: int, roman: str) -> None:
    assert numbered_by("{bulan}", serial=1, day=date(2026, month, 1)) == roman


@pytest.mark.parametrize(
    ("template", "problems"),
    [
        ("{no}", (("missing", "{tahun}"),)),
        ("{tahun}", (("missing", "{no}"),)),
        ("000.8.6.3", (("missing", "{no}"), ("missing", "{tahun}"))),
        ("{no}/{tahun}/{kode}", (("unknown", "{kode}"),)),
        ("{no:0}/{tahun}", (("unknown", "{no:0}"),)),
        ("{no:7}/{tahun}", (("unknown", "{no:7}"),)),
        ("{No}/{tahun}", (("unknown", "{No}"), ("missing", "{no}"))),
        ("{}/{no}/{tahun}", (("unknown", "{}"),)),
        ("{no}/{tahun}}", (("brace", ""),)),
        ("{no}/{tahun", (("brace", ""), ("missing", "{tahun}"))),
        ("{no}\u200b{tahun}", (("character", "U+200B"),)),
        ("{no}{tahun}" + "x" * 91, (("too_long", "100"),)),
    ],
)
def test_every_problem_of_a_template_is_told(
    template: str, problems: tuple[tuple[str, str], ...]
) -> None:
    assert template_problems(template) == problems


def test_a_number_may_just_fit() -> None:
    assert template_problems("{no}{tahun}" + "x" * 90) == ()
