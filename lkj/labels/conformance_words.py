"""What Kesesuaian dengan SOP and its printed sheet say beside their figures."""

from collections.abc import Sequence

from lkj.labels.formats import number

CONFORMANCE_TITLE = "Kesesuaian dengan SOP"
NOTHING_DECIDED = (
    "Belum ada langkah yang selesai pada pilihan ini. Di sini setiap laporan akan tampil "
    "sebagai satu baris dengan langkah-langkahnya: selesai, dilewati, tambahan, di luar "
    "urutan, atau dikerjakan pelaksana lain."
)
LISTS = {
    "order": "Urutan",
    "actor": "Pelaku",
    "time": "Waktu",
    "input": "Kelengkapan",
    "target": "Tujuan pengembalian",
    "roles": "Rangkap peran",
}
KINDS = {
    "skipped": "dilewati",
    "extra": "tambahan",
    "wrong_order": "urutan salah",
    "after_end": "setelah selesai",
}
# What stands in a cell of the matrix, and its word.
MARKS = {
    "done": ("✓", "selesai"),
    "open": ("●", "sedang berjalan"),
    "ahead": ("", "belum dicapai"),
    "skipped": ("✗", "dilewati"),
    "extra": ("+", "tambahan"),
    "wrong_order": ("⇄", "urutan salah"),
    "wrong_actor": ("!", "pelaku lain"),
    "after_end": ("»", "setelah selesai"),
}
MATRIX_LEGEND = (
    "✓ selesai · ● sedang berjalan · ✗ dilewati · + tambahan · ⇄ urutan salah · ! pelaku lain "
    "· » setelah selesai · dalam kurung = dibenarkan. Pengembalian yang disediakan SOP bukan "
    "penyimpangan."
)
MATRIX_CAPTION = "Laporan dan langkahnya; yang temuannya belum dibenarkan lebih dahulu."
_MOST_LETTERS = 180  # of all names of steps over columns beside each other
MATRIX_FIRST, MATRIX_LAST = ("Laporan",), ("Kesesuaian urutan", "Temuan")
LIST_HEADINGS = (
    "Daftar",
    "Temuan",
    "Laporan",
    "Menit kerja",
    "Dibenarkan",
    "Belum dibenarkan",
    "Laporan yang belum",
)
LIST_CAPTION = (
    "Setiap daftar dihitung sendiri. Menit kerja: kelebihan di atas mutu baku waktu, atau yang "
    "dipakai untuk pelaksanaan tambahan."
)
FREQUENT_HEADINGS = ("Penyimpangan urutan", "Kali", "Laporan", "Menit kerja", "Dibenarkan")
FREQUENT_CAPTION = "Penyimpangan urutan menurut langkah, yang tersering lebih dahulu."
FINDING_HEADINGS = ("Laporan", "Temuan", "Selesai", "Pembenaran")
NO_FINDINGS = "Tidak ada temuan dalam daftar ini."
JUSTIFY_NOW = "Pembenaran dicatat pada keadaan saat ini: kosongkan saringan Keadaan per."
FOR_GOOD = "seterusnya"
NOT_ACCEPTED = "belum dibenarkan"
CONFORMANCE_DEFINITIONS = (
    (
        "Kesesuaian urutan",
        "bagian pelaksanaan yang mengikuti jalan SOP; laporan yang berjalan dinilai sejauh ini",
    ),
    ("Dilewati", "langkah yang harus ada menurut SOP, tetapi tidak tercatat"),
    ("Tambahan", "pelaksanaan yang belum atau tidak jatuh gilirannya"),
    ("Urutan salah", "dilewati pada tempatnya dan dikerjakan di tempat lain"),
    ("Pelaku", "diputuskan dalam peran yang bukan pelaksana langkah itu menurut SOP"),
    ("Waktu", "waktu pengerjaan yang diketahui melewati mutu baku waktu"),
    ("Kelengkapan", "dicatat tidak ada ketika langkah diselesaikan"),
    ("Tujuan pengembalian", "dikembalikan ke langkah lain daripada menurut SOP"),
    ("Rangkap peran", "satu orang menyelesaikan dua langkah yang dipisahkan, dalam dua peran"),
    (
        "Dibenarkan",
        "diterima dengan alasan oleh yang berhak; tetap dihitung dalam Temuan, tidak dalam "
        "Belum dibenarkan",
    ),
)


def conformance_finding(*, n: int, n_keeping: int, n_others: int, n_accepted: int) -> str:
    """How many of `n` reports keep to the SOP's way, and what else was found.

    `n_keeping` have no deviation of order that is not accepted; `n_others` are findings of
    the other lists that are not accepted; `n_accepted` findings of any list are accepted.
    """
    if n_keeping == n == 1:
        sentence = "1 laporan mengikuti urutan SOP"
    elif n_keeping == n:
        sentence = f"Semua {number(n)} laporan mengikuti urutan SOP"
    else:
        sentence = f"{number(n_keeping)} dari {number(n)} laporan mengikuti urutan SOP"
    if n_others:
        sentence += f"; {number(n_others)} temuan lain"
    return sentence + (f"; {number(n_accepted)} temuan dibenarkan" if n_accepted else "")


def conformance_subtitle(
    *, n: int, n_running: int, n_unclear: int, period: str, as_of: str
) -> str:
    """Population, how far, ambiguous ones and as-of."""
    unclear = (
        f" · {number(n_unclear)} dapat dibaca dengan lebih dari satu cara" if n_unclear else ""
    )
    return (
        f"{number(n)} laporan dengan pelaksanaan yang selesai {period}, {number(n_running)} di "
        f"antaranya dinilai sejauh ini{unclear} · keadaan per {as_of}"
    )


def list_line(*, n: int, n_accepted: int) -> str:
    """How long one list is, raw and net."""
    accepted = f", {number(n_accepted)} dibenarkan" if n_accepted else ""
    return f"{number(n)} temuan{accepted}"


def step_columns(steps: Sequence[tuple[int, str]]) -> tuple[list[str], str]:
    """What stands over the columns of steps, and what explains it.

    Args:
        steps: number and short name of each.

    Returns:
        Numbers with names, or the numbers alone where the names are too long to stand beside
        each other; then a sentence tells them, which is empty else.
    """
    names = [f"{at}. {name}" for at, name in steps]
    if sum(map(len, names)) <= _MOST_LETTERS:
        return names, ""
    return [str(at) for at, _ in steps], f"Nomor kolom = langkah: {' · '.join(names)}"
