"""Writing SVG elements: every text and attribute escaped, numbers short.

Colours and strokes are attributes, so a drawing needs no style sheet; a class on each element
lets a page restyle it.
"""

import re
from html import escape

# Characters that XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def element(tag: str, *content: str, **attributes: str | float | None) -> str:
    """An element around markup that is already escaped; an attribute of None is left out.

    Attribute names take `_` for `-`; a closing `_` (as in `class_`) is dropped.
    """
    written = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{_written(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{written}>{''.join(content)}</{tag}>" if content else f"<{tag}{written}/>"


def plain(text: str) -> str:
    """Escape a text that becomes content."""
    return escape(_NOT_XML.sub("\ufffd", text))


def number(value: float) -> str:
    """A coordinate to a tenth of a pixel, without needless zeros."""
    return f"{value:.1f}".removesuffix(".0")


def _written(value: str | float) -> str:
    return plain(value) if isinstance(value, str) else number(value)
