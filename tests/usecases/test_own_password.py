from datetime import timedelta
from pathlib import Path

import pytest

from lkj.errors import (
    LinkInvalid,
    LkjError,
    PasswordRefused,
    SessionEnded,
    SignInRefused,
    TooManyAttempts,
)
from lkj.store import sign_in_store
from lkj.usecases.callers import HOST, SessionRef, identify
from lkj.usecases.initial_passwords import reset_password
from lkj.usecases.office import Office
from lkj.usecases.own_password import change_password, set_password_by_link
from lkj.usecases.sign_in import door_of, token_sha256
from tests.support.offices import (
    HERE,
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    cheap_passwords,
    enter,
    set_account,
    small_office,
)

TOKEN = "t" * 43


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def change(office: Office, door: SessionRef, current: str, new: str) -> str:
    return change_password(
        current,
        new,
        door=door,
        attempt=HERE,
        office=office,
        now=NOW,
        passwords=cheap_passwords(),
    )


def set_by_link(office: Office, new: str, *, token: str = TOKEN, now=NOW) -> None:
    set_password_by_link(
        token, new, attempt=HERE, office=office, now=now, passwords=cheap_passwords()
    )


def give_link(office: Office, account_id: str = "akun-budi") -> None:
    with office.database.write() as conn:
        sign_in_store.add_link(
            conn,
            token_sha256=token_sha256(TOKEN),
            account_id=account_id,
            expires_at=NOW + timedelta(hours=24),
            created_by="akun-siti",
        )


def is_alive(office: Office, door: SessionRef) -> bool:
    with office.database.read() as conn:
        try:
            identify(conn, door, now=NOW)
        except SessionEnded:
            return False
    return True


def test_a_changed_password_replaces_the_old_one(office: Office) -> None:
    change(office, enter(office, "budi"), PASSWORD, OTHER_PASSWORD)

    assert enter(office, "budi", password=OTHER_PASSWORD)
    with pytest.raises(SignInRefused):
        enter(office, "budi", password=PASSWORD)


def test_changing_it_ends_every_session_and_opens_a_new_one_here(office: Office) -> None:
    here, elsewhere, siti = enter(office, "budi"), enter(office, "budi"), enter(office, "siti")

    token = change(office, here, PASSWORD, OTHER_PASSWORD)

    assert not is_alive(office, here)
    assert not is_alive(office, elsewhere)
    assert is_alive(office, siti)
    assert is_alive(office, door_of(token, office.settings))


def test_the_current_password_must_be_right(office: Office) -> None:
    door = enter(office, "budi")

    with pytest.raises(SignInRefused):
        change(office, door, "salah", OTHER_PASSWORD)
    assert is_alive(office, door)


def test_guessing_the_current_password_is_limited(office: Office) -> None:
    door = enter(office, "budi")
    for _ in range(5):
        with pytest.raises(SignInRefused):
            change(office, door, "salah", OTHER_PASSWORD)

    with pytest.raises(TooManyAttempts):
        change(office, door, PASSWORD, OTHER_PASSWORD)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        ("pendek", "too_short"),
        ("SatpolPP-Kalbar-2026!", "common"),
        ("rumah percontohan di hulu", "about_you"),
        (PASSWORD, "unchanged"),
    ],
)
def test_a_new_password_keeps_the_rules(office: Office, new: str, code: str) -> None:
    with pytest.raises(PasswordRefused) as refused:
        change(office, enter(office, "budi"), PASSWORD, new)
    assert refused.value.facts["problems"] == (code,)


def test_an_ended_session_changes_nothing(office: Office) -> None:
    door = enter(office, "budi")
    set_account(office, "akun-budi", is_active=False)

    with pytest.raises(SessionEnded):
        change(office, door, PASSWORD, OTHER_PASSWORD)


def test_a_temporary_password_must_be_changed_and_then_is_not_any_more(office: Office) -> None:
    temporary = reset_password("budi", door=HOST, office=office, now=NOW)
    door = enter(office, "budi", password=temporary)
    with office.database.read() as conn:
        assert identify(conn, door, now=NOW).account.must_change_password

    token = change(office, door, temporary, OTHER_PASSWORD)

    with office.database.read() as conn:
        caller = identify(conn, door_of(token, office.settings), now=NOW)
    assert not caller.account.must_change_password


def test_a_link_sets_a_password_once(office: Office) -> None:
    door = enter(office, "budi")
    give_link(office)

    set_by_link(office, OTHER_PASSWORD)

    assert enter(office, "budi", password=OTHER_PASSWORD)
    assert not is_alive(office, door)
    with pytest.raises(LinkInvalid):
        set_by_link(office, PASSWORD)


def test_a_link_ends_after_a_day(office: Office) -> None:
    give_link(office)

    with pytest.raises(LinkInvalid):
        set_by_link(office, OTHER_PASSWORD, now=NOW + timedelta(hours=24))


def test_an_unknown_link_is_refused(office: Office) -> None:
    with pytest.raises(LinkInvalid):
        set_by_link(office, OTHER_PASSWORD, token="x" * 43)


def test_a_link_of_a_disabled_account_is_refused(office: Office) -> None:
    give_link(office)
    set_account(office, "akun-budi", is_active=False)

    with pytest.raises(LinkInvalid):
        set_by_link(office, OTHER_PASSWORD)


@pytest.mark.parametrize(
    "new", ["pendek", "rumah percontohan di hulu", "kuda \ud800 pacu di ladang"]
)
def test_a_refused_password_does_not_use_the_link_up(office: Office, new: str) -> None:
    give_link(office)

    with pytest.raises(PasswordRefused):
        set_by_link(office, new)

    set_by_link(office, OTHER_PASSWORD)
    assert enter(office, "budi", password=OTHER_PASSWORD)


def test_guessing_links_is_limited_by_address(office: Office) -> None:
    found = []
    for number in range(21):
        with pytest.raises(LkjError) as refused:
            set_by_link(office, OTHER_PASSWORD, token=f"{number:043}")
        found.append(refused.type)

    assert found == [LinkInvalid] * 20 + [TooManyAttempts]


def test_a_link_reopens_an_account_that_was_closed_by_failures(office: Office) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            enter(office, "budi", password="salah")
    give_link(office)

    set_by_link(office, OTHER_PASSWORD)

    assert enter(office, "budi", password=OTHER_PASSWORD)
