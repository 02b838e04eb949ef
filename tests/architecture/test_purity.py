"""Rules have no clock, no chance and no I/O; time is an argument everywhere."""

import ast
import sys

import pytest

from tests.architecture.sources import imported_modules, name_of, python_files, tree_of

OURS_BELOW_DOMAIN = {"lkj.errors", "lkj.domain"}
OUTSIDE_WORLD = {
    "asyncio", "builtins", "getpass", "glob", "http", "io", "locale", "logging",
    "multiprocessing", "os", "pathlib", "random", "secrets", "shutil", "socket", "sqlite3",
    "subprocess", "sys", "tempfile", "threading", "time", "urllib", "uuid",
}  # fmt: skip
CLOCKS = {"now", "utcnow", "today", "time", "time_ns", "localtime", "gmtime"}
CLOCK_OWNERS = {"datetime", "date", "dt", "Timestamp", "time", "pd"}
# Where the clock is read once and handed on.
CLOCK_HOMES = ("lkj/bootstrap.py", "lkj/cli", "lkj/__main__.py")
CLOCKLESS = [
    path for path in python_files("lkj", "pages") if not name_of(path).startswith(CLOCK_HOMES)
]


def test_the_domain_imports_only_pure_parts_of_the_standard_library() -> None:
    pure = sys.stdlib_module_names - OUTSIDE_WORLD

    assert [
        f"{name_of(path)}: {module}"
        for path in python_files("lkj/domain")
        for module in imported_modules(tree_of(path))
        if not any(f"{module}.".startswith(f"{ours}.") for ours in OURS_BELOW_DOMAIN)
        and module.split(".")[0] not in pure
    ] == []


def test_time_is_an_argument() -> None:
    assert [
        f"{name_of(path)}:{node.lineno} {ast.unparse(node)}"
        for path in CLOCKLESS
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call) and reads_clock(node)
    ] == []


def reads_clock(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=owner) | ast.Attribute(attr=owner), attr=name):
            return name in CLOCKS and owner in CLOCK_OWNERS
    return False


@pytest.mark.parametrize(
    "code", ["datetime.now(UTC)", "date.today()", "pd.Timestamp.now()", "time.time()"]
)
def test_a_clock_is_found(code: str) -> None:
    call = ast.parse(code, mode="eval").body

    assert isinstance(call, ast.Call)
    assert reads_clock(call)


@pytest.mark.parametrize("code", ["time(8, 30)", "at.time()", "time.fromisoformat(text)"])
def test_a_time_of_day_is_no_clock(code: str) -> None:
    call = ast.parse(code, mode="eval").body

    assert isinstance(call, ast.Call)
    assert not reads_clock(call)
