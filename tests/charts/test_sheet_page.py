"""The printable page: identity block, total and notes around the drawing."""

from pathlib import Path
from xml.etree import ElementTree as ET

from lkj.charts.sop_sheet import sheet_html
from lkj.domain.sop import Sop
from lkj.domain.sop_file import parse_sop

ROOT = Path(__file__).resolve().parents[2]
OFFICE = parse_sop((ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8"))
OTHER = parse_sop(
    (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")
)


def page_of(sop: Sop) -> ET.Element:
    markup = sheet_html(sop).removeprefix("<!DOCTYPE html>\n")
    return ET.fromstring(markup)  # noqa: S314 -- our own page


def words_of(root: ET.Element) -> str:
    return " ".join(" ".join(root.itertext()).split())


def test_the_page_is_indonesian_and_prints_on_landscape_a4() -> None:
    html = sheet_html(OFFICE)

    assert html.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert "@page { size: A4 landscape;" in html


def test_the_page_holds_identity_total_and_every_note() -> None:
    words = words_of(page_of(OFFICE))
    identity = OFFICE.identity

    assert all(
        part in words
        for part in (
            *identity.legal_basis, *identity.qualifications, *identity.related,
            *identity.equipment, identity.warning, *identity.records, *OFFICE.readings,
            "185 menit (3 jam 5 menit)",
        )
    )  # fmt: skip
    assert [f"Langkah {step.number}. {step.reading}" in words for step in OFFICE.steps] == [
        bool(step.reading) for step in OFFICE.steps
    ]


def test_what_the_office_has_not_adopted_reads_belum_diisi() -> None:
    facts = facts_of(OFFICE)

    assert facts["Nomor SOP"] == "belum diisi"
    assert facts["Tanggal Efektif"] == "belum diisi"
    assert facts["Disahkan oleh"] == "belum diisi belum diisi NIP belum diisi"
    assert facts["Nama SOP"] == "Penyusunan Laporan Kinerja Kasat"


def test_what_is_filled_in_is_printed_and_the_rest_belum_diisi() -> None:
    facts = facts_of(OTHER)

    assert facts["Nomor SOP"] == "000.8.3/17/KCJ"
    assert facts["Tanggal Revisi"] == "belum diisi"
    assert facts["Disahkan oleh"] == "Lurah Contoh Jaya belum diisi NIP belum diisi"
    assert "55 menit." in words_of(page_of(OTHER))


def facts_of(sop: Sop) -> dict[str, str]:
    rows = [row for row in page_of(sop).iter("tr") if row.find("th") is not None]
    pairs = [(row.findall("th")[0], row.findall("td")[-1:]) for row in rows]
    return {words_of(name): words_of(value[0]) for name, value in pairs if value}
