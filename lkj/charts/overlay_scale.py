"""What colours and widths mean on the SOP's picture: the same at every choice of filters."""

from math import isnan, log2

from lkj.charts.theme import DATA, OVER, RETURNED

LEAST, MOST = 0.25, 4.0  # times mutu baku waktu; what lies beyond has the colour of the end
NO_TIME = "#E2E8F0"
AT_STANDARD = 1.0  # times mutu baku
PAPER_INK = "#0F172A"  # boxes are pale in the dark, too
_AT_STANDARD = "#FFFFFF"
_STRONGEST = 0.55  # of the colour: dark words must be read on it
_NARROW, _WIDE = 1.5, 10.0  # pixels
_OFTEN = 6.0  # pixels of the arrow that was taken most
_HOUR, _WEEK = 60.0, 2250.0  # working minutes: up to the first narrow, from the second on wide


def fill(ratio: float) -> str:
    """Teal under mutu baku waktu, orange over it, white at it; grey where nobody knows.

    Args:
        ratio: of the median to the standard; missing where too few passes are known.
    """
    if isnan(ratio):
        return NO_TIME
    part = log2(min(max(ratio, LEAST), MOST)) / log2(MOST)
    return _mixed(OVER if part > 0 else DATA, abs(part) * _STRONGEST)


def edge_width(waiting_minutes: float) -> float:
    """Pixels of an arrow: from an hour of waiting on it grows, up to a working week."""
    if isnan(waiting_minutes) or waiting_minutes <= _HOUR:
        return _NARROW
    part = log2(waiting_minutes / _HOUR) / log2(_WEEK / _HOUR)
    return _NARROW + min(part, 1.0) * (_WIDE - _NARROW)


def count_width(n: float, most: float) -> float:
    """Pixels of an arrow that was taken so often, of the arrow that was taken most."""
    return _NARROW + (n / most if most else 0.0) * (_OFTEN - _NARROW)


def returned_on(ink: str) -> str:
    """Of returns on a page of this ink: dark violet is not seen on a dark page."""
    return RETURNED if ink == PAPER_INK else "#C4B5FD"


def over_on(ink: str) -> str:
    """Of what the SOP does not know, on a page of this ink."""
    return OVER if ink == PAPER_INK else "#FDBA74"


def _mixed(color: str, part: float) -> str:
    """So much of the colour in white."""
    pairs = zip(_channels(_AT_STANDARD), _channels(color), strict=True)
    return "#" + "".join(f"{round(base + (tone - base) * part):02X}" for base, tone in pairs)


def _channels(color: str) -> list[int]:
    return [int(color[start : start + 2], 16) for start in (1, 3, 5)]
