"""What the columns of every downloaded table are called, count in, and mean."""

from dataclasses import dataclass

WORKING_MINUTES, COUNT, SHARE, LOCAL_TIME = (
    "menit kerja",
    "jumlah",
    "bagian 0–1",
    "waktu kantor",
)
PERSON = "nama orang"  # only for those who may read them


@dataclass(frozen=True)
class Field:
    """One column: its name in code, its heading, what it means, and its unit where it has one.

    A column of the unit `PERSON` is absent for those who may not read data per person.
    """

    name: str
    heading: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its title, what a row is, the words of its file name, and its columns."""

    title: str
    row: str
    file_name: str
    fields: tuple[Field, ...]


_REPORT = (
    Field("report_id", "Kode laporan", "Kode tetap satu laporan; sama di semua tabel"),
    Field("title", "Judul", "Judul laporan seperti didaftarkan"),
    Field("fiscal_year", "Tahun kinerja", "Tahun yang dilaporkan, bukan tahun penyusunan"),
    Field("period", "Jenis", "Tahunan atau salah satu triwulan"),
    Field("state", "Keadaan", "Keadaan laporan pada waktu yang disebut di Keadaan per"),
)
_SOP = Field("sop", "SOP", "Nama singkat SOP")
_STEP = (
    Field("step_number", "No. langkah", "Nomor langkah pada lembar SOP"),
    Field("step", "Langkah", "Nama langkah"),
)
_ROLE = Field("role", "Pelaksana", "Peran SOP yang bertindak; kosong di luar peran SOP")
_CAPACITY = Field("capacity", "Kedudukan", "Definitif, Plt., atau Plh. saat bertindak")
_ACTOR = Field("actor", "Pelaku", "Orang yang bertindak", PERSON)
_REASONS = Field(
    "reasons", "Alasan pengembalian", "Alasan yang dipilih; titik koma di antaranya"
)
_SOURCE = Field("source", "Sumber", "Langsung di aplikasi, dari berkas, atau dari impor")
_RECORDED = Field("recorded_at", "Dicatat", "Kapan diketahui aplikasi", LOCAL_TIME)
_ENDING = (
    Field("as_of", "Keadaan per", "Yang terjadi sesudahnya tidak dihitung", LOCAL_TIME),
    Field("remark", "Keterangan", "DATA CONTOH bila orang dan angkanya rekaan"),
)


def _minutes(name: str, heading: str, meaning: str) -> Field:
    return Field(name, f"{heading} ({WORKING_MINUTES})", meaning, WORKING_MINUTES)


def _count(name: str, heading: str, meaning: str) -> Field:
    return Field(name, heading, meaning, COUNT)


def _share(name: str, heading: str, meaning: str) -> Field:
    return Field(name, heading, meaning, SHARE)


_STANDARD = _minutes("standard_minutes", "Mutu baku waktu", "Menurut versi SOP laporan itu")
_LEAD = _minutes("lead_minutes", "Lama di langkah", "Dari diterima sampai selesai")
_WAITING = _minutes("waiting_minutes", "Waktu tunggu", "Dari diterima sampai mulai")
_PROCESSING = _minutes(
    "processing_minutes",
    "Waktu pengerjaan",
    "Lama pengerjaan yang dilaporkan pelaku, atau dari mulai sampai selesai; kosong bila tidak "
    "diketahui. Hanya ini yang dibandingkan dengan mutu baku waktu",
)

VISITS = Table(
    "Setiap pelaksanaan",
    "satu pelaksanaan: satu laporan melewati satu langkah, sekali",
    "setiap-pelaksanaan",
    (
        *_REPORT,
        *_STEP,
        _count("visit", "Pelaksanaan ke-", "1 yang pertama; mulai 2 adalah perbaikan"),
        _ROLE,
        _CAPACITY,
        _ACTOR,
        Field("entered_at", "Diterima", "Selesainya pelaksanaan sebelumnya", LOCAL_TIME),
        Field("started_at", "Mulai", "Kosong bila tidak dicatat", LOCAL_TIME),
        Field("left_at", "Selesai", "Kosong selama masih berjalan", LOCAL_TIME),
        _WAITING,
        _PROCESSING,
        _LEAD,
        _minutes("age_minutes", "Lama berjalan", "Dari diterima sampai Keadaan per"),
        _STANDARD,
        Field("verdict", "Penilaian", "sesuai, pasti sesuai, melewati, atau tidak dinilai"),
        Field("verdict_reason", "Alasan penilaian", "Mengapa tidak dinilai, atau pasti sesuai"),
        Field("clock_quality", "Mutu waktu", "Bagaimana waktu pengerjaan diketahui"),
        Field("outcome", "Hasil", "Diserahkan, disetujui, dikembalikan, atau dibatalkan"),
        _REASONS,
        Field("cause", "Penyebab", "Mengapa lama, bila ada yang mencatatnya"),
        _SOURCE,
        _RECORDED,
        Field(
            "is_late_entry", "Terlambat dicatat", "Lebih dari 60 menit kerja sesudah selesai"
        ),
        Field("is_corrected", "Dikoreksi", "Salah satu waktunya pernah dikoreksi"),
        *_ENDING,
    ),
)
DURATIONS = Table(
    "Ringkasan",
    "satu langkah dengan semua pelaksanaannya yang selesai",
    "ringkasan-per-langkah",
    (
        _SOP,
        *_STEP,
        _minutes("standard_minutes", "Mutu baku waktu", "Kosong bila ada beberapa"),
        _count("n", "Pelaksanaan selesai", "Tanpa yang dibatalkan dan yang masih berjalan"),
        _count("n_known", "Diketahui waktunya", "Waktu pengerjaannya terukur atau dilaporkan"),
        _count("n_unknown", "Tidak diketahui waktunya", "Selesai, tetapi tidak dapat dinilai"),
        _count(
            "n_forgotten", "Lupa mencatat", "Tidak dinilai karena penyebabnya lupa mencatat"
        ),
        _count(
            "n_surely_within",
            "Pasti sesuai",
            "Bagian dari yang tidak diketahui: lama di langkah pun tidak melewati mutu baku",
        ),
        _count(
            "n_within", "Sesuai", "Waktu pengerjaan paling lama sama dengan mutu baku waktu"
        ),
        _count("n_over", "Melewati", "Waktu pengerjaan lebih dari mutu baku waktu"),
        _count(
            "n_waiting", "Diketahui tunggunya", "Pelaksanaan yang waktu tunggunya diketahui"
        ),
        _count("n_lead", "Diketahui lamanya", "Pelaksanaan yang lama di langkahnya diketahui"),
        _share("within_rate", "Bagian sesuai", "Sesuai dibagi yang diketahui waktunya"),
        _share("within_rate_low", "Bagian sesuai, batas bawah", "Selang 95%, Wilson"),
        _share("within_rate_high", "Bagian sesuai, batas atas", "Selang 95%, Wilson"),
        _share("lower_rate", "Bagian sesuai, paling rendah", "Bila semua yang lain melewati"),
        _share("upper_rate", "Bagian sesuai, paling tinggi", "Bila semua yang lain sesuai"),
        _minutes("excess_minutes", "Kelebihan waktu", "Jumlah menit di atas mutu baku waktu"),
        _minutes("severity_minutes", "Kelebihan rata-rata", "Setiap pelaksanaan yang melewati"),
        _minutes("processing_minutes", "Waktu pengerjaan", "Jumlah dari yang diketahui"),
        _minutes("waiting_minutes", "Waktu tunggu", "Jumlah dari yang diketahui"),
        _minutes("lead_minutes", "Lama di langkah", "Jumlah dari yang diketahui"),
        _minutes("p50_minutes", "50 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 3"),
        _minutes("p85_minutes", "85 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 7"),
        _minutes("p95_minutes", "95 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 20"),
        _minutes("p50_waiting_minutes", "50 dari 100 menunggu", "Waktu tunggu; mulai n = 3"),
        _minutes("p50_lead_minutes", "50 dari 100 lewat dalam", "Lama di langkah; mulai n = 3"),
        _minutes("min_minutes", "Tercepat", "Waktu pengerjaan terpendek yang diketahui"),
        _minutes("max_minutes", "Terlama", "Waktu pengerjaan terpanjang yang diketahui"),
        *_ENDING,
    ),
)
REJECTIONS = Table(
    "Pengembalian",
    "satu langkah pemeriksaan dan peran yang memeriksa",
    "pengembalian",
    (
        _SOP,
        *_STEP,
        _ROLE,
        _count("n", "Pemeriksaan", "Keputusan setuju atau kembalikan"),
        _count("n_rejections", "Dikembalikan", "Di antaranya yang dikembalikan"),
        _count("n_first", "Pemeriksaan pertama", "Pelaksanaan ke-1 langkah itu"),
        _count("n_first_rejections", "Dikembalikan pertama kali", "Dari pemeriksaan pertama"),
        _count("n_again", "Pemeriksaan ulang", "Pelaksanaan ke-2 dan seterusnya"),
        _count("n_again_rejections", "Dikembalikan lagi", "Dari pemeriksaan ulang"),
        _share("rejection_rate", "Bagian dikembalikan", "Dikembalikan dibagi pemeriksaan"),
        _share("rate_low", "Bagian dikembalikan, batas bawah", "Selang 95%, Wilson"),
        _share("rate_high", "Bagian dikembalikan, batas atas", "Selang 95%, Wilson"),
        _share(
            "first_rejection_rate", "Bagian dikembalikan pertama kali", "Pemeriksaan pertama"
        ),
        _share("again_rejection_rate", "Bagian dikembalikan lagi", "Pemeriksaan ulang"),
        _share(
            "first_pass_yield", "Disetujui pada pemeriksaan pertama", "Bagian yang disetujui"
        ),
        *_ENDING,
    ),
)
RETURNS = Table(
    "Setiap pengembalian",
    "satu pengembalian",
    "setiap-pengembalian",
    (
        *_REPORT,
        *_STEP,
        _count("visit", "Pelaksanaan ke-", "Pemeriksaan keberapa yang mengembalikan"),
        _ROLE,
        _ACTOR,
        Field("left_at", "Dikembalikan", "Kapan dikembalikan", LOCAL_TIME),
        Field("next_step", "Kembali ke", "Langkah yang harus diulang"),
        _REASONS,
        Field("note", "Catatan", "Catatan pemeriksa seperti diketik"),
        *_ENDING,
    ),
)
STATUS = Table(
    "Status laporan",
    "satu laporan, atau satu rencana laporan yang belum didaftarkan",
    "status-laporan",
    (
        *_REPORT[1:2],
        *_REPORT[3:4],
        *_REPORT[2:3],
        *_REPORT[4:],
        Field("current_step", "Langkah", "Langkah yang sedang berjalan"),
        Field("current_roles", "Menunggu", "Peran yang harus bertindak"),
        Field("waiting_since", "Sejak", "Sejak kapan langkah itu menunggu", LOCAL_TIME),
        _minutes("age_minutes", "Lama menunggu", "Sejak langkah itu diterima"),
        _count("n_rejections", "Pengembalian", "Kali dikembalikan sejauh ini"),
        Field("received_at", "Diterima", "Kapan disposisi diterima", LOCAL_TIME),
        Field("finished_at", "Selesai", "Kapan langkah terakhir selesai", LOCAL_TIME),
        _minutes("lead_minutes", "Lama penyelesaian", "Dari diterima sampai selesai"),
        Field("deadline", "Tenggat", "Hari terakhir menurut rencana; kosong bila belum diisi"),
        Field("days_left", "Sisa hari", "Sampai tenggat; negatif bila lewat", "hari kalender"),
        Field("is_late", "Melewati tenggat", "ya bila lewat tenggat dan belum dikirim"),
        *_ENDING,
    ),
)
EVENTS = Table(
    "Semua catatan",
    "satu catatan bernomor, seperti dicatat; koreksi adalah catatan sendiri",
    "semua-catatan",
    (
        Field("no", "No. catatan", "Nomor dalam seluruh riwayat, tanpa celah"),
        *_REPORT,
        _count("version", "Catatan ke-", "Urutan dalam laporannya"),
        Field("kind", "Peristiwa", "Apa yang dicatat"),
        *_STEP,
        Field("next_step", "Langkah berikut", "Langkah yang dibuka; kosong bila tidak ada"),
        _ROLE,
        _CAPACITY,
        _ACTOR,
        Field("recorded_by", "Pencatat", "Orang yang mencatat", PERSON),
        Field("occurred_at", "Terjadi", "Kapan terjadi", LOCAL_TIME),
        Field("started_at", "Mulai", "Kapan mulai, menurut catatan ini", LOCAL_TIME),
        _minutes("effort_minutes", "Lama pengerjaan", "Menit yang dilaporkan pelaku"),
        _RECORDED,
        Field("target_no", "Tentang no.", "Catatan yang dikoreksi, ditarik, atau dijawab"),
        _SOURCE,
        _REASONS,
        Field("note", "Catatan", "Seperti diketik"),
        *_ENDING,
    ),
)

# By the name that addresses and the command line use; the first three are asked for most.
TABLES = {
    "durations": DURATIONS,
    "visits": VISITS,
    "rejections": REJECTIONS,
    "returns": RETURNS,
    "status": STATUS,
    "events": EVENTS,
}

ALL_TITLE, ALL_FILE_NAME = "Semua tabel", "semua-tabel"
# The sheets beside the tables, and what they say.
PROVENANCE, DEFINITIONS = "Keterangan", "Definisi"
PROVENANCE_HEADINGS = ("Hal", "Isi")
DEFINITION_HEADINGS = ("Tabel", "Kolom", "Satuan", "Arti", "Nama dalam CSV internasional")
FILTER = {
    "sop": "SOP",
    "tahun": "Tahun kinerja",
    "jenis": "Jenis",
    "langkah": "Langkah",
    "peran": "Pelaksana",
    "orang": "Orang",
    "status": "Keadaan laporan",
    "dari": "Selesai sejak",
    "sampai": "Selesai sampai",
    "pertama": "Hanya pelaksanaan pertama",
    "tanpa_laporan_mandiri": "Tanpa waktu yang dilaporkan sendiri",
    "tanpa_terlambat": "Tanpa yang terlambat dicatat",
    "per": "Keadaan per",
    "diketahui": "Hanya yang tercatat sampai",
}
