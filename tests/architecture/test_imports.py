"""import-linter holds, and would notice."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.settings import ROOT

LINT = "from importlinter.cli import lint_imports_command as lint; lint(['--no-cache'])"


def lint_imports(root: Path) -> subprocess.CompletedProcess[str]:
    """Run import-linter on the tree at `root`."""
    return subprocess.run(
        [sys.executable, "-c", LINT], cwd=root, capture_output=True, text=True, check=False
    )


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the project's packages that a test may spoil."""
    for package in ("lkj", "pages"):
        shutil.copytree(ROOT / package, tmp_path / package)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_imports_point_down_and_every_folder_has_its_place() -> None:
    result = lint_imports(ROOT)

    assert result.returncode == 0, result.stdout
    assert " 0 broken." in result.stdout


@pytest.mark.thorough("test_imports_point_down_and_every_folder_has_its_place")
@pytest.mark.parametrize(
    ("file", "code", "message"),
    [
        ("lkj/utils/__init__.py", "", "lkj.utils"),
        ("lkj/domain/spoiled.py", "import pandas", "lkj.domain.spoiled -> pandas"),
        ("lkj/domain/spoiled.py", "import lkj.labels", "lkj.domain is not allowed to import"),
        ("lkj/usecases/spoiled.py", "import sqlalchemy", "lkj.usecases.spoiled -> sqlalchemy"),
        ("lkj/usecases/spoiled.py", "import streamlit", "lkj.usecases.spoiled -> streamlit"),
        ("lkj/analytics/spoiled.py", "import plotly", "lkj.analytics.spoiled -> plotly"),
        ("lkj/ui/spoiled.py", "import starlette", "lkj.ui.spoiled -> starlette"),
        ("lkj/ui/spoiled.py", "import pages.home", "lkj is not allowed to import pages"),
        ("pages/spoiled.py", "import lkj.store", "pages is not allowed to import lkj.store"),
    ],
)
def test_a_wrong_import_is_found(copied: Path, file: str, code: str, message: str) -> None:
    (copied / file).parent.mkdir(exist_ok=True)
    (copied / file).write_text(code + "\n")

    result = lint_imports(copied)

    assert result.returncode == 1
    assert message in result.stdout
