"""Which ways the cases of a log went, and how many went each."""

import numpy as np
import pandas as pd

from lkj.analytics.ordering import runs
from lkj.analytics.report_ids import Ints
from lkj.analytics.traces import Traces, traces_of

VARIANT_COLUMNS = ("variant", "n", "share")
ARROW = " -> "  # between the activities of a variant


def variants(moves: pd.DataFrame) -> pd.DataFrame:
    """Which sequences of activities did the cases take, and how many took each?

    Args:
        moves: one row per event, those of a case in order: `report_id` and `activity` (text or
            category; rows without one are passed over).

    Returns:
        VARIANT_COLUMNS, the most frequent first, then by name: `variant` has the activities
        with ARROW between, `n` cases went so, `share` of all cases.
    """
    log = traces_of(moves)
    way, first, length = _ways(log)
    n = np.bincount(way, minlength=len(first))
    names = np.array(log.names, dtype=object)
    said = [
        ARROW.join(names[log.code[start : start + steps]])
        for start, steps in zip(first.tolist(), length.tolist(), strict=True)
    ]
    table = pd.DataFrame(
        {
            "variant": pd.Series(said, dtype="str"),
            "n": n,
            "share": n / max(len(way), 1),
        }
    )
    ordered = table.sort_values(["n", "variant"], ascending=[False, True], kind="stable")
    return ordered.reset_index(drop=True)


def _ways(log: Traces) -> tuple[Ints, Ints, Ints]:
    """The number of each case's way; where an example of each begins, and how long it is.

    Neighbours are merged into one number, pair by pair, until each case has a single one: two
    cases end with the same number only where they went the same way.
    """
    starts, length = runs(log.case)
    symbol, left = log.code, length
    while len(left) and left.max() > 1:
        symbol, left = _halved(symbol, left)
    way = pd.factorize(symbol)[0].astype(np.int64)
    example = np.flatnonzero(~pd.Series(way).duplicated().to_numpy())
    return way, starts[example], length[example]


def _halved(symbol: Ints, length: Ints) -> tuple[Ints, Ints]:
    """One number for each two neighbours of a case; a last one alone is joined with nothing."""
    begins = np.cumsum(length) - length
    place = np.arange(len(symbol)) - np.repeat(begins, length)
    at = np.flatnonzero(place % 2 == 0)
    has_next = place[at] + 1 < np.repeat(length, length)[at]
    following = np.append(symbol, 0)[at + 1]
    nothing = symbol.max() + 1
    joined = symbol[at] * (nothing + 1) + np.where(has_next, following, nothing)
    return pd.factorize(joined)[0].astype(np.int64), (length + 1) // 2
