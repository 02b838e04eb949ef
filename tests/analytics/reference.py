"""A second reading of a report's events that shares no code with the product: plain loops."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lkj.domain.events import Event

ZONE = ZoneInfo("Asia/Pontianak")
MONDAY_TO_THURSDAY = ((7.5, 12), (13, 16))
FRIDAY = ((7.5, 11.5), (13, 16.5))
HOURS = (*[MONDAY_TO_THURSDAY] * 4, FRIDAY, (), ())
MOVES = {"submitted", "approved", "rejected"}
VANISHING = {*MOVES, "started", "cancelled", "receipt_confirmed"}

Time = tuple[datetime, str]  # the instant, and "minute" or "date"


@dataclass
class Pass:
    step: str
    visit: int
    entered: Time
    started: Time | None = None
    start_rank: int = -1
    left: Time | None = None
    outcome: str | None = None
    next_step: str | None = None
    actor: str | None = None
    closing_no: int | None = None
    effort: float | None = None
    cause: str | None = None
    reasons: str = ""
    is_conflict: bool = False
    is_corrected: bool = False


@dataclass
class Reading:
    """What was said about each event: (rank, field, value) by number."""

    acts: list[Event] = field(default_factory=list)
    said: dict[int, list[tuple[int, str, object, str]]] = field(default_factory=dict)
    causes: dict[int, str] = field(default_factory=dict)

    def latest(self, no: int, fields: set[str]) -> tuple[int, object, str] | None:
        found = [(r, v, p) for r, f, v, p in self.said.get(no, []) if f in fields]
        return found[-1] if found else None

    def time(self, event: Event) -> tuple[Time, int]:
        names = {"occurred_at"} | ({"started_at"} if event.kind not in MOVES else set())
        found = [(r, v, p) for r, f, v, p in self.said.get(event.no, []) if f in names and v]
        if not found:
            return (event.occurred_at, str(event.time_precision)), -1
        rank, value, precision = found[-1]
        return (datetime.fromisoformat(str(value)), precision), rank


def read(events: Iterable[Event], known_at: datetime) -> Reading:
    reading = Reading()
    seen: set[int] = set()
    for event in sorted(events, key=lambda e: e.version):
        if event.recorded_at > known_at:
            continue
        if event.kind == "withdrawn":
            return Reading()
        payload = json.loads(event.payload or "{}")
        if event.kind == "taken_back":
            _undo(reading.acts, event.target_no)
        elif event.kind == "corrected" and event.target_no in seen:
            said = (event.version, payload["field"], payload.get("value"))
            line = (*said, payload.get("precision", "minute"))
            reading.said.setdefault(event.target_no or 0, []).append(line)
        elif event.kind == "cause_given":
            reading.causes[event.target_no or 0] = payload["cause"]
        else:
            reading.acts.append(event)
        seen.add(event.no)
    return reading


def _undo(acts: list[Event], target: int | None) -> None:
    place = next((i for i, a in enumerate(acts) if a.no == target and a.kind in MOVES), None)
    if place is not None:
        acts[place:] = [a for a in acts[place:] if a.kind not in VANISHING]


def passes(events: Iterable[Event], *, as_of: datetime, known_at: datetime) -> list[Pass]:
    reading = read(events, known_at)
    found: list[Pass] = []
    days: dict[date, datetime] = {}
    current: Pass | None = None
    is_registered, latest = False, datetime.min.replace(tzinfo=UTC)
    for act in reading.acts:
        moment, rank = reading.time(act)
        is_flow = act.kind in MOVES | {"cancelled"} and current is not None
        is_flow |= act.kind == "registered" and not is_registered
        if act.kind == "started" and current is not None and moment[0] <= as_of:
            current.started, current.start_rank = moment, rank
            current.is_corrected |= rank >= 0
        if not is_flow:
            continue
        latest = max(latest, moment[0])
        if latest > as_of:
            break
        at = _stand(moment, days)
        if current is not None:
            _close(current, act, at, reading)
        is_registered, current = True, None
        if act.next_step is not None:
            number = 1 + sum(p.step == act.next_step for p in found)
            current = Pass(act.next_step, number, at, is_corrected=rank >= 0)
            found.append(current)
    return found


def _stand(moment: Time, days: dict[date, datetime]) -> Time:
    at, precision = moment
    day = at.astimezone(ZONE).date()
    days[day] = max(at, days.get(day, at))
    return (days[day] if precision == "date" else at), precision


def _close(current: Pass, act: Event, at: Time, reading: Reading) -> None:
    current.left, current.outcome, current.closing_no = at, str(act.kind), act.no
    current.actor = act.actor
    current.is_corrected |= reading.time(act)[1] >= 0
    if act.kind == "cancelled":
        return
    effort = reading.latest(act.no, {"effort_minutes"})
    start = reading.latest(act.no, {"started_at"})
    payload = json.loads(act.payload or "{}")
    current.next_step = act.next_step
    current.reasons = ",".join(act.reasons)
    current.effort = effort[1] if effort else act.effort_minutes  # type: ignore[assignment]
    current.cause = reading.causes.get(act.no)
    current.is_conflict = bool(payload.get("time_conflict"))
    current.is_corrected |= bool(effort or start)
    if start and start[0] > current.start_rank:
        value = datetime.fromisoformat(str(start[1])) if start[1] else None
        current.started = (value, start[2]) if value else None
    elif current.started is None and act.started_at:
        same = str(act.time_precision)
        current.started = (act.started_at, payload.get("started_precision", same))


def minutes(start: datetime, end: datetime) -> float:
    start, end = (at.replace(second=0, microsecond=0) for at in (start, end))
    day, spent = start.astimezone(ZONE).date(), timedelta()
    while day <= end.astimezone(ZONE).date():
        midnight = datetime.combine(day, time(), tzinfo=ZONE)
        for opens, closes in HOURS[day.weekday()]:
            low = max(start, midnight + timedelta(hours=opens))
            high = min(end, midnight + timedelta(hours=closes))
            spent += max(timedelta(), high - low)
        day += timedelta(days=1)
    return spent / timedelta(minutes=1)


def is_before(one: Time, other: Time, *, by_date: bool) -> bool:
    if by_date:
        return one[0].astimezone(ZONE).date() < other[0].astimezone(ZONE).date()
    return one[0].replace(second=0, microsecond=0) < other[0].replace(second=0, microsecond=0)


def is_early(done: Pass) -> bool:
    """Started before it was entered."""
    start = done.started
    return start is not None and is_before(start, done.entered, by_date=start[1] == "date")


def quality(done: Pass) -> str | None:
    if done.left is None or done.outcome == "cancelled":
        return None
    start, left = done.started, done.left
    is_reversed = is_early(done) or is_before(left, done.entered, by_date=False)
    if start is not None:
        is_reversed |= is_before(left, start, by_date="date" in (start[1], left[1]))
    if done.is_conflict or is_reversed:
        return "invalid"
    if done.effort is not None:
        return "declared"
    if "date" in (left[1], (start or done.entered)[1]):
        return "date_only"
    return "measured" if start else "bounded"


def minutes_of(done: Pass, as_of: datetime) -> dict[str, float | None]:
    entered, started, left = done.entered, done.started, done.left
    grade = quality(done)
    waited = started and "date" not in (entered[1], started[1])
    waited = waited and grade != "invalid" and done.outcome != "cancelled"
    waited = waited and not is_early(done)
    is_done = grade is not None and grade != "invalid"
    worked = started and left and "date" not in (started[1], left[1])
    spent = minutes(started[0], left[0]) if worked and started and left else None
    return {
        "waiting_minutes": minutes(entered[0], started[0]) if waited and started else None,
        "processing_minutes": (spent if done.effort is None else done.effort)
        if is_done
        else None,
        "lead_minutes": minutes(entered[0], left[0]) if is_done and left else None,
        "age_minutes": None if left else minutes(entered[0], as_of),
    }
