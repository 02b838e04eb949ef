"""What every page offers to press or open, typed from the acceptance text."""

from tests.pages.stage import KASAT, KASUBBAG, ONE, SEKRETARIS, SEVERAL, STATES, TIM, ZERO

MONEV, AUDITOR, ADMINISTRATOR = "monev", "auditor", "administrator"

SOP_PAGE = {
    *("Cetak lembar SOP", "Unduh BPMN 2.0"),
    "Dasar hukum, kualifikasi, keterkaitan, peralatan, peringatan",
    "Catatan penafsiran (10)",
    "Tabel langkah",
}
PEOPLE_PAGE = {
    *("Tambah atau ubah orang", "Simpan orang", "Akun", "Buat akun"),
    *("Peran SOP: definitif, Plt., Plh.", "Tetapkan peran", "Akhiri peran"),
}
REGISTER = {"Daftarkan laporan baru", "Daftarkan laporan"}
LETTER = {"Catat surat masuk", "Simpan surat masuk"}
PLAN = {"Rencanakan satu tahun kinerja", "Rencanakan lima laporan"}
CALENDAR_PAGE = {
    "Tambah hari atau rentang",
    "Masukkan ke rancangan",
    "Ubah atau hapus satu baris",
    "Ubah jam kerja sepekan",
    "Masukkan jam ke rancangan",
    "Muat tahun lain",
    "Muat 2028",
    "Muat 2022",
}
REMIND = {"Salin pesan pengingat"}
CSV = {"Unduh data (CSV)"}
FILES = {"Unduh CSV", "Unduh Excel"}
TABLES = {"Angka dalam tabel"}
PRINT = {"Cetak"}
ON = {"Umur di langkah, pemegang, dan sisa hari: Status laporan"}
FIRST_STEPS = {
    MONEV: {
        *("Daftarkan laporan baru", "Catat dari berkas"),
        *("Impor riwayat dari Buku Agenda", "Rencanakan laporan satu tahun"),
    },
    SEKRETARIS: {"Daftarkan laporan baru"},
    ADMINISTRATOR: {"Impor riwayat dari Buku Agenda"},
}
DOWNLOADS = {"Ringkasan", "Setiap pelaksanaan", "Pengembalian", "Arti setiap kolom"}
BEHIND_TABLE7 = {"Waktu per langkah pada semester ini", "Pengembalian pada semester ini"}
UNIT_LIST = {"Tambah unit", "Simpan unit", "Mulai dari 7 unit contoh"}
ASKING = {"Minta data"}
UNIT_DATA = {
    "*": set(),
    **dict.fromkeys((SEKRETARIS, TIM, KASAT), ASKING),
    KASUBBAG: ASKING | UNIT_LIST,
    MONEV: ASKING | UNIT_LIST,
    ADMINISTRATOR: UNIT_LIST,
}
PACKAGE = {"Paket audit semester ini"}
OPENING = {
    "*": FILES | PRINT | BEHIND_TABLE7,
    MONEV: {"Buka Tabel 7 semester ini"} | PACKAGE,
    AUDITOR: PACKAGE,
}
ANALYSIS = {
    "*": FILES | PRINT | TABLES | {"Perubahan cara kerja yang tercatat"},
    MONEV: {"Catat perubahan"},
}
FINDINGS = {
    ONE: {
        r"**Waktu pengerjaan baru diketahui pada 1 dari 3 pelaksanaan\: "
        "belum cukup untuk dinilai**"
    },
    SEVERAL: {
        "**Tidak ada yang melewati mutu baku waktu pada 10 pelaksanaan "
        "yang diketahui waktunya**",
        "**Konsep dikembalikan 3 kali dari 21 pemeriksaan**",
    },
}
# (page, state) -> who -> what is offered beyond `*`, which is offered to all who see the page
OFFERS: dict[tuple[str, str], dict[str, set[str]]] = {
    ("home", ZERO): FIRST_STEPS,
    ("status", ZERO): FIRST_STEPS,
    **{("status", at): {"*": FILES | PRINT | REMIND | TABLES} for at in (ONE, SEVERAL)},
    ("home", ONE): {"*": CSV | PRINT | REMIND | ON | TABLES | FINDINGS[ONE]},
    ("home", SEVERAL): {"*": CSV | PRINT | REMIND | ON | TABLES | FINDINGS[SEVERAL]},
    ("durations", ZERO): FIRST_STEPS,
    **{("durations", state): {"*": FILES | PRINT | TABLES} for state in (ONE, SEVERAL)},
    ("rejections", ZERO): FIRST_STEPS,
    ("rejections", ONE): {},
    ("rejections", SEVERAL): {"*": FILES | PRINT | TABLES},
    ("causes", ZERO): FIRST_STEPS,
    **{("causes", state): {"*": FILES | PRINT} for state in (ONE, SEVERAL)},
    ("paths", ZERO): FIRST_STEPS,
    **{("paths", state): {"*": PRINT | TABLES} for state in (ONE, SEVERAL)},
    ("conformance", ZERO): FIRST_STEPS,
    **{("conformance", state): {"*": FILES | PRINT} for state in (ONE, SEVERAL)},
    ("analysis", ZERO): FIRST_STEPS,
    **{("analysis", state): ANALYSIS for state in (ONE, SEVERAL)},
    **{("table7", state): OPENING for state in STATES},
    ("tasks", ZERO): {},
    ("tasks", ONE): {KASUBBAG: {"Kerjakan"} | REMIND, TIM: {"Tarik kembali"}},
    ("tasks", SEVERAL): {
        "*": {"Kerjakan"} | REMIND,
        SEKRETARIS: {"Tarik kembali"},
        KASAT: {"Tarik kembali"},
    },
    **{("paper", state): {} for state in STATES},
    **{("import_data", state): {"*": {"Unduh templat Excel"}} for state in STATES},
    ("reports", ZERO): {MONEV: REGISTER, SEKRETARIS: REGISTER},
    ("reports", ONE): {"*": REMIND, MONEV: REGISTER, SEKRETARIS: REGISTER},
    ("reports", SEVERAL): {"*": REMIND, MONEV: REGISTER, SEKRETARIS: REGISTER},
    ("unit_data", ZERO): dict.fromkeys((KASUBBAG, MONEV, ADMINISTRATOR), UNIT_LIST),
    **{("unit_data", state): UNIT_DATA for state in (ONE, SEVERAL)},
    **{("plan", state): {MONEV: PLAN} for state in STATES},
    **{("agenda", at): dict.fromkeys((MONEV, SEKRETARIS, KASUBBAG), LETTER) for at in STATES},
    **{("sop", state): {"*": SOP_PAGE} for state in STATES},
    **{("calendar", at): dict.fromkeys((MONEV, ADMINISTRATOR), CALENDAR_PAGE) for at in STATES},
    **{("downloads", state): {"*": DOWNLOADS} for state in STATES},
    **{("people", state): {ADMINISTRATOR: PEOPLE_PAGE} for state in STATES},
    **{(page, state): {} for page in ("offices", "health", "profile") for state in STATES},
}
