"""Every way we refuse has its sentence."""

import re
from collections.abc import Iterator

import pytest

from lkj.errors import LkjError
from lkj.labels.error_text import ERROR_TEXT


def kinds(base: type[LkjError]) -> Iterator[type[LkjError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def name_of(kind: type[LkjError]) -> str:
    return kind.__name__


KINDS = [kind for kind in kinds(LkjError) if kind.__module__.startswith("lkj.errors")]


@pytest.mark.parametrize("kind", KINDS, ids=name_of)
def test_every_error_has_an_indonesian_sentence(kind: type[LkjError]) -> None:
    assert ERROR_TEXT[kind].strip().endswith(".")


@pytest.mark.parametrize("kind", ERROR_TEXT, ids=name_of)
def test_a_sentence_uses_only_facts_that_the_error_documents(kind: type[LkjError]) -> None:
    documented = set(re.findall(r"`(\w+)`", kind.__doc__ or ""))

    assert set(re.findall(r"{(\w+)}", ERROR_TEXT[kind])) <= documented
