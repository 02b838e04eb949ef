"""How many passes of one step are finished within how many minutes."""

from lkj.charts.minute_curve import minute_curve
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import panel
from lkj.usecases.step_reading import Curve, curve_reading


def minute_curve_panel(look: Monitoring) -> None:
    """Draw the curve of a step and read it at its standard."""

    def draw(curve: Curve) -> object:
        return minute_curve(
            curve.points,
            standard=curve.standard,
            n_within=curve.n_within,
            words=curve.words,
            ink=ink(),
            mark=look.mark,
        )

    panel(look, "curve", curve_reading(look.population), draw)
