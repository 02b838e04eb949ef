"""Tabel 7 on A4 landscape: the six columns, a place for the paraf, the annex, its origin."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkj.charts.page_foot import with_foot
from lkj.charts.svg import element, plain
from lkj.charts.text_lines import FONT

_STYLE = f"""
@page {{ size: A4 landscape; margin: 12mm 13mm 14mm;
  @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages);
    font: 8.5pt {FONT}; color: #444; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 12mm 13mm; max-width: 297mm; background: #fff; color: #000;
  font: 9.5pt/1.35 {FONT}; }}
header {{ display: flex; justify-content: space-between; gap: 6mm; margin-bottom: 4mm; }}
header p {{ margin: 0; }}
h1 {{ font-size: 13pt; margin: 0 0 1mm; text-transform: uppercase; }}
h2 {{ font-size: 10.5pt; margin: 5mm 0 1.5mm; }}
.tanda {{ display: flex; gap: 2mm; align-items: flex-start; }}
.kotak {{ border: 1.5pt solid #000; padding: 0.5mm 2.5mm; font-weight: bold;
  white-space: nowrap; }}
table {{ width: calc(100% - 1pt); border-collapse: collapse;
  font-variant-numeric: tabular-nums; }}
th, td {{ border: 0.5pt solid #000; padding: 1.2mm 2mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }}
td {{ white-space: pre-line; }}
thead th {{ background: #efefef; text-align: center; vertical-align: middle; }}
.nomor th {{ font-weight: normal; font-size: 8pt; padding: 0.3mm; }}
.tabel7 td {{ height: 16mm; }}
.tabel7 .langkah td {{ height: 9mm; }}
.tabel7 td:first-child {{ text-align: center; }}
.asal {{ display: block; font-size: 8pt; font-style: italic; color: #444; }}
.lampiran, .arti {{ break-inside: avoid; }}
.lampiran table {{ font-size: 8.5pt; }}
.catatan {{ margin: 1.5mm 0 0; font-size: 9pt; }}
.penilai {{ margin: 5mm 0 0 auto; width: 80mm; break-inside: avoid; }}
.penilai p {{ margin: 0; }}
.penilai .ruang {{ height: 16mm; }}
dl {{ margin: 0; font-size: 8pt; columns: 2; column-gap: 8mm; }}
dl div {{ break-inside: avoid; margin-bottom: 0.6mm; }}
dt {{ font-weight: bold; display: inline; }}
dd {{ display: inline; margin: 0; }}
footer {{ border-top: 0.5pt solid #999; margin-top: 4mm; padding-top: 2mm; font-size: 8pt;
  color: #333; break-inside: avoid; }}
footer p {{ margin: 0; overflow-wrap: anywhere; }}
.layar {{ background: #eef4f4; padding: 2.5mm 4mm; margin: 0 0 6mm; }}
@media print {{
  body {{ padding: 0; max-width: none; }}
  .layar {{ display: none; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
  h2 {{ break-after: avoid; }}
}}
"""
_WIDTHS = ("4%", "21%", "15%", "30%", "21%", "9%")


@dataclass(frozen=True, kw_only=True)
class PaperRow:
    """One row; columns 3 and 4 say where they are from, or nothing. Column 6 stays blank."""

    number: str
    procedure: str
    assessment: str
    assessment_origin: str
    note: str
    note_origin: str
    action: str
    is_step: bool


@dataclass(frozen=True, kw_only=True)
class Annex:
    """The steps of one SOP."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class Table7Page:
    """What stands on the paper; everything is text."""

    title: str
    about: Sequence[str]  # agency, rule, semester
    marks: Sequence[str]
    headings: Sequence[str]
    rows: Sequence[PaperRow]
    remarks: Sequence[str]
    assessor: Sequence[str]  # above and under the place for the signature
    annexes: Sequence[Annex]
    definitions: Sequence[tuple[str, str]]
    origin: Sequence[str]
    hint: str
    foot: str = ""


def table7_page(page: Table7Page) -> str:
    """A complete HTML page without outside resources or scripts."""
    title = element("title", plain(" – ".join((page.title, *page.about[2:3]))))
    viewport = '<meta name="viewport" content="width=device-width"/>'
    head = element(
        "head",
        '<meta charset="utf-8"/>',
        viewport,
        title,
        element("style", with_foot(_STYLE, page.foot)),
    )
    main = element(
        "main",
        element("p", plain(page.hint), class_="layar"),
        _header(page),
        _table(page),
        *(element("p", plain(remark), class_="catatan") for remark in page.remarks),
        _assessor(page.assessor),
        *map(_annex, page.annexes),
        *_definitions(page.definitions),
        element("footer", element("p", plain(" ".join(page.origin)))),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', main), lang='id')}\n"


def _header(page: Table7Page) -> str:
    names = element("h1", plain(page.title))
    names += "".join(element("p", plain(line)) for line in page.about)
    marks = "".join(element("span", plain(mark), class_="kotak") for mark in page.marks)
    return element("header", element("div", names), element("div", marks, class_="tanda"))


def _table(page: Table7Page) -> str:
    columns = "".join(element("col", style=f"width: {width}") for width in _WIDTHS)
    names = "".join(element("th", plain(words), scope="col") for words in page.headings)
    numbers = "".join(
        element("th", f"({place})", scope="col") for place, _ in enumerate(page.headings, 1)
    )
    head = element("tr", names) + element("tr", numbers, class_="nomor")
    rows = "".join(map(_row, page.rows))
    return element(
        "table",
        element("colgroup", columns),
        element("thead", head),
        element("tbody", rows),
        class_="tabel7",
    )


def _row(row: PaperRow) -> str:
    cells = (
        plain(row.number),
        plain(row.procedure),
        plain(row.assessment) + _origin(row.assessment_origin),
        plain(row.note) + _origin(row.note_origin),
        plain(row.action),
        "",
    )
    content = "".join(f"<td>{cell}</td>" for cell in cells)
    return element("tr", content, class_="langkah" if row.is_step else None)


def _origin(words: str) -> str:
    return element("span", plain(words), class_="asal") if words else ""


def _assessor(lines: Sequence[str]) -> str:
    above, *under = lines
    place = element("div", " ", class_="ruang")
    written = "".join(element("p", plain(line)) for line in under)
    return element("div", element("p", plain(above)), place, written, class_="penilai")


def _annex(annex: Annex) -> str:
    head = "".join(element("th", plain(words), scope="col") for words in annex.headings)
    rows = (
        element("tr", "".join(element("td", plain(cell)) for cell in row)) for row in annex.rows
    )
    table = element("table", element("thead", element("tr", head)), element("tbody", *rows))
    return element("section", element("h2", plain(annex.title)), table, class_="lampiran")


def _definitions(definitions: Sequence[tuple[str, str]]) -> Iterator[str]:
    pairs = "".join(
        element("div", element("dt", plain(term)), " ", element("dd", plain(meaning)))
        for term, meaning in definitions
    )
    heading = element("h2", "Arti kata pada lembar ini")
    yield element("section", heading, element("dl", pairs), class_="arti")
