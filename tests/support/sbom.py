"""The list of all that the product runs on, with licences, as CycloneDX JSON."""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib import metadata
from typing import Any

from packaging.utils import canonicalize_name

from tests.support.pins import versions_here
from tests.support.settings import ROOT

FILE = ROOT / "docs" / "sbom.cdx.json"
# Whole texts and links say nothing that name, version and licence do not.
_KEPT = ("bom-ref", "type", "name", "version", "purl", "description", "licenses")


def bill() -> dict[str, Any]:
    """The bill of the installed libraries that requirements.txt names.

    Raises:
        KeyError: one of them is not installed.
    """
    made = subprocess.run(
        [
            *(sys.executable, "-m", "cyclonedx_py", "environment", sys.executable),
            *("--output-reproducible", "--output-format", "JSON", "--spec-version", "1.6"),
            "--no-validate",  # of all that we leave out below: 13 of 14 seconds
        ],
        check=True,
        capture_output=True,
    )
    whole = json.loads(made.stdout)
    installed = {canonicalize_name(part["name"]): part for part in whole["components"]}
    parts = [installed[name] for name in sorted(versions_here(ROOT / "requirements.txt"))]
    kept = {part["bom-ref"] for part in parts}
    return {
        "$schema": whole["$schema"],
        "bomFormat": whole["bomFormat"],
        "specVersion": whole["specVersion"],
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "Monev LKj"}},
        "components": [_kept(part) for part in parts],
        "dependencies": [
            _needs(need, kept) for need in whole["dependencies"] if need["ref"] in kept
        ],
    }


def text_of(made: Mapping[str, Any]) -> str:
    """The bill as the file holds it."""
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _kept(part: Mapping[str, Any]) -> dict[str, Any]:
    # A licence that is no identifier of the standard list is left out by the tool.
    said = metadata.metadata(part["name"])["License"]
    missing = {} if "licenses" in part else {"licenses": [{"license": {"name": said}}]}
    return {key: part[key] for key in _KEPT if key in part} | missing


def _needs(need: Mapping[str, Any], kept: set[str]) -> dict[str, Any]:
    return {
        "ref": need["ref"],
        "dependsOn": [ref for ref in need.get("dependsOn", ()) if ref in kept],
    }


if __name__ == "__main__":
    FILE.write_text(text_of(bill()), "utf-8")
    print(FILE.relative_to(ROOT))  # noqa: T201 -- the answer of the command
