from datetime import timedelta
from pathlib import Path

import pytest

from lkj.domain.accounts import AppRole, Permission
from lkj.errors import NotPermitted, SessionEnded
from lkj.store import account_store, session_store
from lkj.usecases.callers import (
    HOST,
    Caller,
    Door,
    SessionRef,
    check_reachable,
    identify,
    is_permitted,
    keep_alive,
    require,
    roles_today,
)
from lkj.usecases.office import Office
from tests.support.offices import NOW, enter, set_account, small_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def who(office: Office, door: Door, now=NOW) -> Caller:
    with office.database.read() as conn:
        return identify(conn, door, now=now)


def last_seen(office: Office, door: SessionRef):
    with office.database.read() as conn:
        return session_store.find(conn, door.session_id).last_seen_at


def test_a_session_names_its_account_person_and_roles(office: Office) -> None:
    caller = who(office, enter(office, "budi"))

    assert (caller.account.username, caller.person.name) == (
        "budi",
        "Drs. Budi Percontohan, M.Si.",
    )
    assert roles_today(caller, office=office, now=NOW) == ("sekretaris",)
    assert (caller.is_host, caller.audit_account_id) == (False, "akun-budi")


def test_the_command_line_is_the_host_administrator(office: Office) -> None:
    caller = who(office, HOST)

    assert (caller.is_host, caller.audit_account_id) == (True, None)
    assert is_permitted(caller, Permission.MANAGE_ACCOUNTS, office=office, now=NOW)


def test_an_unknown_session_is_refused(office: Office) -> None:
    with pytest.raises(SessionEnded):
        who(office, SessionRef("0" * 64))


def test_a_revoked_session_is_refused(office: Office) -> None:
    door = enter(office, "budi")
    with office.database.write() as conn:
        session_store.revoke(conn, door.session_id, NOW)

    with pytest.raises(SessionEnded):
        who(office, door)


def test_a_session_ends_after_thirty_idle_minutes(office: Office) -> None:
    door = enter(office, "budi")

    assert who(office, door, NOW + timedelta(minutes=29, seconds=59))
    with pytest.raises(SessionEnded):
        who(office, door, NOW + timedelta(minutes=30))


def test_the_idle_limit_is_a_setting(tmp_path: Path) -> None:
    office = small_office(tmp_path, session_idle_minutes=5)
    door = enter(office, "budi")

    with pytest.raises(SessionEnded):
        who(office, door, NOW + timedelta(minutes=5))


def test_a_session_in_use_ends_after_twelve_hours(office: Office) -> None:
    door = enter(office, "budi")
    for minutes in range(29, 12 * 60, 29):
        keep_alive(door, office=office, now=NOW + timedelta(minutes=minutes))

    assert who(office, door, NOW + timedelta(hours=11, minutes=59))
    with pytest.raises(SessionEnded):
        who(office, door, NOW + timedelta(hours=12))


def test_a_disabled_account_is_out_at_once(office: Office) -> None:
    door = enter(office, "budi")
    set_account(office, "akun-budi", is_active=False)

    with pytest.raises(SessionEnded):
        who(office, door)


def test_looking_does_not_keep_a_session_alive(office: Office) -> None:
    door = enter(office, "budi")
    who(office, door, NOW + timedelta(minutes=20))

    assert last_seen(office, door) == NOW


def test_use_is_noted_at_most_once_a_minute(office: Office) -> None:
    door = enter(office, "budi")
    a_minute = NOW + timedelta(minutes=1)

    keep_alive(door, office=office, now=NOW + timedelta(seconds=59))
    assert last_seen(office, door) == NOW
    keep_alive(door, office=office, now=a_minute)
    assert last_seen(office, door) == a_minute


def test_an_ended_session_is_not_revived(office: Office) -> None:
    door = enter(office, "budi")

    with pytest.raises(SessionEnded):
        keep_alive(door, office=office, now=NOW + timedelta(minutes=31))
    with pytest.raises(SessionEnded):
        who(office, door, NOW + timedelta(minutes=31))


def test_the_command_line_needs_no_keeping_alive(office: Office) -> None:
    keep_alive(HOST, office=office, now=NOW)


def test_a_permission_comes_with_the_role_of_the_sop(office: Office) -> None:
    budi, siti = who(office, enter(office, "budi")), who(office, enter(office, "siti"))

    assert is_permitted(budi, Permission.REGISTER, office=office, now=NOW)
    assert not is_permitted(siti, Permission.REGISTER, office=office, now=NOW)


def test_a_role_counts_only_on_its_days(office: Office) -> None:
    door = enter(office, "budi")
    with office.database.write() as conn:
        account_store.end_assignment(conn, "a1", NOW.date() - timedelta(days=1))
    caller = who(office, door)

    with pytest.raises(NotPermitted) as refused:
        require(caller, Permission.REGISTER, office=office, now=NOW)
    assert refused.value.facts["permission"] is Permission.REGISTER


def test_the_day_is_the_offices_and_not_utc(office: Office) -> None:
    budi = who(office, enter(office, "budi"))
    first_of_january_in_pontianak = NOW.replace(year=2025, month=12, day=31, hour=17, minute=30)

    roles = roles_today(budi, office=office, now=first_of_january_in_pontianak)

    assert roles == ("sekretaris",)


def test_whoever_must_change_the_password_may_do_nothing_else(office: Office) -> None:
    door = enter(office, "siti")
    set_account(office, "akun-siti", must_change_password=True)
    caller = who(office, door)

    assert caller.account.app_roles == {AppRole.ADMINISTRATOR}
    with pytest.raises(NotPermitted):
        require(caller, Permission.MANAGE_ACCOUNTS, office=office, now=NOW)


def test_an_open_database_is_reachable(office: Office) -> None:
    check_reachable(office)
