"""A year of the working calendar at a glance: its months as tables, a letter for each kind."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lkj.analytics.calendar_days import DayKind
from lkj.labels.formats import MONTHS, WEEKDAYS, long_day
from lkj.ui.markup import tag, text

# Letter, words in the legend.
KINDS: Mapping[str, tuple[str, str]] = {
    DayKind.WORKING: ("", "hari kerja"),
    DayKind.SHORT: ("R", "jam kerja lebih pendek (Ramadan, setengah hari)"),
    DayKind.EXTRA: ("T", "hari kerja tambahan"),
    DayKind.PUBLIC_HOLIDAY: ("L", "hari libur"),
    DayKind.COLLECTIVE_LEAVE: ("C", "cuti bersama"),
    DayKind.LOCAL_HOLIDAY: ("D", "libur daerah atau kantor"),
    DayKind.WEEKEND: ("", "akhir pekan"),
}
ESTIMATE = "?"
_WEEK = 7


def months_at_a_glance(days: pd.DataFrame, months: pd.DataFrame) -> str:
    """Twelve small tables; `days` are CALENDAR_DAYS of one year, `months` their summary."""
    worked = months.set_index("month")["n_working_days"]
    tables = (
        _month(number, of_month, n_working=worked[number])
        for number, of_month in days.groupby(days["date"].dt.month)
    )
    return tag("div", "".join(tables), class_="lkj-year")


def legend() -> str:
    """What the letters and colours mean."""
    marks = (
        tag("span", letter or "1", class_=_classes(kind), aria_hidden="true") + text(words)
        for kind, (letter, words) in KINDS.items()
    )
    keys = "".join(tag("span", mark, class_="lkj-key") for mark in marks)
    return tag("p", keys + text(f"{ESTIMATE} perkiraan"), class_="lkj-legend")


def _month(number: int, days: pd.DataFrame, *, n_working: int) -> str:
    cells = [_cell(day) for day in days.itertuples()]
    before = int(days["date"].iloc[0].weekday())
    after = -(before + len(cells)) % _WEEK
    filled = [tag("td")] * before + cells + [tag("td")] * after
    weeks = (filled[at : at + _WEEK] for at in range(0, len(filled), _WEEK))
    body = "".join(tag("tr", "".join(week)) for week in weeks)
    head = "".join(tag("th", name[:3], scope="col") for name in WEEKDAYS)
    caption = tag("caption", tag("b", MONTHS[number - 1]) + text(f" · {n_working} hari kerja"))
    return tag("table", caption + tag("thead", tag("tr", head)) + tag("tbody", body))


def _cell(day: Any) -> str:
    number, (letter, words) = str(day.date.day), KINDS[day.kind]
    classes = _classes(day.kind)
    if not letter:
        return tag("td", tag("span", number, class_=classes))
    doubt, said = (ESTIMATE, " (perkiraan)") if day.is_estimate else ("", "")
    label = f"{long_day(day.date)}: {words}, {day.name}{said}"
    content = number + tag("i", letter + doubt)
    span = tag("span", content, class_=classes, role="img", title=label, aria_label=label)
    return tag("td", span)


def _classes(kind: str) -> str:
    return f"lkj-day lkj-day-{kind.replace('_', '-')}"
