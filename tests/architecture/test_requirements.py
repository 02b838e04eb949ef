"""Every installation of the product is the same."""

import re
import sys
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.sources import imported_modules, python_files, tree_of
from tests.support.settings import ROOT

FILES = sorted(ROOT.glob("requirements*.txt"))
BROUGHT = "# Brought by the above."


def requirements(path: Path) -> list[Requirement]:
    """What a file names itself, without what it includes."""
    return parsed(path.read_text("utf-8"))


def parsed(text: str) -> list[Requirement]:
    lines = (line.split("#")[0].strip() for line in text.splitlines())
    return [Requirement(line) for line in lines if line and not line.startswith("-")]


def brought(names: Iterable[Requirement]) -> dict[str, str]:
    """Installed versions of these and of everything that they need here."""
    found: dict[str, str] = {}
    waiting = [(need, extra) for need in names for extra in ("", *need.extras)]
    seen = set()
    while waiting:
        need, extra = waiting.pop()
        name = canonicalize_name(need.name)
        if (name, extra) in seen:
            continue
        seen.add((name, extra))
        found[name] = metadata.version(name)
        inner = map(Requirement, metadata.requires(name) or ())
        needed = [i for i in inner if i.marker is None or i.marker.evaluate({"extra": extra})]
        waiting += [(i, e) for i in needed for e in ("", *i.extras)]
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_versions_are_pinned_exactly(path: Path) -> None:
    loose = [
        str(r) for r in requirements(path) if not re.fullmatch(r"==[\w.]+", str(r.specifier))
    ]

    assert loose == []


def test_all_that_we_import_is_named_as_ours() -> None:
    files = python_files("app.py", "lkj", "pages")
    modules = {m.split(".")[0] for file in files for m in imported_modules(tree_of(file))}
    foreign = modules - sys.stdlib_module_names - {"lkj"}
    providers = metadata.packages_distributions()
    needed = {canonicalize_name(name) for module in foreign for name in providers[module]}
    ours = parsed((ROOT / "requirements.txt").read_text("utf-8").split(BROUGHT)[0])

    assert needed <= {canonicalize_name(requirement.name) for requirement in ours}


def test_all_that_the_product_needs_is_pinned_at_the_tested_version() -> None:
    named = requirements(ROOT / "requirements.txt")
    pins = {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in named}

    assert brought(named) == pins


def test_all_that_the_tests_need_is_pinned_at_the_installed_version() -> None:
    named = requirements(ROOT / "requirements.txt") + requirements(
        ROOT / "requirements-dev.txt"
    )
    pins = {canonicalize_name(r.name): str(r.specifier).removeprefix("==") for r in named}

    assert brought(named) == pins
