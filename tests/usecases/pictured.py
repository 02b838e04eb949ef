"""Rows of pictures and traces of figures as plain lists."""

from typing import Any

import pandas as pd

from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import Population


def rows(name: str, about: Population) -> pd.DataFrame:
    return PICTURES[name].rows(about)


def plain(values: Any) -> list[Any]:
    """Values that can be compared: missing ones equal each other."""
    return [None if pd.isna(value) else value for value in values]


def drawn(figure: Any) -> list[dict[str, list[Any]]]:
    """The traces of a figure as plain lists."""
    names = ("x", "y", "text")
    return [
        {name: [] if trace[name] is None else list(trace[name]) for name in names}
        for trace in figure.data
    ]
