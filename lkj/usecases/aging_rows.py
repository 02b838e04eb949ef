"""The rows behind the picture of ages, as they are downloaded."""

import pandas as pd

from lkj.analytics.aging_marks import aging_marks
from lkj.usecases.aging_reading import MOST_MARKS
from lkj.usecases.open_reading import ages_of, open_look
from lkj.usecases.population import Population
from lkj.usecases.reading import step_columns


def aging_mark_rows(about: Population) -> pd.DataFrame:
    """A row for each mark, with the standard and the bands of its step and pass type."""
    look = open_look(about, ages_of(about.tables))
    place = {step.id: step for step in about.steps}
    marks = aging_marks(look.ages, max_marks=MOST_MARKS)
    marks = marks[marks["step"].isin(list(place))]
    kind = ["step", "is_repeat"]
    bands = look.ages.drop_duplicates(kind).set_index(kind)
    behind = bands.reindex(pd.MultiIndex.from_frame(marks[kind].astype({"step": "str"})))
    lead = {
        f"{percent} dari 100 lewat dalam (menit kerja)": behind[
            f"p{percent}_lead_minutes"
        ].to_numpy()
        for percent in (50, 85, 95)
    }
    steps = [place[str(step)] for step in marks["step"]]
    return pd.DataFrame(
        {
            **step_columns(steps),
            "Pelaksanaan ulang": marks["is_repeat"].to_numpy(),
            "Jumlah laporan": marks["n"].to_numpy(),
            "Lama di langkah (menit kerja)": marks["age_minutes"].to_numpy(),
            "Sudah dimulai": marks["is_started"].to_numpy(),
            "Melewati mutu baku waktu": marks["is_over"].to_numpy(),
            "Kode laporan": marks["report_id"].array,
            "Mutu baku waktu (menit kerja)": [step.standard.minutes for step in steps],
            **lead,
        }
    )
