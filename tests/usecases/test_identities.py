"""Which identity at the provider belongs to which account."""

from pathlib import Path

import pytest

from lkj.errors import FormInvalid, NotPermitted, SessionEnded, UnknownPerson
from lkj.store import audit_store, identity_store
from lkj.store.identity_store import ProviderIdentity
from lkj.usecases.callers import identify
from lkj.usecases.identities import IdentityForm, identities, set_identity
from lkj.usecases.office import Office
from tests.support.offices import NOW, enter, small_office
from tests.support.staffed import new_request


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def link(office: Office, who: str, identity: str, *, by: str = "siti") -> None:
    form = IdentityForm(request_id=new_request(), account_id=f"akun-{who}", identity=identity)
    set_identity(form, door=enter(office, by), office=office, now=NOW)


def known(office: Office) -> dict[str, ProviderIdentity]:
    return identities(door=enter(office, "siti"), office=office, now=NOW)


def test_an_identity_is_written_as_the_provider_has_it(office: Office) -> None:
    link(office, "budi", "  Budi.P ")

    assert known(office) == {"akun-budi": ProviderIdentity("akun-budi", "Budi.P")}


def test_two_accounts_never_share_one(office: Office) -> None:
    link(office, "budi", "budi.p")

    with pytest.raises(FormInvalid) as caught:
        link(office, "rina", "budi.p")

    assert caught.value.facts["problems"] == (("identity", "taken", ""),)


def test_writing_it_again_releases_what_was_bound(office: Office) -> None:
    link(office, "budi", "budi.p")
    with office.database.write() as conn:
        identity_store.bind(conn, "akun-budi", issuer="https://a", subject="s", at=NOW)

    link(office, "budi", "budi.p")

    assert known(office)["akun-budi"].subject is None


def test_an_empty_one_takes_it_away(office: Office) -> None:
    link(office, "budi", "budi.p")

    link(office, "budi", " ")

    assert known(office) == {}


def test_open_sessions_of_the_account_end(office: Office) -> None:
    door = enter(office, "budi")

    link(office, "budi", "budi.p")

    with office.database.read() as conn, pytest.raises(SessionEnded):
        identify(conn, door, now=NOW)


def test_the_audit_log_keeps_no_identity(office: Office) -> None:
    link(office, "budi", "197002021995031002")

    with office.database.read() as conn:
        row = audit_store.of_actions(conn, ["identity.set"])[-1]
    assert row.subject == "akun-budi"
    assert row.detail == {"username": "budi", "is_given": True}


def test_only_administrators_do_this(office: Office) -> None:
    with pytest.raises(NotPermitted):
        link(office, "budi", "budi.p", by="budi")


def test_an_account_that_is_not_there_gets_none(office: Office) -> None:
    with pytest.raises(UnknownPerson):
        link(office, "siapa", "siapa")
