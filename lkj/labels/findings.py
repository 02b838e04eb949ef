"""Sentences made from numbers: the finding that stands above a table or a chart."""

from collections.abc import Sequence
from datetime import date

from lkj.labels.formats import number, percent, short_day


def status_finding(
    *, n_late: int, n_running: int, n_unregistered: int, n_total: int, n_undated: int
) -> str:
    """What the report status says in one sentence.

    `n_late` reports are past their deadline, registered or not; `n_running` others run;
    `n_unregistered` are planned only; `n_total` are known in all; `n_undated` open ones have
    no deadline.
    """
    if not n_total:
        return "Belum ada laporan."
    late, running, unregistered = map(number, (n_late, n_running, n_unregistered))
    if n_late:
        sentence = f"{late} laporan melewati tenggat, {running} lainnya sedang berjalan"
    elif n_running:
        sentence = f"{running} laporan sedang berjalan, belum ada yang melewati tenggat"
    elif n_unregistered:
        sentence = f"Tidak ada laporan yang berjalan, {unregistered} belum didaftarkan"
    elif n_total == 1:
        sentence = "Satu-satunya laporan telah selesai"
    else:
        sentence = f"Semua {number(n_total)} laporan telah selesai"
    undated = f"; tenggat {number(n_undated)} laporan belum diisi" if n_undated else ""
    return sentence + undated


def status_subtitle(*, n_planned: int, n_unregistered: int, as_of: str) -> str:
    """Population and as-of of the report status."""
    return (
        f"{number(n_planned)} laporan direncanakan, "
        f"{number(n_unregistered)} belum didaftarkan · keadaan per {as_of}"
    )


def paper_saved(*, n: int, first: int, last: int, n_without_hours: int) -> str:
    """What was stored from paper, and what the missing hours mean."""
    numbers = f"no. {first}" if first == last else f"no. {first}–{last}"
    text = f"{n} langkah dicatat ({numbers})."
    if n_without_hours:
        text += (
            f" {n_without_hours} tanpa jam: dihitung dalam lama penyelesaian, "
            "tidak dinilai terhadap mutu baku waktu."
        )
    return text


FEWEST_TO_SPEAK = 3  # known passes; below, dots alone say nothing
FEWEST_FOR_PERCENT = 10


def time_finding(*, n: int, n_known: int, worst: tuple[int, int, int] | None) -> str:
    """What the working minutes say against mutu baku waktu.

    `n` passes were finished, the minutes of `n_known` are known. `worst` is the step with most
    passes over its standard: its number, how many of its passes, of how many known; None where
    no pass is over.
    """
    if n_known < FEWEST_TO_SPEAK:
        known = f"{number(n_known)} dari {number(n)} pelaksanaan"
        return f"Waktu pengerjaan baru diketahui pada {known}: belum cukup untuk dinilai"
    if worst is None:
        known = f"{number(n_known)} pelaksanaan yang diketahui waktunya"
        return f"Tidak ada yang melewati mutu baku waktu pada {known}"
    step, n_over, n_step = worst
    share = f"{number(n_over)} dari {number(n_step)} pelaksanaan"
    return f"Langkah {step} melewati mutu baku waktu pada {share}"


def time_subtitle(*, period: str, n_unknown: int, as_of: str) -> str:
    """Population, unknowns and as-of of the working minutes."""
    return (
        f"Menit kerja tiap pelaksanaan yang selesai {period} · {number(n_unknown)} tanpa waktu "
        f"pengerjaan · garis = mutu baku waktu · keadaan per {as_of}"
    )


def returns_finding(*, n: int, n_rejections: int) -> str:
    """How often a draft was returned, of how many reviews."""
    if not n_rejections:
        return f"Tidak ada pengembalian dari {number(n)} pemeriksaan"
    returned = f"{number(n_rejections)} kali dari {number(n)} pemeriksaan"
    return f"Konsep dikembalikan {returned}"


def returns_subtitle(*, reviewers: Sequence[str], period: str, as_of: str) -> str:
    """Who reviews, in which period, as of when."""
    return f"Menurut pemeriksa: {', '.join(reviewers)} · {period} · keadaan per {as_of}"


def completeness(*, n: int, n_known: int) -> str:
    """How much of what happened has minutes."""
    return (
        f"Kelengkapan pencatatan: waktu pengerjaan diketahui pada {number(n_known)} "
        f"dari {number(n)} pelaksanaan"
    )


def of_how_many(n_some: int, n: int, low: float, high: float) -> str:
    """A count of a whole; with its percentage and 95% interval where there are enough."""
    counted = f"{number(n_some)} dari {number(n)}"
    if n < FEWEST_FOR_PERCENT:
        return counted
    interval = f"{percent(low, decimals=0)}–{percent(high, decimals=0)}"
    return f"{counted} ({percent(n_some / n, decimals=0)}; {interval})"


def period_words(since: date | None, until: date | None) -> str:
    """`Sen, 1 Jan 2026 sampai Sel, 30 Jun 2026`, or `sejak awal pencatatan`."""
    if since is not None and until is not None:
        return f"{short_day(since)} sampai {short_day(until)}"
    if since is not None:
        return f"sejak {short_day(since)}"
    return "sejak awal pencatatan" if until is None else f"sampai {short_day(until)}"


def causes_finding(*, n_over: int, n_unexplained: int) -> str:
    """How many passes are over mutu baku waktu, and of how many nobody has said why."""
    if not n_over:
        return "Tidak ada pelaksanaan yang diketahui melewati mutu baku waktu"
    over = f"{number(n_over)} pelaksanaan melewati mutu baku waktu"
    if not n_unexplained:
        return f"{over}, semuanya sudah diberi penyebab"
    return f"{over}, {number(n_unexplained)} belum diberi penyebab"


def causes_subtitle(*, n: int, n_known: int, n_forgotten: int, period: str, as_of: str) -> str:
    """Population, unknowns and as-of of the causes."""
    forgotten = f" · {number(n_forgotten)} lupa dicatat, tidak dinilai" if n_forgotten else ""
    known = f"{number(n_known)} dari {number(n)} pelaksanaan yang selesai {period}"
    return f"Waktu pengerjaan diketahui pada {known}{forgotten} · keadaan per {as_of}"
