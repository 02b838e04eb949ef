"""What Status laporan and its printed sheet say beside their figures."""

from lkj.labels.findings import status_finding
from lkj.labels.formats import number

STATUS_TITLE = "Status laporan"
TO_STATUS = "Umur di langkah, pemegang, dan sisa hari: Status laporan"
SOON_DAYS_TEXT = "14 hari"
NO_REPORTS = (
    "Daftarkan laporan baru, atau catat laporan yang sudah berjalan dari Buku Agenda. Di sini "
    "setiap laporan yang belum selesai akan tampil dengan langkahnya, pemegangnya, lamanya di "
    "langkah itu, dan sisa hari sampai tenggat."
)
NOTHING_OPEN = (
    "Tidak ada laporan yang belum selesai pada pilihan ini. Yang sudah selesai ada di Laporan."
)
NOTHING_RUNNING = (
    "Tidak ada laporan yang sedang dikerjakan, jadi belum ada umur yang dapat dibandingkan."
)

OPEN_HEADINGS = (
    "Laporan",
    "Langkah",
    "Pemegang",
    "Diterima",
    "Lama di langkah",
    "Umur laporan",
    "Dibanding yang selesai",
    "Tenggat",
    "Paling cepat selesai",
)
EXPECTED_MEANING = (
    "Paling cepat selesai: sisa mutu baku waktu sampai langkah terakhir, dihitung dari saat "
    "ini menurut kalender kerja, tanpa menunggu dan tanpa pengembalian. Bukan ramalan."
)
OPEN_CAPTION = "Laporan yang belum selesai; yang terlambat dan mendekati tenggat lebih dahulu."
HOLDER_HEADINGS = ("Laporan", "Langkah", "Lama di langkah", "Tenggat")
HOLDERS_HEADINGS = ("Pemegang", "Laporan")
HOLDERS_CAPTION = "Menurut pemegang berkas."
NOBODY_YET = "Belum didaftarkan"
NO_HOLDER = "Tidak menunggu siapa pun"

AGING_TITLE = "Umur di langkah"
AGING_LEGEND = (
    "▲ sudah dimulai · △ diterima, belum dimulai · jingga = sejak dimulai melewati mutu baku "
    "waktu · garis tebal = mutu baku waktu · pita abu-abu = lama di langkah 50, 85, dan 95 "
    "dari 100 pelaksanaan terdahulu sejenis (pertama atau ulangan). Waktu menunggu ikut "
    "dalam umur, tetapi tidak dinilai terhadap mutu baku waktu."
)
ONLY_STANDARD = "Riwayat belum 5 pelaksanaan: hanya mutu baku waktu yang digambar"
AGING_HOW = "Klik sebuah tanda untuk membuka laporannya."
AGING_AXIS = "Lama di langkah (waktu kerja)"
AGING_HEADINGS = (
    "Langkah",
    "Pelaksanaan",
    "Laporan",
    "Sudah dimulai",
    "Terlama",
    "Mutu baku",
    "50 dari 100",
    "85 dari 100",
    "95 dari 100",
    "Riwayat",
)
AGING_CAPTION = (
    "Laporan yang berjalan menurut langkah, dan lama di langkah pelaksanaan terdahulu sejenis."
)
FIRST_PASS, REPEAT_PASS = "pertama", "ulangan"

STATUS_DEFINITIONS = (
    ("Lama di langkah", "waktu kerja sejak langkah itu diterima, termasuk menunggu"),
    ("Umur laporan", "waktu kerja sejak disposisi diterima"),
    (
        "Dibanding yang selesai",
        "berapa laporan selesai yang lebih muda ketika meninggalkan langkah itu, pada "
        "pelaksanaan sejenis",
    ),
    ("Mendekati tenggat", f"sisa paling banyak {SOON_DAYS_TEXT} kalender dan belum dikirim"),
    (
        "Paling cepat selesai",
        "sisa mutu baku waktu sampai langkah terakhir, dihitung dari saat ini menurut kalender "
        "kerja, tanpa menunggu dan tanpa pengembalian: bukan ramalan",
    ),
)


def status_headline(
    *,
    n_late: int,
    n_soon: int,
    n_running: int,
    n_unregistered: int,
    n_total: int,
    n_undated: int,
) -> str:
    """What the open reports say in one sentence, the late and the nearly late first.

    `n_late` reports are past their deadline and `n_soon` near it, registered or not;
    `n_running` others run; `n_unregistered` of all are planned only; `n_total` are known in
    all; `n_undated` open ones have no deadline.
    """
    if not n_soon:
        return status_finding(
            n_late=n_late,
            n_running=n_running,
            n_unregistered=n_unregistered,
            n_total=n_total,
            n_undated=n_undated,
        )
    late = f"{number(n_late)} laporan melewati tenggat, {number(n_soon)} mendekati tenggat"
    soon = f"{number(n_soon)} laporan mendekati tenggat, belum ada yang melewatinya"
    sentence = late if n_late else soon
    if n_running:
        sentence += f"; {number(n_running)} lainnya sedang berjalan"
    if n_unregistered:
        sentence += f"; {number(n_unregistered)} belum didaftarkan"
    return sentence + (
        f"; tenggat {number(n_undated)} laporan belum diisi" if n_undated else ""
    )


def aging_finding(
    *, n: int, n_over: int, n_unusual: int, n_compared: int, oldest: tuple[int, str] | None
) -> str:
    """What the ages say: `n` reports run, `n_over` were begun longer ago than mutu baku.

    `n_unusual` of the `n_compared` with enough history are older than 85 of 100 earlier
    passes. `oldest` is the step with the highest age, and that age in words.
    """
    if n_unusual:
        of = f"{number(n_unusual)} dari {number(n_compared)} laporan yang dapat dibandingkan"
        return f"{of} lebih lama di langkahnya daripada 85 dari 100 pelaksanaan terdahulu"
    if n_over:
        return f"{number(n_over)} dari {number(n)} laporan sudah melewati mutu baku waktu"
    if oldest is None:
        return NOTHING_RUNNING
    step, age = oldest
    return f"Paling lama di langkahnya: {age}, pada langkah {step}"


def aging_subtitle(*, n: int, n_started: int, n_history: int, as_of: str) -> str:
    """Population, what is not begun, history and as-of of the ages."""
    waiting = f"{number(n - n_started)} diterima tetapi belum dimulai"
    return (
        f"{number(n)} laporan berjalan, {waiting} · "
        f"dibanding {number(n_history)} pelaksanaan yang pernah selesai · keadaan per {as_of}"
    )


def holder_line(*, n: int, n_late: int, n_soon: int) -> str:
    """How many reports wait for one role."""
    parts = [f"{number(n)} laporan"]
    parts += [f"{number(n_late)} melewati tenggat"] if n_late else []
    parts += [f"{number(n_soon)} mendekati tenggat"] if n_soon else []
    return ", ".join(parts)


def pace_words(n_quicker: int, n_closed: int) -> str:
    """How old a report is beside the finished ones when they left its step."""
    if not n_closed:
        return "belum ada pembanding"
    if not n_quicker:
        return f"tidak lebih tua dari {number(n_closed)} laporan selesai"
    return f"lebih tua dari {number(n_quicker)} dari {number(n_closed)} laporan selesai"


def how_many(n_shown: int, n: int) -> str:
    """That only the first of many rows are shown; nothing where all are."""
    if n_shown == n:
        return ""
    return f" {number(n_shown)} dari {number(n)}; selengkapnya pada unduhan."
