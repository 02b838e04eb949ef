"""What drawings for paper share: ink, letters, labels that break into lines, the frame."""

from collections.abc import Iterable, Iterator

from lkj.charts.svg import element, plain
from lkj.charts.text_lines import FONT, shortened, wrap

INK, PALE = "#111111", "#d9d9d9"
SIZE = 15  # of letters, in the drawing's own unit
_SMALL, _MOST_LINES = 12, 2  # of a label that its row has no room for


def drawing(parts: Iterable[str], *, width: float, height: float, name: str) -> str:
    """An SVG element around parts; `name` is read to those who do not see it."""
    return element(
        "svg",
        *parts,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {width:g} {height:g}",
        role="img",
        aria_label=name,
        font_family=FONT,
        font_size=SIZE,
        fill=INK,
    )


def text(
    words: str, *, x: float, y: float, anchor: str | None = None, size: float | None = None
) -> str:
    """One line of words; `anchor` is `start` unless named."""
    return element("text", plain(words), x=x, y=y, text_anchor=anchor, font_size=size)


def axis_name(words: str, *, x: float, y: float) -> str:
    """What an axis counts, in its middle."""
    return text(words, x=x, y=y, anchor="middle", size=SIZE - 1)


def label_lines(words: str, *, x: float, middle: float, width: float) -> Iterator[str]:
    """A label that ends at `x`, around `middle`: a long one in two lines of smaller letters."""
    size, lines = SIZE, wrap(words, width=width, size=SIZE)
    if len(lines) > _MOST_LINES:
        size = _SMALL
        lines = shortened(words, width=width, size=size, most_lines=_MOST_LINES)
    first = middle - (len(lines) - 1) * size * 0.6 + size / 3
    for place, line in enumerate(lines):
        y = first + place * size * 1.2
        yield text(line, x=x, y=y, anchor="end", size=None if size == SIZE else size)
