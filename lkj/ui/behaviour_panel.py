"""Whether a step runs as it usually does, and whether it can meet its standard at all."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.behaviour_chart import (
    Assurance,
    LimitStatus,
    behaviour_limits,
    behaviour_points,
)
from lkj.charts.process_behaviour import Limits, process_behaviour
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import not_yet, opening, picture, twin
from lkj.ui.standard_panel import ASSURANCE
from lkj.ui.step_choice import OneStep

FEWEST = 10
LATEST = 200
VERDICT = {
    Assurance.MEETS.value: "konsisten memenuhi mutu baku waktu",
    Assurance.FAILS.value: "konsisten tidak memenuhi mutu baku waktu",
    Assurance.VARIES.value: "kadang-kadang memenuhi mutu baku waktu",
}
SIGNALS = {
    "is_outside": "di luar batas",
    "is_long_run": "8 atau lebih berturut-turut di satu sisi",
    "is_near_limit": "3 dari 4 dekat satu batas",
}
HEADINGS = (
    "Pelaksanaan",
    "Diketahui",
    "Pusat",
    "Batas wajar",
    "Di luar kebiasaan",
    "Kesanggupan",
)
LEGEND = (
    "Batas dihitung dari pelaksanaan itu sendiri: di antaranya, naik turun adalah biasa dan "
    "tidak perlu dicari sebabnya. Lingkaran = di luar kebiasaan, carilah sebabnya."
)
PROVISIONAL = "batas sementara (garis putus), tetap mulai 20 pelaksanaan"


def behaviour_panel(look: Monitoring, one: OneStep) -> None:
    """Draw the first passes of a step in their order, between their own limits."""
    limits = behaviour_limits(one.passes, by=()).to_dict("records")
    points = behaviour_points(one.passes, by=())
    points = points.assign(is_signal=points[list(SIGNALS)].any(axis=1))
    first = next((row for row in limits if not row["is_repeat"]), None)
    number_of = one.step.number
    n_known = int(first["n_known"]) if first else 0
    if first is None or n_known < FEWEST:
        not_yet(
            f"Langkah {number_of}: batas wajar perlu {FEWEST} pelaksanaan pertama yang "
            f"diketahui waktunya, baru ada {n_known}."
        )
        return
    shown = points[~points["is_repeat"]]
    n_signals = int(shown["is_signal"].sum())
    verdict = VERDICT[first["assurance"]]
    finding = f"Langkah {number_of} {verdict}: {_signals(n_signals, n_known)}"
    is_provisional = first["limit_status"] == LimitStatus.PROVISIONAL
    opening(
        finding,
        f"{number(n_known)} pelaksanaan pertama, selesai {look.population.period}",
        f"{LATEST} terakhir digambar" if n_known > LATEST else "",
        PROVISIONAL if is_provisional else "",
        one.others,
    )
    lower = first["lower_minutes"]
    lines = Limits(
        centre=first["centre_minutes"],
        lower=None if pd.isna(lower) else lower,
        upper=first["upper_minutes"],
        standard=float(one.step.standard.minutes),
        is_provisional=is_provisional,
    )
    figure = process_behaviour(
        _drawn(shown.tail(LATEST)), limits=lines, ink=ink(), mark=look.mark
    )
    picture(figure, key="behaviour", finding=finding)
    st.caption(LEGEND)
    rows = [_cells(row, points[points["is_repeat"] == row["is_repeat"]]) for row in limits]
    caption = f"Kebiasaan langkah {number_of}; pelaksanaan ulang dihitung tersendiri."
    twin(HEADINGS, rows, caption=caption)


def _signals(n_signals: int, n_known: int) -> str:
    if not n_signals:
        return "tidak ada yang di luar kebiasaan"
    return f"{number(n_signals)} dari {number(n_known)} pelaksanaan di luar kebiasaan"


def _drawn(points: pd.DataFrame) -> pd.DataFrame:
    hovers = [_hover(point) for point in points.to_dict("records")]
    return points.rename(columns={"processing_minutes": "minutes"}).assign(
        is_over=points["processing_minutes"] > points["standard_minutes"], hover=hovers
    )


def _hover(point: Any) -> str:
    signals = [words for name, words in SIGNALS.items() if point[name]]
    return ", ".join([minutes_text(point["processing_minutes"]), *signals])


def _cells(row: Any, points: pd.DataFrame) -> list[str]:
    upper, lower = row["upper_minutes"], row["lower_minutes"]
    low = "0" if pd.isna(lower) else number(lower)
    limits = MISSING if pd.isna(upper) else f"{low}–{minutes_text(upper)}"
    signals = [
        f"{number(int(points[name].sum()))} {words}"
        for name, words in SIGNALS.items()
        if points[name].any()
    ]
    return [
        "ulang" if row["is_repeat"] else "pertama",
        number(row["n_known"]),
        minutes_text(row["centre_minutes"]),
        limits,
        "; ".join(signals) or MISSING,
        ASSURANCE.get(row["assurance"], MISSING),
    ]
