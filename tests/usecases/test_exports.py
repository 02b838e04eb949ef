from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.domain.accounts import Permission
from lkj.domain.commands import Period
from lkj.errors import NotPermitted
from lkj.exchange.csv_file import to_csv
from lkj.store import audit_store
from lkj.usecases.callers import HOST
from lkj.usecases.exports import HEADINGS, status_table
from lkj.usecases.office import Office, Sops
from lkj.usecases.plan import PlanForm, put
from tests.support.offices import NOW, mark_as_example, set_account
from tests.support.sops import office_sop
from tests.support.staffed import NOBODY, Running, door_of, new_request, staffed_office
from tests.support.times import moment

NOON = moment("2026-03-02 12:00").at


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def export(office: Office, who: str = NOBODY, *, now: datetime = NOON) -> list[dict[str, Any]]:
    table = status_table(door=door_of(who), office=office, now=now)
    assert tuple(table.columns) == HEADINGS
    return table.to_dict("records")


def expect(office: Office, period: Period = Period.ANNUAL, **changes: Any) -> None:
    form = PlanForm(
        request_id=new_request(),
        sop_id="penyusunan-lkj",
        fiscal_year=2025,
        period=period,
        title=f"Rencana {period.value}",
        deadline=None,
    )
    put(replace(form, **changes), door=door_of("monev"), office=office, now=NOW)


def test_an_empty_office_exports_only_headings(office: Office) -> None:
    assert export(office) == []


def test_a_running_report_reads_as_people_say_it(office: Office) -> None:
    expect(office, deadline=date(2026, 3, 31))
    Running(office).register().until("kumpulkan-data")

    (row,) = export(office)

    assert row == {
        "Judul": "LKj Satpol PP Tahun 2025",
        "Jenis": "Tahunan",
        "Tahun kinerja": 2025,
        "Keadaan": "Sedang berjalan",
        "Langkah": "3. Kumpulkan data",
        "Menunggu": "Kasubbag Renja dan Monev",
        "Sejak": "Sen, 2 Mar 2026 08.20 WIB",
        "Lama menunggu (menit kerja)": 220.0,
        "Pengembalian": 0,
        "Diterima": "Sen, 2 Mar 2026 08.00 WIB",
        "Selesai": "–",
        "Lama penyelesaian (menit kerja)": pytest.approx(float("nan"), nan_ok=True),
        "Tenggat": "Sel, 31 Mar 2026",
        "Sisa hari": 29,
        "Melewati tenggat": "tidak",
        "Keadaan per": "Sen, 2 Mar 2026 12.00 WIB",
        "Keterangan": "",
    }


def test_a_finished_report_has_its_time_and_no_step(office: Office) -> None:
    report = Running(office).register().until(None)

    (row,) = export(office)

    assert row["Keadaan"] == "Dikirim, menunggu konfirmasi terima"
    assert (row["Langkah"], row["Sejak"]) == ("–", "–")
    assert row["Menunggu"] == "Kasubbag Renja dan Monev"
    assert row["Selesai"] == "Sen, 2 Mar 2026 09.30 WIB"
    assert row["Lama penyelesaian (menit kerja)"] == 90.0
    assert report.now == moment("2026-03-02 09:30").at


def test_an_expected_report_that_nobody_registered_is_a_row(office: Office) -> None:
    expect(office, deadline=date(2026, 3, 1))
    expect(office, Period.Q1)

    late, undated = export(office)

    assert (late["Judul"], late["Keadaan"]) == ("Rencana tahunan", "Belum didaftarkan")
    assert (late["Sisa hari"], late["Melewati tenggat"]) == (-1, "ya")
    assert (undated["Jenis"], undated["Tenggat"]) == ("Triwulan I", "–")
    assert (undated["Melewati tenggat"], undated["Menunggu"]) == ("tidak", "–")
    assert pd.isna(undated["Sisa hari"])


def test_a_report_is_told_in_the_words_of_its_own_version(office: Office) -> None:
    Running(office).register().until("tanda-tangan")
    shorter = replace(office_sop(), version=2, steps=office_sop().steps[:3])
    later = replace(office, sops=Sops.of([office_sop(), shorter]))

    (row,) = export(later)

    assert row["Langkah"] == "6. Tanda tangan"


def test_example_data_carry_their_mark(office: Office) -> None:
    mark_as_example(office)
    Running(office).register()

    assert [row["Keterangan"] for row in export(office)] == ["DATA CONTOH"]


def test_each_download_is_written_to_the_audit_log(office: Office) -> None:
    export(office)
    export(office, "auditor")

    with office.database.read() as conn:
        rows = audit_store.recent(conn, 10)
    assert [(row.account_id, row.action, row.subject) for row in rows] == [
        ("akun-auditor", "export.status", "status"),
        (f"akun-{NOBODY}", "export.status", "status"),
    ]


def test_the_command_line_may_export(office: Office) -> None:
    table = status_table(door=HOST, office=office, now=NOON)

    assert table.empty
    with office.database.read() as conn:
        assert [row.account_id for row in audit_store.recent(conn, 10)] == [None]


def test_a_temporary_password_must_be_changed_before_a_download(office: Office) -> None:
    set_account(office, f"akun-{NOBODY}", must_change_password=True)

    with pytest.raises(NotPermitted) as caught:
        export(office)

    assert caught.value.facts == {"permission": Permission.READ_REPORTS}
    with office.database.read() as conn:
        assert audit_store.recent(conn, 10) == []


def test_a_title_never_becomes_a_formula(office: Office) -> None:
    Running(office).register(title='=HYPERLINK("http://x")')
    table = status_table(door=door_of(NOBODY), office=office, now=NOON)

    text = to_csv(table, style="excel_id").decode("utf-8-sig")

    assert text.splitlines()[1].startswith('"\'=HYPERLINK(""http://x"")";"Tahunan";')


def test_what_is_missing_is_an_empty_cell(office: Office) -> None:
    expect(office)
    table = status_table(door=door_of(NOBODY), office=office, now=NOON)

    heading, row = to_csv(table, style="excel_id").decode("utf-8-sig").splitlines()

    cells = dict(zip(heading.split(";"), row.split(";"), strict=True))
    missing = ['"Pengembalian"', '"Sisa hari"', '"Lama menunggu (menit kerja)"']
    assert [cells[name] for name in missing] == ['""', '""', '""']
