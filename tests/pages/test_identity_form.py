"""Which identity belongs to which account, as the administrator writes it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj.store import identity_store
from tests.pages.stage import LOOKED_AT, ONE, Stage, markup, offers, on_stage, refusals
from tests.pages.widgets import confirmations, field, fill, press

SECTION, CHOICE = "Identitas: masuk dengan akun kantor", "Akun yang ditautkan"
IDENTITY = "Identitas pada penyedia (kosong: tidak boleh masuk lewat penyedia)"


@pytest.fixture
def stage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Stage]:
    monkeypatch.setenv("LKJ_PUBLIC_URL", "http://127.0.0.1:8501")
    monkeypatch.setenv("LKJ_OIDC_ISSUER", "https://masuk.example")
    monkeypatch.setenv("LKJ_OIDC_CLIENT_ID", "monev-lkj")
    monkeypatch.setenv("LKJ_OIDC_CLIENT_SECRET", "rahasia")
    with on_stage(ONE, tmp_path) as opened:
        yield opened


def test_without_a_provider_there_is_nothing_to_write(fresh: Stage) -> None:
    assert SECTION not in offers(fresh.open("administrator", "people"))


def test_the_user_name_is_proposed_and_stored(stage: Stage) -> None:
    at = stage.open("administrator", "people")
    field(at, CHOICE).select("tim.lkj (Nama tim lkj)").run()
    assert field(at, IDENTITY).value == "tim.lkj"

    press(at, "Simpan identitas")

    assert confirmations(at) == ["Identitas disimpan; sesi akun itu diakhiri."]
    assert "<td>tim.lkj</td><td>tim.lkj</td><td>belum pernah masuk</td>" in markup(at)


def test_one_that_is_taken_is_refused(stage: Stage) -> None:
    with stage.database.write() as conn:
        identity_store.put(conn, "akun-sekretaris", "sekretaris")
        identity_store.bind(
            conn, "akun-sekretaris", issuer="https://masuk.example", subject="s", at=LOOKED_AT
        )
    at = stage.open("administrator", "people")
    assert "<td>Sen, 2 Mar 2026 16.00 WIB</td>" in markup(at)
    field(at, CHOICE).select("tim.lkj (Nama tim lkj)").run()
    fill(at, IDENTITY, "sekretaris")

    press(at, "Simpan identitas")

    said = "Periksa kembali isian berikut.  \n• Identitas pada penyedia: sudah dipakai."
    assert refusals(at) == [said]
