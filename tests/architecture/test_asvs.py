"""The table of ASVS is whole, and what it points to is there."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

from tests.support.asvs import STATES, TABLE, requirements, table_text
from tests.support.settings import ROOT

ROWS = requirements()
LEVELS = (ROOT / "tests" / "data" / "asvs-5.0.0-levels.txt").read_text("utf-8")
N_LEVEL_1, N_LEVEL_2 = 70, 183  # as the standard counts itself


def levels() -> dict[str, int]:
    """Every requirement of the standard with its level."""
    sections = (line.split() for line in LEVELS.splitlines() if not line.startswith("#"))
    return {
        f"{section}.{number}": int(level)
        for section, digits in sections
        for number, level in enumerate(digits, 1)
    }


@cache
def functions(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def paths_of(text: str) -> list[str]:
    return [named for named in re.findall(r"`([^`]+)`", text) if "/" in named]


def is_there(node: str) -> bool:
    file, _, name = node.partition("::")
    path = ROOT / file
    return path.is_file() and (not name or name in functions(path))


def test_the_list_of_the_standard_is_whole() -> None:
    found = list(levels().values())

    assert (found.count(1), found.count(2)) == (N_LEVEL_1, N_LEVEL_2)


def test_every_requirement_of_levels_1_and_2_is_answered() -> None:
    asked = {name for name, level in levels().items() if level <= 2}

    assert asked - {row.id for row in ROWS} == set()


def test_every_answer_names_a_requirement_and_its_level() -> None:
    assert [row.id for row in ROWS if levels().get(row.id) != row.level] == []


def test_answers_stand_in_the_order_of_the_standard() -> None:
    places = [list(map(int, row.id.split("."))) for row in ROWS]

    assert places == sorted(places)


def test_what_an_answer_points_to_is_there() -> None:
    paths = {(row.id, name) for row in ROWS for name in paths_of(row.control)}
    nodes = {(row.id, node) for row in ROWS for node in row.nodes}

    assert {one for one in paths if not (ROOT / one[1]).exists()} == set()
    assert {one for one in nodes if not is_there(one[1])} == set()


def test_a_gap_is_declared_where_there_is_one_and_only_there() -> None:
    declared = {row.id for row in ROWS if "Gap:" in row.control}

    assert {row.state for row in ROWS} <= set(STATES)
    assert [row.id for row in ROWS if not row.control] == []
    assert declared == {row.id for row in ROWS if row.state in {"partly", "not met"}}


@pytest.mark.parametrize("name", ["threat-model.md", "attack-log.md"])
def test_what_the_documents_beside_it_point_to_is_there(name: str) -> None:
    nodes = re.findall(r"`(tests/[^`\s]+)`", (ROOT / "docs" / name).read_text("utf-8"))

    assert nodes
    assert [node for node in nodes if not is_there(node)] == []


def test_a_test_that_is_not_there_is_found() -> None:
    assert not is_there("tests/architecture/test_asvs.py::test_nobody_wrote")
    assert not is_there("tests/nowhere/test_asvs.py")


def test_the_document_is_what_make_asvs_writes() -> None:
    assert TABLE.read_text("utf-8") == table_text()
