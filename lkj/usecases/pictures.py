"""Every picture and table of the monitoring pages, and the rows that it shows."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import pandas as pd

from lkj.usecases.aging_rows import aging_mark_rows
from lkj.usecases.behaviour_reading import behaviour_rows
from lkj.usecases.causes_reading import cause_rows
from lkj.usecases.credibility_reading import source_rows
from lkj.usecases.flow_reading import flow_rows, month_rows
from lkj.usecases.funnel_reading import funnel_rows
from lkj.usecases.live_reading import live_rows
from lkj.usecases.pairs_reading import containment_rows, pair_rows
from lkj.usecases.paths_pictures import follow_rows, path_rows, transition_rows
from lkj.usecases.population import Population
from lkj.usecases.reasons_reading import reason_rows, repeat_rows
from lkj.usecases.returned_reading import returned_rows
from lkj.usecases.returns_behaviour_reading import chance_rows
from lkj.usecases.returns_reading import return_rows
from lkj.usecases.rework_reading import rework_rows
from lkj.usecases.step_reading import curve_rows
from lkj.usecases.strips_reading import loop_rows, strip_rows
from lkj.usecases.time_marks import standard_rows, time_mark_rows, wait_rows
from lkj.usecases.time_part_marks import (
    arrow_rows,
    box_rows,
    scoreboard_marks,
    waiting_rows,
    year_rows,
)
from lkj.usecases.yield_reading import yield_rows


@dataclass(frozen=True)
class Picture:
    """One picture: its title, what a row is, the words of its file name, and its rows.

    `rows` gives typed values under Indonesian headings that `labels.picture_words.FIELDS`
    explains: one row for each mark that is drawn, or for each row of a table. Where nothing is
    drawn yet it gives the headings alone.
    """

    title: str
    row: str
    file_name: str
    rows: Callable[[Population], pd.DataFrame]


# By the last part of their address, `/unduh/gambar/NAME.csv`; titles have at most 25 letters.
PICTURES: Mapping[str, Picture] = {
    "time": Picture(
        "Waktu per langkah", "satu tanda pada gambar", "gambar-waktu", time_mark_rows
    ),
    "wait": Picture("Dikerjakan dan menunggu", "satu langkah", "gambar-menunggu", wait_rows),
    "standard": Picture(
        "Bukti mutu baku waktu", "satu langkah", "bukti-mutu-baku", standard_rows
    ),
    "scoreboard": Picture(
        "Papan ringkas", "satu tanda pada gambar", "papan-ringkas", scoreboard_marks
    ),
    "overlay": Picture("Pada gambar SOP", "satu kotak", "gambar-sop", box_rows),
    "arrows": Picture("Panah pada gambar SOP", "satu panah", "panah-sop", arrow_rows),
    "transitions": Picture(
        "Lintasan antarlangkah", "satu lintasan", "lintasan", transition_rows
    ),
    "follows": Picture("Jejaring langkah", "satu panah", "jejaring-langkah", follow_rows),
    "paths": Picture("Jalan laporan", "satu laporan atau satu jalan", "jalan", path_rows),
    "waiting": Picture("Sebab menunggu", "satu langkah", "sebab-menunggu", waiting_rows),
    "years": Picture("Tahun ke tahun", "satu tanda pada gambar", "tahun-ke-tahun", year_rows),
    "chance": Picture("Peta pengembalian", "satu titik", "peta-pengembalian", chance_rows),
    "returns": Picture(
        "Pengembalian", "satu langkah pemeriksaan", "gambar-pengembalian", return_rows
    ),
    "reasons": Picture("Alasan pengembalian", "satu alasan", "alasan", reason_rows),
    "repeats": Picture(
        "Alasan berulang", "satu alasan dalam satu laporan", "alasan-berulang", repeat_rows
    ),
    "strips": Picture(
        "Perjalanan laporan", "satu pelaksanaan", "gambar-perjalanan", strip_rows
    ),
    "loops": Picture(
        "Kali dikembalikan", "satu banyaknya pengembalian", "kali-dikembalikan", loop_rows
    ),
    "rework": Picture(
        "Tambahan menit kerja", "satu langkah pemeriksaan", "gambar-perbaikan", rework_rows
    ),
    "pairs": Picture(
        "Siapa memeriksa siapa", "satu pasangan", "pemeriksa-dan-penyusun", pair_rows
    ),
    "containment": Picture(
        "Yang lolos", "satu langkah pemeriksaan", "kekurangan-lolos", containment_rows
    ),
    "returned": Picture(
        "Pengembalian terbaru", "satu pengembalian", "pengembalian-terbaru", returned_rows
    ),
    "causes": Picture("Penyebab", "satu penyebab", "penyebab", cause_rows),
    "curve": Picture(
        "Selesai dalam menit", "satu titik pada garis", "gambar-sebaran-waktu", curve_rows
    ),
    "behaviour": Picture(
        "Kebiasaan langkah", "satu pelaksanaan", "gambar-kebiasaan", behaviour_rows
    ),
    "live": Picture("Sesuai, sebenarnya", "satu langkah", "gambar-kesesuaian", live_rows),
    "months": Picture("Laporan per bulan", "satu bulan", "gambar-bulan", month_rows),
    "flow": Picture("Arus laporan", "satu hari dan satu langkah", "gambar-arus", flow_rows),
    "aging": Picture(
        "Umur di langkah", "satu tanda pada gambar", "gambar-umur", aging_mark_rows
    ),
    "yields": Picture(
        "Tanpa pengembalian", "satu tanda pada gambar", "gambar-disetujui", yield_rows
    ),
    "funnel": Picture(
        "Perbandingan pemeriksa", "satu pemeriksa", "gambar-pemeriksa", funnel_rows
    ),
    "sources": Picture("Sumber waktu", "satu pelaksana", "gambar-sumber-waktu", source_rows),
}
