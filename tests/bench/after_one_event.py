"""What the next look costs after one more event, in a process that has looked before."""

import json
import sys
from dataclasses import asdict, replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

from lkj import bootstrap
from lkj.analytics.durations import against_standard
from lkj.analytics.rejections import rejection_counts
from lkj.analytics.rework import rework_by_step, rework_episodes
from lkj.domain.commands import Note
from lkj.usecases import frames
from lkj.usecases.acts import ActForm, submit
from lkj.usecases.callers import HOST
from tests.bench.measure import once
from tests.bench.stages import AS_OF

EVENTS = 3


def main(url: str) -> None:
    """Print the seconds of each look after one event; writes into the database."""
    settings = replace(bootstrap.settings_from_env({}), database_url=url)
    office = bootstrap.build_office(settings, at=AS_OF)
    tables = frames.shared_frames(office, as_of=AS_OF, now=AS_OF)
    report_id = str(tables.status["report_id"].iloc[0])
    looks = []
    for minute in range(1, EVENTS + 1):
        now = AS_OF + timedelta(minutes=minute)
        form = ActForm(
            report_id=report_id, request_id=str(uuid4()), command=Note(text="catatan")
        )
        submit(form, door=HOST, office=office, now=now)
        look = partial(frames.shared_frames, office, as_of=now, now=now)
        looks.append(
            {"tables": asdict(once(look)), "figures": asdict(once(partial(figures, look())))}
        )
    sys.stdout.write(json.dumps(looks))


def figures(tables: frames.Frames) -> None:
    """What the pages count from the tables, anew as after any event."""
    against_standard(tables.passes)
    rejection_counts(tables.passes)
    rework_by_step(rework_episodes(tables.passes))


if __name__ == "__main__":
    main(sys.argv[1])
