"""What process behaviour charts and the evidence for another mutu baku say."""

ASSURANCE = {
    "meets": "konsisten memenuhi",
    "fails": "konsisten tidak memenuhi",
    "varies": "kadang-kadang, karena variasi biasa",
}
NO_ASSURANCE = "belum dapat dinilai"
VERDICT = {
    "meets": "konsisten memenuhi mutu baku waktu",
    "fails": "konsisten tidak memenuhi mutu baku waktu",
    "varies": "kadang-kadang memenuhi mutu baku waktu",
}
SIGNALS = {
    "is_outside": "di luar batas",
    "is_long_run": "8 atau lebih berturut-turut di satu sisi",
    "is_near_limit": "3 dari 4 dekat satu batas",
}
FIRST_PERIOD = "sejak awal pencatatan"
REPEAT_HEADING = {False: "pertama", True: "ulang"}
BEHAVIOUR_HEADINGS = (
    "Pelaksanaan",
    "Sejak",
    "Diketahui",
    "Dasar batas",
    "Pusat",
    "Batas wajar",
    "Di luar kebiasaan",
    "Kesanggupan",
)
BEHAVIOUR_LEGEND = (
    "Batas dihitung dari 20 pelaksanaan pertama, lalu tetap; hanya dihitung ulang bila cara "
    "kerja tercatat berubah. Di antaranya naik turun adalah biasa dan tidak perlu dicari "
    "sebabnya. Lingkaran = di luar kebiasaan, carilah sebabnya."
)
PROVISIONAL = "batas sementara (garis putus), tetap mulai 20 pelaksanaan"
ROBUST = "Batas dari median (tahan terhadap satu nilai yang ganjil)"

STANDARD_TITLE = "Usulan revisi mutu baku waktu"
STANDARD_HEADINGS = (
    "Langkah",
    "Mutu baku",
    "Diketahui",
    "Sesuai",
    "Median",
    "85 dari 100 selesai dalam",
    "Kesanggupan",
    "Usulan",
)
LIMITS_HEADINGS = ("Langkah", "Dasar batas", "Pusat", "Batas wajar", "Sejak")
LIMITS_FINDING = "Batas wajar tiap langkah menurut pelaksanaan pertamanya"
LIMITS_SUBTITLE = (
    "Peta perilaku proses (XmR) pada logaritma menit; 20 pelaksanaan pertama sejak perubahan "
    "terakhir yang tercatat, tanpa batas bila kurang dari 10"
)
DATA_HEADINGS = (
    "Langkah",
    "Pelaksanaan",
    "● Terukur",
    "◆ Dilaporkan",
    "○ Tanpa waktu",
    "Lupa mencatat",
    "Terlambat dicatat",
    "Mutu baku lain",
)
STANDARD_RULE = (
    "Diusulkan bila sedikitnya 10 pelaksanaan diketahui waktunya, dan langkah itu konsisten "
    "tidak memenuhi mutu baku atau hampir pasti kurang dari separuhnya yang sesuai. Usulannya "
    "waktu yang cukup bagi 85 dari 100 pelaksanaan, dibulatkan ke atas per 5 menit."
)
STANDARD_NOT_YET = (
    "Belum cukup data untuk menilai mutu baku waktu: perlu 10 pelaksanaan per langkah. Pada "
    "Saring, Selesai pada dapat diperluas menjadi Sejak awal pencatatan."
)
STANDARD_NOTHING = "Belum ada langkah yang selesai pada periode ini."
STANDARD_DEFINITIONS = (
    ("Usulan", STANDARD_RULE),
    (
        "Waktu pengerjaan",
        "menit kerja yang benar-benar dipakai: dilaporkan pelaksana, atau dari mulai sampai "
        "selesai; waktu menunggu tidak ikut",
    ),
    ("Sesuai", "waktu pengerjaan tidak lebih dari mutu baku waktu; persen mulai 10 (Wilson)"),
    ("Median", "separuh pelaksanaan paling lama sekian"),
    (
        "Batas wajar",
        "di antaranya naik turun menit adalah variasi biasa; di luarnya ada sebab khusus",
    ),
    (
        "Kesanggupan",
        "konsisten memenuhi: batas atas di bawah mutu baku; konsisten tidak memenuhi: batas "
        "bawah di atasnya",
    ),
    ("Terlambat dicatat", "dicatat lebih dari 60 menit kerja setelah selesai"),
    ("Mutu baku lain", "di bawah versi SOP dengan mutu baku lain; tidak ikut dihitung"),
)

MONTHS_HEADINGS = ("Bulan", "Dikembalikan", "Batas wajar", "Di luar batas")
MONTHS_LEGEND = (
    "Satu titik = satu bulan; batasnya menyempit bila pemeriksaan lebih banyak. Di antara "
    "batas, naik turun adalah kebetulan. Lingkaran = di luar batas, carilah sebabnya."
)
BETWEEN_HEADINGS = ("Dikembalikan", "Disetujui sebelumnya", "Batas wajar", "Di luar kebiasaan")
BETWEEN_LEGEND = (
    "Pengembalian jarang, maka yang digambar berapa kali disetujui di antara dua pengembalian: "
    "makin tinggi makin jarang dikembalikan. Lingkaran = di luar kebiasaan."
)
PROVISIONAL_RETURNS = "batas sementara (garis putus), tetap mulai 20"
CHANGES_HEADINGS = ("Langkah", "Sejak", "Yang berubah")
CHANGES_CAPTION = (
    "Batas wajar dimulai lagi pada perubahan ini. Versi SOP dan pejabat baru diambil dari "
    "catatan SOP dan penugasan; selainnya dicatat Petugas Monev."
)
CHANGES_NONE = "Belum ada perubahan cara kerja yang tercatat."
