"""Kalender kerja: the finding of a year, its months, and where each exception comes from."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.stage import NOBODY, Stage, headers, markup
from tests.pages.widgets import field


@pytest.fixture
def calendar(fresh: Stage) -> AppTest:
    return fresh.open(NOBODY, "calendar")


def caption_of(at: AppTest, month: str) -> str:
    return re.findall(rf"<caption><b>{month}</b>([^<]*)</caption>", markup(at))[0]


def test_the_year_of_today_is_shown_first(calendar: AppTest) -> None:
    assert headers(calendar) == ["240 hari kerja pada 2026, 21 hari libur pada hari kerja"]
    assert caption_of(calendar, "Maret") == " · 17 hari kerja"
    # Twelve months, the exceptions, the history.
    assert markup(calendar).count("<caption>") == 12 + 1 + 1


def test_another_year_is_chosen(calendar: AppTest) -> None:
    field(calendar, "Tahun").select(2024).run()

    assert headers(calendar) == ["238 hari kerja pada 2024, 24 hari libur pada hari kerja"]
    assert caption_of(calendar, "April") == " · 16 hari kerja"
    assert not calendar.warning


def test_a_day_says_in_words_what_its_letter_means(calendar: AppTest) -> None:
    shown = markup(calendar)

    assert 'aria-label="Senin, 17 Agustus 2026: hari libur, Hari Kemerdekaan' in shown
    assert 'aria-label="Kamis, 24 Desember 2026: cuti bersama, Cuti bersama Hari' in shown
    short = "jam kerja lebih pendek (Ramadan, setengah hari)"
    ramadan = f"{short}, Ramadan, Senin–Kamis (perkiraan)"
    assert f'aria-label="Kamis, 19 Februari 2026: {ramadan}"' in shown
    assert '<td><span class="lkj-day lkj-day-working">18</span></td>' in shown


def test_the_first_of_a_month_stands_under_its_weekday(calendar: AppTest) -> None:
    """1 July 2026 is a Wednesday: two empty cells before it, two after the 31st."""
    july = markup(calendar).split("<b>Juli</b>")[1].split("</table>")[0]
    weeks = july.split("<tbody>")[1].split("</tr>")[:-1]

    assert [week.count("<td>") for week in weeks] == [7] * 5
    assert weeks[0].startswith("<tr><td></td><td></td><td><span")
    assert weeks[-1].endswith("<td></td><td></td>")


def test_every_exception_stands_with_its_source(calendar: AppTest) -> None:
    rows = re.findall(r"<tr><td>(?:(?!</tr>).)*SKB 3 Menteri 1497/2025", markup(calendar))

    assert len(rows) == 17 + 8
    assert "<td>Sen, 16 Feb 2026</td><td>Cuti bersama Tahun Baru Imlek</td>" in rows[2]
    assert "08.00–12.00, 12.30–15.00" in markup(calendar)


def test_what_is_uncertain_is_said_above_the_months(calendar: AppTest) -> None:
    assert [warning.value for warning in calendar.warning] == [
        "2 baris 2026 masih perkiraan; kantor mencocokkannya dengan keputusan atau edaran yang "
        "berlaku."
    ]
