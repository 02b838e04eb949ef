"""Counts over the snapshots of many offices; the only home of DuckDB.

SQL counts and finds percentiles, nothing else: what a pass is worth was decided when the
snapshot was made, and shares and intervals follow in `analytics`. Every row belongs to one
office, so each office is counted once for each question and kept until its snapshot changes.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import duckdb
import pandas as pd

from lkj.analytics.groups import MINIMUM
from lkj.errors import SnapshotDamaged
from lkj.snapshots.facts import PASSES_FILE, REPORTS_FILE

THREADS, MEMORY = 2, "1GB"
MOST_ANSWERS = 50_000
DECIMALS = 6  # of a percentile in minutes


@dataclass(frozen=True, kw_only=True)
class Choice:
    """What is counted: everything where nothing is named."""

    sop_id: str = ""
    step: str = ""
    years: tuple[int, ...] = ()
    periods: tuple[str, ...] = ()
    first_only: bool = False


def _percentile(column: str, percent: int, of: str = "TRUE") -> str:
    """Type 7, as `Groups.percentile`; missing where there are too few values.

    DuckDB interpolates in another order of operations: the last bit is rounded away.
    """
    kept = f"CASE WHEN {of} THEN {column} END"
    quantile = f"round(quantile_cont({kept}, {percent / 100}::DOUBLE), {DECIMALS})"
    return f"CASE WHEN count({kept}) >= {MINIMUM[percent]} THEN {quantile} END"


_DECIDED = {
    "n": "TRUE",
    "n_known": "is_known",
    "n_unknown": "NOT is_known AND NOT is_forgotten",
    "n_forgotten": "is_forgotten",
    "n_surely_within": "is_surely_within",
    "n_within": "is_known AND NOT is_over",
    "n_over": "is_over",
    "n_waiting": "waiting_minutes IS NOT NULL",
    "n_lead": "lead_minutes IS NOT NULL",
    "n_bounded": "clock_quality = 'bounded'",
}
_REVIEWED = {
    "n": "TRUE",
    "n_rejections": "outcome = 'rejected'",
    "n_first": "visit = 1",
    "n_first_rejections": "visit = 1 AND outcome = 'rejected'",
    "n_again": "visit <> 1",
    "n_again_rejections": "visit <> 1 AND outcome = 'rejected'",
}
_STATES = {
    "n_registered": "state <> 'not_registered'",
    "n_running": "state = 'running'",
    "n_late": "is_late",
    "n_finished": "state IN ('sent_awaiting_receipt', 'finished')",
    "n_cancelled": "state = 'cancelled'",
    "n_unregistered": "state = 'not_registered'",
}
_MINUTES = {
    "least_standard": "min(standard_minutes)",
    "most_standard": "max(standard_minutes)",
    "p50_minutes": _percentile("processing_minutes", 50, "is_known"),
    "p85_minutes": _percentile("processing_minutes", 85, "is_known"),
    "p50_waiting_minutes": _percentile("waiting_minutes", 50),
    "p50_lead_minutes": _percentile("lead_minutes", 50),
}


def _counted(flags: dict[str, str]) -> dict[str, str]:
    return {name: f"count(*) FILTER (WHERE {flag})" for name, flag in flags.items()}


# Question → file, the rows it is about, what is found, and what the office is divided by.
_QUESTIONS: dict[str, tuple[str, str, dict[str, str], tuple[str, ...]]] = {
    "times": (PASSES_FILE, "is_decided", _counted(_DECIDED) | _MINUTES, ("step",)),
    "returns": (
        PASSES_FILE,
        "outcome IN ('approved', 'rejected')",
        _counted(_REVIEWED),
        ("step", "role"),
    ),
    "returns_of_all": (
        PASSES_FILE,
        "outcome IN ('approved', 'rejected')",
        _counted(_REVIEWED),
        (),
    ),
    "states": (
        REPORTS_FILE,
        "TRUE",
        {"n": "count(*)"} | _counted(_STATES),
        ("sop_id", "fiscal_year", "period"),
    ),
}
_OF_PASSES = "($step = '' OR step = $step) AND (NOT $first_only OR visit = 1)"
_FILTER = (
    "($sop_id = '' OR sop_id = $sop_id) AND (len($years) = 0 OR fiscal_year IN $years) "
    "AND (len($periods) = 0 OR period IN $periods)"
)


class Counts:
    """The snapshots of one folder, counted; safe for several threads."""

    def __init__(self, root: Path) -> None:
        """Take the folder that holds those of the offices; nothing else will be read."""
        self._root = root.resolve()
        self._connection = duckdb.connect(
            ":memory:", config={"threads": THREADS, "memory_limit": MEMORY}
        )
        for name, value in {
            "temp_directory": "''",
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "parquet_metadata_cache": "true",  # a snapshot never changes under its name
            "allowed_directories": "[" + _quoted(f"{self._root}/") + "]",
            "enable_external_access": "false",
            "lock_configuration": "true",
        }.items():
            self._connection.execute(f"SET {name} = {value}")
        self._answers: dict[tuple[Any, ...], pd.DataFrame] = {}
        self._lock = Lock()

    def ask(self, question: str, snapshots: Sequence[Path], choice: Choice) -> pd.DataFrame:
        """Answer one of the questions for each snapshot.

        Args:
            question: `times` by step: what `durations.verdict_counts` counts, with the
                percentiles of `against_standard`, the least and the most standard of the
                passes, and `n_bounded`. `returns` by step and role, and `returns_of_all`:
                what `rejection_counts` counts. `states`: of `n` reports, registered or only
                planned, by SOP, tahun kinerja and kind.
            snapshots: folders, one for each office.
            choice: what is counted.

        Returns:
            A row for each `office` and part of it that has any row, with the columns named.

        Raises:
            SnapshotDamaged: one cannot be read.
        """
        key = (question, *astuple(choice))
        with self._lock:
            unknown = [one for one in snapshots if (one, *key) not in self._answers]
            if unknown:
                self._keep(key, unknown, self._count(question, unknown, choice))
            found = [self._answers[one, *key] for one in snapshots]
        return pd.concat(found, ignore_index=True) if found else pd.DataFrame()

    def _count(self, question: str, snapshots: Sequence[Path], choice: Choice) -> pd.DataFrame:
        file, about, found, parts = _QUESTIONS[question]
        columns = ", ".join(f"{how} AS {name}" for name, how in found.items())
        by = ", ".join(("filename", "office", *parts))
        where = f"{about} AND {_FILTER}"
        where += f" AND {_OF_PASSES}" if file == PASSES_FILE else ""
        # Every word of it stands in this module; what people choose is bound.
        query = (
            f"SELECT {by}, {columns} FROM read_parquet($files, filename = true) "  # noqa: S608
            f"WHERE {where} GROUP BY {by} ORDER BY {by}"
        )
        values: dict[str, object] = {
            "files": [str(one / file) for one in snapshots],
            "sop_id": choice.sop_id,
            "years": list(choice.years),
            "periods": list(choice.periods),
        }
        if file == PASSES_FILE:
            values |= {"step": choice.step, "first_only": choice.first_only}
        try:
            return self._connection.execute(query, values).df()
        except duckdb.Error as error:
            raise SnapshotDamaged(path=str(self._root), problem="content") from error

    def _keep(
        self, key: tuple[Any, ...], snapshots: Sequence[Path], found: pd.DataFrame
    ) -> None:
        if len(self._answers) + len(snapshots) > MOST_ANSWERS:
            self._answers.clear()
        file = _QUESTIONS[key[0]][0]
        by_file = dict(list(found.groupby("filename", sort=False)))
        for one in snapshots:
            rows = by_file.get(str(one / file), found.iloc[:0])
            self._answers[one, *key] = rows.drop(columns="filename")


@cache
def counts_in(root: Path) -> Counts:
    """The counts of a folder, shared by everybody in this process."""
    return Counts(root)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
