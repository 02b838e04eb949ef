"""On Profil one sees where one is signed in, and ends it elsewhere."""

from datetime import timedelta

from lkj.store import session_store
from lkj.store.session_store import SessionRow
from tests.pages.stage import LOOKED_AT, TIM, Stage, headers, markup, offers
from tests.pages.widgets import press
from tests.support.staffed import ALWAYS

PHONE = "Mozilla/5.0 (iPhone; CPU OS 18 like Mac OS X) Version/18 Safari/604 <b>x</b>"


def sign_in_elsewhere(stage: Stage, name: str, hours_ago: int, agent: str = PHONE) -> None:
    at = LOOKED_AT - timedelta(hours=hours_ago)
    used = LOOKED_AT - timedelta(minutes=hours_ago)
    row = SessionRow(name, f"akun-{TIM}", at, used, at + ALWAYS, None, "10.0.0.7", agent)
    with stage.database.write() as conn:
        session_store.open_session(conn, row)


def ended(stage: Stage, name: str) -> bool:
    with stage.database.read() as conn:
        row = session_store.find(conn, name)
    return row is not None and row.revoked_at is not None


def test_who_is_signed_in_here_only_has_nothing_to_end(fresh: Stage) -> None:
    at = fresh.open(TIM, "profile")

    assert headers(at)[-1] == "Sesi yang terbuka"
    assert markup(at).count("<td>sesi ini</td>") == 1
    assert not any(label.startswith("Akhiri") for label in offers(at))


def test_other_sessions_are_told_by_browser_and_time(fresh: Stage) -> None:
    sign_in_elsewhere(fresh, "ponsel", 2)

    at = fresh.open(TIM, "profile")

    assert "<td>2</td><td>Safari di iPhone</td>" in markup(at)
    assert "10.0.0.7" not in markup(at)
    assert {"Akhiri sesi 2", "Akhiri semua sesi lain"} <= offers(at)


def test_one_of_them_is_ended(fresh: Stage) -> None:
    sign_in_elsewhere(fresh, "ponsel", 1)
    sign_in_elsewhere(fresh, "rumah", 2)
    at = fresh.open(TIM, "profile")

    press(at, "Akhiri sesi 3")

    assert at.success[0].value == "1 sesi diakhiri."
    assert (ended(fresh, "ponsel"), ended(fresh, "rumah")) == (False, True)
    assert "Akhiri sesi 3" not in offers(at)


def test_all_others_are_ended_and_this_one_stays(fresh: Stage) -> None:
    sign_in_elsewhere(fresh, "ponsel", 1)
    sign_in_elsewhere(fresh, "rumah", 2)
    at = fresh.open(TIM, "profile")

    press(at, "Akhiri semua sesi lain")

    assert at.success[0].value == "2 sesi diakhiri."
    assert ended(fresh, "ponsel")
    assert ended(fresh, "rumah")
    assert markup(at).count("<td>sesi ini</td>") == 1
