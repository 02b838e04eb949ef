"""Daily reminders through a real mail server, remembered on both engines."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lkj.errors import InvalidChannels, RemindersUnset
from lkj.store import event_store
from lkj.usecases.digest import (
    Fate,
    Outcome,
    is_quiet,
)
from tests.support.mail_server import Mail, MailServer
from tests.support.server import free_port
from tests.support.staffed import assign
from tests.support.times import moment
from tests.usecases.digest_desk import TUESDAY, Desk

TEAM = "tim.lkj"


def test_a_reminder_arrives_and_is_written_down_without_its_address(
    desk: Desk, server: MailServer, mails: list[Mail]
) -> None:
    desk.by_mail(server, TEAM)

    run = desk.run()

    told = ("1 menunggu Anda", "1 lewat mutu baku")
    sent = Outcome(username=TEAM, fate=Fate.SENT, told=told, kinds=("mailto",))
    assert [o for o in run.outcomes if o.fate is Fate.SENT] == [sent]
    (mail,) = mails
    assert mail.recipients == ("tim.lkj@kantor.example",)
    assert mail.message["Subject"] == "Monev LKj: 1 menunggu Anda, 1 lewat mutu baku"
    with desk.office.database.read() as conn:
        head = event_store.head(conn)
    assert f"kode periksa {head.no}:{head.code}" in mail.body
    assert "Keadaan per Selasa, 3 Maret 2026 pukul 08.00 WIB" in mail.body
    (row,) = desk.noted
    assert (row.account_id, row.subject, row.at) == (None, "akun-tim_lkj", TUESDAY)
    numbers = {"n_waiting": 1, "n_pressing": 1, "n_done": 0}
    assert row.detail == {**numbers, "channels": ["mailto"], "n_failed": 0}


def test_what_arrives_is_what_is_previewed(
    desk: Desk, server: MailServer, mails: list[Mail]
) -> None:
    desk.by_mail(server, TEAM)
    (preview,) = desk.preview(TEAM)
    assert mails == []

    desk.run()

    (mail,) = mails
    assert mail.message["Subject"] == preview.subject
    assert mail.body.rstrip("\n") == preview.body.rstrip("\n")


def test_nobody_is_reminded_twice_a_day(
    desk: Desk, server: MailServer, mails: list[Mail]
) -> None:
    desk.by_mail(server, TEAM)
    desk.run()

    assert desk.fates(TUESDAY + timedelta(hours=3))[TEAM] is Fate.ALREADY
    assert (len(mails), len(desk.noted)) == (1, 1)

    assert desk.fates(TUESDAY + timedelta(days=1))[TEAM] is Fate.SENT
    assert (len(mails), len(desk.noted)) == (2, 2)


def test_a_day_is_a_day_of_the_office(small: Desk, server: MailServer) -> None:
    small.by_mail(server, TEAM)

    # 06.30 and 08.00 of one local day are two days in UTC.
    assert small.fates(moment("2026-03-03 06:30").at, is_urgent=True)[TEAM] is Fate.SENT
    assert small.fates(TUESDAY)[TEAM] is Fate.ALREADY


def test_who_asks_for_it_is_reminded_again_and_then_not_by_itself(
    desk: Desk, server: MailServer, mails: list[Mail]
) -> None:
    desk.by_mail(server, TEAM)

    fates = [desk.fates(again=again)[TEAM] for again in (True, True, False)]

    assert fates == [Fate.SENT, Fate.SENT, Fate.ALREADY]
    assert (len(mails), len(desk.noted)) == (2, 2)


def test_one_channel_that_fails_stops_nobody_else(
    desk: Desk, server: MailServer, mails: list[Mail]
) -> None:
    with desk.office.database.write() as conn:
        assign(conn, "sekretaris", "tim_lkj")
        assign(conn, "kasubbag_renja_monev", "tim_lkj")
    dead = f"mailto://akun:rahasia@127.0.0.1:{free_port()}?from=a@b.example&to=c@d.example"
    good = server.url("{pos_el}")
    desk.configure(
        f"""
        pos_el = {{ sekretaris = "s@kantor.example", "{TEAM}" = "t@kantor.example" }}
        templat_pos_el = "{good}"
        [kanal]
        "kasubbag.renja.monev" = ["{dead}"]
        sekretaris = ["{dead}"]
        """
    )

    outcomes = {o.username: o for o in desk.run().outcomes}

    failed = outcomes["kasubbag.renja.monev"]
    assert (failed.fate, failed.kinds) == (Fate.FAILED, ())
    assert failed.failed == ("kanal.kasubbag.renja.monev[1]",)
    half = outcomes["sekretaris"]
    assert (half.fate, half.kinds, half.failed) == (
        Fate.FAILED,
        ("mailto",),
        ("kanal.sekretaris[1]",),
    )
    assert outcomes[TEAM].fate is Fate.SENT
    received = sorted(mail.recipients[0] for mail in mails)
    assert received == ["s@kantor.example", "t@kantor.example"]
    assert "rahasia" not in repr(outcomes) + repr(desk.noted)
    # Whom nothing reached is tried again at the next run, whom something reached is not.
    fates = desk.fates()
    assert fates["kasubbag.renja.monev"] is Fate.FAILED
    assert (fates["sekretaris"], fates[TEAM]) == (Fate.ALREADY, Fate.ALREADY)


def test_a_mailbox_that_is_refused_is_a_failure(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    server.refused = "tim.lkj@kantor.example"
    small.by_mail(server, TEAM)

    assert small.fates()[TEAM] is Fate.FAILED
    assert (mails, small.noted) == ([], [])


@pytest.mark.parametrize(
    ("now", "is_so"),
    [
        ("2026-03-03 06:59", True),
        ("2026-03-03 07:00", False),
        ("2026-03-03 16:59", False),
        ("2026-03-03 17:00", True),
        ("2026-03-07 10:00", True),  # Saturday
        ("2026-03-19 10:00", True),  # Nyepi
    ],
)
def test_nobody_is_disturbed_outside_working_days_and_hours(
    *, small: Desk, server: MailServer, mails: list[Mail], now: str, is_so: bool
) -> None:
    small.by_mail(server, TEAM)
    at = moment(now).at
    assert is_quiet(small.office, at) is is_so

    run = small.run(at)

    assert run.is_quiet is is_so
    assert (len(mails), bool(run.outcomes)) == (0 if is_so else 1, not is_so)
    if is_so:
        assert small.fates(at, is_urgent=True)[TEAM] is Fate.SENT


def test_the_office_sets_its_quiet_hours(small: Desk, server: MailServer) -> None:
    settings = replace(small.office.settings, notify_quiet="20.00-07.00")
    small.office = replace(small.office, settings=settings)
    small.by_mail(server, TEAM)

    assert small.fates(moment("2026-03-03 19:59").at)[TEAM] is Fate.SENT
    assert is_quiet(small.office, moment("2026-03-03 20:00").at)


def test_nothing_is_sent_without_configuration(small: Desk, mails: list[Mail]) -> None:
    with pytest.raises(RemindersUnset):
        small.run()

    assert (mails, small.noted) == ([], [])
    assert small.preview(TEAM)  # what would be sent can still be read


def test_a_wrong_file_sends_nothing_at_all(
    small: Desk, server: MailServer, mails: list[Mail]
) -> None:
    small.by_mail(server, TEAM, "tim.lkj2", "sekertaris")

    with pytest.raises(InvalidChannels) as caught:
        small.run(username=TEAM)

    places = [problem.place for problem in caught.value.facts["problems"]]
    assert places == ["pos_el.tim.lkj2", "pos_el.sekertaris"]
    assert mails == []
