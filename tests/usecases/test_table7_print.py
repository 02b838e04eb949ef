"""Tabel 7 on paper: six columns, a blank one for the paraf, and where it is from."""

from pathlib import Path

import pytest

from lkj.domain.table7 import Assessment
from lkj.errors import FormInvalid
from lkj.store import audit_store
from lkj.usecases.table7_print import NEWEST, print_table7
from tests.support.offices import anchor_of, mark_as_example
from tests.support.staffed import name_of
from tests.usecases.table7_office import HALF, WHY, Desk, assessed_office


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(assessed_office(tmp_path, 5, 90))


def paper(desk: Desk, version: int = NEWEST) -> str:
    return print_table7(HALF, version, **desk.use)


def test_an_open_sheet_is_marked_and_its_proposals_too(desk: Desk) -> None:
    mark_as_example(desk.office)
    desk.open()
    desk.write(assessment=Assessment.WELL, action="<b>Rapat</b>")

    html = paper(desk)

    assert '<span class="kotak">KONSEP</span><span class="kotak">DATA CONTOH</span>' in html
    assert 'content: "KONSEP · DATA CONTOH"' in html
    assert "size: A4 landscape" in html
    assert html.count('<span class="asal">usulan sistem</span>') == 1  # column 4 alone
    assert "<td>&lt;b&gt;Rapat&lt;/b&gt;</td><td></td></tr>" in html
    assert "semua orang dan angka di sini rekaan" in html


def test_a_determined_sheet_says_so_with_its_code_and_the_head_of_the_history(
    desk: Desk,
) -> None:
    desk.determined()
    latest = desk.view().latest
    assert latest is not None

    html = paper(desk)

    assert "KONSEP" not in html
    assert "usulan sistem</span>" not in html
    assert "<td>Tidak berjalan dengan baik</td><td>Lama</td><td>Rapat bulanan</td>" in html
    assert f"dicatat oleh {name_of('monev')}: no. 1, kode {latest.stored.code}." in html
    basis = latest.sheet.basis
    assert f"Catatan terakhir dalam riwayat: no. {basis.events_no}, kode " in html
    assert f"Kalender kerja: {basis.calendar_id}, versi {basis.calendar_version}." in html
    assert f"<p>{name_of('monev')}</p><p>Staf</p>" in html
    assert "<td>2. Bentuk Tim</td><td>20 menit</td><td>1</td><td>0 dari 1</td>" in html


def test_an_earlier_version_can_be_printed_beside_its_revision(desk: Desk) -> None:
    desk.determined()
    desk.revise()

    assert "KONSEP" not in paper(desk, 1)
    assert f"Perubahan atas penetapan ke-1: {WHY}" in paper(desk)
    with pytest.raises(FormInvalid):
        paper(desk, 2)


def test_an_assessor_who_acted_is_marked_on_paper(desk: Desk) -> None:
    desk.open()
    desk.lay_out(assessor_id="sekretaris")

    assert "Penilai ikut melaksanakan SOP ini pada semester ini (langkah 1)." in paper(desk)


def test_without_an_assessor_the_place_stays_open(desk: Desk) -> None:
    assert "<p>Penilai,</p>" in paper(desk)
    assert "<p>........" in paper(desk)


def test_each_print_is_written_to_the_audit_log(desk: Desk) -> None:
    paper(desk)

    with desk.office.database.read() as conn:
        (row, *_) = audit_store.recent(conn, 1)
    assert (row.action, row.detail) == (
        "print.tabel-7",
        {"semester": "2026-1", "version": 0, "head": anchor_of(desk.office)},
    )
