"""Seconds of the processor and of the wall, as medians; rows of the table."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True)
class Seconds:
    """What one act took; `cpu` counts this process only."""

    wall: float
    cpu: float


@dataclass(frozen=True)
class Row:
    """One line of the table: a figure beside its budget."""

    what: str
    ours: str
    against: str
    figure: float
    unit: str
    budget: float | None = None  # where there is none, the figure explains others
    is_floor: bool = False  # the figure should not fall below its budget

    @property
    def is_met(self) -> bool:
        if self.budget is None:
            return True
        return self.figure >= self.budget if self.is_floor else self.figure <= self.budget


@dataclass(frozen=True)
class Skipped:
    """A line that could not be measured here, and why."""

    what: str
    why: str


Line = Row | Skipped


def once(act: Callable[[], object]) -> Seconds:
    wall, cpu = perf_counter(), process_time()
    act()
    return Seconds(perf_counter() - wall, process_time() - cpu)


def medians(act: Callable[[], object], repeats: int) -> Seconds:
    """Medians of several runs, after one that warms up."""
    act()
    runs = [once(act) for _ in range(repeats)]
    return Seconds(median(r.wall for r in runs), median(r.cpu for r in runs))


def peak_mb() -> float:
    """The most memory this program ever held, in MB.

    Not ru_maxrss: a program begins with that of the one that started it.
    """
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def shown(seconds: float) -> str:
    """Seconds in a unit that fits: "1.24 s", "310 ms", "28.1 ns"."""
    for factor, unit in ((1, "s"), (1e3, "ms"), (1e6, "µs")):
        if seconds * factor >= 1:
            return f"{seconds * factor:.3g} {unit}"
    return f"{seconds * 1e9:.3g} ns"
