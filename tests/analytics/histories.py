"""Random histories that the workflow accepts: returns, undone acts, paper, corrections."""

import random
from datetime import UTC, datetime, timedelta
from typing import Any

from lkj.domain.commands import Cause, CorrectableField
from lkj.domain.events import Event, EventKind, Source
from lkj.domain.sop import Decision, Sop
from lkj.errors import LkjError
from tests.support.story import REASON, Story
from tests.support.times import ZONE, moment

ACTS = {
    "move": 12,
    "start": 5,
    "take_back": 1,
    "correct": 3,
    "cause": 1,
    "note": 1,
    "receipt": 2,
    "cancel": 0.1,
}
CORRECTABLE = {
    EventKind.REGISTERED,
    EventKind.STARTED,
    EventKind.SUBMITTED,
    EventKind.APPROVED,
    EventKind.REJECTED,
}


def history(seed: int, sop: Sop, *, report_id: str, first_no: int) -> list[Event]:
    """The accepted acts of one report, from few to fifty of them."""
    chance = random.Random(seed)  # noqa: S311 -- histories, not secrets
    start = datetime(2026, chance.randint(1, 6), chance.randint(1, 28), 2, 0, tzinfo=UTC)
    story = Story(sop=sop, report_id=report_id, first_no=first_no)
    story.time = story.now = start
    story.register(at=_local(start, is_date=chance.random() < 0.2))
    for _ in range(chance.randint(4, 50)):
        (name,) = chance.choices(list(ACTS), list(ACTS.values()))
        try:
            _act(story, name, chance)
        except LkjError:
            continue  # not offered now: the walk goes on
    return story.events()


def _act(story: Story, name: str, chance: random.Random) -> None:
    how = _how(story, chance)
    ways = {
        "start": lambda: story.start(**how),
        "take_back": lambda: story.take_back(after="1m"),
        "correct": lambda: _correct(story, chance),
        "cause": lambda: story.give_cause(chance.choice(list(Cause)), after="5m"),
        "note": lambda: story.note(after="5m"),
        "receipt": lambda: story.confirm_receipt(after="1d"),
        "cancel": lambda: story.cancel(after="1h"),
        "move": lambda: _move(story, chance, how),
    }
    ways[name]()


def _move(story: Story, chance: random.Random, how: dict[str, Any]) -> None:
    visit = story.state.open_visit
    ways = list(story.sop.step(visit.step).next) if visit else [Decision.SUBMIT]
    way = chance.choice([*ways[:1], *ways])
    story.move(way, **how, **_facts(story, chance, how, way))


def _how(story: Story, chance: random.Random) -> dict[str, Any]:
    at = story.time + timedelta(seconds=chance.choice([20, 600, 3600, 30000, 90000, 400000]))
    is_paper = chance.random() < 0.4
    is_conflict = is_paper and chance.random() < 0.2
    at -= timedelta(days=3 if is_conflict else 0)
    recorded = max(at, story.now) + timedelta(hours=chance.choice([0, 0, 0, 30]))
    how: dict[str, Any] = {
        "at": _local(at, is_date=is_paper and chance.random() < 0.5),
        "recorded": _local(recorded),
        "source": Source.PAPER if is_paper else Source.APP,
    }
    return how


def _facts(
    story: Story, chance: random.Random, how: dict[str, Any], way: Decision
) -> dict[str, Any]:
    facts: dict[str, Any] = {}
    if chance.random() < 0.3:
        facts["effort_minutes"] = chance.randint(0, 90)
    if chance.random() < 0.3:
        started = moment(how["at"]).at - timedelta(minutes=chance.choice([0, 15, 3000]))
        facts["started"] = _local(started, is_date=chance.random() < 0.3)
    if how["source"] is Source.PAPER:
        facts["time_conflict"] = chance.choice(["", "tertulis begitu di berkas"])
    if way is Decision.REJECT:
        facts |= {"note": REASON, "reasons": (story.sop.reasons[0].id,)}
    return facts


def _correct(story: Story, chance: random.Random) -> None:
    targets = [event for event in story.events() if event.kind in CORRECTABLE]
    target = chance.choice(targets)
    field = chance.choice(list(CorrectableField))
    if field is CorrectableField.EFFORT_MINUTES:
        story.correct(chance.choice([None, 0, 12]), target=target.no, field=field, after="1h")
        return
    at = target.occurred_at + timedelta(minutes=chance.choice([-2000, -7, 0, 7]))
    value = _local(at, is_date=chance.random() < 0.3)
    story.correct(
        chance.choice([value, value, None]), target=target.no, field=field, after="1h"
    )


def _local(at: datetime, *, is_date: bool = False) -> str:
    local = at.astimezone(ZONE)
    return f"{local:%Y-%m-%d}" if is_date else f"{local:%Y-%m-%d %H:%M:%S}"
