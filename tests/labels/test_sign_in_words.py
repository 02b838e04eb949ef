"""Words of signing in elsewhere: what people can act on, and nothing of the inside."""

import pytest

from lkj import errors as e
from lkj.errors import LkjError
from lkj.labels.error_text import error_text
from lkj.labels.sign_in_words import CONFIRM_BY, CONFIRMED_BY, PROBLEM, problem_words
from lkj.usecases.signature_checks import BY_PASSWORD, BY_PROVIDER
from tests.support.times import ZONE


@pytest.mark.parametrize("code", ["nonce", "at_hash", "signature", "azp", None])
def test_which_check_of_a_token_failed_is_for_the_log(code: object) -> None:
    assert problem_words(code) == "jawaban penyedia tidak sah"


@pytest.mark.parametrize("code", sorted(PROBLEM))
def test_what_somebody_can_act_on_is_said(code: str) -> None:
    said = error_text(e.ProviderRefused(problem=code), zone=ZONE)

    assert said == f"Belum masuk: {PROBLEM[code]}. Silakan coba lagi."
    assert "tidak sah" not in said


@pytest.mark.parametrize("way", sorted(CONFIRM_BY))
def test_a_signature_says_how_it_is_confirmed(way: str) -> None:
    refused: LkjError = e.SignatureUnconfirmed(way=way)

    assert CONFIRM_BY[way] in error_text(refused, zone=ZONE)


def test_both_ways_are_told_of_a_stored_signature() -> None:
    assert set(CONFIRMED_BY) == {BY_PASSWORD, BY_PROVIDER}
