"""What the offices of many stages have in common is read once: the calendar, and their history.

Most stages are copies of one of three offices. A server would read each at its first look, and
each stage has a first look: it took a sixth of the time of these tests.
"""

from dataclasses import replace
from datetime import datetime
from functools import cache

import pytest

from lkj import bootstrap
from lkj.reference import read_calendar
from lkj.store import event_store
from lkj.usecases import frames
from lkj.usecases.frames import Frames, calendar_of, read_frames
from lkj.usecases.office import Office

_calendar = cache(read_calendar)
_kept: dict[object, Frames] = {}


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pages use it, until `monkeypatch` is undone."""
    monkeypatch.setattr(bootstrap, "read_calendar", _calendar)
    monkeypatch.setattr(frames, "read_frames", tables)


def tables(office: Office, *, as_of: datetime, known_at: datetime | None = None) -> Frames:
    """`read_frames`; offices with the same history, SOPs and calendar share what it counts."""
    with office.database.read() as conn:
        head = event_store.head(conn)
    key = (head, as_of, known_at, tuple((sop.id, sop.version) for sop in office.sops.versions))
    if key not in _kept or _kept[key].calendar != calendar_of(office, known_at):
        _kept[key] = read_frames(office, as_of=as_of, known_at=known_at)
    # What is read or counted later on is the office's own.
    return replace(_kept[key], read_log=frames._reader(office), by_report={})
