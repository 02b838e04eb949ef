"""Settings from outside never reach a test: a developer's database is not a test's."""

from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def without_outside_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """Drop the product's and Streamlit's own settings; LKJ_TEST_* belongs to the tests."""
    return {name: value for name, value in environment.items() if not _is_setting(name)}


def _is_setting(name: str) -> bool:
    if name.startswith("LKJ_TEST_"):
        return False
    return name.startswith(("LKJ_", "STREAMLIT_"))
