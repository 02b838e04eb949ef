"""A figure in the making becomes what plotly would have made of the same calls."""

import plotly.graph_objects as go
import pytest

from lkj.charts.sketch import Sketch
from lkj.charts.theme import layout

LINE = {"color": "#123", "width": 2}


def drawn(figure: "Sketch | go.Figure") -> None:
    """The same calls for both."""
    figure.add_trace(go.Bar(x=[1, 2], y=[3, 4]))
    figure.add_annotation({"text": "a", "x": 1, "y": 2}, showarrow=False)
    figure.add_annotation(text="b", x=2, y=1, font={"size": 11})
    figure.add_shape(type="line", x0=0, x1=1, y0=2, y1=2, line=LINE)
    figure.add_vline(x=5, line=LINE)
    figure.add_hline(y=6, line=LINE)
    figure.update_layout(barmode="stack")
    figure.update_xaxes({"tickformat": ",d"}, range=[0, 3])
    figure.update_yaxes(title={"text": "Laporan"})


def test_all_parts_are_those_of_plotly() -> None:
    sketch = Sketch(layout(height=200, x_title="Hari"))
    figure = go.Figure(layout=layout(height=200, x_title="Hari"))
    drawn(sketch)
    drawn(figure)

    assert sketch.figure().to_dict() == figure.to_dict()


def test_what_plotly_does_not_know_is_refused() -> None:
    sketch = Sketch({})
    sketch.add_annotation(words="a")

    with pytest.raises(ValueError, match="words"):
        sketch.figure()
