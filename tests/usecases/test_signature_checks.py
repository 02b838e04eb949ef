"""A signature waits for its signer to prove who they are, where the office wants that."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from lkj.domain.commands import Move, TakeBack
from lkj.domain.sop import Decision
from lkj.domain.state import payload_of
from lkj.errors import (
    LkjError,
    ReenteredWrong,
    SessionEnded,
    SignatureUnconfirmed,
    SignInRefused,
    StaleReport,
    TooManyAttempts,
    WrongRole,
)
from lkj.store import account_store, audit_store, session_store
from lkj.store.session_store import SessionRow
from lkj.usecases.acts import ActForm, submit
from lkj.usecases.callers import SessionRef
from lkj.usecases.office import Office
from lkj.usecases.sign_in import sign_in
from lkj.usecases.signature_checks import FRESH, Reentered, way_to_confirm
from tests.support.offices import HERE, OTHER_PASSWORD, PASSWORD, cheap_passwords
from tests.support.staffed import ALWAYS, Running, door_of, staffed_office

HEAD, SIGN = "kepala_satuan", Move(decision=Decision.APPROVE)
RIGHT = Reentered(PASSWORD, cheap_passwords())
WRONG = Reentered(OTHER_PASSWORD, cheap_passwords())


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = staffed_office(tmp_path, reenters_password=True)
    with office.database.write() as conn:
        stored = cheap_passwords().hash(PASSWORD)
        account_store.set_password(conn, f"akun-{HEAD}", stored, must_change=False)
    return office


@pytest.fixture
def report(office: Office) -> Running:
    return Running(office).register().until("tanda-tangan")


def sign(
    report: Running,
    reentered: Reentered | None,
    *,
    form: ActForm | None = None,
    door: SessionRef | None = None,
) -> dict[str, object]:
    """Sign, and tell what the event keeps of it."""
    event = submit(
        form or report.form(SIGN),
        door=door or door_of(HEAD),
        reentered=reentered,
        **report.use,
    )
    return dict(payload_of(event))


def refused(report: Running, reentered: Reentered | None, kind: type[LkjError]) -> LkjError:
    before = report.events
    with pytest.raises(kind) as caught:
        sign(report, reentered)
    assert report.events == before
    return caught.value


def at_the_provider(office: Office, confirmed_at: datetime | None, now: datetime) -> SessionRef:
    """A session of the head that a provider opened."""
    row = SessionRow(
        "lewat-penyedia",
        f"akun-{HEAD}",
        now,
        now,
        now + ALWAYS,
        None,
        "10.0.0.7",
        "",
        provider="https://masuk.example",
        authenticated_at=confirmed_at,
    )
    with office.database.write() as conn:
        session_store.open_session(conn, row)
    return SessionRef("lewat-penyedia", idle=ALWAYS)


def test_the_right_password_signs_and_the_event_says_so(report: Running) -> None:
    assert sign(report, RIGHT)["confirmed_by"] == "password"


def test_nothing_of_the_password_is_kept(report: Running) -> None:
    sign(report, RIGHT)

    assert PASSWORD not in repr(RIGHT)
    assert PASSWORD.encode() not in Path(str(report.office.database.path)).read_bytes()


def test_without_the_setting_nothing_is_asked(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    report = Running(office).register().until("tanda-tangan")

    assert way_to_confirm(door=door_of(HEAD), **report.use) == ("", None)
    assert "confirmed_by" not in sign(report, WRONG)


def test_without_the_password_nothing_is_signed(report: Running) -> None:
    assert refused(report, None, SignatureUnconfirmed).facts == {"way": "password"}


def test_a_wrong_password_changes_nothing_and_stands_in_the_audit_log(
    report: Running, office: Office
) -> None:
    refused(report, WRONG, ReenteredWrong)

    with office.database.read() as conn:
        last = audit_store.of_actions(conn, ["session.refuse"])[-1]
    assert last.subject == f"akun-{HEAD}"
    assert last.detail == {"address": "", "reason": "signature"}


def test_wrong_ones_are_counted_with_failed_sign_ins(report: Running, office: Office) -> None:
    for _ in range(3):
        refused(report, WRONG, ReenteredWrong)
    use = {"attempt": HERE, "office": office, "now": report.now}
    for _ in range(2):
        with pytest.raises(SignInRefused):
            sign_in(HEAD.replace("_", "."), OTHER_PASSWORD, passwords=cheap_passwords(), **use)

    refused(report, RIGHT, TooManyAttempts)
    report.now += timedelta(minutes=16)

    assert sign(report, RIGHT)["confirmed_by"] == "password"


def test_the_right_one_forgets_the_wrong_ones(report: Running) -> None:
    for _ in range(4):
        refused(report, WRONG, ReenteredWrong)
    sign(report, RIGHT)
    report.act("kepala_satuan", TakeBack())

    refused(report, WRONG, ReenteredWrong)


def test_sending_the_same_signature_again_gives_the_stored_one(report: Running) -> None:
    form = report.form(SIGN)

    first = sign(report, RIGHT, form=form)

    assert sign(report, RIGHT, form=form) == first
    assert len([e for e in report.events if e.request_id == form.request_id]) == 1


def test_a_report_that_has_moved_on_is_said_to_have(report: Running) -> None:
    form = report.form(SIGN)
    sign(report, RIGHT)

    with pytest.raises(StaleReport):
        sign(report, RIGHT, form=replace(form, request_id="lain"))


def test_a_paraf_and_a_return_ask_for_nothing(office: Office) -> None:
    report = Running(office).register().until("periksa-kasubbag")
    report.go()
    report.until("tanda-tangan").send_back()

    kept = [payload_of(event) for event in report.events]

    assert all("confirmed_by" not in facts for facts in kept)


def test_whoever_may_not_sign_is_told_that_first(report: Running) -> None:
    with pytest.raises(WrongRole):
        submit(report.form(SIGN), door=door_of("sekretaris"), **report.use)


def test_an_account_without_password_is_told_so(report: Running, office: Office) -> None:
    with office.database.write() as conn:
        account_store.set_password(conn, f"akun-{HEAD}", None, must_change=False)  # type: ignore[arg-type]

    assert way_to_confirm(door=door_of(HEAD), **report.use) == ("none", None)
    assert refused(report, None, SignatureUnconfirmed).facts == {"way": "none"}


def test_a_session_of_the_provider_needs_a_fresh_proof(report: Running, office: Office) -> None:
    door = at_the_provider(office, None, report.now)

    assert way_to_confirm(door=door, **report.use) == ("provider", None)
    with pytest.raises(SignatureUnconfirmed) as caught:
        sign(report, None, door=door)
    assert caught.value.facts == {"way": "provider"}


def test_a_fresh_proof_counts_for_five_minutes(report: Running, office: Office) -> None:
    door = at_the_provider(office, report.now, report.now)
    form, until = report.form(SIGN), report.now + FRESH

    assert way_to_confirm(door=door, **report.use) == ("provider", until)
    report.now = until
    with pytest.raises(SignatureUnconfirmed):
        sign(report, None, form=form, door=door)
    report.now -= timedelta(seconds=1)

    assert sign(report, None, form=form, door=door)["confirmed_by"] == "provider"


def test_a_password_is_no_proof_in_a_session_of_the_provider(
    report: Running, office: Office
) -> None:
    door = at_the_provider(office, None, report.now)

    with pytest.raises(SignatureUnconfirmed):
        sign(report, RIGHT, door=door)


def test_a_password_that_was_replaced_meanwhile_signs_nothing(
    report: Running, office: Office
) -> None:
    class Slow(type(RIGHT.passwords)):  # type: ignore[misc]
        def matches(self, stored: str | None, password: str) -> bool:
            with office.database.write() as conn:
                fresh = cheap_passwords().hash(OTHER_PASSWORD)
                account_store.set_password(conn, f"akun-{HEAD}", fresh, must_change=False)
            return bool(super().matches(stored, password))

    slow = Slow(RIGHT.passwords.blocklist, RIGHT.passwords.hasher)

    refused(report, Reentered(PASSWORD, slow), SignatureUnconfirmed)


def test_an_ended_session_signs_nothing(report: Running) -> None:
    with pytest.raises(SessionEnded):
        sign(report, RIGHT, door=SessionRef("tidak-ada"))
