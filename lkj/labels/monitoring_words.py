"""What the monitoring screens and their printed sheets say beside their figures."""

from lkj.labels.formats import number

NO_PASSES = (
    "Belum ada langkah yang selesai pada periode ini. Di sini setiap pelaksanaan akan tampil "
    "sebagai satu titik terhadap garis mutu baku waktu."
)
TIME_LEGEND = (
    "● terukur · ◆ dilaporkan pelaksana · ○ jumlah tanpa waktu pengerjaan · garis tebal = mutu "
    "baku waktu · garis tipis = median · jingga = melewati mutu baku waktu"
)
MANY_PER_DOT = "makin besar titiknya, makin banyak pelaksanaan di sekitar menit itu"
TIME_HEADINGS = (
    "Langkah",
    "Mutu baku",
    "Sesuai",
    "Melewati",
    "Tanpa waktu",
    "Median",
    "Terlama",
    "Kelebihan",
    "Median menunggu",
)
TIME_DEFINITIONS = (
    (
        "Waktu pengerjaan",
        "menit kerja yang benar-benar dipakai: dilaporkan pelaksana, atau dari mulai sampai "
        "selesai; waktu menunggu tidak ikut",
    ),
    ("Mutu baku waktu", "menit menurut versi SOP yang berlaku bagi laporan itu"),
    ("Sesuai", "waktu pengerjaan tidak lebih dari mutu baku waktu; tepat sama termasuk sesuai"),
    ("Tanpa waktu", "selesai, tetapi waktu pengerjaannya tidak diketahui; tidak dinilai"),
    ("Median", "separuh pelaksanaan paling lama sekian; diisi mulai 3 pelaksanaan"),
    ("Kelebihan", "jumlah menit kerja di atas mutu baku waktu"),
    ("Persen", "diisi mulai 10 pelaksanaan, dengan selang 95% menurut Wilson"),
)

NO_REVIEWS = (
    "Belum ada konsep yang diperiksa pada periode ini. Pengembalian dan alasannya akan tampil "
    "di sini."
)
NO_REVIEW_YET = "belum ada pemeriksaan"
RETURNS_LEGEND = (
    "Ungu penuh = dikembalikan pada pemeriksaan pertama · ungu bergaris = dikembalikan lagi "
    "setelah perbaikan · abu-abu = disetujui. Jumlah ini bukan penilaian terhadap orang; lihat "
    "alasannya."
)
RETURNS_HEADINGS = (
    "Pemeriksa",
    "Dikembalikan",
    "Pada pemeriksaan pertama",
    "Setelah perbaikan",
    "Disetujui pada pemeriksaan pertama",
)
RETURNS_DEFINITIONS = (
    ("Pemeriksaan", "keputusan menyetujui atau mengembalikan konsep pada satu langkah"),
    ("Pemeriksaan pertama", "pelaksanaan ke-1 langkah itu dalam satu laporan"),
    ("Setelah perbaikan", "pelaksanaan ke-2 dan seterusnya"),
    ("Persen", "diisi mulai 10 pemeriksaan, dengan selang 95% menurut Wilson"),
)
REASON_HEADINGS = (
    "Alasan",
    "Pengembalian",
    "Laporan",
    "Laporan yang mengalaminya berulang",
)
REASONS_CAPTION = "Satu pengembalian dapat menyebut beberapa alasan."

REPORT_HEADINGS = ("Laporan", "Jenis", "Tahun kinerja", "Keadaan", "Tenggat")
REPORTS_CAPTION = (
    "Semua yang berjalan atau direncanakan, dan yang selesai dalam 12 bulan terakhir."
)
NO_DEADLINE = "Tenggat belum diisi"

CAUSE_HEADINGS = (
    "Penyebab",
    "Pelaksanaan",
    "Melewati mutu baku waktu",
    "Kelebihan",
    "Lupa mencatat, tidak dinilai",
)
NO_CAUSE = "Belum diberi penyebab"
CAUSES_CAPTION = (
    "Pelaksanaan yang melewati mutu baku waktu atau diberi penyebab. Yang lupa dicatat tidak "
    "dinilai."
)
NO_CAUSES = (
    "Belum ada langkah yang selesai pada periode ini. Di sini pelaksanaan yang melewati mutu "
    "baku waktu akan tampil dengan penyebabnya."
)
NOTHING_TO_EXPLAIN = "Tidak ada yang perlu diberi penyebab pada pilihan ini."
EXPLAIN_NOW = "Penyebab dicatat pada keadaan saat ini: kosongkan saringan Keadaan per."

UNEXPLAINED_CAPTION = "Melewati mutu baku waktu dan belum diberi penyebab, terlama dahulu."
ATTENTION = "Yang perlu perhatian sekarang"
NOT_ENOUGH = "Belum cukup data"
ANALYSIS_DEFINITIONS = (
    ("Waktu pengerjaan", "menit kerja yang benar-benar dipakai, tanpa menunggu"),
    ("Sebenarnya", "kesesuaian yang juga menghitung yang masih dikerjakan (Kaplan–Meier)"),
    ("Hasil kali", "bagian tanpa pengembalian bila setiap pemeriksaan berdiri sendiri"),
    ("Dibanding kebetulan", "di luar batas 99,8% menurut binomial; bukan peringkat orang"),
    ("Terlambat dicatat", "lebih dari 60 menit kerja sesudah selesai"),
    ("Persen", "diisi mulai 10 pelaksanaan, dengan selang 95% menurut Wilson"),
)

CAUSES_TITLE = "Penyebab"
ANALYSIS_TITLE = "Analisis lanjutan"
TIME_TITLE = "Waktu per langkah"
RETURNS_TITLE = "Pengembalian"
SUMMARY_TITLE = "Ringkasan pelaksanaan SOP"
PRINT_HINT = (
    "Tekan Ctrl+P untuk mencetak atau menyimpan sebagai PDF. Kotak ini tidak ikut tercetak."
)


def other_passes(n: int) -> str:
    """What is said where a period is empty and others are not."""
    return f"{number(n)} pelaksanaan selesai di luar periode ini."
