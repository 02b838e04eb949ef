"""The SOP sheet as officials know it: flowchart table, printable page, and table twin."""

from collections.abc import Iterator, Mapping
from typing import Literal

from lkj.charts.sheet_frame import (
    ACTIVITY,
    FONT_SIZE,
    HEAD_HEIGHT,
    INPUTS,
    LINE_HEIGHT,
    MINUTES,
    NUMBER,
    OUTPUT,
    REMARK,
    Frame,
    Span,
    cell_texts,
    frame_for,
    joined,
)
from lkj.charts.sheet_page import page
from lkj.charts.sheet_symbols import Colours, answer, arrow, symbol
from lkj.charts.sop_layout import Layout, Node, lay_out
from lkj.charts.svg import element, number, plain
from lkj.charts.text_lines import FONT
from lkj.domain.sop import Decision, RoleId, Sop, Step

Theme = Literal["light", "print"]

_THEMES: Mapping[Theme, Colours] = {
    "light": Colours(
        ink="#1c2b33", grid="#94a3ab", heading="#e9f0f1", symbol="#f4f9f9",
        returned="#6d28d9", margin=12.0,
    ),
    "print": Colours(
        ink="#000", grid="#6b6b6b", heading="#efefef", symbol="#fff",
        returned="#000", margin=1.0,
    ),
}  # fmt: skip
_CENTRED = (NUMBER, MINUTES)
_TWO_ROWS_HIGH = (NUMBER, ACTIVITY, REMARK)


def sheet_svg(sop: Sop, *, theme: Theme = "light") -> str:
    """Draw the flowchart table as one SVG on white paper, as wide as its container.

    Args:
        sop: the SOP.
        theme: `light` for a screen, light or dark; `print` for paper, in black only.
    """
    colours, layout = _THEMES[theme], lay_out(sop)
    frame = frame_for(sop, rows=layout.rows)
    width, height = frame.width + 2 * colours.margin, frame.height + 2 * colours.margin
    drawing = element(
        "g",
        *_table(sop, frame, colours),
        *_flow(sop, layout, frame, colours),
        transform=f"translate({number(colours.margin)} {number(colours.margin)})",
        font_family=FONT, font_size=FONT_SIZE, fill=colours.ink,
    )  # fmt: skip
    name = f"sop-{sop.id}-{theme}"
    return element(
        "svg",
        element("title", plain(f"Diagram alir SOP {sop.title}"), id=f"{name}-judul"),
        element("desc", plain(_description(sop)), id=f"{name}-uraian"),
        element("rect", width=width, height=height, fill="#fff", class_="sop-kertas"),
        drawing,
        xmlns="http://www.w3.org/2000/svg", viewBox=f"0 0 {number(width)} {number(height)}",
        width="100%", role="img", class_=f"sop-lembar sop-{theme}",
        aria_labelledby=f"{name}-judul", aria_describedby=f"{name}-uraian",
    )  # fmt: skip


def sheet_html(sop: Sop, *, history: str = "") -> str:
    """A complete page for printing on A4: identity block, flowchart, total, notes.

    `history` says at its foot how far the history went when it was printed.
    """
    return page(sop, sheet_svg(sop, theme="print"), history)


def sheet_rows(sop: Sop) -> list[dict[str, str | int]]:
    """The sheet as a table, one row per step, for those who do not see the drawing."""
    return [_row(sop, step) for step in sop.steps]


def _row(sop: Sop, step: Step) -> dict[str, str | int]:
    back = step.next.get(Decision.REJECT)
    onward = next((r for d, r in step.next.items() if d is not Decision.REJECT), None)
    texts = cell_texts(step)
    return {
        "No": step.number,
        "Aktivitas": step.activity,
        "Memulai": _role_names(sop, step.starters),
        "Menyelesaikan": _role_names(sop, step.finishers),
        "Kelengkapan": texts[INPUTS],
        "Waktu (menit)": step.standard.minutes,
        "Output": step.standard.output,
        "Dilanjutkan ke": _place(sop, onward.target) if onward else "",
        "Dikembalikan ke": _place(sop, back.target) if back else "",
        "Keterangan": step.reading,
    }


def _place(sop: Sop, step_id: str | None) -> str:
    if step_id is None:
        return "Selesai"
    step = sop.step(step_id)
    return f"Langkah {step.number}: {step.short_name}"


def _role_names(sop: Sop, roles: tuple[RoleId, ...]) -> str:
    return joined([sop.role(role).name for role in roles])


def _description(sop: Sop) -> str:
    steps = (
        f"Langkah {step.number}, {_role_names(sop, step.finishers)}: {step.activity}."
        for step in sop.steps
    )
    return " ".join(steps)


def _table(sop: Sop, frame: Frame, colours: Colours) -> Iterator[str]:
    yield element(
        "rect", width=frame.width, height=frame.head.end, fill=colours.heading,
        class_="sop-kepala",
    )  # fmt: skip
    yield from _grid(frame, colours)
    yield from _headings(sop, frame)
    for row, cells in zip(frame.rows, frame.cell_lines, strict=False):
        yield element(
            "g",
            *(
                _lines(
                    lines, frame.columns[name], row,
                    class_="sop-sel", is_centred=name in _CENTRED,
                )
                for name, lines in cells.items()
            ),
            class_="sop-baris",
        )  # fmt: skip
    yield from _end_row(frame)


def _end_row(frame: Frame) -> Iterator[str]:
    for row in frame.rows[len(frame.cell_lines) :]:
        yield _lines(
            ("Selesai",), frame.columns[ACTIVITY], row,
            class_="sop-sel", is_centred=False,
        )  # fmt: skip


def _grid(frame: Frame, colours: Colours) -> Iterator[str]:
    """Thin lines between cells; a black frame around the table and under the headings."""
    uprights = {edge.start for edge in (*frame.columns.values(), *frame.lanes)} - {0.0}
    two_high = {frame.columns[name].start for name in _TWO_ROWS_HIGH}
    groups = two_high | {frame.lanes[0].start, frame.columns[INPUTS].start}
    thin = [
        f"M{number(x)} {number(0 if x in groups else HEAD_HEIGHT)}V{number(frame.height)}"
        for x in sorted(uprights)
    ]
    thin += [f"M0 {number(row.start)}H{number(frame.width)}" for row in frame.rows[1:]]
    start, end = frame.lanes[0].start, frame.columns[REMARK].start
    thin.append(f"M{number(start)} {number(HEAD_HEIGHT)}H{number(end)}")
    yield element(
        "path", d="".join(thin), fill="none", stroke=colours.grid, stroke_width=0.8,
        class_="sop-garis",
    )  # fmt: skip
    yield element(
        "path",
        d=f"M0 0H{number(frame.width)}V{number(frame.height)}H0Z"
        f"M0 {number(frame.head.end)}H{number(frame.width)}",
        fill="none", stroke=colours.ink, stroke_width=1.2, class_="sop-bingkai",
    )  # fmt: skip


def _headings(sop: Sop, frame: Frame) -> Iterator[str]:
    columns, upper = frame.columns, Span(0.0, HEAD_HEIGHT)
    whole = Span(0.0, frame.head.end)
    standard = Span(columns[INPUTS].start, columns[OUTPUT].end)
    yield _heading(("Pelaksana",), frame.flow, upper)
    yield _heading(("Mutu Baku",), standard, upper)
    for name, column in columns.items():
        yield _heading((name,), column, whole if name in _TWO_ROWS_HIGH else frame.head)
    for lines, lane in zip(frame.heading_lines, frame.lanes, strict=True):
        yield _heading(lines, lane, frame.head, size=frame.heading_size)


def _heading(
    lines: tuple[str, ...], column: Span, row: Span, *, size: float = FONT_SIZE - 1
) -> str:
    return _lines(lines, column, row, class_="sop-judul-kolom", is_centred=True, bold_size=size)


def _lines(
    lines: tuple[str, ...],
    column: Span,
    row: Span,
    *,
    class_: str,
    is_centred: bool,
    bold_size: float | None = None,
) -> str:
    """Lines of text in a cell, centred from top to bottom."""
    x = column.middle if is_centred else column.start + 6
    # A line's letters stand about a third of their size above its middle.
    first = row.middle - (len(lines) - 1) * LINE_HEIGHT / 2 + FONT_SIZE * 0.36
    return element(
        "text",
        *(
            element("tspan", plain(line), x=x, y=first + number_of * LINE_HEIGHT)
            for number_of, line in enumerate(lines)
        ),
        class_=class_,
        text_anchor="middle" if is_centred else None,
        font_weight="bold" if bold_size else None,
        font_size=bold_size,
    )


def _flow(sop: Sop, layout: Layout, frame: Frame, colours: Colours) -> Iterator[str]:
    yield from (arrow(edge, frame, colours) for edge in layout.edges)
    for node in layout.nodes:
        yield symbol(node, frame, colours, title=_node_title(sop, node))
    yield from (answer(edge, frame, colours) for edge in layout.edges)


def _node_title(sop: Sop, node: Node) -> str:
    if node.step is None:
        return "Selesai"
    step = sop.step(node.step)
    return f"Langkah {step.number}: {step.short_name} ({_role_names(sop, step.finishers)})"
