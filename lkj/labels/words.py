"""Indonesian words for our codes; the SOP's own words stay in its file."""

from lkj.domain.accounts import AppRole, Permission
from lkj.domain.commands import Cause, CorrectableField, InputState
from lkj.domain.events import Capacity, EventKind, Precision, Source
from lkj.domain.sop import Decision, Endorsement, ReasonClass
from lkj.domain.state import ReportStatus

MISSING = "–"
NOT_FILLED_IN = "belum diisi"
EXAMPLE_MARK = "DATA CONTOH"

EVENT_KIND = {
    EventKind.REGISTERED: "Didaftarkan",
    EventKind.STARTED: "Mulai dikerjakan",
    EventKind.SUBMITTED: "Diserahkan",
    EventKind.APPROVED: "Disetujui",
    EventKind.REJECTED: "Dikembalikan",
    EventKind.TAKEN_BACK: "Ditarik kembali",
    EventKind.RECEIPT_CONFIRMED: "Penerimaan dikonfirmasi",
    EventKind.NOTED: "Catatan",
    EventKind.ATTACHED: "Berkas dilampirkan",
    EventKind.CAUSE_GIVEN: "Penyebab dicatat",
    EventKind.CANCELLED: "Dibatalkan",
    EventKind.CORRECTED: "Dikoreksi",
    EventKind.WITHDRAWN: "Impor ditarik",
}
DECISION = {
    Decision.SUBMIT: "Diserahkan",
    Decision.APPROVE: "Disetujui",
    Decision.REJECT: "Dikembalikan",
}
ENDORSEMENT = {Endorsement.PARAF: "Diparaf", Endorsement.SIGNATURE: "Ditandatangani"}
SOURCE = {
    Source.APP: "Langsung di aplikasi",
    Source.PAPER: "Dari berkas",
    Source.IMPORT: "Dari impor",
}
PRECISION = {Precision.MINUTE: "jam dan menit", Precision.DATE: "tanggal saja"}
CAPACITY = {
    Capacity.DEFINITIVE: "Definitif",
    Capacity.ACTING: "Plt.",
    Capacity.ACTING_DAILY: "Plh.",
}
APP_ROLE = {
    AppRole.MONEV: "Petugas Monev",
    AppRole.AUDITOR: "Auditor",
    AppRole.ADMINISTRATOR: "Administrator",
}
PERMISSION = {
    Permission.REGISTER: "mendaftarkan laporan",
    Permission.RECORD_ON_BEHALF: "mencatat dari berkas atas nama pelaksana",
    Permission.IMPORT_HISTORY: "mengimpor riwayat laporan",
    Permission.CORRECT: "mengoreksi catatan orang lain",
    Permission.CANCEL: "membatalkan laporan",
    Permission.CONFIRM_RECEIPT: "mengonfirmasi penerimaan",
    Permission.NOTE: "menulis catatan",
    Permission.GIVE_CAUSE: "mencatat penyebab",
    Permission.JUSTIFY: "membenarkan temuan kesesuaian",
    Permission.EDIT_PLAN: "mengubah rencana laporan",
    Permission.EDIT_AGENDA: "mencatat dalam Buku Agenda",
    Permission.EDIT_CALENDAR: "mengubah kalender kerja",
    Permission.EDIT_TABLE7: "mengisi dan menetapkan Tabel 7",
    Permission.NOTE_CHANGE: "mencatat perubahan cara kerja",
    Permission.MANAGE_ACCOUNTS: "mengelola orang dan akun",
    Permission.READ_REPORTS: "membaca laporan",
    Permission.ATTACH: "melampirkan dokumen",
    Permission.READ_DOCUMENTS: "membaca dokumen laporan",
    Permission.COLLECT_DATA: "meminta dan menerima data Bagian",
    Permission.EDIT_UNITS: "mengubah daftar unit",
    Permission.READ_PERSONS: "membaca data per orang",
    Permission.READ_AUDIT: "membaca jejak audit",
    Permission.AUDIT_PACKAGE: "mengambil paket audit",
    Permission.READ_HEALTH: "melihat kesehatan sistem",
    Permission.COMPARE_OFFICES: "membandingkan satuan kerja",
}
INPUT_STATE = {
    InputState.PRESENT: "Ada",
    InputState.ABSENT: "Tidak ada",
    InputState.UNKNOWN: "Tidak diketahui",
}
CAUSE = {
    Cause.WAITING_FOR_DATA: "Menunggu data",
    Cause.OUT_OF_OFFICE: "Dinas luar",
    Cause.MEETING: "Rapat",
    Cause.SYSTEM_TROUBLE: "Gangguan sistem",
    Cause.FORGOT_TO_RECORD: "Lupa mencatat",
    Cause.OTHER: "Lainnya",
}
CORRECTABLE_FIELD = {
    CorrectableField.OCCURRED_AT: "Waktu selesai",
    CorrectableField.STARTED_AT: "Waktu mulai",
    CorrectableField.EFFORT_MINUTES: "Lama pengerjaan (menit)",
}
REASON_CLASS = {
    ReasonClass.QUALITY: "mutu naskah",
    ReasonClass.DIRECTION: "arahan",
    ReasonClass.OTHER: "lainnya",
    ReasonClass.UNKNOWN: "tidak diketahui",
}
REPORT_STATUS = {
    ReportStatus.UNREGISTERED: "Belum didaftarkan",
    ReportStatus.RUNNING: "Sedang berjalan",
    ReportStatus.SENT: "Dikirim, menunggu konfirmasi terima",
    ReportStatus.RECEIVED: "Selesai",
    ReportStatus.CANCELLED: "Dibatalkan",
    ReportStatus.WITHDRAWN: "Impor ditarik",
}
BOARD_STATE = {
    "running": "Sedang berjalan",
    "sent_awaiting_receipt": "Dikirim, menunggu konfirmasi terima",
    "finished": "Selesai",
    "cancelled": "Dibatalkan",
    "not_registered": "Belum didaftarkan",
}
# What the store finds wrong, and where.
STORE = {
    "events": "riwayat",
    "audit": "jejak audit",
    "calendar_versions": "versi kalender kerja",
    "table7_determinations": "penetapan Tabel 7",
    "justifications": "pembenaran temuan",
    "unit_data_entries": "data Bagian",
    "agenda_entries": "Buku Agenda",
    "number": "nomor tidak berurutan",
    "link": "tidak bersambung dengan catatan sebelumnya",
    "content": "isinya tidak cocok dengan kodenya",
    "unreadable": "tidak dapat dibaca",
    "anchor": "kodenya berbeda dari yang pernah dicetak",
    "cut": "catatan terakhir hilang",
    "full": "penuh",
    "io": "kesalahan baca atau tulis",
    "read_only": "tidak dapat ditulis",
    "damaged": "rusak",
    "not_empty": "sudah berisi",
    "busy": "sedang sibuk, coba lagi",
    "unreachable": "tidak dapat dibuka",
    "journal_mode": "berkas dipakai program lain dalam mode WAL",
    "encoding": "basis data harus UTF-8",
    "foreign": "bukan basis data aplikasi ini",
    "note": "tidak cocok dengan catatan di sampingnya",
    "files": "dokumen lampirannya hilang atau rusak",
    "format": "dibuat versi lain aplikasi ini",
    "apart": "kedua berkasnya tidak sejalan",
    "office": "milik satuan kerja lain",
}
CLOCK_MARK = {
    "measured": "●",
    "declared": "◆",
    "bounded": "○",
    "date_only": "○",
    "invalid": "○",
}
