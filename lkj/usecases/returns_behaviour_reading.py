"""Whether a review returns drafts as usual: by months, or between returns where rare."""

from typing import Any

import pandas as pd

from lkj.analytics.process_limits import PROVISIONAL_FROM, LimitStatus
from lkj.analytics.rejections import reviews
from lkj.analytics.return_behaviour import return_rates, reviews_between_returns
from lkj.analytics.schema import Outcome
from lkj.charts.returns_behaviour import COLUMNS
from lkj.domain.sop import Step
from lkj.labels.formats import MONTHS, number, percent, short_date
from lkj.labels.words import MISSING
from lkj.usecases.behaviour_reading import in_periods
from lkj.usecases.population import Population
from lkj.usecases.process_changes import process_changes
from lkj.usecases.returns_reading import reviews as review_steps

LATEST = 120  # points that are drawn
CHANCE_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Menurut",
    "Titik",
    "Nilai",
    "Pusat",
    "Batas bawah",
    "Batas atas",
    "Di luar batas",
)
BY_MONTH, BETWEEN = "months", "between"


def returns_series(
    passes: pd.DataFrame, step: Step, about: Population
) -> tuple[str, pd.DataFrame] | None:
    """How returns of a step are looked at, and the rows; None where they are too few.

    By months (p-chart) where there is a return a month on average and 10 months have reviews;
    otherwise the approvals between two returns (XmR) from 10 of these on.
    """
    own = passes[passes["step"] == step.id]
    months = return_rates(own, zone=about.office.zone, by=("period",))
    is_frequent = len(months) > 0 and months["n_rejections"].mean() >= 1
    if is_frequent and months["pooled_rate"].notna().any():
        return BY_MONTH, months
    between = reviews_between_returns(own, by=("period",))
    if between["centre_ratio"].notna().any():
        return BETWEEN, between
    return None


def chosen_review(about: Population) -> Step | None:
    """The review that the view names; the first where it names none, None without any."""
    steps = review_steps(about)
    named = (step for step in steps if step.id == about.view.review)
    return next(named, steps[0] if steps else None)


def chance_rows(about: Population) -> pd.DataFrame:
    """The points that are drawn, each with its lines."""
    step = chosen_review(about)
    passes = in_periods(about, process_changes(about.office, about.sop))
    found = returns_series(passes, step, about) if step else None
    if step is None or found is None:
        return pd.DataFrame(columns=list(CHANCE_COLUMNS))
    kind, rows = found
    points = months_rows(rows) if kind == BY_MONTH else between_rows(rows, about)
    lines = [points[name].to_numpy() for name in ("value", "centre", "lower", "upper")]
    values = (
        step.number,
        step.short_name,
        "bulan" if kind == BY_MONTH else "jarak",
        points["label"].to_numpy(),
        *lines,
        points["is_signal"].to_numpy(),
    )
    return pd.DataFrame(dict(zip(CHANCE_COLUMNS, values, strict=True)), index=points.index)


def still_needed(passes: pd.DataFrame, step: Step, about: Population) -> str:
    """What a picture of a step's returns still needs."""
    own = reviews(passes[passes["step"] == step.id])
    months = return_rates(own, zone=about.office.zone, by=())
    n_returns = int(months["n_rejections"].sum())
    return (
        f"Langkah {step.number}: peta pengembalian perlu {PROVISIONAL_FROM} bulan dengan rata-"
        f"rata satu pengembalian sebulan, atau {PROVISIONAL_FROM + 1} pengembalian; baru ada "
        f"{number(n_returns)} pengembalian dalam {number(len(months))} bulan."
    )


def months_rows(months: pd.DataFrame) -> pd.DataFrame:
    """The points of shares per month: COLUMNS."""
    shown = months.tail(LATEST)
    rows = shown.to_dict("records")
    return pd.DataFrame(
        {
            "label": [_month(row["month"]) for row in rows],
            "value": shown["rejection_rate"],
            "centre": shown["pooled_rate"],
            "lower": shown["lower_rate"],
            "upper": shown["upper_rate"],
            "is_signal": shown["is_outside"],
            "is_new": _is_new(shown["period"]),
            "hover": [f"{_month(row['month'])}: {_of(row)} dikembalikan" for row in rows],
            "key": [f"{row['month']:%Y-%m}" for row in rows],
        },
        columns=list(COLUMNS),
    )


def between_rows(between: pd.DataFrame, about: Population) -> pd.DataFrame:
    """The points of approvals between returns: COLUMNS."""
    shown = between.tail(LATEST)
    zone = about.office.zone
    rows = shown.to_dict("records")
    return pd.DataFrame(
        {
            "label": [str(place) for place in range(1, len(shown) + 1)],
            "value": shown["n_between"].astype("float64"),
            "centre": shown["centre_ratio"],
            "lower": shown["lower_ratio"],
            "upper": shown["upper_ratio"],
            "is_signal": _is_signal(shown),
            "is_new": _is_new(shown["period"]),
            "hover": [
                f"Dikembalikan {short_date(row['left_at'], zone)} setelah "
                f"{number(row['n_between'])} disetujui"
                for row in rows
            ],
            "key": shown["report_id"].astype(str),
        },
        columns=list(COLUMNS),
    )


def returns_sentence(kind: str, rows: pd.DataFrame, step: Step) -> str:
    """The finding over the picture; the latest period decides."""
    latest = rows[rows["period"] == rows["period"].iloc[-1]]
    if kind == BY_MONTH:
        n_unlike, what = int(latest["is_outside"].sum()), "bulan"
    else:
        n_unlike, what = int(_is_signal(latest).sum()), "jarak antarpengembalian"
    told = f"{number(n_unlike)} dari {number(len(latest))} {what} di luar kebiasaan"
    if latest["limit_status"].iloc[-1] == LimitStatus.NONE:
        told = f"{number(len(latest))} {what} sejak perubahan, belum cukup untuk batas baru"
    elif not n_unlike:
        told = "pengembalian seperti biasanya"
    return f"Langkah {step.number}: {told}"


def decisions_behind(
    passes: pd.DataFrame, kind: str, keys: list[str], *, step: Step, about: Population
) -> pd.DataFrame:
    """The decisions of the months, or the returns of the reports, that points stand for."""
    own = reviews(passes[passes["step"] == step.id])
    if kind == BY_MONTH:
        local = own["left_at"].dt.tz_convert(about.office.zone)
        decided: pd.DataFrame = own[local.dt.strftime("%Y-%m").isin(keys)]
        return decided
    return own[own["report_id"].isin(keys) & (own["outcome"] == Outcome.REJECTED)]


def returns_cells(kind: str, rows: pd.DataFrame, about: Population) -> list[list[str]]:
    """The numbers of the picture, the latest last, under the headings of its kind."""
    records = rows.tail(LATEST).to_dict("records")
    if kind == BY_MONTH:
        return [_month_cells(row) for row in records]
    return [_between_cells(row, about) for row in records]


def _is_signal(between: pd.DataFrame) -> pd.Series:
    return between[["is_outside", "is_long_run", "is_near_limit"]].any(axis=1)


def _is_new(periods: pd.Series) -> pd.Series:
    is_new: pd.Series = periods.diff().fillna(0) != 0
    return is_new


def _month(at: Any) -> str:
    return f"{MONTHS[at.month - 1][:3]} {at.year}"


def _of(row: Any) -> str:
    return f"{number(row['n_rejections'])} dari {number(row['n'])}"


def _month_cells(row: Any) -> list[str]:
    limits = MISSING
    if pd.notna(row["upper_rate"]):
        low, high = (percent(row[name], decimals=0) for name in ("lower_rate", "upper_rate"))
        limits = f"{low}–{high}"
    return [_month(row["month"]), _of(row), limits, "ya" if row["is_outside"] else "tidak"]


def _between_cells(row: Any, about: Population) -> list[str]:
    limits = MISSING
    if pd.notna(row["upper_ratio"]):
        low = 0 if pd.isna(row["lower_ratio"]) else row["lower_ratio"]
        limits = f"{number(low, decimals=1)}–{number(row['upper_ratio'], decimals=1)}"
    is_unlike = row["is_outside"] or row["is_long_run"] or row["is_near_limit"]
    at = short_date(row["left_at"], about.office.zone)
    return [at, number(row["n_between"]), limits, "ya" if is_unlike else "tidak"]
