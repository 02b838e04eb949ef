"""Pages are thin, and none shows anything before its guard."""

import ast
from pathlib import Path

import pytest

from tests.architecture.sources import (
    called_name,
    name_of,
    python_files,
    tree_of,
    without_docstring,
)

PAGES = python_files("pages")
MAX_LINES = 80


def test_there_are_pages_to_check() -> None:
    assert PAGES


def test_a_page_is_short() -> None:
    n_lines = {name_of(p): len(p.read_text(encoding="utf-8").splitlines()) for p in PAGES}

    assert {name: n for name, n in n_lines.items() if n > MAX_LINES} == {}


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_a_page_does_nothing_before_its_guard(path: Path) -> None:
    body = without_docstring(tree_of(path).body)
    first = next(node for node in body if not isinstance(node, ast.Import | ast.ImportFrom))

    value = getattr(first, "value", None)  # `viewer = require(...)`, or the bare call
    assert isinstance(value, ast.Call), ast.unparse(first)
    assert "require" in called_name(value), ast.unparse(first)
