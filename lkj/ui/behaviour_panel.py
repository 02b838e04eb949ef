"""Whether a step runs as it usually does, and whether it can meet its standard at all."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.behaviour_chart import Assurance
from lkj.charts.process_behaviour import process_behaviour
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import MISSING
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import not_yet, opening, picture, twin
from lkj.usecases.behaviour_reading import FEWEST, LATEST, SIGNALS, behaviour, signals_of
from lkj.usecases.step_reading import one_step
from lkj.usecases.time_marks import ASSURANCE

VERDICT = {
    Assurance.MEETS.value: "konsisten memenuhi mutu baku waktu",
    Assurance.FAILS.value: "konsisten tidak memenuhi mutu baku waktu",
    Assurance.VARIES.value: "kadang-kadang memenuhi mutu baku waktu",
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


def behaviour_panel(look: Monitoring) -> None:
    """Draw the first passes of a step in their order, between their own limits."""
    one = one_step(look.population)
    seen = behaviour(one)
    number_of, n_known = one.step.number, seen.n_known
    if seen.first is None or seen.lines is None:
        not_yet(
            f"Langkah {number_of}: batas wajar perlu {FEWEST} pelaksanaan pertama yang "
            f"diketahui waktunya, baru ada {n_known}."
        )
        return
    n_signals = int(seen.shown["is_signal"].sum())
    verdict = VERDICT[seen.first["assurance"]]
    finding = f"Langkah {number_of} {verdict}: {_signals(n_signals, n_known)}"
    opening(
        finding,
        f"{number(n_known)} pelaksanaan pertama, selesai {look.population.period}",
        f"{LATEST} terakhir digambar" if n_known > LATEST else "",
        PROVISIONAL if seen.lines.is_provisional else "",
        one.others,
    )
    figure = process_behaviour(_drawn(seen.drawn), limits=seen.lines, ink=ink(), mark=look.mark)
    picture(figure, look=look, name="behaviour", finding=finding)
    st.caption(LEGEND)
    points = seen.points
    rows = [_cells(row, points[points["is_repeat"] == row["is_repeat"]]) for row in seen.limits]
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
    return ", ".join([minutes_text(point["processing_minutes"]), *signals_of(point)])


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
