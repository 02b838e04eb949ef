"""Unduh data: links to every table, with the filters of the pages."""

import re

import pytest

from lkj.labels.agenda_words import AGENDA
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.log_files import SUFFIX
from tests.pages.stage import ONE, TIM, Stage, markup

pytestmark = pytest.mark.parametrize("stage", [ONE], indirect=True)
SPAN = "dari=2025-03-02&sampai=2026-03-02"  # 12 months: what is looked at where nobody says


def links(text: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'href="(/unduh/[^"]+)"', text)]


def test_the_three_tables_that_are_asked_for_most_come_first(stage: Stage) -> None:
    at = stage.look(TIM, "downloads")

    buttons = [(link.label, link.proto.url) for link in at.main.get("link_button")]
    assert buttons == [
        ("Ringkasan", f"/unduh/durations.xlsx?{SPAN}"),
        ("Setiap pelaksanaan", f"/unduh/visits.xlsx?{SPAN}"),
        ("Pengembalian", f"/unduh/rejections.xlsx?{SPAN}"),
    ]


def test_the_filters_are_said_with_their_values(stage: Stage) -> None:
    at = stage.look(TIM, "downloads")

    kept = "Selesai sejak: Min, 2 Mar 2025; Selesai sampai: Sen, 2 Mar 2026"
    assert f"saringan: {kept} · keadaan per" in at.caption[0].value.replace("\\", "")


# Of Laporan Monev: the semester of today and two before it, this year and the last.
PERIODS = (
    *("semester=2026-1", "semester=2025-2", "semester=2025-1"),
    *("tahun=2026", "tahun=2025"),
)


def test_every_table_can_be_had_in_every_format(stage: Stage) -> None:
    found = links(markup(stage.look(TIM, "downloads")))

    assert found == [
        *(
            f"/unduh/{name}.{rest}"
            for name in TABLES
            for rest in (
                f"xlsx?{SPAN}",
                f"csv?{SPAN}",
                f"csv?{SPAN}&gaya=internasional",
            )
        ),
        f"/unduh/all.xlsx?{SPAN}",
        *(f"/unduh/log{end}?{SPAN}" for end in SUFFIX.values()),
        "/unduh/sop/penyusunan-lkj.bpmn",
        *(
            f"/unduh/naskah/laporan-monev.{kind}?{period}"
            for period in PERIODS
            for kind in ("pdf", "docx")
        ),
        "/unduh/arsip/tahun/2025.zip",
    ]


@pytest.mark.parametrize(("who", "is_named"), [("auditor", True), (TIM, False)])
def test_the_dictionary_explains_what_one_gets(stage: Stage, who: str, is_named: bool) -> None:
    at = stage.look(who, "downloads")

    assert ("<td>Pelaku</td>" in markup(at)) is is_named
    said = at.main.caption[0].value
    assert said.startswith("Nama orang dimuat" if is_named else "Tanpa nama orang")
    n_columns = sum(len(table.fields) for table in (*TABLES.values(), AGENDA))
    n_persons = 7 if not is_named else 0
    assert markup(at).count("<td>") == 3 * (12 + 1 + 6) + 2 * len(PERIODS) + 4 * (
        n_columns - n_persons
    )
