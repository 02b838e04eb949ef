"""How many passes of one step are finished within how many minutes."""

import numpy as np
import pandas as pd
import streamlit as st

from lkj.analytics.durations import against_standard
from lkj.analytics.minute_curve import finished_within, thinned
from lkj.charts.minute_curve import minute_curve
from lkj.labels.findings import FEWEST_TO_SPEAK
from lkj.labels.formats import minutes_text, number
from lkj.ui.monitoring import Monitoring, ink
from lkj.ui.panel import counted, not_yet, opening, out_of, picture, twin
from lkj.ui.step_choice import OneStep

MAX_MARKS = 2_000
HEADINGS = ("Paling lama", "Selesai dalam waktu itu")
MULTIPLES = {0.5: "½ kali", 1.0: "mutu baku", 2.0: "2 kali", 4.0: "4 kali", 8.0: "8 kali"}
LEGEND = "Garis naik pada setiap pelaksanaan yang selesai; jingga = melewati mutu baku waktu."


def minute_curve_panel(look: Monitoring, one: OneStep) -> None:
    """Draw the curve of a step and read it at its standard."""
    row = against_standard(one.passes, by=()).to_dict("records")[0]
    step, n_known = one.step, int(row["n_known"])
    if n_known < FEWEST_TO_SPEAK:
        not_yet(
            f"Langkah {step.number}: gambar waktu pengerjaan perlu {FEWEST_TO_SPEAK} "
            f"pelaksanaan yang diketahui waktunya, baru ada {n_known}."
        )
        return
    fit = counted(row["n_within"], n_known, row["within_rate_low"], row["within_rate_high"])
    minutes = step.standard.minutes
    finding = f"Langkah {step.number} selesai dalam {minutes} menit pada {fit} pelaksanaan"
    p85 = row["p85_minutes"]
    opening(
        finding,
        f"Menit kerja pelaksanaan yang selesai {look.population.period}",
        f"{number(row['n'] - n_known)} tanpa waktu pengerjaan",
        "" if pd.isna(p85) else f"85 dari 100 selesai dalam {minutes_text(p85)}",
        one.others,
    )
    curve = finished_within(one.passes)
    figure = minute_curve(
        thinned(curve, max_rows=MAX_MARKS),
        standard=float(minutes),
        n_within=int(row["n_within"]),
        words=out_of(row["n_within"], n_known),
        ink=ink(),
        mark=look.mark,
    )
    picture(figure, key="curve", finding=finding)
    st.caption(LEGEND)
    caption = f"Langkah {step.number} terhadap kelipatan mutu baku waktunya."
    twin(HEADINGS, _rows(curve, minutes, n_known), caption=caption)


def _rows(curve: pd.DataFrame, standard: int, n_known: int) -> list[tuple[str, str]]:
    reached = np.concatenate([[0], curve["n_finished"]])
    places = np.searchsorted(
        curve["processing_minutes"], np.array(list(MULTIPLES)) * standard, "right"
    )
    return [
        (f"{minutes_text(multiple * standard)} ({words})", out_of(reached[place], n_known))
        for (multiple, words), place in zip(MULTIPLES.items(), places, strict=True)
    ]
