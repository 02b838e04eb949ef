"""Whom reminders reach, and what they are told."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.errors import NotPermitted, UnknownPerson
from lkj.store import account_store, event_store
from lkj.usecases import plan
from lkj.usecases.callers import HOST
from lkj.usecases.digest import (
    DigestForm,
    Fate,
    Outcome,
    preview_digest,
    send_digest,
)
from tests.support.engines import office_on
from tests.support.history_files import TITLE, filled_template, imported
from tests.support.mail_server import Mail, MailServer
from tests.support.offices import mark_as_example, set_account
from tests.support.staffed import Running, assign, door_of
from tests.support.times import moment
from tests.usecases.digest_desk import TUESDAY, Desk

TEAM = "tim.lkj"


def test_what_was_done_is_told_since_the_last_reminder(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    small.by_mail(server, "kasubbag.renja.monev")
    report = Running(small.office, *_only_report(small), TUESDAY)
    report.go()
    report.now = moment("2026-03-04 09:00").at
    small.run(report.now)
    report.decide(c.Decision.APPROVE)
    with small.office.database.write() as conn:
        assign(conn, "kepala_satuan", "kasubbag_renja_monev")
    small.by_mail(server, "kasubbag.renja.monev", "kepala.satuan")

    thursday = moment("2026-03-05 08:00").at
    assert small.fates(thursday) == {
        "kepala.satuan": Fate.SENT,
        "sekretaris": Fate.NO_CHANNEL,
    }

    # The colleague in the same role learns of it, and who did it is not told so.
    (mail,) = [mail for mail in mails if mail.recipients == ("kepala.satuan@kantor.example",)]
    assert "langkah 4, Periksa Kasubbag, disetujui Rab, 4 Mar 2026" in mail.body


def _only_report(desk: Desk) -> tuple[str]:
    with desk.office.database.read() as conn:
        return (event_store.event_log(conn)["report_id"].iloc[0],)


def test_who_has_nothing_to_be_told_gets_no_mail(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    small.by_mail(server, "administrator", "kepala.satuan")

    assert small.run(username="administrator").outcomes == (
        Outcome(username="administrator", fate=Fate.NOTHING),
    )
    assert small.run(username="kepala.satuan").outcomes[0].fate is Fate.NOTHING
    assert (mails, small.noted) == ([], [])


@pytest.mark.parametrize("change", [{"is_active": False}, {"must_change_password": True}])
def test_who_may_not_sign_in_gets_nothing(
    small: Desk, server: MailServer, mails: list[Mail], change: dict[str, bool]
) -> None:
    small.by_mail(server, TEAM)
    set_account(small.office, "akun-tim_lkj", **change)

    assert small.fates()[TEAM] is Fate.CLOSED
    assert mails == []
    with pytest.raises(UnknownPerson):
        small.run(username=TEAM)
    with pytest.raises(UnknownPerson):
        small.preview(TEAM)


def test_who_left_the_office_gets_nothing(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    small.by_mail(server, TEAM)
    with small.office.database.write() as conn:
        person = account_store.person(conn, "tim_lkj")
        account_store.update_person(conn, replace(person, is_active=False))

    assert small.fates()[TEAM] is Fate.CLOSED
    assert mails == []


def test_who_acts_for_somebody_is_reminded_as_long_as_that_lasts(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    with small.office.database.write() as conn:
        until = date(2026, 3, 3)
        plh = {"capacity": c.Capacity.ACTING_DAILY, "until": until}
        assign(conn, "kepala_satuan", "tim_lkj", **plh)
    small.by_mail(server, "kepala.satuan")

    assert small.fates()["kepala.satuan"] is Fate.SENT
    assert "kepala.satuan" not in small.fates(TUESDAY + timedelta(days=1))


def test_petugas_monev_watches_all_and_who_registers_what_is_missing(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    form = plan.PlanForm(
        request_id="rencana",
        sop_id="penyusunan-lkj",
        fiscal_year=2026,
        period=c.Period.Q1,
        title="LKj TW I 2026",
        deadline=date(2026, 3, 10),
    )
    plan.put(form, door=door_of("monev"), office=small.office, now=TUESDAY)

    told = {message.username: message.body for message in small.preview()}

    missing = "belum didaftarkan; tenggat Selasa, 10 Maret 2026, 7 hari lagi"
    over = "dari mutu baku waktu 60 menit"
    assert {name: (missing in body, over in body) for name, body in told.items()} == {
        "monev": (True, True),
        "sekretaris": (True, False),
        "tim.lkj": (False, True),
    }


def test_a_hostile_title_and_name_stay_in_their_line(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    # As another program might have written them: our own forms refuse line breaks.
    with small.office.database.write() as conn:
        person = account_store.person(conn, "tim_lkj")
        hostile = "Tuti\r\nBcc: lain@kantor.example\n\n<b>*x*</b>"
        account_store.update_person(conn, replace(person, name=hostile))
    title = "<img src=x onerror=alert(1)> **LKj** [x](http://jahat.example)"
    Running(small.office).register(title=title, fiscal_year=2026).until("kumpulkan-data").act(
        "kasubbag_renja_monev", c.Start()
    )
    small.by_mail(server, TEAM)

    small.run()

    (mail,) = mails
    assert mail.recipients == ("tim.lkj@kantor.example",)
    assert mail.message["Bcc"] is None
    assert mail.message.get_content_type() == "text/plain"
    lines = mail.body.splitlines()
    assert lines[0] == "Yth. Tuti Bcc: lain@kantor.example <b>*x*</b>,"
    assert f"- {title}" in lines


def test_an_example_says_so(small: Desk) -> None:
    mark_as_example(small.office)

    (message,) = small.preview(TEAM)

    assert message.subject.startswith("Monev LKj (DATA CONTOH): ")


def test_without_a_history_there_is_no_code(tmp_path: Path) -> None:
    with office_on("sqlite", tmp_path) as office:
        form = plan.PlanForm(
            request_id="rencana",
            sop_id="penyusunan-lkj",
            fiscal_year=2025,
            period=c.Period.ANNUAL,
            title="LKj 2025",
            deadline=date(2026, 3, 4),
        )
        plan.put(form, door=door_of("monev"), office=office, now=TUESDAY)

        (message,) = preview_digest("monev", door=HOST, office=office, now=TUESDAY)

    assert "Riwayat masih kosong: belum ada kode periksa." in message.body


def test_only_who_keeps_accounts_sends_reminders(small: Desk, server: MailServer) -> None:
    small.by_mail(server, TEAM)

    with pytest.raises(NotPermitted):
        send_digest(DigestForm(), door=door_of("monev"), office=small.office, now=TUESDAY)


def test_that_a_report_ended_is_news_to_all_who_work_on_it(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    report = Running(small.office, *_only_report(small), TUESDAY)
    report.until(None)
    wednesday = moment("2026-03-04 08:00").at

    told = {message.username: message.body for message in small.preview(now=wednesday)}

    ended = "laporan selesai: langkah 8, Kirim LKj, diserahkan Sel, 3 Mar 2026"
    assert {name for name, body in told.items() if ended in body} == {
        *("sekretaris", "kasubbag.renja.monev", "tim.lkj", "kepala.satuan", "monev")
    }
    assert "menunggu konfirmasi penerimaan" in told["kasubbag.renja.monev"]


def test_an_imported_history_is_no_news(small: Desk) -> None:
    imported(small.office, filled_template(small.office))

    assert not any(TITLE in message.body for message in small.preview())
