"""In which role an act is done, and the facts that its event keeps."""

import json
from dataclasses import FrozenInstanceError
from datetime import date, timedelta, timezone

import pytest

from lkj.domain import commands as c
from lkj.domain.drafting import iso
from lkj.domain.events import Capacity, EventKind, Moment
from tests.support.story import How, Story
from tests.support.times import ZONE, moment

DEFINITIVE, ACTING, DAILY = Capacity


def act(*holdings: tuple[str, Capacity]) -> c.Act:
    return c.Act(
        request_id="r",
        command_sha256="0" * 64,
        actor="ani",
        holdings=holdings,
        recorder="akun-ani",
        permissions=frozenset(),
        now=moment("2026-03-02 08:00").at,
        zone=ZONE,
    )


def test_an_act_is_done_in_the_first_needed_role_that_is_held() -> None:
    ani = act(("kasi", DAILY), ("loket", DEFINITIVE))

    assert ani.holding(("loket", "kasi")) == ("loket", DEFINITIVE)
    assert ani.holding(("kasi",)) == ("kasi", DAILY)
    assert ani.holding(("lurah", "kasi")) == ("kasi", DAILY)


def test_without_a_needed_role_there_is_none() -> None:
    assert act(("kasi", DAILY)).holding(("lurah",)) is None
    assert act().holding(("lurah",)) is None
    assert act(("kasi", DAILY)).holding(()) is None


def test_an_event_keeps_request_recorder_batch_and_sop() -> None:
    story = Story().register()

    event = story.last

    assert (event.request_id, event.command_sha256) == ("R1-1", "0" * 64)
    assert (event.sop_id, event.sop_version) == ("penyusunan-lkj", 1)
    assert (event.report_id, event.version) == ("R1", 1)
    assert (event.salt, event.prev_hash, event.hash) == ("", "", "")


def test_versions_follow_one_another() -> None:
    story = Story().register().until("periksa-kasubbag").note()

    assert [event.version for event in story.events()] == [1, 2, 3, 4, 5, 6]


def test_a_registration_keeps_the_date_of_the_disposisi_if_it_is_known() -> None:
    known = Story().register(disposition_date=date(2026, 2, 27)).last
    unknown = Story().register(disposition_date=None).last

    assert json.loads(known.payload)["disposition_date"] == "2026-02-27"
    assert "disposition_date" not in json.loads(unknown.payload)


def test_a_start_keeps_its_step_and_the_time_it_was_given() -> None:
    story = Story().register().start(at="2026-03-02 08:20", recorded="2026-03-02 10:00")

    assert (story.last.kind, story.last.step) == (EventKind.STARTED, "terima-disposisi")
    assert story.last.next_step is None
    assert story.last.moment == moment("2026-03-02 08:20")


def test_a_receipt_keeps_the_time_it_was_given() -> None:
    story = Story().register().until("kirim-lkj").submit(at="2026-03-05 10:00")

    story.confirm_receipt(at="2026-03-05 11:00", recorded="2026-03-05 15:00")

    assert story.last.moment == moment("2026-03-05 11:00")
    assert story.last.recorded_at == moment("2026-03-05 15:00").at


def test_what_was_written_beside_an_act_is_kept() -> None:
    story = Story().register().submit(note="berkas menyusul").take_back(note="salah tekan")
    sent = Story().register().until(None).confirm_receipt(note="lengkap")
    cancelled = Story().register().cancel("digabung dengan laporan lain")

    assert [event.note for event in story.events()] == ["", "berkas menyusul", "salah tekan"]
    assert sent.last.note == "lengkap"
    assert cancelled.last.note == "digabung dengan laporan lain"


def test_an_event_without_facts_has_no_payload() -> None:
    assert Story().register().submit().last.payload == ""


def test_facts_are_canonical_text() -> None:
    inputs = (c.InputCheck("Disposisi — asli", c.InputState.PRESENT),)

    payload = Story().register().submit(inputs=inputs).last.payload

    assert payload == '{"inputs":[["Disposisi — asli","present",""]]}'


def test_a_zero_is_a_fact() -> None:
    story = Story().register().submit(after="2h", effort_minutes=9)

    story.correct(0, field=c.CorrectableField.EFFORT_MINUTES)

    assert json.loads(story.last.payload)["value"] == 0


@pytest.mark.parametrize("hours", [0, 7, -5])
def test_times_in_facts_are_utc_whatever_zone_they_were_typed_in(hours) -> None:
    at = moment("2026-03-02 08:00").at.astimezone(timezone(timedelta(hours=hours)))

    assert iso(Moment(at)) == "2026-03-02T01:00:00Z"


def test_what_has_no_time_of_its_own_happens_when_it_is_recorded() -> None:
    story = Story().register().do(c.Note(text="halo"), How(recorded="2026-03-02 10:00"))

    assert story.last.kind is EventKind.NOTED
    assert story.last.moment == moment("2026-03-02 10:00")


def test_a_command_is_never_changed() -> None:
    command = c.Note(text="halo")

    with pytest.raises(FrozenInstanceError):
        command.text = "lain"  # type: ignore[misc]
