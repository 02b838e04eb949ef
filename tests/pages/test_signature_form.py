"""The form of a signature where the office wants its signer to prove who they are."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select, update

from lkj.domain.state import payload_of
from lkj.store import account_store
from lkj.store.tables import drafts, sessions
from lkj.usecases.passwords import office_passwords
from lkj.usecases.sign_in import token_sha256
from tests.pages.stage import (
    KASAT,
    KASUBBAG,
    LOOKED_AT,
    SEVERAL,
    Stage,
    markup,
    on_stage,
    refusals,
    token,
)
from tests.pages.widgets import confirmations, field, fill, press
from tests.support.offices import OTHER_PASSWORD, PASSWORD

WHERE, SIGN = "tanda-tangan", "Catat tanda tangan Kepala Satuan"
PASSWORD_FIELD, NOTE = "Kata sandi Anda", "Catatan (tidak wajib)"
ISSUER, HERE = "https://masuk.example", "http://127.0.0.1:8501"


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    """Several reports, in an office that asks again; the head has a password."""
    monkeypatch.setenv("LKJ_REENTER_PASSWORD", "ya")
    monkeypatch.setenv("LKJ_PUBLIC_URL", HERE)
    monkeypatch.setenv("LKJ_OIDC_ISSUER", ISSUER)
    monkeypatch.setenv("LKJ_OIDC_CLIENT_ID", "monev-lkj")
    monkeypatch.setenv("LKJ_OIDC_CLIENT_SECRET", "rahasia")
    with on_stage(SEVERAL, tmp_path) as opened:
        with opened.database.write() as conn:
            stored = office_passwords().hash(PASSWORD)
            account_store.set_password(conn, f"akun-{KASAT}", stored, must_change=False)
        yield opened


def from_the_provider(stage: Stage, *, is_fresh: bool) -> None:
    at = LOOKED_AT if is_fresh else None
    change = update(sessions).where(sessions.c.id == token_sha256(token(KASAT)))
    with stage.database.write() as conn:
        conn.execute(change.values(provider=ISSUER, authenticated_at=at))


def test_the_right_password_signs(stage: Stage) -> None:
    at = stage.open(KASAT, "tasks", report=WHERE)
    fill(at, PASSWORD_FIELD, PASSWORD)

    press(at, SIGN)

    event = stage.events(WHERE)[-1]
    assert confirmations(at) == [f"Tersimpan, no. {event.no}. {SIGN}"]
    assert payload_of(event)["confirmed_by"] == "password"


def test_a_wrong_one_is_said_to_be_and_the_rest_stays(stage: Stage) -> None:
    before = stage.events(WHERE)
    at = stage.open(KASAT, "tasks", report=WHERE)
    fill(at, NOTE, "Sudah sesuai")
    fill(at, PASSWORD_FIELD, OTHER_PASSWORD)

    press(at, SIGN)

    said = (
        "Belum tersimpan: kata sandi yang dimasukkan tidak benar. Isian Anda tetap di formulir."
    )
    assert refusals(at) == [said]
    assert field(at, NOTE).value == "Sudah sesuai"
    assert stage.events(WHERE) == before


def test_the_password_stays_nowhere(stage: Stage) -> None:
    at = stage.open(KASAT, "tasks", report=WHERE)
    fill(at, NOTE, "Sudah sesuai")
    fill(at, PASSWORD_FIELD, OTHER_PASSWORD)

    press(at, SIGN)

    assert field(at, PASSWORD_FIELD).value == ""
    assert OTHER_PASSWORD not in repr(at.session_state)
    with stage.database.read() as conn:
        kept = conn.execute(select(drafts.c.content)).all()
    assert "Sudah sesuai" in str(kept)
    assert OTHER_PASSWORD not in str(kept)


def test_without_a_password_nothing_is_sent(stage: Stage) -> None:
    at = stage.open(KASAT, "tasks", report=WHERE)

    press(at, SIGN)

    said = "Belum tersimpan: masukkan lagi kata sandi Anda. Isian Anda tetap di formulir."
    assert refusals(at) == [said]


def test_a_paraf_asks_for_no_password(stage: Stage) -> None:
    at = stage.open(KASUBBAG, "tasks", report="periksa-kasubbag")

    assert PASSWORD_FIELD not in [one.label for one in at.text_input]


def test_who_came_from_the_provider_is_sent_there_first(stage: Stage) -> None:
    from_the_provider(stage, is_fresh=False)

    at = stage.open(KASAT, "tasks", report=WHERE)

    assert f"{HERE}/masuk/oidc?ulang=1&amp;next=" in markup(at)
    assert next(one for one in at.button if one.label == SIGN).disabled
    assert PASSWORD_FIELD not in [one.label for one in at.text_input]


def test_who_has_just_been_there_signs(stage: Stage) -> None:
    from_the_provider(stage, is_fresh=True)
    at = stage.open(KASAT, "tasks", report=WHERE)

    press(at, SIGN)

    assert payload_of(stage.events(WHERE)[-1])["confirmed_by"] == "provider"
