"""Measure everything, print it as it comes, keep it in docs/bench.md.

`python -m tests.bench "A log of another tool"` measures one group, and writes nothing.
"""

import sys
from collections.abc import Callable

from tests.bench import (
    analysis,
    entry,
    example_databases,
    logs,
    machine,
    pages,
    province,
    report,
    worktime,
)
from tests.bench.measure import Line
from tests.support.settings import ROOT

SIZES = (1_000, 10_000, 100_000)  # reports; eleven events each

GROUPS: dict[str, Callable[[], list[Line]]] = {
    "Working time": worktime.lines,
    "A log of another tool": logs.lines,
    "A durable entry": entry.lines,
    "An example office": lambda: example_databases.lines(SIZES[-1]),
    "From the database to the dashboard": lambda: analysis.lines(SIZES),
    "Pages in a browser": lambda: pages.lines(SIZES[0], SIZES[-1]),
    "A province": province.lines,
}


def main(titles: list[str]) -> None:
    """Measure all groups and write the page; of named groups, print what they measured."""
    measured: dict[str, list[Line]] = {}
    for title, lines in GROUPS.items():
        if titles and title not in titles:
            continue
        sys.stdout.write(f"\n{title}\n")
        measured[title] = lines()
        sys.stdout.writelines(f"{report.text_of(line)}\n" for line in measured[title])
        sys.stdout.flush()
        # After each group: what was measured is not lost if a later one fails.
        page = report.page(measured, machine.facts())
        if not titles:
            (ROOT / "docs" / "bench.md").write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
