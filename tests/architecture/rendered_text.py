"""Which text may reach the screen as Markdown or HTML: ours, or escaped.

The rule is about syntax, not about values. Text is safe when it is a constant, a word or a
sentence of lkj.labels, or went through an escaping function; and so is whatever is built
only from safe parts. A name is safe when all that the file assigns to it is safe; a
function's parameter never is, so that escaping stands where the text is shown.
"""

import ast
import builtins
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from tests.architecture.sources import called_name

# Streamlit reads the first argument of these as Markdown. (`st.text`, `st.dataframe` do not.)
MARKDOWN = frozenset({
    "badge", "button", "caption", "checkbox", "date_input", "datetime_input",
    "download_button", "error", "expander", "feedback", "file_uploader",
    "form_submit_button", "header", "info", "link_button", "markdown", "menu_button", "metric",
    "multiselect", "number_input", "page_link", "pills", "popover", "radio",
    "segmented_control", "selectbox", "select_slider", "slider", "status", "subheader",
    "success", "tabs", "text_area", "text_input", "time_input", "title", "toast", "toggle",
    "warning", "write",
})  # fmt: skip
# The first argument of these is a page; the text is `label=`.
PAGE_FIRST = frozenset({"page_link"})
HTML = frozenset({"html"})
ESCAPES_MARKDOWN = frozenset({"escape_markdown", "plain"})
# What these return has no mark-up of any kind.
NUMBERS = frozenset({"len", "int", "round", "sum"})


@dataclass(frozen=True)
class Rendering:
    """One call that shows text, and the text."""

    line: int
    call: str
    text: ast.expr


def renderings(tree: ast.Module, names: Collection[str]) -> Iterator[Rendering]:
    """Texts given to methods with these names, on whatever container."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        texts = [k.value for k in node.keywords if k.arg in {"label", "body"}]
        if node.func.attr not in PAGE_FIRST:
            texts += node.args[:1]
        if node.func.attr in names and not _is_log(node.func.value):
            yield from (Rendering(node.lineno, node.func.attr, text) for text in texts)


def _is_log(receiver: ast.expr) -> bool:
    return isinstance(receiver, ast.Name) and "log" in receiver.id.lower()


class Safety:
    """What is safe to show in one file."""

    def __init__(self, tree: ast.Module, *, trusts_calls: bool) -> None:
        """Learn the file's names.

        `trusts_calls`: for HTML, where mark-up is made by functions of ours that escape.
        """
        self._trusts_calls = trusts_calls
        self._words = set(_words(tree))
        self._modules = set(_modules(tree))
        self._assigned = _assigned(tree)
        self._open: set[str] = set()

    def is_safe(self, text: ast.expr | None) -> bool:
        """Whether every part of this text is ours or escaped."""
        match text:
            case None | ast.Constant():
                return True
            case ast.FormattedValue(value=value, format_spec=ast.JoinedStr() as spec):
                return self.is_safe(value) or _is_for_numbers(spec)
            case ast.Call():
                return self._is_safe_call(text)
            case ast.Name(id=name):
                return self._is_safe_name(name)
            case ast.Attribute(value=owner):
                return self._is_word(owner)
        return self._is_safe_whole(text)

    def _is_safe_whole(self, text: ast.expr) -> bool:
        parts: list[ast.expr] = []
        match text:
            case ast.JoinedStr(values=parts) | ast.List(elts=parts) | ast.Tuple(elts=parts):
                pass
            case ast.BoolOp(values=parts):
                pass
            case ast.IfExp(body=body, orelse=orelse):
                parts = [body, orelse]
            case ast.BinOp(left=left, right=right):
                parts = [left, right]
            case ast.FormattedValue(value=part) | ast.Starred(value=part):
                parts = [part]
            case ast.Subscript(value=part):
                parts = [part]
            case ast.ListComp(elt=part) | ast.GeneratorExp(elt=part):
                parts = [part]
            case _:
                return False
        return all(map(self.is_safe, parts))

    def _is_safe_call(self, call: ast.Call) -> bool:
        if called_name(call) in ESCAPES_MARKDOWN | NUMBERS or self._is_word(call.func):
            return True
        match call.func:
            case ast.Name(id=name):
                return self._trusts_calls and not hasattr(builtins, name)
            case ast.Attribute(value=ast.Name(id=name)) if name in self._modules:
                return self._trusts_calls
            case ast.Attribute(value=owner):  # a method of a text: join, format, strip, get
                values = [*call.args, *(keyword.value for keyword in call.keywords)]
                return self.is_safe(owner) and all(map(self.is_safe, values))
        return False

    def _is_safe_name(self, name: str) -> bool:
        if name in self._words or name in self._open:
            return True
        values = self._assigned.get(name, [])
        self._open.add(name)
        is_safe = bool(values) and all(map(self.is_safe, values))
        self._open.discard(name)
        return is_safe

    def _is_word(self, owner: ast.expr) -> bool:
        match owner:
            case ast.Name(id=name):
                return name in self._words
            case ast.Attribute(value=inner):
                return self._is_word(inner)
        return False


def _is_for_numbers(spec: ast.JoinedStr) -> bool:
    """`{step.number:d}`: Python refuses a text here."""
    match spec.values:
        case [ast.Constant(value=str(form))]:
            return form[-1:] in {"d", "f", "g", "%"}
    return False


def _words(tree: ast.Module) -> Iterator[str]:
    """Names imported from lkj.labels, and constants imported from anywhere of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lkj"):
            is_label = f"{node.module}.".startswith("lkj.labels.")
            for alias in node.names:
                if is_label or alias.name == "labels" or alias.name.isupper():
                    yield alias.asname or alias.name


def _modules(tree: ast.Module) -> Iterator[str]:
    """Names under which the file may have imported a module of ours."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lkj"):
            yield from (alias.asname or alias.name for alias in node.names)


def _assigned(tree: ast.Module) -> dict[str, list[ast.expr]]:
    """Every value that the file gives to a name; a parameter or a loop gives an unsafe one."""
    assigned: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        for name, value in _bindings(node):
            assigned.setdefault(name, []).append(value)
    return assigned


_UNKNOWN = ast.parse("lambda: None", mode="eval").body  # never safe


def _bindings(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    match node:
        case (
            ast.Assign(targets=[ast.Name(id=name)], value=value)
            | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            | ast.AugAssign(target=ast.Name(id=name), value=value)
            | ast.NamedExpr(target=ast.Name(id=name), value=value)
            | ast.Call(func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value])
        ):
            yield name, value
        case ast.arg(arg=name):
            yield name, _UNKNOWN
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            pairs = zip(names, values, strict=True)
            yield from ((name.id, value) for name, value in pairs if isinstance(name, ast.Name))
        case (
            ast.For(target=target)
            | ast.comprehension(target=target)
            | ast.withitem(optional_vars=ast.expr() as target)
            | ast.Assign(targets=[ast.Tuple() as target])
        ):
            yield from _unknown(target)


def _unknown(target: ast.expr) -> Iterator[tuple[str, ast.expr]]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id, _UNKNOWN
