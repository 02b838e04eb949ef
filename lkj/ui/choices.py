"""Choices of a list, which Streamlit tells apart by their words alone."""

from collections import Counter
from collections.abc import Mapping


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles by code, of reports or units; those that several share get the code's end."""
    n_of = Counter(titles.values())
    return {
        code: f"{title} ({code[-8:]})" if n_of[title] > 1 else title
        for code, title in titles.items()
    }
