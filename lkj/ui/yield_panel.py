"""How many reports needed no return, beside what independent reviews would give."""

from typing import Any

import pandas as pd
import streamlit as st

from lkj.analytics.rejections import rejection_counts, yields
from lkj.charts.yield_shares import COLUMNS, yield_shares
from lkj.labels.findings import FEWEST_FOR_PERCENT
from lkj.labels.formats import percent
from lkj.labels.words import MISSING
from lkj.ui.monitoring import Monitoring
from lkj.ui.panel import not_yet, opening, out_of, picture, step_label, twin
from lkj.ui.returns_panel import reviews
from lkj.ui.rework_panel import whole_reports

HEADINGS = ("Pemeriksaan", "Disetujui pada pemeriksaan pertama")
WHOLE_REPORTS, PRODUCT = "Laporan tanpa pengembalian", "Hasil kali pemeriksaan"
LEGEND = (
    "● disetujui pada pemeriksaan pertama, garis = rentang kepastian 95% · ○ hasil kali: bagian "
    "laporan tanpa pengembalian bila setiap pemeriksaan berdiri sendiri."
)


def yield_panel(look: Monitoring) -> None:
    """Draw first-pass yields, their product, and the reports that needed no return."""
    whole = whole_reports(look)
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
    finding = (
        f"{out_of(row['n_first_time_right'], n_finished)} laporan selesai tanpa pengembalian"
    )
    opening(
        finding,
        "Laporan yang dibatalkan tidak dihitung",
        f"bila pemeriksaan tidak saling bergantung: {percent(row['rolled_yield_rate'], decimals=0)}",
        look.filter.period,
    )
    rows = [*_steps(look, whole), *_reports(row)]
    picture(
        yield_shares(pd.DataFrame(rows, columns=list(COLUMNS)), mark=look.mark),
        key="yields",
        finding=finding,
    )
    st.caption(LEGEND)
    twin(
        HEADINGS,
        [(str(label), str(words)) for label, *_, words in rows],
        caption="Disetujui pada pemeriksaan pertama, per pemeriksa dan seluruhnya.",
    )


def _steps(look: Monitoring, whole: pd.DataFrame) -> list[tuple[Any, ...]]:
    counts = rejection_counts(whole)
    by_step = {str(row["step"]): row for row in counts.to_dict("records")}
    return [_step(step, by_step[step.id]) for step in reviews(look) if step.id in by_step]


def _step(step: Any, row: Any) -> tuple[Any, ...]:
    n = int(row["n_first"])
    n_passed = n - int(row["n_first_rejections"])
    low, high = 1 - row["first_rejection_rate_high"], 1 - row["first_rejection_rate_low"]
    is_told = n >= FEWEST_FOR_PERCENT
    shares = (row["first_pass_yield"], low, high) if is_told else (float("nan"),) * 3
    return (step_label(step), *shares, False, out_of(n_passed, n))


def _reports(row: Any) -> list[tuple[Any, ...]]:
    nothing = float("nan")
    rolled = row["rolled_yield_rate"]
    told = percent(rolled, decimals=0) if rolled == rolled else MISSING
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
