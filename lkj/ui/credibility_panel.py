"""How far the recorded times can be believed."""

from html import escape

from lkj.charts.clock_sources import clock_sources
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import panel
from lkj.usecases.credibility_reading import credibility_reading


def credibility_panel(look: Monitoring) -> None:
    """Say where minutes come from, and which entries are doubtful, by role."""
    panel(
        look,
        "sources",
        credibility_reading(look.population),
        lambda drawn: clock_sources(
            drawn.assign(label=drawn["label"].map(escape)), mark=look.mark
        ),
    )
