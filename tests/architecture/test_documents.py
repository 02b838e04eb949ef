"""The glossary explains every word that the data and the code share."""

import re
import tomllib
from collections.abc import Iterator

import pytest

from lkj.domain.accounts import AppRole
from lkj.domain.events import EventKind
from lkj.domain.sop import Decision
from tests.support.settings import ROOT

GLOSSARY = ROOT / "docs" / "glossary.md"
SOPS = [
    tomllib.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "data" / "sop").glob("*.toml"))
]


def keys(value: object) -> Iterator[str]:
    """Every key of a TOML document, at any depth."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from keys(inner)


def explained() -> set[str]:
    """Every word that the glossary sets as code."""
    return set(re.findall(r"`([^`\n]+)`", GLOSSARY.read_text(encoding="utf-8")))


def ids(heading: str) -> set[str]:
    return {entry["id"] for sop in SOPS for entry in sop[heading]}


def test_there_is_an_sop_to_explain() -> None:
    assert ids("pelaksana")
    assert ids("langkah")


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({key for sop in SOPS for key in keys(sop)}, id="keys of the SOP file"),
        pytest.param(ids("pelaksana"), id="roles"),
        pytest.param(ids("langkah"), id="steps"),
        pytest.param({kind.value for kind in EventKind}, id="event kinds"),
        pytest.param({decision.value for decision in Decision}, id="decisions"),
        pytest.param({role.value for role in AppRole}, id="app roles"),
    ],
)
def test_the_glossary_explains(words: set[str]) -> None:
    assert words - explained() == set()
