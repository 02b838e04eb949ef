"""What Tabel 7 says: headings of the regulation, and sentences made from its figures."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from lkj.domain.commands import Cause
from lkj.domain.table7 import (
    FEWEST_KNOWN,
    Assessment,
    Difference,
    Figures,
    Semester,
    StepFigures,
    steps_under,
)
from lkj.labels.findings import of_how_many
from lkj.labels.formats import minutes_text, number
from lkj.labels.words import CAUSE, MISSING

TITLE = "Monitoring Pelaksanaan SOP AP"
SCREEN_TITLE = f"{TITLE} (Tabel 7)"
RULE = "Tabel 7, Peraturan Menteri PANRB Nomor 35 Tahun 2012"
HEADINGS = (
    "No.",
    "Prosedur",
    "Penilaian terhadap Penerapan",
    "Catatan Hasil Penilaian",
    "Tindakan yang Harus Diambil",
    "Paraf Penilai",
)
ASSESSMENT = {
    Assessment.WELL: "Berjalan dengan baik",
    Assessment.NOT_WELL: "Tidak berjalan dengan baik",
    Assessment.NOT_ASSESSED: "Tidak dinilai pada semester ini",
}
PROPOSED = "usulan sistem"
ANNEX = "Lampiran: angka setiap langkah"
ANNEX_HEADINGS = (
    "Langkah",
    "Mutu baku waktu",
    "Selesai",
    "Sesuai",
    "Melewati",
    "Tanpa waktu",
    "Dikembalikan",
    "Median",
    "Terlama",
    "Penyebab yang melewati",
)
FIGURE = {
    "n": "pelaksanaan selesai",
    "n_known": "diketahui waktunya",
    "n_within": "sesuai",
    "n_over": "melewati",
    "n_unknown": "tanpa waktu",
    "n_forgotten": "lupa dicatat",
    "n_reviewed": "pemeriksaan",
    "n_returned": "dikembalikan",
    "p50_minutes": "median",
    "max_minutes": "terlama",
    "excess_minutes": "kelebihan",
    "causes": "penyebab",
}
NOTHING_FINISHED = "Tidak ada pelaksanaan yang selesai pada semester ini."
CHANGED = "Data berubah setelah penetapan"
DRAFT, DETERMINED = "Konsep", "Ditetapkan"
HAND_TYPED = "diketik, tanpa data di aplikasi ini"
DEFINITIONS = (
    ("Pelaksanaan", "satu laporan melewati satu langkah, sekali; selesai dalam semester ini"),
    ("Sesuai", "waktu pengerjaan tidak lebih dari mutu baku waktu; tepat sama termasuk sesuai"),
    ("Tanpa waktu", "selesai, tetapi waktu pengerjaannya tidak diketahui; tidak dinilai"),
    ("Lupa dicatat", "tidak dinilai karena penyebabnya lupa mencatat"),
    ("Dikembalikan", "keputusan mengembalikan, dari semua pemeriksaan pada langkah itu"),
    ("Median", "separuh pelaksanaan paling lama sekian; diisi mulai 3 pelaksanaan"),
    (
        "Usulan sistem",
        f"dihitung mulai {FEWEST_KNOWN} pelaksanaan yang diketahui waktunya; yang menilai "
        "adalah penilai",
    ),
)
PAPER_HINT = (
    "Tekan Ctrl+P untuk mencetak atau menyimpan sebagai PDF, A4 mendatar. Kotak ini tidak ikut "
    "tercetak."
)


def semester_name(semester: Semester) -> str:
    """`Semester I Tahun 2026`."""
    return f"Semester {'I' * semester.half} Tahun {semester.year}"


def draft_finding(*, n_assessed: int, n_proposed: int, n_open: int) -> str:
    """How far an open sheet is: rows by who filled in column 3."""
    parts = {
        "dinilai penilai": n_assessed,
        "menurut usulan sistem": n_proposed,
        "belum dinilai": n_open,
    }
    said = ", ".join(f"{number(n)} {words}" for words, n in parts.items() if n)
    return f"{DRAFT}: {number(n_assessed + n_proposed + n_open)} baris, {said}"


def no_proposal(n_known: int) -> str:
    """Why the system proposes nothing."""
    return f"Belum cukup data ({number(n_known)} pelaksanaan); penilai memutuskan."


def assessment_text(assessment: Assessment | None, figures: Figures | None) -> str:
    """Column 3; in its place the reason where neither system nor assessor has spoken."""
    if assessment is not None:
        return ASSESSMENT[assessment]
    return MISSING if figures is None else no_proposal(figures.n_known)


def kept(figures: Figures) -> str:
    """`31 dari 36 (86%; 71%–94%)`; without a percentage under 10; a dash of none."""
    if not figures.n_known:
        return MISSING
    low, high = figures.within_rate_low or 0.0, figures.within_rate_high or 0.0
    return of_how_many(figures.n_within, figures.n_known, low, high)


def reason_of_proposal(figures: Figures, *, threshold: int) -> str:
    """Why the system proposes what it does, in one sentence."""
    if figures.n_known < FEWEST_KNOWN:
        return no_proposal(figures.n_known)
    limit = f"batas usulan {threshold} dari 100"
    return f"{kept(figures)} pelaksanaan yang diketahui waktunya sesuai; {limit}."


def proposed_note(
    figures: Figures, *, threshold: int, steps: Sequence[StepFigures] = ()
) -> str:
    """What column 4 holds until somebody writes it: figures, and steps that stand out."""
    if not figures.n:
        return NOTHING_FINISHED
    under = steps_under(steps, threshold=threshold)
    parts = (_within(figures), *_beside(figures), *_returned(figures), *_causes(figures))
    return "\n".join([*parts, *_under(under)])


def causes_text(figures: Figures) -> str:
    """`rapat 2, belum diberi penyebab 1`; a dash of none."""
    return ", ".join(_cause(code, n) for code, n in figures.causes) or MISSING


def step_cells(step: StepFigures) -> tuple[str, ...]:
    """One row of the annex, under ANNEX_HEADINGS."""
    figures = step.figures
    standard = (
        "beberapa" if step.standard_minutes is None else minutes_text(step.standard_minutes)
    )
    without = figures.n_unknown + figures.n_forgotten
    returned = f"{number(figures.n_returned)} dari {number(figures.n_reviewed)}"
    return (
        f"{step.number}. {step.name}",
        standard,
        number(figures.n),
        kept(figures),
        number(figures.n_over) if figures.n_known else MISSING,
        number(without),
        returned if figures.n_reviewed else MISSING,
        minutes_text(figures.p50_minutes),
        minutes_text(figures.max_minutes),
        causes_text(figures),
    )


def change_sentences(changes: Iterable[Difference]) -> list[str]:
    """What changed since the sheet was determined, a sentence for each step."""
    return [
        f"Langkah {step}: " + "; ".join(_change(one) for one in found) + "."
        for (_, step), found in groupby(changes, key=lambda one: (one.sop_id, one.number))
    ]


def acted_text(steps: Sequence[int]) -> str:
    """The mark of an assessor who acted in the SOP that is assessed."""
    listed = ", ".join(map(str, steps))
    return f"Penilai ikut melaksanakan SOP ini pada semester ini (langkah {listed})."


def threshold_text(threshold: int) -> str:
    """How the system comes to its proposal."""
    return (
        f"Usulan: berjalan dengan baik bila sedikitnya {threshold} dari 100 pelaksanaan yang "
        f"diketahui waktunya sesuai mutu baku waktu; di bawah {FEWEST_KNOWN} pelaksanaan yang "
        "diketahui tidak ada usulan."
    )


def _within(figures: Figures) -> str:
    if not figures.n_known:
        return f"Waktu pengerjaan tidak diketahui pada {number(figures.n)} pelaksanaan."
    return f"{kept(figures)} pelaksanaan yang diketahui waktunya sesuai mutu baku waktu."


def _beside(figures: Figures) -> list[str]:
    parts = []
    if figures.n_unknown and figures.n_known:
        parts.append(f"{number(figures.n_unknown)} tanpa waktu pengerjaan")
    if figures.n_forgotten:
        parts.append(f"{number(figures.n_forgotten)} lupa dicatat")
    return [f"{', '.join(parts).capitalize()}, tidak dinilai."] if parts else []


def _returned(figures: Figures) -> list[str]:
    if not figures.n_reviewed:
        return []
    if not figures.n_returned:
        return [f"Tidak ada pengembalian dari {number(figures.n_reviewed)} pemeriksaan."]
    returned = f"{number(figures.n_returned)} pengembalian"
    return [f"{returned} dari {number(figures.n_reviewed)} pemeriksaan."]


def _causes(figures: Figures) -> list[str]:
    return [f"Penyebab: {causes_text(figures)}."] if figures.causes else []


def _under(steps: Sequence[StepFigures]) -> list[str]:
    listed = "; ".join(f"langkah {s.number} ({kept(s.figures)})" for s in steps)
    return [f"Di bawah batas: {listed}."] if steps else []


def _cause(code: str, n: int) -> str:
    words = CAUSE[Cause(code)].lower() if code else "belum diberi penyebab"
    return f"{words} {number(n)}"


def _change(one: Difference) -> str:
    return (
        f"{FIGURE[one.field]} {_value(one.field, one.before)} → {_value(one.field, one.after)}"
    )


def _value(field: str, value: object) -> str:
    if field == "causes":
        return causes_text(Figures(causes=value))  # type: ignore[arg-type]
    if field.endswith("_minutes"):
        return minutes_text(value)  # type: ignore[arg-type]
    return number(value)  # type: ignore[arg-type]
