"""What a browser takes along to the provider, and brings back once."""

from datetime import UTC, datetime, timedelta

import pytest

from lkj.errors import ProviderRefused
from lkj.oidc.requests import LIFE, Requests

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def problem(requests: Requests, cookie: str, state: str, now: datetime = NOW) -> object:
    with pytest.raises(ProviderRefused) as caught:
        requests.take(cookie, state, now)
    return caught.value.facts["problem"]


def test_a_request_comes_back_as_it_left() -> None:
    requests = Requests()
    request, cookie = requests.new("/laporan", NOW, session_id="sesi")

    assert requests.take(cookie, request.state, NOW) == request


def test_every_request_is_another() -> None:
    requests = Requests()
    one, _ = requests.new("/", NOW)
    other, _ = requests.new("/", NOW)

    assert not {one.state, one.nonce, one.verifier} & {other.state, other.nonce, other.verifier}


def test_a_request_comes_back_once() -> None:
    requests = Requests()
    request, cookie = requests.new("/", NOW)
    requests.take(cookie, request.state, NOW)

    assert problem(requests, cookie, request.state) == "used"


@pytest.mark.parametrize("after", [LIFE, timedelta(seconds=-1)])
def test_a_request_lives_for_ten_minutes(after: timedelta) -> None:
    requests = Requests()
    request, cookie = requests.new("/", NOW)

    assert problem(requests, cookie, request.state, NOW + after) == "expired"


def test_used_ones_are_forgotten_when_they_are_too_old_anyway() -> None:
    requests = Requests()
    first, cookie = requests.new("/", NOW)
    requests.take(cookie, first.state, NOW)
    later, next_cookie = requests.new("/", NOW + LIFE)
    requests.take(next_cookie, later.state, NOW + LIFE)

    assert problem(requests, cookie, first.state, NOW + LIFE) == "expired"
    assert first.state not in repr(requests)
    assert list(requests._used) == [later.state]


@pytest.mark.parametrize("state", ["", "tebakan", "é"])
def test_another_state_is_refused_and_uses_nothing_up(state: str) -> None:
    requests = Requests()
    request, cookie = requests.new("/", NOW)

    assert problem(requests, cookie, state) == "state"
    assert requests.take(cookie, request.state, NOW) == request


def test_a_cookie_of_another_process_is_refused() -> None:
    request, cookie = Requests().new("/", NOW)

    assert problem(Requests(), cookie, request.state) == "state"


@pytest.mark.parametrize("place", [0, 40, -1])
def test_a_changed_cookie_is_refused(place: int) -> None:
    requests = Requests()
    request, cookie = requests.new("/", NOW)
    letters = list(cookie)
    # Of the last letter two bits say nothing: B would be read as the same bytes as A.
    letters[place] = "A" if letters[place] != "A" else "E"

    assert problem(requests, "".join(letters), request.state) == "state"
