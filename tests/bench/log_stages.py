"""One analysis of a log in a process of its own, without its imports, printed as JSON."""

import json
import sys
from pathlib import Path
from time import perf_counter

from lkj.analytics.case_tables import rejections
from lkj.analytics.case_visits import case_visits
from lkj.analytics.transitions import transitions
from lkj.reference import read_calendar, read_draft, read_map
from lkj.usecases.mapped_logs import read_mapped
from tests.bench.measure import peak_mb


def main(folder: Path, log: str, calendar_file: Path) -> None:
    log_map, sop = read_map(folder / "map.toml"), read_draft(folder / "sop.toml")
    calendar = read_calendar(calendar_file)
    laps = [("", perf_counter())]
    read = read_mapped(folder / log, log_map)
    laps.append(("read", perf_counter()))
    last = read.events["at"].max().to_pydatetime()
    visits = case_visits(read.events, sop=sop, calendar=calendar, as_of=last)
    laps.append(("visits", perf_counter()))
    rejections(visits)
    laps.append(("rejections", perf_counter()))
    follows = transitions(read.events, calendar=calendar)
    laps.append(("transitions", perf_counter()))
    stages = {name: at - laps[place][1] for place, (name, at) in enumerate(laps[1:])}
    counted = follows[["from_activity", "to_activity", "n"]]
    answer = {
        "seconds": laps[-1][1] - laps[0][1],
        "stages": stages,
        "peak_mb": peak_mb(),
        "follows": sorted([a, b, int(n)] for a, b, n in counted.itertuples(index=False)),
    }
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], Path(sys.argv[3]))
