"""A figure in the making: its parts are collected, and plotly checks them once, at the end."""

from collections.abc import Mapping
from typing import Any

import plotly.graph_objects as go


class Sketch:
    """Takes what `go.Figure` takes, under the same names.

    With each annotation or shape plotly copies and checks all former ones: a picture of thirty
    takes ten times as long as one that gets them together.
    """

    def __init__(self, layout: Mapping[str, Any]) -> None:
        self._layout: dict[str, Any] = {"xaxis": {}, "yaxis": {}, **layout}
        self._traces: list[Any] = []
        self._annotations: list[Mapping[str, Any]] = []
        self._shapes: list[Mapping[str, Any]] = []

    def add_trace(self, trace: Any) -> None:
        """One trace, drawn over the former ones."""
        self._traces.append(trace)

    def add_annotation(self, annotation: Mapping[str, Any] | None = None, **facts: Any) -> None:
        """One annotation, as a mapping or by its facts."""
        self._annotations.append({**(annotation or {}), **facts})

    def add_shape(self, **facts: Any) -> None:
        """One shape."""
        self._shapes.append(facts)

    def add_vline(self, *, x: float, line: Mapping[str, Any]) -> None:
        """A line from the bottom to the top."""
        ends = {"x0": x, "x1": x, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain"}
        self.add_shape(type="line", line=line, **ends)

    def add_hline(self, *, y: float, line: Mapping[str, Any]) -> None:
        """A line from the left to the right."""
        ends = {"x0": 0, "x1": 1, "y0": y, "y1": y, "xref": "x domain", "yref": "y"}
        self.add_shape(type="line", line=line, **ends)

    def update_layout(self, **facts: Any) -> None:
        """What concerns the whole figure."""
        self._layout |= facts

    def update_xaxes(self, axis: Mapping[str, Any] | None = None, /, **facts: Any) -> None:
        """What concerns the horizontal axis."""
        self._layout["xaxis"] = {**self._layout["xaxis"], **(axis or {}), **facts}

    def update_yaxes(self, axis: Mapping[str, Any] | None = None, /, **facts: Any) -> None:
        """What concerns the vertical axis."""
        self._layout["yaxis"] = {**self._layout["yaxis"], **(axis or {}), **facts}

    def figure(self) -> go.Figure:
        """All of it, checked by plotly.

        Raises:
            ValueError: plotly does not know a part, or its value.
        """
        marks = {"annotations": self._annotations, "shapes": self._shapes}
        return go.Figure(self._traces, self._layout | marks)
