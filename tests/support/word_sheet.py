"""Building templates for Word: paper, kop, tables whose rows repeat, foot, mark.

`python -m tests.support.word_templates` writes those that are shipped. An office changes its
own copies in Word and needs none of this.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

CENTRE, RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.RIGHT
_A4 = (210, 297)


@dataclass(frozen=True)
class Column:
    """A column: width in millimetres, heading, and what its cells hold."""

    width: int
    heading: str
    cell: str
    centred: bool = False


class Sheet:
    """One template."""

    def __init__(self, *, lying: bool = False, size: float = 11, font: str = "Arial") -> None:
        self.file = Document()
        style = self.file.styles["Normal"]
        style.font.name, style.font.size = font, Pt(size)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), font)
        style.paragraph_format.space_after = Pt(3)
        section = self.file.sections[0]
        short, long = _A4
        section.page_width, section.page_height = Mm(short), Mm(long)
        section.left_margin, section.right_margin = Mm(30), Mm(20)
        section.top_margin, section.bottom_margin = Mm(18), Mm(25)
        if lying:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Mm(long), Mm(short)
            section.left_margin = section.right_margin = Mm(15)
            section.top_margin = Mm(14)
        self.width = (long - 30) if lying else (short - 50)
        section.header_distance = section.footer_distance = Mm(7)
        self._mark(section)
        self._foot(section)

    def line(
        self, text: str, *, place: Any = None, size: float = 0, keep: bool = False, **look: bool
    ) -> Any:
        """A paragraph; a heading, or what is to be kept, stays with what follows."""
        paragraph = _line(self.file.add_paragraph(), text, place=place, size=size, **look)
        paragraph.paragraph_format.keep_with_next = keep or look.get("bold", False)
        return paragraph

    def block(self, begin: str, *lines: str, end: str, **look: Any) -> None:
        """Paragraphs that are there only in some cases, or once for each of some rows."""
        self.line(f"{{%p {begin} %}}")
        for text in lines:
            self.line(text, **look)
        self.line(f"{{%p {end} %}}")

    def kop(self) -> None:
        """The letterhead with its double rule."""
        self.block(
            "for satu in kop.baris",
            "{{ satu }}",
            end="endfor",
            place=CENTRE,
            size=14,
            bold=True,
        )
        address = "{{ kop.alamat or 'Alamat: ……………………………………………' }}"
        last = self.line(address, place=CENTRE, size=9.5)
        self.block("if kop.kontak", "{{ kop.kontak }}", end="endif", place=CENTRE, size=9.5)
        _rule(last)

    def title(self, text: str = "{{ judul | upper }}", below: Sequence[str] = ()) -> None:
        """What kind of naskah it is."""
        self.line(text, place=CENTRE, size=12.5, bold=True)
        for one in below:
            self.line(one, place=CENTRE)

    def pairs(self, rows: str, *, name: int = 40) -> None:
        """`name : text` from a list of the data."""
        table = self.file.add_table(rows=3, cols=2)
        _widths(table, (name, self.width - name))
        _mark_rows(table, rows)
        _cell(table.rows[1].cells[0], "{{ satu.nama }}")
        _cell(table.rows[1].cells[1], ": {{ satu.isi or '……………………' }}")
        self.line("", size=4)

    def fixed_pairs(self, pairs: Sequence[tuple[str, str]], *, name: int = 28) -> None:
        """`name : text` for what is always there, with a rule below."""
        table = self.file.add_table(rows=len(pairs), cols=2)
        _widths(table, (name, self.width - name))
        for row, (left, right) in zip(table.rows, pairs, strict=True):
            _cell(row.cells[0], left)
            _cell(row.cells[1], f": {right}")
        _rule(self.line("", size=4))

    def table(
        self, columns: Sequence[Column], rows: str, *, size: float = 8, numbered: bool = False
    ) -> None:
        """A ruled table whose heading stands on every page; a row for each of the data."""
        table = self.file.add_table(rows=5 if numbered else 4, cols=len(columns))
        table.style = "Table Grid"
        _widths(table, [column.width for column in columns])
        for place, column in enumerate(columns):
            heading = table.rows[0].cells[place]
            _cell(heading, column.heading, size=size, place=CENTRE, bold=True)
            _shade(heading)
            if numbered:
                _cell(table.rows[1].cells[place], str(place + 1), size=size - 1, place=CENTRE)
            where = CENTRE if column.centred else None
            _cell(table.rows[-2].cells[place], column.cell, size=size, place=where)
        for row in table.rows[: 2 if numbered else 1]:
            _set(row, "w:tblHeader")
        for row in table.rows:
            _set(row, "w:cantSplit")
        _mark_rows(table, rows)
        self.line("", size=4)

    def wide_table(self, table_name: str, *, size: float = 7.5) -> None:
        """A ruled table with as many columns as the data have."""
        table = self.file.add_table(rows=4, cols=3)
        table.style = "Table Grid"
        headings = (f"{{%tc for judul_kolom in {table_name}.kepala %}}", "{{ judul_kolom }}")
        cells = ("{%tc for teks in satu %}", "{{ teks }}")
        for row, marks in ((table.rows[0], headings), (table.rows[2], cells)):
            for cell, text in zip(row.cells, (*marks, "{%tc endfor %}"), strict=True):
                _cell(cell, text, size=size, bold=row is table.rows[0])
        _shade(table.rows[0].cells[1])
        _set(table.rows[0], "w:tblHeader")
        _set(table.rows[2], "w:cantSplit")
        _mark_rows(table, f"{table_name}.baris")
        self.line("", size=4)

    def boxes(self, cells: Sequence[Sequence[str]]) -> None:
        """A ruled form: rows of cells, each with its lines."""
        table = self.file.add_table(rows=len(cells), cols=2)
        table.style = "Table Grid"
        _widths(table, (self.width // 2, self.width - self.width // 2))
        for row, texts in zip(table.rows, cells, strict=True):
            if len(texts) == 1:
                row.cells[0].merge(row.cells[1])
            for cell, text in zip(row.cells, texts, strict=False):
                _cell(cell, text)

    def signatory(self, who: str, *before: str, ranked: bool = False) -> None:
        """Room for a signature at the right, never a picture of one."""
        self._signing((self.width - 85, 85), [[], _signing_lines(who, before, ranked=ranked)])

    def signatories(self, left: str, right: str, *before: str) -> None:
        """Two of them beside each other; `before` stands over the right one."""
        half = self.width // 2
        lines = [
            _signing_lines(left, [""] * len(before), ranked=True),
            _signing_lines(right, before, ranked=True),
        ]
        self._signing((half, self.width - half), lines)

    def _signing(self, widths: Sequence[int], lines: Sequence[Sequence[str]]) -> None:
        table = self.file.add_table(rows=1, cols=2)
        _widths(table, widths)
        _set(table.rows[0], "w:cantSplit")
        for cell, texts in zip(table.rows[0].cells, lines, strict=True):
            _cell(cell, "\n".join(texts))

    def new_page(self) -> None:
        """Go on on the next page."""
        self.file.add_page_break()

    def _mark(self, section: Any) -> None:
        """Over every page, in letters that Word and LibreOffice show alike."""
        header = section.header
        header.paragraphs[0].text = "{%p if tanda %}"
        marked = _line(header.add_paragraph(), "{{ tanda }}", place=CENTRE, size=20, bold=True)
        marked.runs[0].font.color.rgb = RGBColor(0x99, 0x99, 0x99)
        header.add_paragraph("{%p endif %}")

    def _foot(self, section: Any) -> None:
        footer = section.footer
        _rule(footer.paragraphs[0], above=True)
        footer.paragraphs[0].paragraph_format.space_after = Pt(0)
        table = footer.add_table(1, 2, Mm(self.width))
        _widths(table, (self.width - 45, 45))
        left, right = table.rows[0].cells
        _cell(left, "{{ kaki.pernyataan }}", size=7.5, italic=True)
        for text in ("{%p for satu in kaki.baris %}", "{{ satu }}", "{%p endfor %}"):
            _line(left.add_paragraph(), text, size=7.5).paragraph_format.space_after = Pt(0)
        pages = _line(right.paragraphs[0], "Halaman ", size=7.5, place=RIGHT)
        pages.paragraph_format.space_after = Pt(0)
        _field(pages, "PAGE")
        pages.add_run(" dari ").font.size = Pt(7.5)
        _field(pages, "NUMPAGES")
        for text in ("{%p for satu in kaki.qr %}", "{{ satu }}", "{%p endfor %}"):
            paragraph = _line(right.add_paragraph(), text, size=7.5, place=RIGHT)
            paragraph.paragraph_format.space_after = Pt(0)


def _line(
    paragraph: Any, text: str, *, place: Any = None, size: float = 0, **look: bool
) -> Any:
    run = paragraph.add_run(text)
    if size:
        run.font.size = Pt(size)
    for name, value in look.items():
        setattr(run.font, name, value)
    if place is not None:
        paragraph.alignment = place
    return paragraph


def _signing_lines(who: str, before: Sequence[str], *, ranked: bool) -> list[str]:
    lines = [*before, f"{{{{ {who}.jabatan }}}},", "", "", "", ""]
    lines.append(f"{{{{ {who}.nama or '………………………………' }}}}")
    if ranked:
        lines.append(f"{{{{ {who}.pangkat or 'Pangkat/golongan ……………' }}}}")
        lines.append(f"NIP {{{{ {who}.nip or '………………………' }}}}")
    return lines


def _cell(cell: Any, text: str, **look: Any) -> None:
    """A cell; a text in several parts becomes several paragraphs."""
    first, *others = text.split("\n")
    paragraph = _line(cell.paragraphs[0], first, **look)
    paragraph.paragraph_format.space_after = Pt(0)
    for other in others:
        _line(cell.add_paragraph(), other, **look).paragraph_format.space_after = Pt(0)


def _mark_rows(table: Any, rows: str) -> None:
    """The row before the last is there once for each of the data."""
    table.rows[-3].cells[0].paragraphs[0].add_run(f"{{%tr for satu in {rows} %}}")
    table.rows[-1].cells[0].paragraphs[0].add_run("{%tr endfor %}")


def _widths(table: Any, widths: Sequence[int]) -> None:
    table.autofit = False
    for place, width in enumerate(widths):
        table.columns[place].width = Mm(width)
        for row in table.rows:
            row.cells[place].width = Mm(width)


def _set(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", "EEEEEE")):
        shade.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(shade)


def _rule(paragraph: Any, *, above: bool = False) -> None:
    borders = OxmlElement("w:pBdr")
    border = OxmlElement("w:top" if above else "w:bottom")
    kind = "single" if above else "thickThinSmallGap"
    for name, value in (("val", kind), ("sz", "4" if above else "18"), ("space", "4")):
        border.set(qn(f"w:{name}"), value)
    borders.append(border)
    paragraph._p.get_or_add_pPr().append(borders)


def _field(paragraph: Any, name: str) -> None:
    for kind in ("begin", "", "end"):
        run = paragraph.add_run()
        run.font.size = Pt(7.5)
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = name
        run._r.append(part)
