"""PM4Py's business hours of given pairs: run by the Python that PM4Py is installed in."""

import sys
from datetime import date
from pathlib import Path
from time import perf_counter

import numpy as np
from pm4py.util.business_hours import soj_time_business_hours_diff

REPEATS = 3


class DaysOff:
    """A calendar as PM4Py asks it."""

    def __init__(self, ordinals: list[int]) -> None:
        self.days = {date.fromordinal(ordinal) for ordinal in ordinals}

    def is_working_day(self, day: date) -> bool:
        return day not in self.days


def main(folder: Path) -> None:
    with np.load(folder / "pairs.npz") as given:
        start, end = given["start"].tolist(), given["end"].tolist()
        slots = [tuple(slot) for slot in given["slots"].tolist()]
        days_off = DaysOff(given["days_off"].tolist())
    wall = []
    for _ in range(REPEATS):
        begun = perf_counter()
        seconds = [
            soj_time_business_hours_diff(a, b, slots, days_off)
            for a, b in zip(start, end, strict=True)
        ]
        wall.append(perf_counter() - begun)
    np.savez(folder / "counted.npz", wall=wall, seconds=seconds)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
