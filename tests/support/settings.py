"""Settings from outside never reach a test: a developer's database is not a test's."""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What this machine offers to the tests; nothing of it changes what the product does.
OFFERS = frozenset({"LKJ_TEST_POSTGRES_URL", "LKJ_TEST_CHROMIUM"})


def without_outside_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Drop the product's and Streamlit's own settings, but not the machine's offers."""
    return {
        name: value
        for name, value in environment.items()
        if name in OFFERS or not _is_setting(name)
    }


def for_the_product(environment: Mapping[str, str]) -> dict[str, str]:
    """What a process of the product may inherit: no setting at all."""
    return {name: value for name, value in environment.items() if not _is_setting(name)}


def _is_setting(name: str) -> bool:
    return name.startswith(("LKJ_", "STREAMLIT_"))
