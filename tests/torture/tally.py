"""What some rounds of a promise gave; tallies add up."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


class NotPossible(Exception):
    """This machine cannot run it; says what is missing."""


@dataclass(frozen=True)
class Tally:
    """Rounds that were run, figures beside them in Indonesian words, and what was broken."""

    rounds: int
    facts: Mapping[str, int] = field(default_factory=dict)
    broken: tuple[str, ...] = ()  # enough to repeat each

    def __add__(self, other: "Tally") -> "Tally":
        facts = Counter(self.facts)
        facts.update(other.facts)
        return Tally(self.rounds + other.rounds, facts, self.broken + other.broken)


NOTHING = Tally(0)
Batch = Callable[[int], Tally]  # by a seed; seconds to a minute
