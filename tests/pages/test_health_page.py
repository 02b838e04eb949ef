"""Kesehatan sistem: what an administrator reads, and in what order."""

import pytest
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from lkj.usecases.callers import HOST
from lkj.usecases.daily_backup import back_up_if_due
from lkj.usecases.health import check_health
from tests.pages.stage import LOOKED_AT, Stage, headers, markup
from tests.support.offices import mark_as_example


def told(at: AppTest) -> str:
    return markup(at)


def code(error: BaseException) -> str:
    raise error


@pytest.fixture
def use() -> dict[str, object]:
    return {"door": HOST, "now": LOOKED_AT}


def test_an_office_without_a_backup_is_told_so_first(fresh: Stage) -> None:
    at = fresh.open("administrator", "health")

    (said,) = headers(at)
    assert said.startswith("1 hal salah dan perlu segera dibetulkan")
    first_row = told(at).split("<tbody>")[-1].split("</tr>")[0]
    assert "SALAH" in first_row
    assert "Cadangan terakhir: belum pernah." in first_row
    assert "Belum pernah diperiksa." in told(at)


def test_after_a_backup_its_age_and_what_it_verified_are_told(
    fresh: Stage, use: dict[str, object]
) -> None:
    office = bootstrap.current_office()
    back_up_if_due(code, office=office, **use)

    at = fresh.open("auditor", "health")

    assert "Cadangan terakhir: hari ini." in told(at)
    assert "Utuh pada Sen, 2 Mar 2026 16.00 WIB" in told(at)
    assert "SALAH" not in told(at)


def test_a_chain_that_the_last_run_found_broken_is_told_on_the_page(
    fresh: Stage, use: dict[str, object]
) -> None:
    office = bootstrap.current_office()
    with office.database.write() as conn:
        conn.exec_driver_sql("DROP TRIGGER audit_refuse_update")
        conn.exec_driver_sql("DROP TRIGGER events_refuse_update")
        conn.exec_driver_sql("UPDATE events SET note = 'lain' WHERE no = 1")
    check_health(is_on_lan=False, office=office, **use)

    at = fresh.open("administrator", "health")

    assert "Rusak pada Sen, 2 Mar 2026 16.00 WIB: riwayat nomor 1." in told(at)
    assert "Hilang: events_refuse_update, audit_refuse_update." in told(at)


def test_an_example_says_that_it_is_one(fresh: Stage) -> None:
    mark_as_example(bootstrap.current_office())

    at = fresh.open("administrator", "health")

    assert "Data contoh tidak dicadangkan." in told(at)
    assert headers(at)[0].startswith("Berjalan baik; ")
