"""What the columns of every downloaded table are called, count in, and mean."""

from lkj.labels.conduct_tables import FINDINGS, FITNESS, OPEN_REPORTS
from lkj.labels.table7_dictionary import TABLE7
from lkj.labels.table_fields import (
    ACTOR,
    CAPACITY,
    ENDING,
    LOCAL_TIME,
    PERSON,
    REASONS,
    RECORDED,
    REPORT,
    ROLE,
    SOP,
    SOURCE,
    STEP,
    Field,
    Table,
    count,
    minutes,
    share,
)
from lkj.labels.unit_data_table import UNIT_DATA

_STANDARD = minutes("standard_minutes", "Mutu baku waktu", "Menurut versi SOP laporan itu")
_LEAD = minutes("lead_minutes", "Lama di langkah", "Dari diterima sampai selesai")
_WAITING = minutes("waiting_minutes", "Waktu tunggu", "Dari diterima sampai mulai")
_PROCESSING = minutes(
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
        *REPORT,
        *STEP,
        count("visit", "Pelaksanaan ke-", "1 yang pertama; mulai 2 adalah perbaikan"),
        ROLE,
        CAPACITY,
        ACTOR,
        Field("entered_at", "Diterima", "Selesainya pelaksanaan sebelumnya", LOCAL_TIME),
        Field("started_at", "Mulai", "Kosong bila tidak dicatat", LOCAL_TIME),
        Field("left_at", "Selesai", "Kosong selama masih berjalan", LOCAL_TIME),
        _WAITING,
        _PROCESSING,
        _LEAD,
        minutes("age_minutes", "Lama berjalan", "Dari diterima sampai Keadaan per"),
        _STANDARD,
        Field("verdict", "Penilaian", "sesuai, pasti sesuai, melewati, atau tidak dinilai"),
        Field("verdict_reason", "Alasan penilaian", "Mengapa tidak dinilai, atau pasti sesuai"),
        Field("clock_quality", "Mutu waktu", "Bagaimana waktu pengerjaan diketahui"),
        Field("outcome", "Hasil", "Diserahkan, disetujui, dikembalikan, atau dibatalkan"),
        REASONS,
        Field("cause", "Penyebab", "Mengapa lama, bila ada yang mencatatnya"),
        SOURCE,
        RECORDED,
        Field(
            "is_late_entry", "Terlambat dicatat", "Lebih dari 60 menit kerja sesudah selesai"
        ),
        Field("is_corrected", "Dikoreksi", "Salah satu waktunya pernah dikoreksi"),
        *ENDING,
    ),
)
DURATIONS = Table(
    "Ringkasan",
    "satu langkah dengan semua pelaksanaannya yang selesai",
    "ringkasan-per-langkah",
    (
        SOP,
        *STEP,
        minutes("standard_minutes", "Mutu baku waktu", "Kosong bila ada beberapa"),
        count("n", "Pelaksanaan selesai", "Tanpa yang dibatalkan dan yang masih berjalan"),
        count("n_known", "Diketahui waktunya", "Waktu pengerjaannya terukur atau dilaporkan"),
        count("n_unknown", "Tidak diketahui waktunya", "Selesai, tetapi tidak dapat dinilai"),
        count("n_forgotten", "Lupa mencatat", "Tidak dinilai karena penyebabnya lupa mencatat"),
        count(
            "n_surely_within",
            "Pasti sesuai",
            "Bagian dari yang tidak diketahui: lama di langkah pun tidak melewati mutu baku",
        ),
        count("n_within", "Sesuai", "Waktu pengerjaan paling lama sama dengan mutu baku waktu"),
        count("n_over", "Melewati", "Waktu pengerjaan lebih dari mutu baku waktu"),
        count("n_waiting", "Diketahui tunggunya", "Pelaksanaan yang waktu tunggunya diketahui"),
        count("n_lead", "Diketahui lamanya", "Pelaksanaan yang lama di langkahnya diketahui"),
        share("within_rate", "Bagian sesuai", "Sesuai dibagi yang diketahui waktunya"),
        share("within_rate_low", "Bagian sesuai, batas bawah", "Selang 95%, Wilson"),
        share("within_rate_high", "Bagian sesuai, batas atas", "Selang 95%, Wilson"),
        share("lower_rate", "Bagian sesuai, paling rendah", "Bila semua yang lain melewati"),
        share("upper_rate", "Bagian sesuai, paling tinggi", "Bila semua yang lain sesuai"),
        minutes("excess_minutes", "Kelebihan waktu", "Jumlah menit di atas mutu baku waktu"),
        minutes("severity_minutes", "Kelebihan rata-rata", "Setiap pelaksanaan yang melewati"),
        minutes("processing_minutes", "Waktu pengerjaan", "Jumlah dari yang diketahui"),
        minutes("waiting_minutes", "Waktu tunggu", "Jumlah dari yang diketahui"),
        minutes("lead_minutes", "Lama di langkah", "Jumlah dari yang diketahui"),
        minutes("p50_minutes", "50 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 3"),
        minutes("p85_minutes", "85 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 7"),
        minutes("p95_minutes", "95 dari 100 selesai dalam", "Waktu pengerjaan; mulai n = 20"),
        minutes("p50_waiting_minutes", "50 dari 100 menunggu", "Waktu tunggu; mulai n = 3"),
        minutes("p50_lead_minutes", "50 dari 100 lewat dalam", "Lama di langkah; mulai n = 3"),
        minutes("min_minutes", "Tercepat", "Waktu pengerjaan terpendek yang diketahui"),
        minutes("max_minutes", "Terlama", "Waktu pengerjaan terpanjang yang diketahui"),
        *ENDING,
    ),
)
REJECTIONS = Table(
    "Pengembalian",
    "satu langkah pemeriksaan dan peran yang memeriksa",
    "pengembalian",
    (
        SOP,
        *STEP,
        ROLE,
        count("n", "Pemeriksaan", "Keputusan setuju atau kembalikan"),
        count("n_rejections", "Dikembalikan", "Di antaranya yang dikembalikan"),
        count("n_first", "Pemeriksaan pertama", "Pelaksanaan ke-1 langkah itu"),
        count("n_first_rejections", "Dikembalikan pertama kali", "Dari pemeriksaan pertama"),
        count("n_again", "Pemeriksaan ulang", "Pelaksanaan ke-2 dan seterusnya"),
        count("n_again_rejections", "Dikembalikan lagi", "Dari pemeriksaan ulang"),
        share("rejection_rate", "Bagian dikembalikan", "Dikembalikan dibagi pemeriksaan"),
        share("rate_low", "Bagian dikembalikan, batas bawah", "Selang 95%, Wilson"),
        share("rate_high", "Bagian dikembalikan, batas atas", "Selang 95%, Wilson"),
        share(
            "first_rejection_rate", "Bagian dikembalikan pertama kali", "Pemeriksaan pertama"
        ),
        share("again_rejection_rate", "Bagian dikembalikan lagi", "Pemeriksaan ulang"),
        share(
            "first_pass_yield", "Disetujui pada pemeriksaan pertama", "Bagian yang disetujui"
        ),
        *ENDING,
    ),
)
RETURNS = Table(
    "Setiap pengembalian",
    "satu pengembalian",
    "setiap-pengembalian",
    (
        *REPORT,
        *STEP,
        count("visit", "Pelaksanaan ke-", "Pemeriksaan keberapa yang mengembalikan"),
        ROLE,
        ACTOR,
        Field("left_at", "Dikembalikan", "Kapan dikembalikan", LOCAL_TIME),
        Field("next_step", "Kembali ke", "Langkah yang harus diulang"),
        REASONS,
        Field("note", "Catatan", "Catatan pemeriksa seperti diketik"),
        *ENDING,
    ),
)
STATUS = Table(
    "Status laporan",
    "satu laporan, atau satu rencana laporan yang belum didaftarkan",
    "status-laporan",
    (
        *REPORT[1:2],
        *REPORT[3:4],
        *REPORT[2:3],
        *REPORT[4:],
        Field("current_step", "Langkah", "Langkah yang sedang berjalan"),
        Field("current_roles", "Menunggu", "Peran yang harus bertindak"),
        Field("waiting_since", "Sejak", "Sejak kapan langkah itu menunggu", LOCAL_TIME),
        minutes("age_minutes", "Lama menunggu", "Sejak langkah itu diterima"),
        count("n_rejections", "Pengembalian", "Kali dikembalikan sejauh ini"),
        Field("received_at", "Diterima", "Kapan disposisi diterima", LOCAL_TIME),
        Field("finished_at", "Selesai", "Kapan langkah terakhir selesai", LOCAL_TIME),
        minutes("lead_minutes", "Lama penyelesaian", "Dari diterima sampai selesai"),
        Field("deadline", "Tenggat", "Hari terakhir menurut rencana; kosong bila belum diisi"),
        Field("days_left", "Sisa hari", "Sampai tenggat; negatif bila lewat", "hari kalender"),
        Field("is_late", "Melewati tenggat", "ya bila lewat tenggat dan belum dikirim"),
        *ENDING,
    ),
)
EVENTS = Table(
    "Semua catatan",
    "satu catatan bernomor, seperti dicatat; koreksi adalah catatan sendiri",
    "semua-catatan",
    (
        Field("no", "No. catatan", "Nomor dalam seluruh riwayat, tanpa celah"),
        *REPORT,
        count("version", "Catatan ke-", "Urutan dalam laporannya"),
        Field("kind", "Peristiwa", "Apa yang dicatat"),
        *STEP,
        Field("next_step", "Langkah berikut", "Langkah yang dibuka; kosong bila tidak ada"),
        ROLE,
        CAPACITY,
        ACTOR,
        Field("recorded_by", "Pencatat", "Orang yang mencatat", PERSON),
        Field("occurred_at", "Terjadi", "Kapan terjadi", LOCAL_TIME),
        Field("started_at", "Mulai", "Kapan mulai, menurut catatan ini", LOCAL_TIME),
        minutes("effort_minutes", "Lama pengerjaan", "Menit yang dilaporkan pelaku"),
        RECORDED,
        Field("target_no", "Tentang no.", "Catatan yang dikoreksi, ditarik, atau dijawab"),
        SOURCE,
        REASONS,
        Field("note", "Catatan", "Seperti diketik"),
        *ENDING,
    ),
)

# By the name that addresses and the command line use; the first three are asked for most.
TABLES = {
    "durations": DURATIONS,
    "visits": VISITS,
    "rejections": REJECTIONS,
    "returns": RETURNS,
    "status": STATUS,
    "open": OPEN_REPORTS,
    "findings": FINDINGS,
    "fitness": FITNESS,
    "events": EVENTS,
    "unit_data": UNIT_DATA,
    "table7": TABLE7,
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
