"""A book of Buku Agenda on A4 landscape: kop, its columns, its origin."""

from collections.abc import Mapping, Sequence
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
  font: 9pt/1.3 {FONT}; }}
header {{ text-align: center; border-bottom: 2pt solid #000; padding-bottom: 2mm;
  margin-bottom: 4mm; }}
header p {{ margin: 0; font-weight: bold; font-size: 11pt; }}
header p.alamat {{ font-weight: normal; font-size: 8.5pt; }}
.kepala {{ display: flex; justify-content: space-between; gap: 6mm; margin-bottom: 2mm; }}
h1 {{ font-size: 13pt; margin: 0; text-transform: uppercase; }}
.kotak {{ border: 1.5pt solid #000; padding: 0.5mm 2.5mm; font-weight: bold;
  white-space: nowrap; height: max-content; }}
p.tentang {{ margin: 0 0 2mm; }}
table {{ width: calc(100% - 1pt); border-collapse: collapse; table-layout: fixed;
  font-variant-numeric: tabular-nums; }}
th, td {{ border: 0.5pt solid #000; padding: 0.9mm 1.3mm; text-align: left;
  vertical-align: top; overflow-wrap: anywhere; }}
thead th {{ background: #efefef; text-align: center; vertical-align: middle; }}
td:first-child {{ text-align: center; }}
.batal td {{ text-decoration: line-through; }}
.batal td:last-child {{ text-decoration: none; font-style: italic; }}
footer {{ border-top: 0.5pt solid #999; margin-top: 4mm; padding-top: 2mm; font-size: 8pt;
  color: #333; break-inside: avoid; }}
footer p {{ margin: 0; overflow-wrap: anywhere; }}
.layar {{ background: #eef4f4; padding: 2.5mm 4mm; margin: 0 0 6mm; }}
@media print {{
  body {{ padding: 0; max-width: none; }}
  .layar {{ display: none; }}
  thead {{ display: table-header-group; }}
  tr {{ break-inside: avoid; }}
}}
"""


@dataclass(frozen=True, kw_only=True)
class PaperLine:
    """The cells of one line; a cancelled one is struck through but for its last cell."""

    cells: Sequence[str]
    is_cancelled: bool


@dataclass(frozen=True, kw_only=True)
class AgendaPage:
    """What stands on the paper; everything is text. `columns` have shares of the width."""

    head: Sequence[str]
    address: Sequence[str]
    title: str
    about: str
    columns: Mapping[str, int]
    lines: Sequence[PaperLine]
    origin: Sequence[str]
    hint: str
    mark: str = ""


def agenda_page(page: AgendaPage) -> str:
    """A complete HTML page without outside resources or scripts."""
    head = element(
        "head",
        '<meta charset="utf-8"/>',
        '<meta name="viewport" content="width=device-width"/>',
        element("title", plain(f"{page.title} – {page.about}")),
        element("style", with_foot(_STYLE, page.mark)),
    )
    marks = [element("span", plain(page.mark), class_="kotak")] if page.mark else []
    main = element(
        "main",
        element("p", plain(page.hint), class_="layar"),
        _kop(page),
        element("div", element("h1", plain(page.title)), *marks, class_="kepala"),
        element("p", plain(page.about), class_="tentang"),
        _table(page),
        element("footer", element("p", plain(" ".join(page.origin)))),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', main), lang='id')}\n"


def _kop(page: AgendaPage) -> str:
    names = (element("p", plain(line)) for line in page.head)
    below = (element("p", plain(line), class_="alamat") for line in page.address if line)
    return element("header", *names, *below)


def _table(page: AgendaPage) -> str:
    widths = (element("col", style=f"width: {share}%") for share in page.columns.values())
    names = (element("th", plain(name), scope="col") for name in page.columns)
    return element(
        "table",
        element("colgroup", *widths),
        element("thead", element("tr", *names)),
        element("tbody", "", *map(_line, page.lines)),
    )


def _line(line: PaperLine) -> str:
    cells = (element("td", plain(cell)) for cell in line.cells)
    return element("tr", *cells, class_="batal" if line.is_cancelled else None)
