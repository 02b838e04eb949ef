"""Snapshots of many offices by one process, each opened for it; printed as JSON."""

import json
import sys
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter, process_time
from uuid import uuid4

from lkj import bootstrap
from lkj.domain.commands import Note
from lkj.usecases import frames
from lkj.usecases.acts import ActForm, submit
from lkj.usecases.callers import HOST
from lkj.usecases.office import Office
from lkj.usecases.offices import Offices
from lkj.usecases.snapshots import refresh_snapshot
from tests.bench.measure import peak_mb
from tests.bench.stages import AS_OF


def main(folder: str) -> None:
    """Open and refresh all, then again, then one that is in use and has one more event."""
    settings = bootstrap.offices_from_env({"LKJ_OFFICES": str(Path(folder) / "satuan.toml")})
    idle = resident()
    offices = Offices(settings, lambda one: bootstrap.build_office(one, at=AS_OF))
    opened = [timed(partial(offices.of, one.office_code)) for one in settings]
    every = [offices.of(one.office_code) for one in settings]
    opened_mb = resident()
    cpu = process_time()
    first = [timed(partial(refresh, one)) for one in every]
    cpu = (process_time() - cpu) / len(every)
    again = [timed(partial(refresh, one)) for one in every]
    peak = peak_mb()
    told = {
        "opened": opened,
        "first": first,
        "first_cpu": cpu,
        "again": again,
        "events": frames.revision(every[0]),
        "idle_mb": idle,
        "opened_mb": opened_mb,
        "peak_mb": peak,
        "in_use": in_use(every[-1]),
    }
    sys.stdout.write(json.dumps(told))


def refresh(office: Office) -> bool:
    return refresh_snapshot(door=HOST, office=office, now=AS_OF)


def in_use(office: Office) -> float:
    """One more event in an office whose tables are kept, then its snapshot."""
    tables = frames.shared_frames(office, as_of=AS_OF, now=AS_OF)
    later = AS_OF + timedelta(minutes=1)
    form = ActForm(
        report_id=str(tables.status["report_id"].iloc[0]),
        request_id=str(uuid4()),
        command=Note(text="catatan"),
    )
    submit(form, door=HOST, office=office, now=later)
    return timed(lambda: refresh_snapshot(door=HOST, office=office, now=later))


def timed(act: Callable[[], object]) -> float:
    begun = perf_counter()
    act()
    return perf_counter() - begun


def resident() -> float:
    told = Path("/proc/self/status").read_text(encoding="ascii")
    return int(told.partition("VmRSS:")[2].split()[0]) / 1024


if __name__ == "__main__":
    main(sys.argv[1])
