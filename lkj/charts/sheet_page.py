"""The printable page around an SOP sheet: identity block, total of mutu baku, notes."""

from collections.abc import Iterable, Iterator

from lkj.charts.svg import element, plain
from lkj.charts.text_lines import FONT
from lkj.domain.sop import Adoption, Sop
from lkj.labels.formats import duration
from lkj.labels.words import NOT_FILLED_IN

_STYLE = f"""
@page {{ size: A4 landscape; margin: 10mm; }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 12px; max-width: 1147px; background: #fff; color: #000;
  font: 11pt/1.35 {FONT}; }}
h1, h2 {{ font-size: 12pt; margin: 0 0 4mm; text-align: center; }}
h2 {{ font-size: 11pt; text-align: left; margin: 5mm 0 2mm; }}
table {{ width: 100%; border-collapse: collapse; }}
th, td {{ border: 0.5pt solid #000; padding: 1.6mm 2mm; text-align: left;
  vertical-align: top; }}
th {{ font-weight: bold; background: #efefef; }}
ol, ul {{ margin: 0; padding-left: 5mm; }}
.instansi {{ text-align: center; vertical-align: middle; font-size: 13pt; font-weight: bold;
  width: 45%; }}
.identitas th {{ width: 20%; }}
.rincian th, .rincian td {{ width: 50%; }}
.rincian {{ margin-top: -0.5pt; }}
.kosong {{ color: #555; font-style: italic; }}
.tanda {{ height: 14mm; }}
.diagram {{ margin-top: 8mm; }}
.jumlah {{ margin: 2mm 0 0; }}
.diagram svg {{ display: block; width: 100%; height: auto; }}
footer {{ margin-top: 6mm; font-size: 9pt; color: #444; }}
@media print {{
  body {{ padding: 0; max-width: none; font-size: 10pt; }}
  .diagram {{ break-before: page; margin-top: 0; }}
  .diagram svg {{ max-height: 176mm; }}
  tr, li, .catatan {{ break-inside: avoid; }}
  h2 {{ break-after: avoid; }}
}}
"""


def page(sop: Sop, drawing: str, history: str) -> str:
    """A complete HTML page without outside resources or scripts.

    Args:
        sop: the SOP.
        drawing: its flowchart as SVG.
        history: what the foot says of the history, "" for nothing.
    """
    title = element("title", plain(f"SOP {sop.title}"))
    head = element("head", '<meta charset="utf-8"/>', title, element("style", _STYLE))
    body = element(
        "body",
        element(
            "main",
            *_identity(sop),
            *_diagram(sop, drawing),
            *_notes(sop),
            *_footer(sop, history),
        ),
    )
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='id')}\n"


def _identity(sop: Sop) -> Iterator[str]:
    identity, adoption = sop.identity, sop.identity.adoption
    facts = [
        ("Nomor SOP", _or_missing(adoption.number)),
        ("Tanggal Pembuatan", _or_missing(adoption.created_on)),
        ("Tanggal Revisi", _or_missing(adoption.revised_on)),
        ("Tanggal Efektif", _or_missing(adoption.effective_on)),
        ("Disahkan oleh", _signatory(adoption)),
        ("Nama SOP", element("strong", plain(sop.title))),
    ]
    agency = element("td", plain(identity.agency), class_="instansi", rowspan=str(len(facts)))
    rows = [element("th", plain(name)) + element("td", value) for name, value in facts]
    yield element("h1", "Standar Operasional Prosedur")
    yield element(
        "table",
        element("tr", agency, rows[0]),
        *(element("tr", row) for row in rows[1:]),
        class_="identitas",
    )
    pairs = [
        ("Dasar Hukum", identity.legal_basis, "Kualifikasi Pelaksana", identity.qualifications),
        ("Keterkaitan", identity.related, "Peralatan/Perlengkapan", identity.equipment),
        ("Peringatan", (identity.warning,), "Pencatatan dan Pendataan", identity.records),
    ]
    yield element(
        "table",
        *(
            _heading_row(left, right) + element("tr", _cell(left_parts), _cell(right_parts))
            for left, left_parts, right, right_parts in pairs
        ),
        class_="rincian",
    )


def _signatory(adoption: Adoption) -> str:
    lines = [
        _or_missing(adoption.signatory_title),
        '<div class="tanda"></div>',
        _or_missing(adoption.signatory_name),
        f"NIP {_or_missing(adoption.signatory_nip)}",
    ]
    return lines[0] + lines[1] + "<br/>".join(lines[2:])


def _heading_row(left: str, right: str) -> str:
    return element("tr", element("th", plain(left)), element("th", plain(right)))


def _cell(parts: Iterable[str]) -> str:
    filled = [part for part in parts if part.strip()]
    if not filled:
        return element("td", _or_missing(""))
    if len(filled) == 1:
        return element("td", plain(filled[0]))
    return element("td", element("ol", *(element("li", plain(part)) for part in filled)))


def _or_missing(text: str) -> str:
    return plain(text) if text.strip() else element("span", NOT_FILLED_IN, class_="kosong")


def _diagram(sop: Sop, drawing: str) -> Iterator[str]:
    total = (
        f"Jumlah mutu baku waktu {len(sop.steps)} langkah tanpa pengembalian: {_duration(sop)}."
    )
    yield element(
        "section",
        element("h1", plain(f"Diagram Alir {sop.title}")),
        drawing,
        element("p", element("strong", plain(total)), class_="jumlah"),
        class_="diagram",
    )


def _duration(sop: Sop) -> str:
    minutes, spoken = f"{sop.standard_minutes} menit", duration(sop.standard_minutes)
    return minutes if spoken == minutes else f"{minutes} ({spoken})"


def _notes(sop: Sop) -> Iterator[str]:
    of_steps = [
        f"<strong>Langkah {step.number}.</strong> {plain(step.reading)}"
        for step in sop.steps
        if step.reading
    ]
    general = [plain(reading) for reading in sop.readings]
    for title, notes in (("per langkah", of_steps), ("umum", general)):
        if notes:
            items = "".join(element("li", note) for note in notes)
            heading = element("h2", f"Catatan penafsiran {title}")
            yield element("section", heading, element("ul", items), class_="catatan")


def _footer(sop: Sop, history: str) -> Iterator[str]:
    said = f"{sop.identity.agency}. Data SOP versi {sop.version}. {history}".strip()
    yield element("footer", plain(said))
