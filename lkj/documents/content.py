"""What a template receives: texts, rows, and pictures; never anything to be computed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Picture:
    """A drawing as SVG, and how wide it stands on the paper."""

    svg: str
    width_mm: int


Value = str | int | bool | Picture | list["Value"] | dict[str, "Value"]
Content = dict[str, Value]


def with_pictures(value: Value, draw: Callable[[Picture], object]) -> object:
    """The same texts and rows, with every picture replaced by what `draw` makes of it."""
    match value:
        case Picture():
            return draw(value)
        case Mapping():
            return {key: with_pictures(inner, draw) for key, inner in value.items()}
        case list():
            return [with_pictures(inner, draw) for inner in value]
    return value
