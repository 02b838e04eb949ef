"""app.py only builds the app; import-linter cannot see it, so this does."""

import ast

from tests.architecture.sources import imported_modules, tree_of
from tests.support.settings import ROOT

APP = ROOT / "app.py"
ALLOWED = {
    "os",
    "pathlib",
    "streamlit",
    "lkj",
    "lkj.bootstrap",
    "lkj.ui.failures",
    "lkj.ui.navigation",
}
MAX_LINES = 40


def test_app_imports_only_what_it_wires() -> None:
    modules = imported_modules(tree_of(APP))

    assert {m for m in modules if m not in ALLOWED and not m.startswith("lkj.http.")} == set()


def test_the_working_directory_is_set_before_streamlit_reads_its_configuration() -> None:
    body = tree_of(APP).body
    change = [n for n, node in enumerate(body) if "os.chdir(" in ast.unparse(node)]
    ours = [n for n, node in enumerate(body) if imported_modules(node) - {"os", "pathlib"}]

    assert change[0] < ours[0]


def test_app_is_short() -> None:
    n_lines = len(APP.read_text(encoding="utf-8").splitlines())

    assert n_lines <= MAX_LINES
