"""Compliance that does not forgive late work because it is not finished yet."""

from html import escape

from lkj.charts.live_compliance import live_compliance
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import panel
from lkj.usecases.live_reading import live_reading


def live_panel(look: Monitoring) -> None:
    """Put the compliance of finished passes beside that of all."""
    panel(
        look,
        "live",
        live_reading(look.population),
        lambda drawn: live_compliance(
            drawn.assign(label=drawn["label"].map(escape)), mark=look.mark
        ),
    )
