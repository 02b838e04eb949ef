from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain.accounts import Account, AppRole
from lkj.errors import (
    FormInvalid,
    NotPermitted,
    RequestReused,
    SessionEnded,
    SignInRefused,
    UnknownPerson,
)
from lkj.store import account_store
from lkj.usecases.accounts import (
    AccountForm,
    AccountRef,
    AppRolesForm,
    LinkForm,
    add_account,
    create_link,
    disable_account,
    enable_account,
    link_path,
    new_link_token,
    set_app_roles,
)
from lkj.usecases.callers import SessionRef, identify
from lkj.usecases.initial_passwords import reset_password
from lkj.usecases.office import Office
from lkj.usecases.own_password import set_password_by_link
from lkj.usecases.people import PersonForm, save_person
from tests.support.offices import (
    BUDI,
    HERE,
    NOW,
    OTHER_PASSWORD,
    cheap_passwords,
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


def problems(error: pytest.ExceptionInfo[FormInvalid]) -> list[tuple[str, str]]:
    return [(field, str(code)) for field, code, _ in error.value.facts["problems"]]


def test_an_account_is_added_without_a_password(office: Office, siti: SessionRef) -> None:
    done = add_account(NEW, door=siti, office=office, now=NOW)
    again = add_account(NEW, door=siti, office=office, now=NOW)

    assert again == done
    assert account(office, done.subject) == Account(
        done.subject, "budi", "budi.s", frozenset({AppRole.MONEV})
    )
    with pytest.raises(SignInRefused):
        enter(office, "budi.s")


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"username": "budi"}, ("username", "taken")),
        ({"username": "BUDI"}, ("username", "taken")),
        ({"username": "bu"}, ("username", "username")),
        ({"username": "budi percontohan"}, ("username", "username")),
        ({"username": "\u0430dmin"}, ("username", "username")),
        ({"username": "x" * 33}, ("username", "username")),
        ({"username": ""}, ("username", "username")),
        ({"app_roles": frozenset(AppRole)}, ("app_roles", "auditor_alone")),
    ],
)
def test_a_wrong_account_is_refused(
    office: Office, siti: SessionRef, change: dict[str, object], problem: tuple[str, str]
) -> None:
    with pytest.raises(FormInvalid) as refused:
        add_account(replace(NEW, **change), door=siti, office=office, now=NOW)
    assert problems(refused) == [problem]


def test_all_problems_are_told_at_once(office: Office, siti: SessionRef) -> None:
    gone = PersonForm(request_id="r0", person_id="budi", name=BUDI.name, is_active=False)
    save_person(gone, door=siti, office=office, now=NOW)

    form = replace(NEW, username="?", app_roles=frozenset(AppRole))
    with pytest.raises(FormInvalid) as refused:
        add_account(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [
        ("username", "username"),
        ("person_id", "inactive"),
        ("app_roles", "auditor_alone"),
    ]


def test_an_account_belongs_to_a_known_person(office: Office, siti: SessionRef) -> None:
    with pytest.raises(UnknownPerson):
        add_account(replace(NEW, person_id="siapa"), door=siti, office=office, now=NOW)


def test_disabling_ends_the_open_sessions(office: Office, siti: SessionRef) -> None:
    budi = enter(office, "budi")

    disable_account(OF_BUDI, door=siti, office=office, now=NOW)

    assert not is_alive(office, budi)
    with pytest.raises(SignInRefused):
        enter(office, "budi")


def test_enabling_brings_back_the_account_and_not_its_sessions(
    office: Office, siti: SessionRef
) -> None:
    budi = enter(office, "budi")
    disable_account(OF_BUDI, door=siti, office=office, now=NOW)

    enable_account(replace(OF_BUDI, request_id="r2"), door=siti, office=office, now=NOW)

    assert not is_alive(office, budi)
    assert enter(office, "budi")


def test_one_request_id_does_not_serve_two_acts(office: Office, siti: SessionRef) -> None:
    disable_account(OF_BUDI, door=siti, office=office, now=NOW)

    with pytest.raises(RequestReused):
        enable_account(OF_BUDI, door=siti, office=office, now=NOW)


def test_changed_roles_end_the_open_sessions(office: Office, siti: SessionRef) -> None:
    budi = enter(office, "budi")
    monev = frozenset({AppRole.MONEV})
    form = AppRolesForm(request_id="r1", account_id="akun-budi", app_roles=monev)

    set_app_roles(form, door=siti, office=office, now=NOW)

    assert account(office, "akun-budi").app_roles == monev
    assert not is_alive(office, budi)


def test_an_auditor_holds_no_other_role(office: Office, siti: SessionRef) -> None:
    both = frozenset({AppRole.AUDITOR, AppRole.ADMINISTRATOR})
    form = AppRolesForm(request_id="r1", account_id="akun-rina", app_roles=both)

    with pytest.raises(FormInvalid) as refused:
        set_app_roles(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [("app_roles", "auditor_alone")]


def test_a_link_lets_its_person_set_a_password(office: Office, siti: SessionRef) -> None:
    form = LinkForm(request_id="r1", account_id="akun-budi", token=new_link_token())
    assert create_link(form, door=siti, office=office, now=NOW) == create_link(
        form, door=siti, office=office, now=NOW
    )

    set_password_by_link(
        form.token,
        OTHER_PASSWORD,
        attempt=HERE,
        office=office,
        now=NOW + timedelta(hours=23, minutes=59),
        passwords=cheap_passwords(),
    )

    assert enter(office, "budi", password=OTHER_PASSWORD)
    assert link_path(form.token) == f"/atur-sandi/{form.token}"


def test_the_token_of_a_link_is_stored_nowhere(office: Office, siti: SessionRef) -> None:
    form = LinkForm(request_id="r1", account_id="akun-budi", token=new_link_token())

    create_link(form, door=siti, office=office, now=NOW)

    assert form.token.encode() not in office.database.path.read_bytes()


def test_a_link_needs_a_real_token_and_an_active_account(
    office: Office, siti: SessionRef
) -> None:
    set_account(office, "akun-budi", is_active=False)
    form = LinkForm(request_id="r1", account_id="akun-budi", token="pendek")

    with pytest.raises(FormInvalid) as refused:
        create_link(form, door=siti, office=office, now=NOW)
    assert problems(refused) == [("account_id", "inactive"), ("token", "invalid")]


def call(act: str, office: Office, door: SessionRef) -> object:
    arguments = {"door": door, "office": office, "now": NOW}
    roles = AppRolesForm(request_id="r", account_id="akun-budi", app_roles=ADMINISTRATOR)
    link = LinkForm(request_id="r", account_id="akun-budi", token=new_link_token())
    acts = {
        "add": lambda: add_account(NEW, **arguments),
        "disable": lambda: disable_account(OF_BUDI, **arguments),
        "enable": lambda: enable_account(OF_BUDI, **arguments),
        "roles": lambda: set_app_roles(roles, **arguments),
        "link": lambda: create_link(link, **arguments),
        "reset": lambda: reset_password("siti", passwords=cheap_passwords(), **arguments),
    }
    return acts[act]()


@pytest.mark.parametrize("act", ["add", "disable", "enable", "roles", "link", "reset"])
@pytest.mark.parametrize("username", ["budi", "rina"])
def test_only_administrators_manage_accounts(office: Office, act: str, username: str) -> None:
    door = enter(office, username)

    with pytest.raises(NotPermitted):
        call(act, office, door)


@pytest.mark.parametrize("act", ["add", "disable", "roles", "link", "reset"])
def test_nothing_happens_to_accounts_that_are_not_there(
    office: Office, siti: SessionRef, act: str
) -> None:
    arguments = {"door": siti, "office": office, "now": NOW}
    nobody = {"request_id": "r", "account_id": "akun-siapa"}
    acts = {
        "add": lambda: add_account(replace(NEW, person_id="siapa"), **arguments),
        "disable": lambda: disable_account(AccountRef(**nobody), **arguments),
        "roles": lambda: set_app_roles(
            AppRolesForm(**nobody, app_roles=frozenset()), **arguments
        ),
        "link": lambda: create_link(LinkForm(**nobody, token=new_link_token()), **arguments),
        "reset": lambda: reset_password("siapa", passwords=cheap_passwords(), **arguments),
    }

    with pytest.raises((UnknownPerson, FormInvalid)):
        acts[act]()
