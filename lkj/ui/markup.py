"""Small pieces of HTML made from escaped text; look.md's one meaning per colour."""

import re
from collections.abc import Iterable, Mapping
from html import escape

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-!|~><$:])")


def escape_markdown(text: str) -> str:
    """Text as it was typed, wherever Streamlit would read Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def tag(name: str, content: str = "", **attributes: str) -> str:
    """One element; attribute values are escaped, `content` must be markup already."""
    pairs = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{pairs}>{content}</{name}>"


def text(value: object) -> str:
    """Escape anything that is to be read as text."""
    return escape(str(value))


def definition_list(pairs: Iterable[tuple[str, str]], *, class_: str = "lkj-facts") -> str:
    """Term and value pairs."""
    items = (
        tag("div", tag("dt", text(term)) + tag("dd", text(value))) for term, value in pairs
    )
    return tag("dl", "".join(items), class_=class_)


def table(
    headings: Iterable[str], rows: Iterable[Iterable[str]], *, caption: str, class_: str
) -> str:
    """A real table for eyes, keyboards and screen readers; cells must be markup already."""
    head = tag("tr", "".join(tag("th", text(heading), scope="col") for heading in headings))
    body = "".join(tag("tr", "".join(tag("td", cell) for cell in row)) for row in rows)
    inner = tag("caption", text(caption)) + tag("thead", head) + tag("tbody", body)
    return scrolling(tag("table", inner, class_=class_), name=caption)


def scrolling(content: str, *, name: str) -> str:
    """What may be wider than a phone: it scrolls by itself, with the keyboard too."""
    return tag("div", content, class_="lkj-scroll", role="group", tabindex="0", aria_label=name)


STRIP_MARK: Mapping[str, tuple[str, str]] = {
    "done": ("✓", "selesai"),
    "current": ("●", "sedang berjalan"),
    "returned": ("↩", "dikembalikan, sedang diperbaiki"),
    "waiting": ("", "belum dicapai"),
    "cancelled": ("×", "dibatalkan"),
}


def strip_cell(number: int, name: str, state: str, *, n_visits: int, is_over: bool) -> str:
    """One step of a report's strip: number, mark by state, ring when over mutu baku waktu."""
    mark, word = STRIP_MARK[state]
    over = ", melewati mutu baku waktu" if is_over else ""
    again = f", pelaksanaan ke-{n_visits}" if n_visits > 1 else ""
    label = f"Langkah {number} {name}: {word}{again}{over}"
    classes = f"lkj-cell lkj-{state}" + (" lkj-over" if is_over else "")
    content = tag("b", text(number)) + tag("i", text(mark), aria_hidden="true")
    return tag("span", content, class_=classes, title=label, role="img", aria_label=label)


def strip(cells: Iterable[str]) -> str:
    """The steps of one report in a row."""
    return tag("div", "".join(cells), class_="lkj-strip")
