"""PM4Py's analysis of the same log: run by the Python that PM4Py is installed in."""

import json
import sys
from pathlib import Path
from time import perf_counter

import pandas as pd
import pm4py

from tests.bench.measure import peak_mb

_HOUR = 3600
_DAY = 24 * _HOUR
# Monday to Friday, 07.30 to 16.00, as in the calendar of the comparison.
SLOTS = [(day * _DAY + 7.5 * _HOUR, day * _DAY + 16 * _HOUR) for day in range(5)]


def main(folder: Path, log: str) -> None:
    begun = perf_counter()
    path = folder / log
    rows = pd.read_parquet(path) if path.suffix == ".parquet" else pd.read_csv(path)
    rows["time:timestamp"] = pd.to_datetime(rows["time:timestamp"], utc=True)
    # On the clock of the log: PM4Py counts working hours on whatever clock it is given.
    rows["time:timestamp"] = rows["time:timestamp"].dt.tz_convert("Europe/Amsterdam")
    frame = pm4py.format_dataframe(
        rows,
        case_id="case:concept:name",
        activity_key="concept:name",
        timestamp_key="time:timestamp",
    )
    pm4py.discover_performance_dfg(
        frame, business_hours=True, business_hour_slots=SLOTS, perf_aggregation_key="median"
    )
    follows, _, _ = pm4py.discover_dfg(frame)
    is_rejected = frame["concept:name"].str.contains("REJECTED", regex=False)
    frame[is_rejected].groupby("concept:name")["case:concept:name"].agg(["size", "nunique"])
    seconds = perf_counter() - begun
    answer = {
        "seconds": seconds,
        "peak_mb": peak_mb(),
        "follows": sorted([a, b, int(n)] for (a, b), n in follows.items()),
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
