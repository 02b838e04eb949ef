from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain.accounts import Account, AppRole
from lkj.errors import (
    DatabaseNotEmpty,
    FormInvalid,
    LastAdministrator,
    NotPermitted,
    PasswordRefused,
    RequestReused,
    SessionEnded,
    SignInRefused,
    UnknownPerson,
)
from lkj.store import account_store, audit_store
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
from lkj.usecases.callers import HOST, SessionRef, identify
from lkj.usecases.initial_passwords import first_administrator, reset_password
from lkj.usecases.office import Office
from lkj.usecases.own_password import set_password_by_link
from lkj.usecases.people import PersonForm, save_person
from tests.support.offices import (
    BUDI,
    HERE,
    NOW,
    OTHER_PASSWORD,
    PASSWORD,
    cheap_passwords,
    empty_office,
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
        ({"username": "budi santoso"}, ("username", "username")),
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

    with pytest.raises(FormInvalid) as refused:
        form = replace(NEW, username="?", app_roles=frozenset(AppRole))
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
    person = PersonForm(request_id="init", name="Siti Aminah")

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
