"""Promises whose long run is a whole suite of tests, and random walks beside the model."""

import random
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Callable
from pathlib import Path

from tests.domain.test_reference_model import LKJ, walks
from tests.support.flow_pair import Office, Pair
from tests.support.settings import ROOT
from tests.support.sops import office_sop
from tests.torture.tally import Tally

WALKS = 20_000


def tests_of(*paths: str) -> Callable[[int], Tally]:
    """Every test of some files, once, with those that other commands leave out."""

    def batch(_: int) -> Tally:
        with tempfile.TemporaryDirectory() as name:
            report = Path(name) / "report.xml"
            command = [sys.executable, "-m", "pytest", "-q", f"--junitxml={report}", *paths]
            subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.DEVNULL)
            cases = list(ET.parse(report).iter("testcase"))  # noqa: S314 -- our own file
        bad = [case for case in cases if {"failure", "error"} & {part.tag for part in case}]
        skipped = sum("skipped" in {part.tag for part in case} for case in cases)
        names = tuple(f"{case.get('classname')}::{case.get('name')}" for case in bad)
        return Tally(len(cases) - skipped, {"dilewati": skipped, "gagal": len(bad)}, names)

    return batch


def random_walks(seed: int) -> Tally:
    """Acts by anybody, allowed or not, on the product and on the model of the SOP."""
    walker = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    try:
        ends = list(walks(Pair(Office(LKJ, office_sop())), walker, number=WALKS))
    except AssertionError as difference:
        return Tally(1, {"berbeda": 1}, (f"seed {seed}: {difference!s:.300}",))
    return Tally(len(ends), {"berbeda": 0})
