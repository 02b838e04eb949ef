"""What the foot of every printed page repeats, beside what stands on the first."""

from lkj.charts.svg import plain
from lkj.charts.text_lines import FONT


def with_foot(style: str, words: str) -> str:
    """A page's style with words at the foot of each sheet; the same style without any."""
    if not words:
        return style
    bold = f"font: bold 8.5pt {FONT}; color: #000;"
    return f'{style}@page {{ @bottom-left {{ content: "{plain(words)}"; {bold} }} }}\n'
