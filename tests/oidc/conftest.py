"""A provider that says what a test wants."""

from collections.abc import Iterator

import pytest

from tests.support.false_provider import (
    FalseProvider,
    false_provider,
)


@pytest.fixture
def false() -> Iterator[FalseProvider]:
    with false_provider() as provider:
        yield provider
