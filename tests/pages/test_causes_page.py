"""Penyebab: who has yet to say why a pass took long, and the form for those who may."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.domain import commands as c
from lkj.domain.events import EventKind
from lkj.domain.sop import Decision
from tests.pages.stage import (
    EVERYBODY,
    KASUBBAG,
    SEKRETARIS,
    SEVERAL,
    ZERO,
    Stage,
    headers,
    markup,
    offers,
    on_stage,
    refusals,
    report_links,
)
from tests.pages.widgets import confirmations, fill, press
from tests.support.offices import NOW
from tests.support.relatives import first_and_others
from tests.support.staffed import Running

MONEV = "monev"
WHERE = "periksa-kasubbag"
GIVE = "Beri penyebab"
# Who is asked about how many of the two.
ASKED = {MONEV: 2, KASUBBAG: 1, SEKRETARIS: 1}
OTHERS = [who for who in EVERYBODY if who not in ASKED]


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Two of the reports took 90 of 20 minutes at the reviews of Kasubbag and Sekretaris."""
    with on_stage(SEVERAL, tmp_path) as opened:
        office, now = bootstrap.current_office(), NOW + timedelta(hours=4)
        for where in (WHERE, "periksa-sekretaris"):
            report = Running(office, opened.reports[where], now)
            report.decide(Decision.APPROVE, effort_minutes=90)
        yield opened


def captions(at: AppTest) -> str:
    return " ".join(caption.value for caption in at.caption)


def test_before_anything_was_finished_the_page_says_what_will_stand_here(
    tmp_path: Path,
) -> None:
    with on_stage(ZERO, tmp_path) as empty:
        at = empty.open(MONEV, "causes")

    assert at.text[0].value.startswith("Belum ada langkah yang selesai pada periode ini.")
    assert headers(at) == []


def test_passes_over_the_standard_are_listed_until_somebody_says_why(stage: Stage) -> None:
    at = stage.open(MONEV, "causes")
    assert headers(at) == ["2 pelaksanaan melewati mutu baku waktu, 2 belum diberi penyebab"]
    assert len(report_links(at)) == 2
    assert "Langkah 4 · Kasubbag Renja dan Monev · 90 menit, 70 menit di atas" in captions(at)

    at.button(key=open_key(stage)).click().run()
    fill(at, "Penyebab", c.Cause.MEETING)
    fill(at, "Penjelasan singkat", "Rapat anggaran")
    press(at, "Simpan penyebab")

    given = stage.events(WHERE)[-1]
    assert given.kind is EventKind.CAUSE_GIVEN
    assert confirmations(at) == [f"Tersimpan, no. {given.no}. Penyebab dicatat."]
    assert headers(at) == ["2 pelaksanaan melewati mutu baku waktu, 1 belum diberi penyebab"]
    assert "<td>Rapat</td><td>1</td><td>1</td><td>70 menit</td>" in markup(at)
    assert len(report_links(at)) == 1


def test_a_forgotten_record_leaves_the_verdict_and_is_counted_beside_it(stage: Stage) -> None:
    at = stage.open(MONEV, "causes")
    at.button(key=open_key(stage)).click().run()
    fill(at, "Penyebab", c.Cause.FORGOT_TO_RECORD)

    press(at, "Simpan penyebab")

    assert headers(at) == ["1 pelaksanaan melewati mutu baku waktu, 1 belum diberi penyebab"]
    assert "1 lupa dicatat, tidak dinilai" in captions(at)
    assert "<td>Lupa mencatat</td><td>1</td><td>0</td><td>–</td><td>1</td>" in markup(at)


def test_a_form_without_a_cause_is_not_sent_and_closes_again(stage: Stage) -> None:
    at = stage.open(MONEV, "causes")
    at.button(key=open_key(stage)).click().run()
    n = len(stage.events(WHERE))

    press(at, "Simpan penyebab")

    assert refusals(at) == ["Pilih penyebabnya."]
    assert len(stage.events(WHERE)) == n
    press(at, "Tutup")
    assert "Simpan penyebab" not in offers(at)


@pytest.mark.parametrize(
    "who", first_and_others([MONEV, *OTHERS, KASUBBAG, SEKRETARIS], number=2)
)
def test_only_the_actor_and_monev_are_asked(stage: Stage, who: str) -> None:
    at = stage.open(who, "causes")

    asked = [button.label for button in at.main.get("button")].count(GIVE)
    assert asked == ASKED.get(who, 0)
    assert len(report_links(at)) == 2


def test_of_an_earlier_day_nothing_can_be_said_now(stage: Stage) -> None:
    at = stage.open(MONEV, "causes")

    fill(at, "Keadaan per", NOW.date())

    assert GIVE not in offers(at)
    assert "Penyebab dicatat pada keadaan saat ini" in captions(at)


def test_beranda_leads_here(stage: Stage) -> None:
    at = stage.open(MONEV, "home")

    line = "2 pelaksanaan melewati mutu baku waktu belum diberi penyebab"
    links = {link.label: link.proto.page for link in at.main.get("page_link")}
    assert links[line] == "penyebab"


def open_key(stage: Stage) -> str:
    approved = [e for e in stage.events(WHERE) if e.kind is EventKind.APPROVED]
    return f"cause/{approved[-1].no}/open"
