"""W(t), working microseconds so far, as one piecewise-linear function on integer arrays."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

_CHUNK = 1 << 14  # rows: intermediate arrays stay in the cache and are not given back each time


@dataclass(frozen=True)
class Clock:
    """W on intervals for its inverse, and on an even grid for speed.

    Instants are microseconds since the epoch. Every opening and closing lies on the grid, so
    within one step W is flat or rises with t.
    """

    start: int
    end: int  # the first instant that is not covered
    opens: Ints
    worked_at_opening: Ints
    worked_at_closing: Ints
    step: int
    grid: Ints  # worked until each grid point

    @classmethod
    def of(cls, *, opens: Ints, closes: Ints, start: int, end: int) -> Self:
        """Number the working time of sorted intervals that do not overlap."""
        is_worked = opens < closes  # a slot inside the hour that summer time skips is empty
        opens, closes = opens[is_worked], closes[is_worked]
        at_closing = np.cumsum(closes - opens)
        at_opening = at_closing - (closes - opens)
        step = int(np.gcd.reduce(np.concatenate([opens, closes, [end]]) - start))
        points = np.arange(start, end + 2 * step, step)
        latest = np.searchsorted(opens, points, side="right") - 1
        grid = np.minimum(at_opening[latest] + points - opens[latest], at_closing[latest])
        grid[latest < 0] = 0
        return cls(start, end, opens, at_opening, at_closing, step, grid)

    def worked(self, instants: Ints) -> Ints:
        """Microseconds worked until each covered instant."""
        offset = instants - self.start
        point = offset // self.step
        rising = self.grid[point] + offset - point * self.step
        worked: Ints = np.minimum(rising, self.grid[point + 1])
        return worked

    def between(self, begun: Ints, ended: Ints) -> Ints:
        """Microseconds worked; an instant before the covered years counts as `start`."""
        spent = np.empty(len(begun), np.int64)
        for low in range(0, len(begun), _CHUNK):
            part = slice(low, low + _CHUNK)
            first, last = (np.maximum(at[part], self.start) for at in (begun, ended))
            spent[part] = self.worked(last) - self.worked(first)
        return spent

    def after(self, begun: Ints, budget: Ints) -> Ints:
        """The earliest instant at which the budget is worked off; `end` where it never is."""
        target = self.worked(begun) + budget
        # side="left": time that runs out exactly at closing falls due then, not at the next
        # opening.
        interval = np.searchsorted(self.worked_at_closing, target, side="left")
        is_covered = interval < len(self.opens)
        within = np.minimum(interval, len(self.opens) - 1)
        due = self.opens[within] + target - self.worked_at_opening[within]
        return np.maximum(np.where(is_covered, due, self.end), begun)
