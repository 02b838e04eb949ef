"""A workbook to be filled in by hand: lists to choose from, notes on the headings, examples."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

_ROWS = 5_000  # that are prepared
_LONGEST_HINT = 250  # characters; the format allows 255
_DAY, _MOMENT = "dd mmm yyyy", "dd mmm yyyy hh:mm"
_GREY, _DARK, _PALE = "#5f6b76", "#1f3a5f", "#eef2f6"
_GUIDE_WIDTHS = (26, 100)


@dataclass(frozen=True)
class TemplateColumn:
    """A column; `choices` make it a list, `is_time` a day that may have an hour."""

    heading: str
    note: str
    width: int
    choices: tuple[str, ...] = ()
    is_time: bool = False
    is_required: bool = False


@dataclass(frozen=True, kw_only=True)
class TemplateSheets:
    """Names of the sheets: the one to fill in, the explanation, the lists."""

    rows: str
    guide: str
    lists: str


def to_template(
    columns: Sequence[TemplateColumn],
    *,
    examples: Sequence[Sequence[object]],
    guide: Sequence[tuple[str, str]],
    sheets: TemplateSheets,
    created: datetime,
) -> bytes:
    """Write the workbook; the same arguments give the same bytes.

    Args:
        columns: in order; required ones have a `*` in their note, not in their heading.
        examples: rows that show how; text, whole numbers, days, or times without a zone.
        guide: pairs of a heading and what it explains, the first of them headings.
        sheets: names.
        created: stands in the file as the time of its making; aware.
    """
    content = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": created.astimezone(UTC).replace(tzinfo=None)})
    formats = _formats(book)
    page = book.add_worksheet(sheets.rows)
    _headings(page, columns, formats)
    _examples(page, examples, formats)
    _guide(book.add_worksheet(sheets.guide), guide, formats)
    lists = book.add_worksheet(sheets.lists)
    lists.hide()
    for at, column in enumerate(columns):
        if column.choices:
            _list(page, lists, at, column, name=sheets.lists)
        if column.is_time:
            _time(page, at, len(examples), formats)
    book.close()
    return content.getvalue()


def _formats(book: Any) -> Mapping[str, Any]:
    heading = {"bold": True, "text_wrap": True, "valign": "top", "font_color": "white"}
    example = {"italic": True, "font_color": _GREY, "bg_color": _PALE}
    return {
        "heading": book.add_format({**heading, "bg_color": _DARK}),
        "optional": book.add_format({**heading, "bg_color": _GREY}),
        "example": book.add_format(example),
        "example_day": book.add_format({**example, "num_format": _DAY, "align": "left"}),
        "example_moment": book.add_format({**example, "num_format": _MOMENT, "align": "left"}),
        "day": book.add_format({"num_format": _DAY, "align": "left"}),
        "moment": book.add_format({"num_format": _MOMENT}),
        "wrapped": book.add_format({"text_wrap": True, "valign": "top"}),
        "bold": book.add_format({"bold": True, "valign": "top"}),
    }


def _headings(page: Any, columns: Sequence[TemplateColumn], formats: Mapping[str, Any]) -> None:
    page.freeze_panes(1, 1)
    page.set_row(0, 32)
    for at, column in enumerate(columns):
        page.set_column(at, at, column.width, formats["day"] if column.is_time else None)
        kind = "heading" if column.is_required else "optional"
        page.write_string(0, at, column.heading, formats[kind])
        needed = "Wajib. " if column.is_required else ""
        page.write_comment(0, at, needed + column.note, {"x_scale": 2, "author": ""})


def _examples(page: Any, rows: Sequence[Sequence[object]], formats: Mapping[str, Any]) -> None:
    for n, row in enumerate(rows, start=1):
        for at, value in enumerate(row):
            if isinstance(value, datetime):
                page.write_datetime(n, at, value, formats["example_moment"])
            elif isinstance(value, date):
                page.write_datetime(n, at, value, formats["example_day"])
            elif isinstance(value, int):
                page.write_number(n, at, value, formats["example"])
            else:
                page.write_string(n, at, str(value or ""), formats["example"])


def _guide(page: Any, lines: Sequence[tuple[str, str]], formats: Mapping[str, Any]) -> None:
    for at, width in enumerate(_GUIDE_WIDTHS):
        page.set_column(at, at, width)
    for n, (about, text) in enumerate(lines):
        page.write_string(n, 0, about, formats["bold" if n else "heading"])
        page.write_string(n, 1, text, formats["wrapped" if n else "heading"])


def _list(page: Any, lists: Any, at: int, column: TemplateColumn, *, name: str) -> None:
    for n, choice in enumerate(column.choices):
        lists.write_string(n, at, choice)
    first, last = (
        xlsxwriter.utility.xl_rowcol_to_cell(row, at, row_abs=True, col_abs=True)
        for row in (0, len(column.choices) - 1)
    )
    # A warning, not a stop: a step's number alone, or two reasons, are read as well.
    rule = {
        "validate": "list",
        "source": f"='{name}'!{first}:{last}",
        "error_type": "warning",
        "error_title": column.heading,
        "error_message": column.note[:_LONGEST_HINT],
    }
    page.data_validation(1, at, _ROWS, at, rule)


def _time(page: Any, at: int, n_examples: int, formats: Mapping[str, Any]) -> None:
    """Show the hour only where one was typed."""
    cell = xlsxwriter.utility.xl_rowcol_to_cell(n_examples + 1, at)
    rule = {
        "type": "formula",
        "criteria": f"=AND(ISNUMBER({cell}),MOD({cell},1)>0)",
        "format": formats["moment"],
    }
    page.conditional_format(n_examples + 1, at, _ROWS, at, rule)
