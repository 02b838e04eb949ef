"""A monitoring screen on A4: findings with their evidence, definitions, where it is from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lkj.charts.page_foot import with_foot
from lkj.charts.svg import element, plain
from lkj.charts.text_lines import FONT

SHORT = 22  # letters of a cell that stays on one line, such as "5. Periksa Sekretaris"
_STYLE = f"""
@page {{ size: A4; margin: 12mm 13mm 14mm;
  @bottom-right {{ content: "Halaman " counter(page) " dari " counter(pages);
    font: 8.5pt {FONT}; color: #444; }} }}
* {{ box-sizing: border-box; }}
body {{ margin: 0 auto; padding: 12mm 13mm; max-width: 210mm; background: #fff; color: #000;
  font: 9.5pt/1.35 {FONT}; }}
header {{ display: flex; justify-content: space-between; gap: 6mm; margin-bottom: 4mm;
  border-bottom: 1.5pt solid #000; padding-bottom: 2mm; }}
header p {{ margin: 0; }}
h1 {{ font-size: 11pt; margin: 0; }}
h2 {{ font-size: 13.5pt; line-height: 1.25; margin: 0 0 1mm; }}
h3 {{ font-size: 10pt; margin: 0 0 1.5mm; }}
section {{ margin-bottom: 5mm; }}
.keterangan {{ margin: 0 0 2mm; color: #333; font-size: 9pt; }}
.contoh {{ border: 1.5pt solid #000; padding: 0.5mm 2.5mm; font-weight: bold;
  height: max-content; white-space: nowrap; }}
svg {{ display: block; width: 100%; height: auto; margin: 0 0 1mm; }}
table {{ width: 100%; border-collapse: collapse; font-size: 8.5pt;
  font-variant-numeric: tabular-nums; margin-bottom: 3mm; }}
caption {{ text-align: left; font-size: 9pt; color: #333; padding-bottom: 1mm; }}
th, td {{ border-bottom: 0.5pt solid #999; padding: 0.8mm 2mm 0.8mm 0; text-align: left;
  vertical-align: top; overflow-wrap: break-word; }}
th {{ border-bottom: 1pt solid #000; font-weight: bold; vertical-align: bottom; }}
dl {{ margin: 0; font-size: 8pt; columns: 2; column-gap: 8mm; }}
dl div {{ break-inside: avoid; margin-bottom: 0.6mm; }}
dt {{ font-weight: bold; display: inline; }}
dd {{ display: inline; margin: 0; }}
footer {{ border-top: 0.5pt solid #999; padding-top: 2mm; font-size: 8pt; color: #333; }}
footer p {{ margin: 0; overflow-wrap: anywhere; }}
.pendek {{ white-space: nowrap; }}
table:has(th:nth-child(9)) .pendek:nth-child(n+2) {{ white-space: normal; }}
.layar {{ background: #eef4f4; padding: 2.5mm 4mm; margin: 0 0 6mm; font-size: 9.5pt; }}
@media print {{
  body {{ padding: 0; max-width: none; }}
  .layar {{ display: none; }}
  thead {{ display: table-header-group; }}
  tr, svg, figure, table, .arti, footer {{ break-inside: avoid; }}
  table:has(tr:nth-child(13)) {{ break-inside: auto; }}
  h2, h3, p.keterangan, caption {{ break-after: avoid; break-inside: avoid; }}
}}
figure {{ margin: 0; }}
"""


@dataclass(frozen=True, kw_only=True)
class PrintedTable:
    """A table of texts."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, kw_only=True)
class PrintedSection:
    """One finding with its evidence; `picture` is SVG, everything else is text."""

    finding: str
    subtitle: str
    picture: str = ""
    legend: str = ""
    tables: Sequence[PrintedTable] = ()


@dataclass(frozen=True, kw_only=True)
class PrintedPage:
    """What stands on a sheet; `mark` says that the data are an example, where they are."""

    title: str
    agency: str
    sections: Sequence[PrintedSection]
    definitions: Sequence[tuple[str, str]]
    origin: Sequence[str]
    hint: str
    mark: str = ""


def printed_page(page: PrintedPage) -> str:
    """A complete HTML page without outside resources or scripts."""
    title = element("title", plain(f"{page.title} – {page.agency}"))
    viewport = '<meta name="viewport" content="width=device-width"/>'
    head = element(
        "head",
        '<meta charset="utf-8"/>',
        viewport,
        title,
        element("style", with_foot(_STYLE, page.mark)),
    )
    sections = "".join(element("section", *_section(section)) for section in page.sections)
    origin = element("p", plain(" ".join(page.origin)))
    main = element(
        "main",
        element("p", plain(page.hint), class_="layar"),
        _header(page),
        sections,
        *_definitions(page.definitions),
        element("footer", origin),
    )
    return f"<!DOCTYPE html>\n{element('html', head, element('body', main), lang='id')}\n"


def _header(page: PrintedPage) -> str:
    names = element("h1", plain(page.title)) + element("p", plain(page.agency))
    mark = element("p", plain(page.mark), class_="contoh") if page.mark else ""
    return element("header", element("div", names), mark)


def _section(section: PrintedSection) -> Iterator[str]:
    yield element("h2", plain(section.finding))
    yield element("p", plain(section.subtitle), class_="keterangan")
    if section.picture:
        legend = element("figcaption", plain(section.legend), class_="keterangan")
        yield element("figure", section.picture, legend)
    for table in section.tables:
        yield _table(table)


def _table(table: PrintedTable) -> str:
    head = "".join(element("th", plain(words), scope="col") for words in table.headings)
    rows = (element("tr", *(_cell(cell) for cell in row)) for row in table.rows)
    return element(
        "table",
        element("caption", plain(table.caption)),
        element("thead", element("tr", head)),
        element("tbody", "".join(rows)),
    )


def _cell(words: str) -> str:
    is_short = len(words) <= SHORT
    return element("td", plain(words), class_="pendek" if is_short else None)


def _definitions(definitions: Sequence[tuple[str, str]]) -> Iterator[str]:
    if not definitions:
        return
    pairs = "".join(
        element("div", element("dt", plain(term)), " ", element("dd", plain(meaning)))
        for term, meaning in definitions
    )
    heading = element("h3", "Arti kata pada lembar ini")
    yield element("section", heading, element("dl", pairs), class_="arti")
