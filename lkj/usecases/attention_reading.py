"""What should be taken care of now, as sentences, the most urgent first."""

from typing import Any

import pandas as pd

from lkj.analytics.attention import Attention, attention
from lkj.labels.formats import number, working_duration
from lkj.usecases.causes_reading import verdicts_of
from lkj.usecases.population import Population

NO_ATTENTION = "Tidak ada: tidak ada yang terlambat, mendekati tenggat, atau lama menunggu."
_LONG_WAIT_DAYS = 5  # working days at one step


def attention_of(about: Population, board: pd.DataFrame) -> pd.DataFrame:
    """`attention` of the report board and of the passes that are looked at."""
    day_minutes = about.tables.calendar.day_minutes
    verdicts = verdicts_of(about)
    return attention(board, verdicts, long_wait_minutes=_LONG_WAIT_DAYS * day_minutes)


def attention_sentence(about: Population, row: dict[Any, Any]) -> str:
    """One row of `attention_of` in words."""
    kind, title = Attention(row["kind"]), row["title"]
    if kind is Attention.UNEXPLAINED:
        return f"{number(row['n'])} pelaksanaan melewati mutu baku waktu belum diberi penyebab"
    day_minutes = about.tables.calendar.day_minutes
    age = working_duration(row["minutes"], day_minutes=day_minutes)
    days = row["n_days"]
    holder = _holder(about, row["role"])
    return {
        Attention.LATE: f"{title} lewat {number(days)} hari dari tenggat, menunggu {holder}",
        Attention.DUE_SOON: f"{title} tinggal {number(-days)} hari, menunggu {holder}",
        Attention.NOT_REGISTERED: f"{title} belum didaftarkan, {_deadline(days)}",
        Attention.LONG_WAIT: f"{title} menunggu {holder} selama {age}",
    }[kind]


def _deadline(days: float) -> str:
    passed = f"tenggat lewat {number(days)} hari"
    return passed if days > 0 else f"tenggat {number(-days)} hari lagi"


def _holder(about: Population, roles: object) -> str:
    names = roles.split(",") if isinstance(roles, str) else []
    return ", ".join(about.role_name(role) for role in names if role)
