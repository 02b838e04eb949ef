"""Breaking text into lines that fit a width, without a browser: Arial's letter widths."""

import re
import unicodedata

# What Source Sans, the font of pictures on the page, needs of the width of Arial, at most.
SCREEN_FONT = 0.9
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

# Thousandths of the font size. Liberation Sans and Helvetica have the same widths as Arial.
_WIDTHS = {
    letter: width
    for width, letters in {
        191: "'",
        222: "ijl",
        260: "|",
        278: " !,./:;I[\\]ft",
        333: "()-r`",
        334: "{}",
        355: '"',
        389: "*",
        469: "^",
        500: "Jcksvxyz",
        584: "+<=>~",
        611: "FTZ",
        667: "&ABEKPSVXY",
        722: "CDHNRUw",
        778: "GOQ",
        833: "Mm",
        889: "%",
        944: "W",
        1000: "…—",
        1015: "@",
    }.items()
    for letter in letters
}
_USUAL = 556  # digits, a, b, d, e, g, h, n, o, p, q, u, L and most accented letters
_WIDE = 1000
# Another font than Arial may be a little wider, and bold is.
_MARGIN = 1.04
_BOLD = 1.08


def text_width(text: str, *, size: float, is_bold: bool = False) -> float:
    """How wide a text is at most, in the unit of `size`."""
    scale = size / 1000 * _MARGIN * (_BOLD if is_bold else 1.0)
    return scale * sum(_letter_width(letter) for letter in text)


def wrap(text: str, *, width: float, size: float, is_bold: bool = False) -> tuple[str, ...]:
    """Break a text at its spaces; a word that is wider than a line is broken inside.

    Nothing is left out: the lines joined are the text, but for white space.
    """
    lines: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if text_width(longer, size=size, is_bold=is_bold) <= width:
            line = longer
            continue
        lines.extend([line] if line else [])
        *full, line = _pieces(word, width=width, size=size, is_bold=is_bold)
        lines.extend(full)
    return (*lines, line) if line else tuple(lines)


def shortened(
    text: str, *, width: float, size: float, most_lines: int, is_bold: bool = False
) -> tuple[str, ...]:
    """Break a text into so many lines at most; an ellipsis stands for what is left out.

    A word that is wider than a line is cut, not broken; it breaks after a hyphen, an
    underscore or a slash alone.
    """
    lines = _filled(_parts(text), width=width, size=size, is_bold=is_bold)
    kept = [*lines[: most_lines - 1], "".join(lines[most_lines - 1 :])]
    cut = (_cut(line.strip(), width=width, size=size, is_bold=is_bold) for line in kept)
    return tuple(line for line in cut if line)


def widest_part(text: str, *, size: float, is_bold: bool = False) -> float:
    """The width of the longest part of a text that `shortened` does not break."""
    widths = (text_width(part.strip(), size=size, is_bold=is_bold) for part in _parts(text))
    return max(widths, default=0.0)


def _parts(text: str) -> list[str]:
    """Words, and parts of words that end in a hyphen, underscore or slash; spaces go first."""
    found = re.findall(r"\s*(?:[^\s_/-]*[_/-]+|[^\s_/-]+)", text)
    return [
        " " + part.strip() if at and part[0].isspace() else part.strip()
        for at, part in enumerate(found)
    ]


def _filled(parts: list[str], *, width: float, size: float, is_bold: bool) -> list[str]:
    """Parts put together as far as they fit; a space before a line is still there."""
    lines: list[str] = []
    for part in parts:
        longer = lines[-1] + part if lines else ""
        if lines and text_width(longer.strip(), size=size, is_bold=is_bold) <= width:
            lines[-1] = longer
        else:
            lines.append(part)
    return lines


def _cut(text: str, *, width: float, size: float, is_bold: bool) -> str:
    """As much of a text as fits, with an ellipsis where something is left out."""
    if text_width(text, size=size, is_bold=is_bold) <= width:
        return text
    kept = text
    while kept and text_width(f"{kept.rstrip()}…", size=size, is_bold=is_bold) > width:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"


def _pieces(word: str, *, width: float, size: float, is_bold: bool) -> list[str]:
    pieces = [""]
    for letter in word:
        longer = pieces[-1] + letter
        if pieces[-1] and text_width(longer, size=size, is_bold=is_bold) > width:
            pieces.append(letter)
        else:
            pieces[-1] = longer
    return pieces


def _letter_width(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    if unicodedata.east_asian_width(letter) in "WF":
        return _WIDE
    return _WIDTHS.get(letter, _USUAL)
