"""Names of level lines at the right edge of a picture, none upon another."""

from collections.abc import Iterable
from operator import itemgetter

from lkj.charts.sketch import Sketch

_APART = 0.06  # of the axis, from one name to the next


def name_lines(figure: Sketch, lines: Iterable[tuple[float, str]], *, span: float) -> None:
    """Write each name beside its line; higher where it would cover the one below it.

    Args:
        figure: has room for the words in its right margin.
        lines: where each crosses the vertical axis, as an annotation counts it: the logarithm
            on a logarithmic axis; and its words. Of equal ones the first stands lowest.
        span: of the whole axis in the same unit.
    """
    lowest = float("-inf")
    for at, words in sorted(lines, key=itemgetter(0)):
        place = max(at, lowest)
        lowest = place + _APART * span
        figure.add_annotation(
            xref="paper",
            x=1,
            y=place,
            text=words,
            showarrow=False,
            xanchor="left",
            xshift=4,
            font={"size": 11},
        )
