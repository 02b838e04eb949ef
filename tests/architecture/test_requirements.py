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
from tests.support.pins import pins, versions_here
from tests.support.settings import ROOT

NAMED, LOCKED = sorted(ROOT.glob("requirements*.in")), sorted(ROOT.glob("requirements*.txt"))
INSTALLER = "pip"  # the one that reads the locks; every environment has its own


def asked_for(path: Path) -> list[Requirement]:
    """What a file names itself, without what it includes."""
    return [pin.requirement for pin in pins(path)]


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
        if name != INSTALLER:
            found[name] = metadata.version(name)
        inner = map(Requirement, metadata.requires(name) or ())
        needed = [i for i in inner if i.marker is None or i.marker.evaluate({"extra": extra})]
        waiting += [(i, e) for i in needed for e in ("", *i.extras)]
    return found


@pytest.mark.parametrize("path", [*NAMED, *LOCKED], ids=lambda path: path.name)
def test_versions_are_pinned_exactly(path: Path) -> None:
    loose = [str(r) for r in asked_for(path) if not re.fullmatch(r"==[\w.]+", str(r.specifier))]

    assert loose == []


def test_every_list_has_its_lock() -> None:
    assert [path.stem for path in NAMED] == [path.stem for path in LOCKED]


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_every_locked_library_has_the_hashes_of_its_files(path: Path) -> None:
    without = [pin.name for pin in pins(path) if not pin.hashes]

    assert without == []
    assert len(pins(path)) > len(asked_for(path.with_suffix(".in")))


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_a_lock_names_no_place_to_fetch_from(path: Path) -> None:
    assert re.findall(r"https?:|file:|--index|--find-links", path.read_text("utf-8")) == []


@pytest.mark.parametrize("path", LOCKED, ids=lambda path: path.name)
def test_a_lock_holds_what_its_list_names(path: Path) -> None:
    locked = {(pin.name, pin.version) for pin in pins(path)}
    named = {(pin.name, pin.version) for pin in pins(path.with_suffix(".in"))}

    assert named <= locked


def test_tools_and_peers_run_beside_the_very_versions_of_the_product() -> None:
    product = {(pin.name, pin.version) for pin in pins(ROOT / "requirements.txt")}
    others = [{(pin.name, pin.version) for pin in pins(path)} for path in LOCKED]

    assert all(product <= other for other in others)


def test_all_that_we_import_is_named_as_ours() -> None:
    files = python_files("app.py", "lkj", "pages")
    modules = {m.split(".")[0] for file in files for m in imported_modules(tree_of(file))}
    foreign = modules - sys.stdlib_module_names - {"lkj"}
    providers = metadata.packages_distributions()
    needed = {canonicalize_name(name) for module in foreign for name in providers[module]}

    assert needed <= {pin.name for pin in pins(ROOT / "requirements.in")}


def test_all_that_the_product_needs_is_locked_at_the_tested_version() -> None:
    named = asked_for(ROOT / "requirements.in")

    assert brought(named) == versions_here(ROOT / "requirements.txt")


def test_all_that_the_tests_need_is_locked_at_the_installed_version() -> None:
    named = asked_for(ROOT / "requirements.in") + asked_for(ROOT / "requirements-dev.in")

    assert brought(named) == versions_here(ROOT / "requirements-dev.txt")
