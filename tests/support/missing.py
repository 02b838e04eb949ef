"""What a test needs from the machine: absent, it skips with one loud line; in CI it fails."""

from collections import Counter
from collections.abc import Iterable, Mapping

import pytest


def needs(what: str, *, found: object, how: str) -> None:
    """Skip the test unless `found` is true; `how` tells in a few words how to get it.

    With CI=true tests/conftest.py turns every skip into a failure, whoever skipped.
    """
    if not found:
        pytest.skip(f"{what} is missing: {how}")


def is_ci(environment: Mapping[str, str]) -> bool:
    """Whether this run must be complete."""
    return environment.get("CI", "").lower() in {"1", "true"}


def loud_lines(reasons: Iterable[str]) -> list[str]:
    """One line per distinct reason, with the number of tests that it cost."""
    return [f"!!! {n} NOT RUN !!! {reason}" for reason, n in Counter(reasons).most_common()]
