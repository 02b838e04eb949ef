"""Who is signed in sees where, and ends the sessions elsewhere."""

from datetime import timedelta
from pathlib import Path

import pytest

from lkj.errors import NotPermitted, SessionEnded
from lkj.store import audit_store, session_store
from lkj.usecases.callers import SessionRef, identify
from lkj.usecases.office import Office
from lkj.usecases.own_sessions import end_sessions, own_sessions
from tests.support.offices import HERE, NOW, enter, set_account, small_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


def ids(office: Office, door: SessionRef, now=NOW) -> list[str]:
    return [one.id for one in own_sessions(door=door, office=office, now=now)]


def is_in(office: Office, door: SessionRef, now=NOW) -> bool:
    try:
        with office.database.read() as conn:
            identify(conn, door, now=now)
    except SessionEnded:
        return False
    return True


def lines(office: Office) -> list[tuple[str, str | None, dict[str, object]]]:
    with office.database.read() as conn:
        found = audit_store.of_actions(conn, ["session.end_others"])
    return [(entry.action, entry.account_id, dict(entry.detail)) for entry in found]


def test_one_sees_the_own_open_sessions_this_one_first(office: Office) -> None:
    elsewhere, here = enter(office, "budi"), enter(office, "budi")
    enter(office, "siti")

    found = own_sessions(door=here, office=office, now=NOW)

    assert [one.id for one in found] == [here.session_id, elsewhere.session_id]
    assert [one.is_this for one in found] == [True, False]
    assert {(one.begun_at, one.seen_at) for one in found} == {(NOW, NOW)}


def test_what_ended_by_itself_or_was_ended_is_not_shown(office: Office) -> None:
    idle, ended, here = (enter(office, "budi") for _ in range(3))
    later = NOW + timedelta(minutes=30)
    with office.database.write() as conn:
        session_store.revoke(conn, ended.session_id, NOW)
        session_store.touch(conn, here.session_id, later)

    assert idle.session_id in ids(office, here)
    assert ids(office, here, later) == [here.session_id]


def test_an_ended_session_is_out_and_the_others_stay(office: Office) -> None:
    one, other, here = (enter(office, "budi") for _ in range(3))

    n_ended = end_sessions({one.session_id}, door=here, office=office, now=NOW)

    assert n_ended == 1
    assert [is_in(office, door) for door in (one, other, here)] == [False, True, True]
    assert lines(office) == [("session.end_others", "akun-budi", {"ended": 1})]


def test_ending_again_does_nothing(office: Office) -> None:
    one, here = enter(office, "budi"), enter(office, "budi")

    told = [end_sessions({one.session_id}, door=here, office=office, now=NOW) for _ in "12"]

    assert told == [1, 0]
    assert len(lines(office)) == 1


def test_neither_this_session_nor_one_of_somebody_else_can_be_named(office: Office) -> None:
    here, of_siti = enter(office, "budi"), enter(office, "siti")
    named = {here.session_id, of_siti.session_id, "tidak-ada"}

    assert end_sessions(named, door=here, office=office, now=NOW) == 0
    assert is_in(office, here)
    assert is_in(office, of_siti)
    assert lines(office) == []


def test_what_the_browser_calls_itself_is_kept_with_the_session(office: Office) -> None:
    door = enter(office, "budi")

    assert own_sessions(door=door, office=office, now=NOW)[0].agent == HERE.agent


def test_a_password_that_must_be_changed_comes_first(office: Office) -> None:
    here = enter(office, "budi")
    set_account(office, "akun-budi", must_change_password=True)

    with pytest.raises(NotPermitted):
        own_sessions(door=here, office=office, now=NOW)
    with pytest.raises(NotPermitted):
        end_sessions({"x"}, door=here, office=office, now=NOW)
