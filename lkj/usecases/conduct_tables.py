"""The downloaded rows of open reports and of how the SOP was kept, in words people read."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from lkj.labels.conformance_words import LISTS
from lkj.labels.formats import PERIODS
from lkj.labels.words import BOARD_STATE
from lkj.usecases.conduct_reading import Conduct
from lkj.usecases.export_words import Words, translated
from lkj.usecases.finding_words import FindingWords

_PERIODS = {period.value: name for period, name in PERIODS.items()}
_AS_COMPUTED = (
    "age_minutes",
    "touch_age_minutes",
    "total_age_minutes",
    "standard_minutes",
    "n_history",
    "p50_lead_minutes",
    "p85_lead_minutes",
    "p95_lead_minutes",
    "n_closed",
    "n_quicker",
    "pace_share",
    "days_left",
    "is_late",
    "is_soon",
    "remaining_minutes",
)
_OF_FITNESS = (
    "n_passes",
    "is_prefix",
    "fitness_rate",
    "net_rate",
    "n_alignments",
    "n_findings",
    "n_accepted",
)


def open_rows(rows: pd.DataFrame, words: Words) -> Mapping[str, Any]:
    """`open_reports` with the bands of `aging`, as people read it."""
    is_running = rows["state"] == "running"
    return {
        **reports_in_words(rows),
        **words.steps(rows.assign(step=rows["current_step"].where(is_running))),
        "visit": rows["visit"].astype("Int64"),
        "current_roles": [joined_roles(words, codes) for codes in rows["current_roles"]],
        "received_at": words.times(rows["received_at"]),
        "waiting_since": words.times(rows["waiting_since"]),
        "is_started": rows["touch_age_minutes"].notna(),
        **{name: rows[name] for name in _AS_COMPUTED},
        "deadline": rows["deadline"].dt.date.astype(object),
        "expected_at": words.times(rows["expected_at"]),
    }


def finding_rows(
    look: Conduct, words: Words, recorders: Mapping[str, str] | None
) -> Mapping[str, Any]:
    """`Conduct.found`, as people read it; `recorders` None leaves out who accepted."""
    found = look.found
    said = FindingWords(words.office, look.names)
    accepted_by = translated(found["given_by"], recorders or {})
    return {
        **reports_in_words(found),
        "list": [LISTS[str(code)] for code in found["list"]],
        **words.steps(found),
        "visit": found["visit"],
        "role": words.roles(found["role"]),
        "finding": [said.sentence(row) for row in found.to_dict("records")],
        "left_at": words.times(found["left_at"]),
        "is_accepted": found["is_accepted"],
        "reason": found["reason"],
        "valid_until": found["valid_until"],
        "accepted_by": accepted_by if recorders else [None] * len(found),
    }


def fitness_rows(look: Conduct) -> Mapping[str, Any]:
    """`Conduct.fitness`, as people read it."""
    return {
        **reports_in_words(look.fitness),
        **{name: look.fitness[name] for name in _OF_FITNESS},
    }


def reports_in_words(table: pd.DataFrame) -> dict[str, Any]:
    """The columns that say which report a row is about."""
    return {
        "report_id": table["report_id"],
        "title": table["title"],
        "fiscal_year": table["fiscal_year"],
        "period": translated(table["period"], _PERIODS),
        "state": translated(table["state"], BOARD_STATE),
    }


def joined_roles(words: Words, codes: object) -> str:
    """The names of roles that stand with commas between; empty of none."""
    listed = codes.split(",") if isinstance(codes, str) and codes else []
    return ", ".join(name for name in words.roles(listed) if name)
