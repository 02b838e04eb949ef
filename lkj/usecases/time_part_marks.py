"""The rows behind the parts of Waktu per langkah, as they are downloaded."""

import pandas as pd

from lkj.analytics.waiting_causes import PARTS
from lkj.domain.sop import Step
from lkj.usecases.overlay_reading import overlay_arrows, overlay_boxes
from lkj.usecases.population import Population, of_all_time
from lkj.usecases.reading import step_columns
from lkj.usecases.scoreboard_reading import scoreboard_dots, scoreboard_rows
from lkj.usecases.time_reading import time_summary
from lkj.usecases.waiting_reading import waiting_bars, waiting_table
from lkj.usecases.years_reading import years_dots, years_table

BOARD_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Tanda",
    "Kali mutu baku",
    "85 dari 100 selesai dalam (menit kerja)",
    "Melewati mutu baku waktu",
    "Mutu baku waktu (menit kerja)",
)
BOX_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Mutu baku waktu (menit kerja)",
    "Diketahui waktunya",
    "Sesuai mutu baku",
    "Median langkah (menit kerja)",
    "Kali mutu baku",
    "Median menunggu (menit kerja)",
)
ARROW_COLUMNS = (
    "Dari langkah",
    "Ke langkah",
    "Arah",
    "Jumlah pelaksanaan",
    "Menunggu diketahui",
    "Median menunggu (menit kerja)",
)
WAITING_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Menunggu diketahui",
    "Menunggu (menit kerja)",
    "Mengerjakan laporan lain (menit kerja)",
    "Mendahulukan yang kemudian (menit kerja)",
    "Dikumpulkan dahulu (menit kerja)",
    "Tidak dijelaskan (menit kerja)",
)
YEAR_COLUMNS = (
    "No. langkah",
    "Langkah",
    "Tahun kinerja",
    "Jumlah pelaksanaan",
    "Waktu pengerjaan (menit kerja)",
    "Melewati mutu baku waktu",
    "Kode laporan",
)
MEDIAN, DOT = "batang: median", "titik: satu pelaksanaan"


def scoreboard_marks(about: Population) -> pd.DataFrame:
    """A row for each bar, then one for each dot of steps without a median."""
    summary, steps = time_summary(about), list(about.steps)
    rows, dots = scoreboard_rows(summary, about), scoreboard_dots(summary, about)
    bars = rows[rows["median"].notna()]
    standard = pd.Series([float(step.standard.minutes) for step in steps])
    place = pd.concat([pd.Series(bars.index), dots["row"]]).to_numpy(dtype="int64")
    high = (bars["high"] * standard[bars.index]).tolist()
    values = (
        [MEDIAN] * len(bars) + [DOT] * len(dots),
        [*bars["median"], *dots["value"]],
        pd.Series(high + [None] * len(dots), dtype="float64"),
        pd.Series([*bars["is_over"], *dots["is_over"]], dtype="bool"),
        standard.iloc[place].to_numpy(),
    )
    named = step_columns(steps[row] for row in place)
    return pd.DataFrame(named | dict(zip(BOARD_COLUMNS[2:], values, strict=True)))


def box_rows(about: Population) -> pd.DataFrame:
    """A row for each box of the SOP that something was done in."""
    summary = time_summary(about)
    ratios = overlay_boxes(summary, about).set_index("step")["ratio"]
    by_step = {str(row["step"]): row for row in summary.to_dict("records")}
    known = [step for step in about.sop.steps if step.id in by_step]
    names = ("n_known", "n_within", "p50_minutes")
    values = (
        [step.standard.minutes for step in known],
        *([by_step[step.id][name] for step in known] for name in names),
        [ratios[step.id] for step in known],
        [by_step[step.id]["p50_waiting_minutes"] for step in known],
    )
    columns = dict(zip(BOX_COLUMNS[2:], values, strict=True))
    return pd.DataFrame({**step_columns(known), **columns})


def arrow_rows(about: Population) -> pd.DataFrame:
    """A row for each arrow that something came by."""
    arrows = overlay_arrows(about)
    drawn = arrows[(arrows["n"] > 0) | arrows["waiting"].notna()]
    names = {step.id: f"{step.number}. {step.short_name}" for step in about.sop.steps}
    values = (
        drawn["source"].map(names),
        drawn["step"].map(names),
        drawn["is_returned"].map({True: "dikembalikan", False: "diteruskan"}),
        drawn["n"],
        drawn["n_waiting"],
        drawn["waiting"],
    )
    return pd.DataFrame(dict(zip(ARROW_COLUMNS, values, strict=True)))


def waiting_rows(about: Population) -> pd.DataFrame:
    """A row for each bar, with the minutes of its parts."""
    table = waiting_table(about)
    bars = waiting_bars(table, about)
    known = table.set_index(table["step"].astype(str)).reindex(bars["key"])
    values = (
        known["n_waiting"].to_numpy(),
        known["waiting_minutes"].to_numpy(),
        *(bars[part] for part in PARTS),
    )
    named = step_columns(about.sop.step(key) for key in bars["key"])
    return pd.DataFrame(named | dict(zip(WAITING_COLUMNS[2:], values, strict=True)))


def year_rows(about: Population) -> pd.DataFrame:
    """A row for each dot of the latest tahun kinerja."""
    everything = of_all_time(about)
    table = years_table(everything)
    if table.empty:
        return pd.DataFrame(columns=list(YEAR_COLUMNS))
    dots = years_dots(table, everything)
    rows = table.iloc[dots["row"].to_numpy(dtype="int64")]
    steps: list[Step] = [about.sop.step(str(step)) for step in rows["step"]]
    values = (
        rows["fiscal_year"].to_numpy(),
        dots["n"].to_numpy(),
        dots["value"].to_numpy(),
        dots["is_over"].to_numpy(),
        dots["key"].to_numpy(),
    )
    columns = dict(zip(YEAR_COLUMNS[2:], values, strict=True))
    return pd.DataFrame({**step_columns(steps), **columns})
