"""A process of its own answers, refuses, or is ended."""

import io
import sys
from types import SimpleNamespace

import pytest

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused
from lkj.exchange import apart, document_process
from lkj.exchange.apart import REFUSED, answer
from lkj.exchange.document_process import check_document_apart
from tests.support.documents import one_of_each


@pytest.mark.parametrize("kind", DocumentFormat)
def test_a_document_is_told_apart_as_it_is_here(kind: DocumentFormat) -> None:
    assert check_document_apart(one_of_each()[kind]) is kind


def test_a_refusal_comes_back_with_its_code() -> None:
    with pytest.raises(DocumentRefused) as refusal:
        check_document_apart(b"MZ")

    assert refusal.value.facts == {"problem": "unknown"}


def test_what_takes_too_long_is_ended() -> None:
    with pytest.raises(DocumentRefused) as refusal:
        check_document_apart(b"", seconds=0.01)

    assert refusal.value.facts == {"problem": "too_slow"}


def test_what_takes_too_much_of_a_processor_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(document_process, "__name__", "tests.support.endless")

    with pytest.raises(DocumentRefused) as refusal:
        check_document_apart(b"x")
    assert refusal.value.facts == {"problem": "too_slow"}


def test_a_process_that_dies_refuses_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/false")

    with pytest.raises(DocumentRefused) as refusal:
        check_document_apart(b"x")
    assert refusal.value.facts == {"problem": "unpacks_too_large"}


@pytest.mark.parametrize("is_refused", [True, False])
def test_the_exit_code_tells_a_refusal(
    monkeypatch: pytest.MonkeyPatch, *, is_refused: bool
) -> None:
    limits: list[object] = []
    resource = SimpleNamespace(RLIMIT_AS=9, setrlimit=lambda *given: limits.append(given))
    said = io.BytesIO()
    monkeypatch.setattr(apart, "import_module", {"resource": resource}.__getitem__)
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"isi")))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=said))

    code = answer(lambda content: (content.upper(), is_refused), most_memory=7)

    assert (code, said.getvalue()) == (REFUSED if is_refused else 0, b"ISI")
    assert limits == [(9, (7, 7))]


def test_what_the_process_says_of_a_file() -> None:
    assert document_process.said_of(one_of_each()[DocumentFormat.PDF]) == (b"pdf", False)
    assert document_process.said_of(b"") == (b"empty", True)
