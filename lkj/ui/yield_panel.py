"""How many reports needed no return, beside what independent reviews would give."""

from html import escape

from lkj.charts.yield_shares import yield_shares
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import panel
from lkj.usecases.yield_reading import yield_reading


def yield_panel(look: Monitoring) -> None:
    """Draw first-pass yields, their product, and the reports that needed no return."""
    panel(
        look,
        "yields",
        yield_reading(look.population),
        lambda drawn: yield_shares(
            drawn.assign(label=drawn["label"].map(escape)), mark=look.mark
        ),
    )
