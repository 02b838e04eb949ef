from pathlib import Path

import pytest

from lkj.domain.accounts import Account, AppRole
from lkj.errors import (
    DatabaseNotEmpty,
    FormInvalid,
    PasswordRefused,
    SessionEnded,
    SignInRefused,
)
from lkj.store import account_store, audit_store
from lkj.usecases.accounts import (
    AccountForm,
    AccountRef,
)
from lkj.usecases.callers import HOST, SessionRef, identify
from lkj.usecases.initial_passwords import first_administrator, reset_password
from lkj.usecases.office import Office
from lkj.usecases.people import PersonForm
from tests.support.offices import (
    NOW,
    PASSWORD,
    cheap_passwords,
    empty_office,
    enter,
    small_office,
)

ADMINISTRATOR = frozenset({AppRole.ADMINISTRATOR})
NEW = AccountForm(
    request_id="r1", person_id="budi", username=" Budi.S ", app_roles=frozenset({AppRole.MONEV})
)
OF_BUDI = AccountRef(request_id="r1", account_id="akun-budi")
OF_SITI = AccountRef(request_id="r1", account_id="akun-siti")


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


@pytest.fixture
def siti(office: Office) -> SessionRef:
    return enter(office, "siti")


def account(office: Office, account_id: str) -> Account:
    with office.database.read() as conn:
        return account_store.account(conn, account_id)


def is_alive(office: Office, door: SessionRef) -> bool:
    with office.database.read() as conn:
        try:
            identify(conn, door, now=NOW)
        except SessionEnded:
            return False
    return True


def test_a_reset_ends_sessions_and_asks_for_a_new_password(office: Office) -> None:
    budi = enter(office, "budi")

    temporary = reset_password(
        " BUDI ", door=HOST, office=office, now=NOW, passwords=cheap_passwords()
    )

    assert not is_alive(office, budi)
    assert account(office, "akun-budi").must_change_password
    assert enter(office, "budi", password=temporary)
    with pytest.raises(SignInRefused):
        enter(office, "budi", password=PASSWORD)


def test_temporary_passwords_differ_and_keep_the_rules(office: Office) -> None:
    passwords = {
        reset_password("budi", door=HOST, office=office, now=NOW, passwords=cheap_passwords())
        for _ in range(3)
    }

    assert len(passwords) == 3
    for password in passwords:
        cheap_passwords().check_alone(password)


def test_an_empty_office_gets_its_first_administrator(tmp_path: Path) -> None:
    office = empty_office(tmp_path)
    person = PersonForm(request_id="init", name="Siti Contoh")

    made = first_administrator(
        person, "siti", PASSWORD, office=office, now=NOW, passwords=cheap_passwords()
    )

    assert made.app_roles == ADMINISTRATOR
    assert enter(office, "siti")
    with office.database.read() as conn:
        rows = {row.action: row.account_id for row in audit_store.recent(conn, 5)}
    assert rows["account.first"] is None
    with pytest.raises(DatabaseNotEmpty):
        first_administrator(
            person, "lain", PASSWORD, office=office, now=NOW, passwords=cheap_passwords()
        )


@pytest.mark.parametrize(
    ("name", "username", "password", "error"),
    [
        ("", "siti", PASSWORD, FormInvalid),
        ("Siti", "?", PASSWORD, FormInvalid),
        ("Siti", "siti", "SatpolPP-Kalbar-2026!", PasswordRefused),
        ("Siti", "siti", "siti pergi ke pasar pagi", PasswordRefused),
    ],
)
def test_a_refused_first_administrator_leaves_the_office_empty(
    tmp_path: Path, name: str, username: str, password: str, error: type[Exception]
) -> None:
    office = empty_office(tmp_path)

    with pytest.raises(error):
        first_administrator(
            PersonForm(request_id="init", name=name),
            username,
            password,
            office=office,
            now=NOW,
            passwords=cheap_passwords(),
        )

    with office.database.read() as conn:
        assert account_store.persons(conn) == []
        assert audit_store.recent(conn, 1) == []
