"""The project's own source files, read as syntax trees."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from tests.support.settings import ROOT

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*places: str) -> list[Path]:
    """Python files of these files and folders under the project's root, sorted."""
    found = [ROOT / place for place in places]
    files = [path for path in found if path.is_file()]
    return sorted(files + [file for folder in found for file in folder.rglob("*.py")])


def name_of(path: Path) -> str:
    """Where a file is, for test ids and messages."""
    return path.relative_to(ROOT).as_posix()


@cache
def tree_of(path: Path) -> ast.Module:
    """Syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported_modules(tree: ast.AST) -> set[str]:
    """Full names of all modules imported anywhere in the file."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def functions(path: Path) -> Iterator[tuple[str, Function]]:
    """Every function of a file with a name to find it by."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, Function):
            yield f"{name_of(path)}:{node.lineno} {node.name}", node


def without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    """The statements of a module or function after its docstring."""
    match body:
        case [ast.Expr(value=ast.Constant(value=str())), *rest]:
            return rest
    return body


def n_statements(function: Function) -> int:
    """Statements of a function, nested ones included, without the docstring."""
    body = without_docstring(function.body)
    return sum(isinstance(node, ast.stmt) for part in body for node in ast.walk(part))


def called_name(call: ast.Call) -> str:
    """Last part of what is called: `st.sidebar.markdown(...)` -> `markdown`."""
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""
