"""How many reports arrive, leave, run and are redone over time."""

from html import escape

from lkj.charts.cumulative_flow import cumulative_flow
from lkj.charts.reports_per_month import reports_per_month
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import panel
from lkj.usecases.flow_reading import Flow, flow_reading, months_reading
from lkj.usecases.reading import NotYet


def flow_panel(look: Monitoring) -> None:
    """Draw the months and the cumulative flow of the reports under the page's SOP."""
    months = months_reading(look.population)
    panel(
        look,
        "months",
        months,
        lambda drawn: reports_per_month(drawn, ink=ink(), mark=look.mark),
    )
    if not isinstance(months, NotYet):
        panel(look, "flow", flow_reading(look.population), lambda drawn: _lines(look, drawn))


def _lines(look: Monitoring, flow: Flow) -> object:
    names = [escape(name) for name in flow.names]
    return cumulative_flow(flow.lines, flow.days, names=names, marks=flow.marks, mark=look.mark)
