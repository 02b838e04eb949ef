"""Kesesuaian dengan SOP: findings in words, and accepting one for a reason."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.domain.sop import Decision
from lkj.usecases.justifications import justifications
from tests.pages.stage import (
    KASUBBAG,
    ONE,
    SEKRETARIS,
    ZERO,
    Stage,
    headers,
    markup,
    offers,
    on_stage,
    refusals,
)
from tests.pages.widgets import confirmations, fill, press
from tests.support.astray import without_step
from tests.support.offices import NOW
from tests.support.staffed import Running

MONEV, AUDITOR = "monev", "auditor"
LIST = "Daftar"
REASON = "Alasan pembenaran (wajib, minimal 10 karakter)"


@pytest.fixture
def stage(tmp_path: Path) -> Iterator[Stage]:
    """Kasubbag took 90 of 20 minutes at step 4 of one report; a copy of it lacks step 2."""
    with on_stage(ONE, tmp_path) as opened:
        report = Running(
            bootstrap.current_office(),
            opened.reports["periksa-kasubbag"],
            NOW + timedelta(hours=4),
        )
        report.decide(Decision.APPROVE, effort_minutes=90)
        without_step(report.office, report.events, "bentuk-tim", report_id="lompat")
        yield opened


def sentences(stage: Stage, who: str) -> list[str]:
    at = stage.open(who, "conformance")
    return [text.value for text in at.text]


def test_before_anything_was_finished_the_page_says_what_will_stand_here(
    tmp_path: Path,
) -> None:
    with on_stage(ZERO, tmp_path) as empty:
        at = empty.open(MONEV, "conformance")

    assert headers(at) == []
    assert at.text[0].value.startswith("Belum ada langkah yang selesai pada pilihan ini.")


def test_findings_are_told_in_the_sops_words_one_list_at_a_time(stage: Stage) -> None:
    at = stage.open(MONEV, "conformance")

    assert headers(at) == ["1 dari 2 laporan mengikuti urutan SOP; 2 temuan lain"]
    assert [text.value for text in at.text] == ["Langkah 2 Bentuk Tim dilewati"]
    assert 'aria-label="dilewati">✗</span>' in markup(at)

    fill(at, LIST, "time")

    over = "Langkah 4 Periksa Kasubbag: 70 menit di atas mutu baku 20 menit"
    assert [text.value for text in at.text] == [over, over]


def test_a_finding_is_accepted_for_a_reason_and_that_can_be_withdrawn(stage: Stage) -> None:
    at = stage.open(MONEV, "conformance")

    press(at, "Benarkan")
    fill(at, REASON, "Tim tahun lalu *masih* berlaku")
    press(at, "Simpan pembenaran")

    assert confirmations(at) == ["Temuan dibenarkan."]
    assert headers(at) == [
        "Semua 2 laporan mengikuti urutan SOP; 2 temuan lain; 1 temuan dibenarkan"
    ]
    said = at.text[1].value
    assert said.startswith("Dibenarkan oleh Nama monev pada ")
    assert said.endswith("seterusnya: Tim tahun lalu *masih* berlaku")
    assert 'aria-label="dilewati, dibenarkan">(✗)</span>' in markup(at)

    press(at, "Cabut")

    assert confirmations(at) == ["Pembenaran dicabut."]
    assert headers(at) == ["1 dari 2 laporan mengikuti urutan SOP; 2 temuan lain"]
    words = justifications(bootstrap.current_office())[0]
    assert [word.is_given for word in words] == [True, False]


def test_a_reason_that_is_too_short_is_refused_and_nothing_is_stored(stage: Stage) -> None:
    at = stage.open(MONEV, "conformance")

    press(at, "Benarkan")
    fill(at, REASON, "singkat")
    press(at, "Simpan pembenaran")

    assert refusals(at)[0].startswith("Periksa kembali isian berikut.")
    assert justifications(bootstrap.current_office())[0] == []


@pytest.mark.parametrize("who", [SEKRETARIS, AUDITOR])
def test_without_the_right_findings_are_read_only(stage: Stage, who: str) -> None:
    at = stage.open(who, "conformance")

    assert [text.value for text in at.text] == ["Langkah 2 Bentuk Tim dilewati"]
    assert not offers(at) & {"Benarkan", "Cabut"}


def test_nobody_is_offered_to_accept_their_own_finding(stage: Stage) -> None:
    at = stage.open(KASUBBAG, "conformance")
    assert "Benarkan" in offers(at)

    fill(at, LIST, "time")

    assert "Benarkan" not in offers(at)


def test_of_an_earlier_day_nothing_is_accepted(stage: Stage) -> None:
    at = stage.open(MONEV, "conformance")

    fill(at, "Keadaan per", NOW.date())

    assert "Benarkan" not in offers(at)
    said = [caption.value for caption in at.caption]
    assert "Pembenaran dicatat pada keadaan saat ini: kosongkan saringan Keadaan per." in said
