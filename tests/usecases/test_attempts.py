from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.errors import LkjError, TooManyAttempts
from lkj.usecases.attempts import Attempt
from lkj.usecases.office import Office
from lkj.usecases.sign_in import (
    sign_in,
)
from tests.support.offices import (
    HERE,
    NOW,
    PASSWORD,
    cheap_passwords,
    enter,
    small_office,
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def outcome(office: Office, username: str, password: str, now=NOW, attempt=HERE) -> str:
    try:
        sign_in(
            username,
            password,
            attempt=attempt,
            office=office,
            now=now,
            passwords=cheap_passwords(),
        )
    except LkjError as error:
        return type(error).__name__
    return "in"


def fail(office: Office, times: int, username: str = "budi", attempt=HERE) -> list[str]:
    return [outcome(office, username, "salah", attempt=attempt) for _ in range(times)]


def test_five_failures_close_the_account_for_fifteen_minutes(office: Office) -> None:
    assert fail(office, 5) == ["SignInRefused"] * 5
    assert outcome(office, "budi", PASSWORD) == "TooManyAttempts"
    assert outcome(office, "siti", PASSWORD) == "in"
    assert outcome(office, "budi", PASSWORD, NOW + timedelta(minutes=14)) == "TooManyAttempts"
    assert outcome(office, "budi", PASSWORD, NOW + timedelta(minutes=16)) == "in"


def test_the_refusal_says_how_long_to_wait(office: Office) -> None:
    fail(office, 5)

    with pytest.raises(TooManyAttempts) as refused:
        enter(office, "budi")
    assert refused.value.facts["minutes"] == 15


def test_names_that_do_not_exist_are_closed_just_the_same(office: Office) -> None:
    fail(office, 5, "tidak.ada")

    assert outcome(office, "tidak.ada", "salah") == "TooManyAttempts"


def test_writing_a_name_differently_does_not_give_more_attempts(office: Office) -> None:
    names = ["budi", "BUDI", " budi", "budi ", "Budi"]

    assert {outcome(office, name, "salah") for name in names} == {"SignInRefused"}
    assert outcome(office, "bUdI", PASSWORD) == "TooManyAttempts"


def test_success_forgets_the_failures_of_the_account(office: Office) -> None:
    fail(office, 4)
    enter(office, "budi")

    assert fail(office, 5) == ["SignInRefused"] * 5


def test_twenty_failures_close_the_address_whatever_the_names(office: Office) -> None:
    for number in range(20):
        fail(office, 1, f"orang{number}")

    assert outcome(office, "siti", PASSWORD) == "TooManyAttempts"
    assert outcome(office, "siti", PASSWORD, attempt=Attempt("10.0.0.8", "")) == "in"


def test_an_own_success_does_not_reopen_the_address(office: Office) -> None:
    for number in range(19):
        fail(office, 1, f"orang{number}")
    enter(office, "siti")
    fail(office, 1, "orang20")

    assert outcome(office, "siti", PASSWORD) == "TooManyAttempts"


def test_many_guesses_at_once_are_no_way_round_the_limit(office: Office) -> None:
    guesses = ["salah"] * 20
    with ThreadPoolExecutor(len(guesses)) as pool:
        found = list(
            pool.map(
                lambda pair: outcome(
                    office, "budi", pair[1], attempt=Attempt(f"10.1.0.{pair[0]}", "")
                ),
                enumerate(guesses),
            )
        )

    assert Counter(found) == {"SignInRefused": 5, "TooManyAttempts": 15}


def test_what_was_typed_as_a_name_is_not_stored_where_it_is_none(office: Office) -> None:
    outcome(office, "Rahasia Saya 123!", "budi")

    stored = office.database.path.read_bytes().lower()
    assert b"rahasia saya" not in stored
