"""Files and functions stay small; the sizes are printed at each run."""

from collections.abc import Callable
from statistics import median, quantiles

from tests.architecture.sources import functions, n_statements, name_of, python_files

MAX_LINES = 300
MAX_STATEMENTS = 30
# Names that say nothing about what is inside.
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "base"}
OURS = ("app.py", "lkj", "pages")


def test_a_file_has_one_subject() -> None:
    files = python_files(*OURS, "tests")
    n_lines = {name_of(f): len(f.read_text(encoding="utf-8").splitlines()) for f in files}

    assert {name: n for name, n in n_lines.items() if n > MAX_LINES} == {}
    assert [name_of(file) for file in files if file.stem in EMPTY_NAMES] == []


def test_functions_are_small(figure: Callable[[str, str], None]) -> None:
    found = [pair for path in python_files(*OURS) for pair in functions(path)]
    sizes = {name: n_statements(function) for name, function in found}
    p90 = quantiles(sizes.values(), n=10)[-1]
    longest = max(sizes, key=sizes.__getitem__)
    figure(
        "function sizes (statements)",
        f"{len(sizes)} functions, median {median(sizes.values()):g}, p90 {p90:g}, "
        f"longest {sizes[longest]} ({longest})",
    )

    assert {name: size for name, size in sizes.items() if size > MAX_STATEMENTS} == {}
