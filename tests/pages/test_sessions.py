"""What an open tab notices: sessions, accounts and roles that end, another person."""

from lkj.store import account_store, session_store
from lkj.usecases.sign_in import token_sha256
from tests.pages.stage import (
    LOOKED_AT,
    SEKRETARIS,
    TIM,
    Stage,
    markup,
    offers,
    refusals,
    titles,
    token,
)

WHERE = "periksa-kasubbag"


def test_a_tab_notices_at_its_next_run_that_the_session_was_ended(fresh: Stage) -> None:
    at = fresh.open(TIM, "reports", report=WHERE)
    assert titles(at) == ["LKj Satpol PP Tahun 2025"]

    with fresh.database.write() as conn:
        session_store.revoke(conn, token_sha256(token(TIM)), LOOKED_AT)
    at.run()

    assert titles(at) == []
    assert refusals(at)[0].startswith("Sesi berakhir.")
    assert "Tulis catatan" not in offers(at)


def test_a_disabled_account_is_out_at_the_next_run(fresh: Stage) -> None:
    at = fresh.open(SEKRETARIS, "home")
    assert titles(at) == ["Beranda"]

    fresh.change_account(SEKRETARIS, is_active=False)
    at.run()

    assert titles(at) == []
    assert refusals(at)[0].startswith("Sesi berakhir.")


def test_a_role_that_ends_takes_its_pages_with_it(fresh: Stage) -> None:
    at = fresh.open("kepala_satuan", "tasks")
    assert titles(at) == ["Tugas saya"]

    with fresh.database.write() as conn:
        held = account_store.assignments(conn, "kepala_satuan")[0]
        account_store.end_assignment(conn, held.id, held.valid_from)
    at.run()

    assert titles(at) == ["Tidak tersedia"]


def test_another_person_in_the_same_browser_sees_nothing_of_the_former(fresh: Stage) -> None:
    at = fresh.open("monev", "reports", report=WHERE)
    at.text_area[0].input("catatan Petugas Monev yang belum dikirim").run()
    assert at.text_area[0].value == "catatan Petugas Monev yang belum dikirim"

    fresh.sit_down("administrator")
    at.run()

    assert "belum dikirim" not in "".join(str(area.value) for area in at.text_area)
    assert "<b>Nama administrator</b>" in markup(at)
