"""A batch of histories leaves every table; what lives on here stays."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lkj.domain import commands as c
from lkj.domain.events import EventKind
from lkj.domain.state import ReportStatus, replay
from lkj.errors import (
    BatchContinued,
    FormInvalid,
    NotAdopted,
    UnknownBatch,
)
from lkj.store import event_store
from lkj.usecases.acts import ActForm, submit
from lkj.usecases.frames import shared_frames
from lkj.usecases.import_batches import batches
from lkj.usecases.import_withdrawal import BatchWithdrawal, withdraw_batch
from lkj.usecases.office import Office
from tests.support.engines import ENGINES, office_on
from tests.support.history_files import (
    BOOK,
    TITLE,
    events,
    filled_template,
    imported,
    status,
)
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import door_of

SOP = office_sop()
MONEV: dict[str, Any] = {"door": door_of("monev"), "now": NOW}


@pytest.fixture(params=ENGINES)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    with office_on(request.param, tmp_path) as opened:
        yield opened


def test_withdrawing_takes_the_reports_out_of_every_table_and_keeps_the_log(
    office: Office,
) -> None:
    content = filled_template(office)
    batch = imported(office, content)
    assert len(shared_frames(office, as_of=NOW, now=NOW).status) == 1

    asked_for = BatchWithdrawal(request_id="w", batch_id=batch.id, reason="berkas keliru tahun")
    withdraw_batch(asked_for, office=office, **MONEV)

    assert status(office) == []
    frames = shared_frames(office, as_of=NOW, now=NOW)
    assert frames.status.empty
    assert frames.visits.empty
    log = events(office)
    assert len(log) == 12
    assert list(log["kind"])[-1] == EventKind.WITHDRAWN
    (now,) = batches(office=office, **MONEV)
    assert (now.withdrawn_by, now.reason) == ("Nama monev", "berkas keliru tahun")


def test_after_withdrawing_the_same_file_may_come_again(office: Office) -> None:
    content = filled_template(office)
    batch = imported(office, content)
    asked_for = BatchWithdrawal(request_id="w", batch_id=batch.id, reason="berkas keliru tahun")
    withdraw_batch(asked_for, office=office, **MONEV)

    again = imported(office, content, request_id="impor-2")

    assert again.id != batch.id
    assert status(office) == [(TITLE, "finished")]


def test_a_batch_is_withdrawn_once_and_for_a_reason(office: Office) -> None:
    batch = imported(office, filled_template(office))
    asked_for = BatchWithdrawal(request_id="w", batch_id=batch.id, reason="berkas keliru tahun")

    with pytest.raises(FormInvalid):
        withdraw_batch(replace(asked_for, reason="salah"), office=office, **MONEV)
    withdraw_batch(asked_for, office=office, **MONEV)
    with pytest.raises(UnknownBatch):
        withdraw_batch(replace(asked_for, request_id="w2"), office=office, **MONEV)


def test_an_open_report_is_taken_over_by_the_holder_of_its_step(office: Office) -> None:
    batch = imported(office, filled_template(office, BOOK[:2]))
    (report,) = set(events(office)["report_id"])
    act = ActForm(report_id=report, request_id="a1", command=c.Note(text="lanjut"))
    tim: dict[str, Any] = {"door": door_of("tim_lkj"), "office": office, "now": NOW}

    with pytest.raises(NotAdopted):
        submit(act, **tim)
    submit(replace(act, request_id="a2", command=c.Adopt()), **tim)
    submit(replace(act, request_id="a3"), **tim)

    with office.database.read() as conn:
        state = replay(report, event_store.history(conn, report))
    assert state.status is ReportStatus.RUNNING
    assert not state.is_read_only
    asked_for = BatchWithdrawal(request_id="w", batch_id=batch.id, reason="berkas keliru tahun")
    with pytest.raises(BatchContinued) as refusal:
        withdraw_batch(asked_for, office=office, **MONEV)
    assert refusal.value.facts == {"titles": (TITLE,)}
