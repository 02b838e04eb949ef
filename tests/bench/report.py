"""The lines of one run as a table in Markdown, for the screen and for docs/bench.md."""

from collections.abc import Mapping, Sequence

from tests.bench.measure import Line, Row

_ABOUT = """\
# Bench

`make bench` measures anew and writes this page. Ratios come from one run, each from medians; a
shared machine moves seconds, hardly ratios. "Cold" is a fresh process; the file system may hold
the file already. On a busy machine wall exceeds CPU, the seconds of our own process. Budgets in
seconds were set on another machine; the row "this machine" tells how much longer PM4Py takes
here, and with it whatever is not a ratio.
"""
_HEAD = "| | ours | against | figure | budget | |\n| --- | --- | --- | --- | --- | --- |"


def page(groups: Mapping[str, Sequence[Line]], machine: Sequence[str]) -> str:
    """The whole page."""
    facts = "\n".join(f"- {fact}" for fact in machine)
    tables = [
        f"## {title}\n\n{_HEAD}\n" + "\n".join(map(text_of, lines))
        for title, lines in groups.items()
    ]
    return "\n".join([_ABOUT, facts, "", *(f"{table}\n" for table in tables)])


def text_of(line: Line) -> str:
    """One line of a table."""
    if not isinstance(line, Row):
        return f"| {line.what} | | | not measured | | {line.why} |"
    bound = "≥" if line.is_floor else "≤"
    budget, verdict = "", ""
    if line.budget is not None:
        budget, verdict = f"{bound} {line.budget:.3g}", "met" if line.is_met else "missed"
    return (
        f"| {line.what} | {line.ours} | {line.against} | {line.figure:.3g} {line.unit}"
        f" | {budget} | {verdict} |"
    )
