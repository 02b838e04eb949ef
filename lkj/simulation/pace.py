"""How long things take in the example office, in working minutes."""

from dataclasses import dataclass
from math import log
from random import Random

from lkj.domain.sop import Sop, Step

LONGEST_WAIT = 3_150  # seven working days
LONGEST_ORDER = 2_250  # five working days
OVERNIGHT = (200, 500)

_WAIT_SPREAD, _WORK_SPREAD, _ORDER_SPREAD = 0.9, 0.45, 0.5
_TO_OWN_DESK, _TO_OTHERS, _TO_THE_TOP = 25.0, 220.0, 420.0
# Others collect the data of a whole office: the sheet's minutes are hopeless there.
_ORDER_FACTOR, _REPAIR_FACTOR, _WORK_FACTOR = 14.0, 2.5, 0.85
_LEAST_ORDER_FACTOR, _LEAST_ORDER = 0.9, 10  # room for a note in between
_LEFT_OPEN = 0.08  # begun, but the file lies on the desk until the next day
_EFFORT_SHARES = (0.3, 0.6)


@dataclass(frozen=True)
class Work:
    """How long a step stays begun, and how much of that is work."""

    elapsed: int
    effort: int


def wait_before(step: Step, before: Step | None, sop: Sop, rng: Random, *, haste: float) -> int:
    """Working minutes from receiving a report to beginning with it, at least 1."""
    typical = _typical_wait(step, before, sop)
    drawn = rng.lognormvariate(log(typical), _WAIT_SPREAD)
    return max(1, int(min(drawn, LONGEST_WAIT) * haste))


def _typical_wait(step: Step, before: Step | None, sop: Sop) -> float:
    if before is not None and before.finishers == step.finishers:
        return _TO_OWN_DESK
    is_top = all(sop.role(role).superior is None for role in step.finishers)
    return _TO_THE_TOP if is_top else _TO_OTHERS


def work_on(step: Step, *, visit: int, rng: Random) -> Work:
    """How long one pass of a step takes, returned ones included."""
    minutes = step.standard.minutes
    if step.is_ordered:
        return _ordered(minutes, visit=visit, rng=rng)
    effort = max(1, int(minutes * _WORK_FACTOR * rng.lognormvariate(0, _WORK_SPREAD)))
    lying = rng.randint(*OVERNIGHT) if rng.random() < _LEFT_OPEN else 0
    return Work(effort + lying, effort)


def _ordered(minutes: int, *, visit: int, rng: Random) -> Work:
    factor = _ORDER_FACTOR if visit == 1 else _REPAIR_FACTOR
    drawn = minutes * factor * rng.lognormvariate(0, _ORDER_SPREAD)
    least = max(minutes * _LEAST_ORDER_FACTOR, _LEAST_ORDER)
    elapsed = int(min(max(drawn, least), LONGEST_ORDER))
    return Work(elapsed, max(1, int(elapsed * rng.uniform(*_EFFORT_SHARES))))


def as_declared(effort: int) -> int:
    """What people say: five minutes exactly, or half hours where it took long."""
    unit = 30 if effort >= 120 else 5  # noqa: PLR2004 -- two hours
    return max(effort // unit * unit, min(effort, unit))
