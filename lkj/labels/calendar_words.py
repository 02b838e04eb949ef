"""Sentences about the working calendar: a year, its draft, and what the draft changes."""

from collections.abc import Sequence

from lkj.labels.formats import number

# By code; what is no day off has hours of its own.
EXCEPTION_KIND = {
    "public_holiday": "Hari libur nasional",
    "collective_leave": "Cuti bersama",
    "local_holiday": "Libur daerah atau kantor",
    "ramadan_hours": "Jam kerja Ramadan",
    "half_day": "Setengah hari",
    "extra_day": "Hari kerja tambahan",
    "other_hours": "Jam kerja lain",
}
KIND_HELP = {
    "public_holiday": "Ditetapkan dengan SKB 3 Menteri setiap tahun.",
    "collective_leave": "Bagian cuti bersama pada SKB 3 Menteri.",
    "local_holiday": "Hanya untuk Kalimantan Barat atau kantor ini, misalnya hari jadi.",
    "ramadan_hours": "Berlaku pada hari kerja dalam rentangnya; hari libur di dalamnya tetap.",
    "half_day": "Kantor tutup lebih awal atau buka lebih siang.",
    "extra_day": "Hari yang biasanya libur, misalnya Sabtu, tetapi masuk kerja.",
    "other_hours": "Jam lain dalam suatu rentang, misalnya sejak ada peraturan jam kerja baru.",
}
VERDICT = {"within": "sesuai", "over": "melewati", "none": "tidak dinilai"}
CHANGE = {"added": "Ditambah", "removed": "Dihapus", "week": "Diubah", "years": "Diubah"}
SEVERAL_YEARS = (
    "Jam sepekan berlaku untuk semua tahun kalender ini, juga yang lampau. Jam baru sejak "
    "tanggal tertentu ditambahkan sebagai Jam kerja lain dari tanggal itu."
)


def year_finding(*, year: int, n_working_days: int, n_days_off: int) -> str:
    """How many days of a year are worked, and how many a day off takes away."""
    worked = f"{number(n_working_days)} hari kerja pada {year}"
    return f"{worked}, {number(n_days_off)} hari libur pada hari kerja"


def estimates(*, year: int, n: int) -> str:
    """How many exceptions of a year no decree has fixed."""
    return (
        f"{number(n)} baris {year} masih perkiraan; kantor mencocokkannya dengan keputusan "
        "atau edaran yang berlaku."
    )


def covered(*, version: int, is_draft: bool, first_year: int, last_year: int) -> str:
    """Which version this is, which years it speaks for, and what that means."""
    name = f"Rancangan versi {version}, belum berlaku" if is_draft else f"Versi {version}"
    return (
        f"{name}. Menit kerja di seluruh aplikasi dihitung menurut kalender yang "
        f"berlaku. Kalender memuat {first_year} sampai {last_year}; tanggal di luarnya ditolak "
        "sampai hari liburnya dimuat."
    )


def draft_finding(*, version: int, n_changes: int) -> str:
    """That a draft waits, and how much it changes of the calendar."""
    return f"Rancangan versi {version}: {number(n_changes)} perubahan belum berlaku"


def draft_origin(*, who: str, when: str) -> str:
    """Who changed the draft last, and that nothing counts yet."""
    return (
        f"Terakhir diubah oleh {who}, {when}. Angka di seluruh aplikasi tetap dihitung menurut "
        "versi yang berlaku sampai rancangan ini diberlakukan."
    )


def effect_finding(
    *, n_judged: int, n_verdicts: int, n_within: int, n_over: int, n_none: int
) -> str:
    """How many verdicts change, and into what."""
    if not n_judged:
        return "Belum ada penilaian yang dapat berubah"
    if not n_verdicts:
        return f"Tidak ada dari {number(n_judged)} penilaian yang berubah"
    parts = [
        f"{number(n)} menjadi {words}"
        for n, words in (
            (n_within, "sesuai"),
            (n_over, "melewati mutu baku waktu"),
            (n_none, "tidak dapat dinilai"),
        )
        if n
    ]
    changed = f"{number(n_verdicts)} dari {number(n_judged)} penilaian berubah"
    return f"{changed}: {', '.join(parts)}"


def effect_caption(*, n_minutes: int, n_running: int, n_due: int) -> str:
    """What else changes: minutes, ages, and when standards run out."""
    return (
        f"{number(n_minutes)} pelaksanaan selesai mendapat menit kerja lain · "
        f"{number(n_running)} pelaksanaan berjalan mendapat lama lain · "
        f"{number(n_due)} batas waktu langkah bergeser"
    )


def activation_warning(*, version: int, effect: str) -> str:
    """What happens when the draft is activated."""
    return (
        f"Versi {version} berlaku saat ini juga untuk semua orang. {effect}. Perubahan ini "
        "tercatat di jejak audit. Keadaan menurut yang diketahui sebelumnya tetap dihitung "
        "dengan versi lama."
    )


def lacking_year(*, year: int, names: Sequence[str]) -> str:
    """What a year probably lacks, by the names that its neighbour has."""
    return f"{year} belum memuat: {', '.join(names)}."


def file_offer(*, version: int, is_newer: bool, n_changes: int, n_skipped: int) -> str:
    """That the calendar's file holds something that the office has not."""
    opening = (
        f"Berkas kalender memuat versi lebih baru (versi {version})"
        if is_newer
        else f"Isi berkas kalender versi {version} berubah"
    )
    skipped = (
        f" {number(n_skipped)} baris berkas dilewati karena tanggalnya sudah diatur kantor."
        if n_skipped
        else ""
    )
    return (
        f"{opening}: {number(n_changes)} perubahan yang belum ada di sini. Perhitungan belum "
        f"berubah.{skipped}"
    )


def activated(*, version: int, no: int, verdicts: int) -> str:
    """That the draft counts now, with the number in the audit log."""
    changed = f"{number(verdicts)} penilaian berubah" if verdicts else "penilaian tidak berubah"
    return f"Kalender versi {version} berlaku, {changed}. Jejak audit no. {no}."
