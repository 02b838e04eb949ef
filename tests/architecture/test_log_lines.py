"""Every line of the log is written by `diagnostics.lines.note`, in constant words."""

import ast
from pathlib import Path

from tests.architecture.sources import name_of, python_files, tree_of

SPOKEN = {"debug", "info", "warning", "error", "critical", "exception", "log"}
HOME = "lkj/diagnostics/lines.py"
FILES = [path for path in python_files("lkj", "pages", "app.py") if name_of(path) != HOME]
# What such a line may tell beside its words: none of it was typed by anybody.
FACTS = {
    *("code", "error", "kind", "method", "ms", "page", "permission"),
    *("place", "problem", "route", "rows", "status"),
}


def calls_of(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call)]


def is_spoken_to_a_logger(call: ast.Call) -> bool:
    match call.func:
        case ast.Attribute(value=ast.Name(id=name), attr=act):
            return act in SPOKEN and name in {"_LOG", "logging", "logger"}
    return False


def notes(path: Path) -> list[ast.Call]:
    return [
        call
        for call in calls_of(path)
        if isinstance(call.func, ast.Name) and call.func.id == "note"
    ]


def test_no_line_is_written_past_note() -> None:
    assert [
        f"{name_of(path)}: {ast.unparse(call)}"
        for path in FILES
        for call in calls_of(path)
        if is_spoken_to_a_logger(call)
    ] == []


def test_a_line_past_note_would_be_found() -> None:
    call = ast.parse("_LOG.info('halo %s', name)", mode="eval").body

    assert isinstance(call, ast.Call)
    assert is_spoken_to_a_logger(call)


def test_every_line_has_constant_words_and_known_facts() -> None:
    found = [
        call
        for path in FILES
        for call in notes(path)
        if len(call.args) == 3 and "_LOG" in ast.unparse(call.args[0])
    ]

    assert len(found) >= 8
    for call in found:
        words = call.args[2]
        assert "{" not in ast.unparse(words), ast.unparse(call)
        assert not isinstance(words, ast.Name | ast.Call), ast.unparse(call)
        assert {keyword.arg for keyword in call.keywords} <= FACTS, ast.unparse(call)
