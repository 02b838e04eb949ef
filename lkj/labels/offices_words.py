"""Words of the comparison of satuan kerja: headings, legends, the columns of its files."""

from lkj.labels.findings import FEWEST_FOR_PERCENT, of_how_many
from lkj.labels.formats import number
from lkj.labels.table_fields import ENDING, STEP, Field, Table, count, minutes, share

TITLE = "Perbandingan satuan kerja"
NOBODY = (
    "Belum ada satuan kerja yang potretnya dapat dibaca. Potret dibuat server tiap beberapa "
    "menit, atau dengan: python -m lkj snapshots"
)
NO_COMMON_SOP = "Belum ada satuan kerja yang menjalankan SOP yang sama dengan kantor Anda."
PROBLEM = {
    "none": "belum pernah dipotret",
    "content": "potretnya rusak",
    "apart": "potretnya rusak",
    "format": "potretnya dibuat versi lain aplikasi ini",
    "office": "potretnya milik satuan kerja lain",
}
ABOVE, BELOW, ORDINARY, FEW = "lebih sering", "lebih jarang", "tidak berbeda", "terlalu sedikit"
STATE_HEADINGS = (
    *("Satuan kerja", "Didaftarkan", "Berjalan", "Melewati tenggat", "Selesai"),
    *("Dibatalkan", "Belum didaftarkan", "Keadaan per"),
)
TIME_HEADINGS = (
    *("Satuan kerja", "Sesuai mutu baku waktu", "Dibanding kebetulan", "Tanpa waktu"),
    *("Mutu baku waktu", "Median", "85 dari 100 selesai dalam", "Median menunggu"),
)
RETURN_HEADINGS = (
    *("Satuan kerja", "Dikembalikan", "Dibanding kebetulan", "Pemeriksaan pertama"),
    "Disetujui pada pemeriksaan pertama",
)
INTERVAL_LEGEND = (
    "Titik = bagian; garis = selang 95%; garis tegak = seluruh satuan kerja bersama. "
    "Lingkaran: di luar yang dapat terjadi karena kebetulan (99,8%). Makin sedikit "
    "pelaksanaan, makin panjang selangnya."
)
FUNNEL_LEGEND = (
    "Satu titik = satu satuan kerja. Di antara garis titik-titik (95%) dan garis penuh "
    "(99,8%), perbedaan masih dapat terjadi karena kebetulan; makin sedikit kasus, makin jauh "
    "jarak kedua garis itu."
)
MINUTES_LEGEND = (
    "Titik = median; garis sampai waktu yang memuat 85 dari 100 pelaksanaan; garis tegak = "
    "mutu baku waktu yang berlaku di satuan kerja itu."
)
NO_RANKING = "Bukan peringkat. Satuan kerja dibandingkan, bukan orang."
_MOST_NAMES = 4

_OFFICE = (
    Field("code", "Kode satuan kerja", "Kode pada satuan.toml"),
    Field("office", "Satuan kerja", "Nama pada satuan.toml"),
)
_COMPARED = (
    share("low", "Batas bawah 95%", "Selang Wilson 95%"),
    share("high", "Batas atas 95%", "Selang Wilson 95%"),
    Field("verdict", "Dibanding kebetulan", "Apakah di luar batas 99,8% sekitar seluruhnya"),
)
TABLES = {
    "keadaan": Table(
        "Keadaan laporan",
        "satu satuan kerja",
        "antarsatuan-keadaan",
        (
            *_OFFICE,
            count("n_registered", "Didaftarkan", "Laporan yang didaftarkan"),
            count("n_running", "Berjalan", "Sedang berjalan, yang terlambat juga"),
            count("n_late", "Melewati tenggat", "Belum selesai, didaftarkan atau belum"),
            count("n_finished", "Selesai", "Dikirim atau selesai"),
            count("n_cancelled", "Dibatalkan", "Laporan yang dibatalkan"),
            count("n_unregistered", "Belum didaftarkan", "Direncanakan saja"),
            *ENDING,
        ),
    ),
    "waktu": Table(
        "Waktu per langkah",
        "satu langkah di satu satuan kerja",
        "antarsatuan-waktu",
        (
            *_OFFICE,
            *STEP,
            count("n", "Pelaksanaan", "Pelaksanaan yang diputuskan"),
            count("n_known", "Diketahui waktunya", "Terukur atau dilaporkan pelaksana"),
            count("n_unknown", "Tanpa waktu pengerjaan", "Menitnya tidak diketahui"),
            count("n_forgotten", "Lupa mencatat", "Tidak dinilai"),
            count("n_bounded", "Tanpa waktu mulai", "Hanya diterima sampai selesai diketahui"),
            count("n_within", "Sesuai mutu baku", "Di antara yang diketahui waktunya"),
            share("within_rate", "Bagian sesuai", "Sesuai dibagi diketahui"),
            *_COMPARED,
            minutes("least_standard", "Mutu baku waktu, terkecil", "Menurut versi SOP-nya"),
            minutes("most_standard", "Mutu baku waktu, terbesar", "Menurut versi SOP-nya"),
            minutes("p50_minutes", "Median dikerjakan", "Mulai 3 pelaksanaan"),
            minutes("p85_minutes", "85 dari 100 selesai dalam", "Mulai 7 pelaksanaan"),
            minutes("p50_waiting_minutes", "Median menunggu", "Mulai 3 pelaksanaan"),
            minutes("p50_lead_minutes", "Median diterima sampai selesai", "Mulai 3"),
            *ENDING,
        ),
    ),
    "pengembalian": Table(
        "Pengembalian",
        "satu pemeriksa di satu satuan kerja",
        "antarsatuan-pengembalian",
        (
            *_OFFICE,
            *STEP,
            count("n", "Pemeriksaan", "Keputusan setuju atau kembalikan"),
            count("n_rejections", "Dikembalikan", "Di antaranya yang dikembalikan"),
            share("rejection_rate", "Bagian dikembalikan", "Dikembalikan dibagi pemeriksaan"),
            *_COMPARED,
            count("n_first", "Pemeriksaan pertama", "Pada pelaksanaan ke-1 langkah itu"),
            count("n_first_rejections", "Dikembalikan, pertama", "Di antaranya"),
            share("first_pass_yield", "Disetujui langsung", "Pada pemeriksaan pertama"),
            *ENDING,
        ),
    ),
}


def side_word(side: float | None) -> str:
    """How a share lies against chance."""
    words = {1: ABOVE, -1: BELOW, 0: ORDINARY}
    return FEW if side is None or side != side else words[int(side)]  # noqa: PLR0124


def compared_finding(sides: dict[str, float | None], *, what: str, where: str) -> str:
    """Which satuan kerja differ by more than chance: named while they are few.

    Args:
        sides: by name, see `pool_comparison.against_pool`.
        what: what is counted, `sesuai mutu baku waktu`.
        where: at which step.
    """
    unusual = {name: side_word(side) for name, side in sides.items() if side in {1, -1}}
    if not unusual:
        return f"{where}: perbedaan antarsatuan kerja masih dapat terjadi karena kebetulan"
    if len(unusual) > _MOST_NAMES:
        n_above = sum(word == ABOVE for word in unusual.values())
        return (
            f"{where}: {number(len(unusual))} dari {number(len(sides))} satuan kerja di luar "
            f"kebetulan, {number(n_above)} lebih sering dan "
            f"{number(len(unusual) - n_above)} lebih jarang {what}"
        )
    named = ", ".join(f"{name} {word}" for name, word in unusual.items())
    return f"{where}: {named} {what}"


def states_finding(*, n_late: int, n_offices_late: int, n_running: int, n_offices: int) -> str:
    """How the reports of all stand in one sentence."""
    if not n_late:
        return (
            f"{number(n_running)} laporan berjalan di {number(n_offices)} satuan kerja, belum "
            "ada yang melewati tenggat"
        )
    return (
        f"{number(n_late)} laporan melewati tenggat di {number(n_offices_late)} dari "
        f"{number(n_offices)} satuan kerja"
    )


def share_words(n_some: float, n: float, low: float, high: float) -> str:
    """`8 dari 9`, with percentage and interval where there are enough."""
    return of_how_many(int(n_some), int(n), low, high)


def short_share(n_some: float, n: float) -> str:
    """What stands beside a row of the picture: `47%, n 120`, or `3 dari 5`."""
    if n < FEWEST_FOR_PERCENT:
        return f"{number(n_some)} dari {number(n)}"
    return f"{number(100 * n_some / n)}%, n {number(n)}"


def standard_words(least: float, most: float) -> str:
    """Mutu baku waktu of one or several versions of an SOP."""
    if least == most:
        return f"{number(least)} menit"
    return f"{number(least)}–{number(most)} menit"
