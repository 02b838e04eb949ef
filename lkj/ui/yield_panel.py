"""How many reports needed no return, beside what independent reviews would give."""

from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.rejections import rejection_counts, yields
from lkj.charts.yield_shares import COLUMNS, yield_shares
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import percent
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import counted, not_yet, opening, out_of, picture, twin
from lkj.usecases.returns_reading import reviews

HEADINGS = ("Pemeriksaan", "Disetujui pada pemeriksaan pertama")
WHOLE_REPORTS, PRODUCT = "Laporan tanpa pengembalian", "Hasil kali pemeriksaan"
LEGEND = (
    "● disetujui pada pemeriksaan pertama, garis = rentang kepastian 95% · ○ hasil kali: "
    "bagian laporan tanpa pengembalian bila setiap pemeriksaan berdiri sendiri."
)


def yield_panel(look: Monitoring) -> None:
    """Draw first-pass yields, their product, and the reports that needed no return."""
    whole = look.population.whole_reports
    whole = whole[whole["sop_id"] == look.viewer.sop.id]
    status = look.tables.status
    found = yields(whole, status[status["report_id"].isin(whole["report_id"].unique())])
    n_finished = int(found["n_finished"].sum())
    if n_finished < FEWEST_FOR_PERCENT:
        not_yet(
            f"Laporan tanpa pengembalian: perlu {FEWEST_FOR_PERCENT} laporan selesai, baru ada "
            f"{n_finished}."
        )
        return
    row = found.to_dict("records")[0]
    low, high = row["first_time_right_rate_low"], row["first_time_right_rate_high"]
    fit = counted(row["n_first_time_right"], n_finished, low, high)
    finding = f"{fit} laporan selesai tanpa pengembalian"
    rolled = percent(row["rolled_yield_rate"], decimals=0)
    opening(
        finding,
        f"Bila pemeriksaan tidak saling bergantung, {rolled} tanpa pengembalian",
        f"laporan dengan langkah yang selesai {look.population.period}, tanpa yang dibatalkan",
    )
    shares = pd.DataFrame([*_steps(look, whole), *_reports(row)], columns=list(COLUMNS))
    drawn = shares.assign(label=shares["label"].map(escape))
    picture(yield_shares(drawn, mark=look.mark), key="yields", finding=finding)
    st.caption(LEGEND)
    caption = "Disetujui pada pemeriksaan pertama, per pemeriksa dan seluruhnya."
    twin(HEADINGS, zip(shares["label"], shares["words"], strict=True), caption=caption)


def _steps(look: Monitoring, whole: pd.DataFrame) -> list[tuple[Any, ...]]:
    counts = rejection_counts(whole)
    by_step = {str(row["step"]): row for row in counts.to_dict("records")}
    known = [step for step in reviews(look.population) if step.id in by_step]
    return [_step(step, by_step[step.id]) for step in known]


def _step(step: Any, row: Any) -> tuple[Any, ...]:
    n = int(row["n_first"])
    n_passed = n - int(row["n_first_rejections"])
    low, high = 1 - row["first_rejection_rate_high"], 1 - row["first_rejection_rate_low"]
    is_told = n >= FEWEST_FOR_PERCENT
    shares = (row["first_pass_yield"], low, high) if is_told else (float("nan"),) * 3
    return (f"{step.number}. {step.short_name}", *shares, False, out_of(n_passed, n))


def _reports(row: Any) -> list[tuple[Any, ...]]:
    nothing = float("nan")
    rolled = row["rolled_yield_rate"]
    told = percent(rolled, decimals=0)
    return [
        (PRODUCT, rolled, nothing, nothing, True, told),
        (
            WHOLE_REPORTS,
            row["first_time_right_rate"],
            row["first_time_right_rate_low"],
            row["first_time_right_rate_high"],
            False,
            out_of(row["n_first_time_right"], row["n_finished"]),
        ),
    ]
