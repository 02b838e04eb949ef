"""Choices of a list, which Streamlit tells apart by their words alone."""

from collections import Counter
from collections.abc import Mapping


def told_apart(titles: Mapping[str, str]) -> dict[str, str]:
    """Titles by report; those that several share get the end of the report's code."""
    n_of = Counter(titles.values())
    return {
        report_id: f"{title} ({report_id[-8:]})" if n_of[title] > 1 else title
        for report_id, title in titles.items()
    }
