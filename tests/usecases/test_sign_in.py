from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain.accounts import AppRole, Holding
from lkj.domain.events import Capacity
from lkj.errors import LkjError, SessionEnded, SignInRefused
from lkj.store import account_store, audit_store, session_store
from lkj.usecases.attempts import Attempt
from lkj.usecases.callers import HOST, identify
from lkj.usecases.office import Office
from lkj.usecases.passwords import office_passwords
from lkj.usecases.sign_in import (
    cookie_name,
    door_of,
    example_accounts,
    is_example,
    sign_in,
    sign_in_example,
    sign_out,
    token_sha256,
)
from tests.support.offices import (
    HERE,
    NOW,
    PASSWORD,
    cheap_passwords,
    enter,
    mark_as_example,
    set_account,
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


def actions(office: Office) -> list[tuple[str, str]]:
    with office.database.read() as conn:
        rows = audit_store.recent(conn, 100)
    return [(row.action, row.subject) for row in reversed(rows)]


def test_name_and_password_open_a_session(office: Office) -> None:
    door = enter(office, "budi")

    with office.database.read() as conn:
        assert identify(conn, door, now=NOW).account.id == "akun-budi"


@pytest.mark.parametrize("username", ["BUDI", " budi ", "Budi"])
def test_a_user_name_is_read_without_case_and_outer_spaces(
    office: Office, username: str
) -> None:
    assert outcome(office, username, PASSWORD) == "in"


@pytest.mark.parametrize(
    ("username", "password"),
    [
        ("budi", "salah"),
        ("budi", PASSWORD + " "),
        ("budi", ""),
        ("tidak.ada", PASSWORD),
        ("", PASSWORD),
        ("budi\0", PASSWORD),
        ("\ud800", PASSWORD),
        ("x" * 100_000, "y" * 100_000),
        ("budi' OR '1'='1", PASSWORD),
    ],
)
def test_a_wrong_pair_is_refused_without_saying_which(
    office: Office, username: str, password: str
) -> None:
    assert outcome(office, username, password) == "SignInRefused"


def test_a_disabled_account_is_refused_in_the_same_way(office: Office) -> None:
    set_account(office, "akun-budi", is_active=False)

    assert outcome(office, "budi", PASSWORD) == "SignInRefused"


def test_somebody_who_left_is_refused_in_the_same_way(office: Office) -> None:
    with office.database.write() as conn:
        person = account_store.person(conn, "budi")
        account_store.update_person(conn, type(person)(**{**vars(person), "is_active": False}))

    assert outcome(office, "budi", PASSWORD) == "SignInRefused"


def test_each_sign_in_has_a_new_token_that_is_stored_only_as_a_hash(office: Office) -> None:
    tokens = {
        sign_in(
            "budi", PASSWORD, attempt=HERE, office=office, now=NOW, passwords=cheap_passwords()
        )
        for _ in range(2)
    }
    stored = office.database.path.read_bytes()

    assert len(tokens) == 2
    assert all(len(token) >= 43 for token in tokens)
    assert all(token.encode() not in stored for token in tokens)
    assert all(token_sha256(token).encode() in stored for token in tokens)


def test_a_session_remembers_where_it_was_opened(office: Office) -> None:
    attempt = Attempt.of("10.0.0.9", "Peramban\x1b[2J\n" + "x" * 500)
    token = sign_in(
        "budi", PASSWORD, attempt=attempt, office=office, now=NOW, passwords=cheap_passwords()
    )

    with office.database.read() as conn:
        row = session_store.find(conn, token_sha256(token))
    assert row.address == "10.0.0.9"
    assert row.agent.startswith("Peramban[2Jxxx")
    assert len(row.agent) == 200
    assert row.absolute_expiry == NOW + timedelta(hours=12)


def test_sign_ins_and_refusals_are_in_the_audit_log(office: Office) -> None:
    door = enter(office, "budi")
    fail(office, 1)
    fail(office, 1, "tidak.ada")
    sign_out(door, office=office, now=NOW)

    assert actions(office) == [
        ("session.open", "akun-budi"),
        ("session.refuse", "akun-budi"),
        ("session.refuse", ""),
        ("session.close", "akun-budi"),
    ]
    with office.database.read() as conn:
        assert audit_store.verify(conn).no == 4


def test_signing_out_ends_the_session_at_once(office: Office) -> None:
    door, other = enter(office, "budi"), enter(office, "budi")

    sign_out(door, office=office, now=NOW)

    with office.database.read() as conn:
        with pytest.raises(SessionEnded):
            identify(conn, door, now=NOW)
        assert identify(conn, other, now=NOW)


def test_signing_out_twice_is_harmless(office: Office) -> None:
    door = enter(office, "budi")

    for _ in range(2):
        sign_out(door, office=office, now=NOW)
    sign_out(HOST, office=office, now=NOW)

    assert [action for action, _ in actions(office)] == ["session.open", "session.close"]


def test_an_old_hash_is_renewed_at_sign_in(office: Office) -> None:
    token = sign_in(
        "budi", PASSWORD, attempt=HERE, office=office, now=NOW, passwords=office_passwords()
    )

    with office.database.read() as conn:
        _, stored = account_store.account_by_username(conn, "budi")
    assert token
    assert stored.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert outcome(office, "budi", PASSWORD) == "in"


def test_an_account_without_a_password_lets_nobody_in(office: Office) -> None:
    with office.database.write() as conn:
        account = account_store.account(conn, "akun-budi")
        new = type(account)(**{**vars(account), "id": "baru", "username": "baru"})
        account_store.add_account(conn, new, password_hash=None)

    assert {outcome(office, "baru", password) for password in ("", "None", PASSWORD)} == {
        "SignInRefused"
    }


def test_example_accounts_open_without_a_password_in_the_example_only(office: Office) -> None:
    with pytest.raises(SignInRefused):
        sign_in_example("akun-siti", attempt=HERE, office=office, now=NOW)
    assert example_accounts(office=office, now=NOW) == ()

    mark_as_example(office)

    token = sign_in_example("akun-siti", attempt=HERE, office=office, now=NOW)
    with office.database.read() as conn:
        assert is_example(conn)
        caller = identify(conn, door_of(token, office.settings), now=NOW)
    assert caller.account.username == "siti"


@pytest.mark.parametrize("account_id", ["", "siti", "akun-siapa", "akun-budi"])
def test_only_active_example_accounts_open(office: Office, account_id: str) -> None:
    mark_as_example(office)
    set_account(office, "akun-budi", is_active=False)

    with pytest.raises(SignInRefused):
        sign_in_example(account_id, attempt=HERE, office=office, now=NOW)


def test_example_accounts_are_offered_with_their_roles(office: Office) -> None:
    mark_as_example(office)
    set_account(office, "akun-rina", is_active=False)
    sekretaris: Holding = ("sekretaris", Capacity.DEFINITIVE)

    offered = example_accounts(office=office, now=NOW)

    assert [(a.account_id, a.holdings, a.app_roles) for a in offered] == [
        ("akun-budi", (sekretaris,), frozenset()),
        ("akun-siti", (), frozenset({AppRole.ADMINISTRATOR})),
    ]


@pytest.mark.parametrize(
    ("public_url", "name"),
    [
        ("", "lkj_sid"),
        ("http://10.0.0.2:8501", "lkj_sid"),
        ("https://lkj.id", "__Host-lkj_sid"),
    ],
)
def test_the_cookie_is_bound_to_https_where_the_office_has_it(
    tmp_path: Path, public_url: str, name: str
) -> None:
    assert cookie_name(small_office(tmp_path, public_url=public_url).settings) == name
