"""Every way we refuse has its sentence."""

import re
from collections.abc import Iterator

from lkj.errors import LkjError
from lkj.labels.error_text import ERROR_TEXT


def kinds(base: type[LkjError]) -> Iterator[type[LkjError]]:
    for kind in base.__subclasses__():
        yield kind
        yield from kinds(kind)


def name_of(kind: type[LkjError]) -> str:
    return kind.__name__


KINDS = [kind for kind in kinds(LkjError) if kind.__module__.startswith("lkj.errors")]


def test_every_error_has_an_indonesian_sentence() -> None:
    without = [k for k in KINDS if not ERROR_TEXT.get(k, "").strip().endswith(".")]

    assert without == []


def test_a_sentence_uses_only_facts_that_the_error_documents() -> None:
    used = {kind: set(re.findall(r"{(\w+)}", text)) for kind, text in ERROR_TEXT.items()}
    documented = {kind: set(re.findall(r"`(\w+)`", kind.__doc__ or "")) for kind in ERROR_TEXT}

    assert {kind: facts - documented[kind] for kind, facts in used.items()} == {
        kind: set() for kind in used
    }
