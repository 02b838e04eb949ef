from dataclasses import replace
from pathlib import Path

import pytest

from lkj.domain.accounts import Account, AppRole
from lkj.errors import (
    LastAdministrator,
    SessionEnded,
)
from lkj.store import account_store
from lkj.usecases.accounts import (
    AccountForm,
    AccountRef,
    AppRolesForm,
    add_account,
    disable_account,
    set_app_roles,
)
from lkj.usecases.callers import HOST, SessionRef, identify
from lkj.usecases.office import Office
from tests.support.offices import (
    NOW,
    enter,
    set_account,
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


@pytest.mark.parametrize("door", ["own", "host"])
def test_the_last_administrator_is_not_disabled(
    office: Office, siti: SessionRef, door: str
) -> None:
    with pytest.raises(LastAdministrator):
        disable_account(OF_SITI, door={"own": siti, "host": HOST}[door], office=office, now=NOW)

    assert account(office, "akun-siti").is_active
    assert is_alive(office, siti)


def test_the_last_administrator_keeps_the_role(office: Office, siti: SessionRef) -> None:
    form = AppRolesForm(request_id="r1", account_id="akun-siti", app_roles=frozenset())

    with pytest.raises(LastAdministrator):
        set_app_roles(form, door=siti, office=office, now=NOW)
    assert account(office, "akun-siti").app_roles == ADMINISTRATOR


def test_one_of_two_administrators_may_go(office: Office, siti: SessionRef) -> None:
    set_account(office, "akun-budi", app_roles=ADMINISTRATOR)

    disable_account(OF_SITI, door=siti, office=office, now=NOW)

    assert not account(office, "akun-siti").is_active
    with pytest.raises(LastAdministrator):
        disable_account(replace(OF_BUDI, request_id="r2"), door=HOST, office=office, now=NOW)


def test_a_disabled_administrator_does_not_count(office: Office, siti: SessionRef) -> None:
    set_account(office, "akun-budi", app_roles=ADMINISTRATOR, is_active=False)

    with pytest.raises(LastAdministrator):
        disable_account(OF_SITI, door=siti, office=office, now=NOW)


def test_an_administrator_without_a_password_does_not_count(
    office: Office, siti: SessionRef
) -> None:
    form = replace(NEW, request_id="r0", app_roles=ADMINISTRATOR)
    add_account(form, door=siti, office=office, now=NOW)

    with pytest.raises(LastAdministrator):
        disable_account(OF_SITI, door=siti, office=office, now=NOW)
