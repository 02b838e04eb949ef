"""The list of libraries is that of the lock, and their licences are known and accepted."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from packaging.utils import canonicalize_name

from tests.support.pins import versions_here
from tests.support.sbom import FILE, bill, text_of
from tests.support.settings import ROOT

BILL = json.loads(FILE.read_text("utf-8"))
PERMISSIVE = {
    *("MIT", "MIT-0", "MIT-CMU", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "Zlib"),
    *("Apache-2.0", "PSF-2.0", "Python-2.0", "CC0-1.0"),
    *("BSD License", "Apache Software License", "3-Clause BSD License", "Apache License 2.0"),
}
# Copyleft that ends at the library itself: used unchanged, as packages of their own.
WEAK_COPYLEFT = {
    "certifi": {"MPL-2.0", "Mozilla Public License 2.0 (MPL 2.0)"},
    "docxtpl": {"LGPL-2.1-only"},
    "psycopg": {"LGPL-3.0-only"},
    "psycopg-binary": {"LGPL-3.0-only"},
}


def licences(part: Mapping[str, Any]) -> Iterator[str]:
    for entry in part["licenses"]:
        licence = entry.get("license", {})
        said = entry.get("expression") or licence.get("id") or licence["name"]
        for one in said.replace(" OR ", " AND ").split(" AND "):
            yield one.removeprefix("License :: OSI Approved :: ")


def test_it_lists_what_the_product_runs_on() -> None:
    listed = {canonicalize_name(part["name"]): part["version"] for part in BILL["components"]}

    assert listed == versions_here(ROOT / "requirements.txt")


def test_it_is_what_make_sbom_writes() -> None:
    assert FILE.read_text("utf-8") == text_of(bill())


def test_it_follows_the_schema_of_cyclonedx() -> None:
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(FILE.read_text("utf-8")) is None


def test_every_licence_is_one_that_we_accept() -> None:
    found = [(part["name"], set(licences(part))) for part in BILL["components"]]

    assert [
        (name, given)
        for name, given in found
        if not given <= PERMISSIVE | WEAK_COPYLEFT.get(canonicalize_name(name), set())
    ] == []
    assert [name for name, given in found if not given] == []
