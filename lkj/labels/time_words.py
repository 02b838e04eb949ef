"""What Waktu per langkah and its printed sheets say beside their figures."""

SCOREBOARD_HEADINGS = (
    "Langkah",
    "Mutu baku",
    "Median",
    "85 dari 100 selesai dalam",
    "Sesuai",
    "Diketahui",
)
SCOREBOARD_LEGEND = (
    "Batang = median · pita abu-abu = sampai waktu yang cukup bagi 85 dari 100 pelaksanaan, "
    "mulai 7 yang diketahui · garis tebal = mutu baku waktu · titik = satu pelaksanaan, bila "
    "kurang dari 3 · jingga = melewati"
)

OVERLAY_LEGEND = (
    "Kotak: hijau di bawah mutu baku waktu, putih tepat, jingga di atasnya dan bertepi tebal; "
    "skalanya tetap, ¼ sampai 4 kali · abu-abu bertepi titik = belum dapat dinilai · panah "
    "makin tebal makin lama menunggu sebelum langkah itu, 1 jam sampai 1 minggu kerja · garis "
    "putus ungu = dikembalikan · garis titik pucat = belum pernah ditempuh"
)
OVERLAY_HEADINGS = (
    "Langkah",
    "Mutu baku",
    "Median",
    "Dibanding mutu baku",
    "Diketahui",
    "Median menunggu",
)
ARROW_HEADINGS = ("Dari", "Ke", "Arah", "Pelaksanaan", "Menunggu diketahui", "Median menunggu")

WAITING_HEADINGS = (
    "Langkah",
    "Menunggu seluruhnya",
    "Mengerjakan laporan lain",
    "Mendahulukan yang datang kemudian",
    "Dikumpulkan lalu dikerjakan sekaligus",
    "Tidak dijelaskan catatan",
    "Diketahui",
)
WAITING_PARTS = {
    "other_report": "mengerjakan laporan lain",
    "later_report": "mendahulukan yang datang kemudian",
    "batch": "dikumpulkan lalu dikerjakan sekaligus",
    "unexplained": "tidak dijelaskan catatan",
}
WAITING_NOTE = (
    "Menit kerja sejak diterima sampai mulai dikerjakan; malam, libur, dan istirahat tidak "
    "ikut. Sebabnya disimpulkan dari catatan pelaksana yang sama. Tidak dijelaskan bukan "
    "berarti lalai: cuti, dinas luar, dan rapat belum dicatat di sini."
)
NO_WAITING = (
    "Lama menunggu belum diketahui: isi jam diterima dan mulai dikerjakan, maka sebab menunggu "
    "tampil di sini."
)

YEARS_HEADINGS = (
    "Langkah",
    "Tahun kinerja",
    "Mutu baku",
    "Median",
    "Sesuai",
    "Tanpa waktu",
    "Selisih dari tahun sebelumnya",
)
YEARS_LEGEND = (
    "garis tebal = mutu baku waktu · garis tipis = median, "
    "mulai 3 pelaksanaan · jingga = melewati mutu baku waktu · saringan Selesai pada tidak "
    "berlaku di sini"
)
ONE_PER_DOT = "Satu titik = satu pelaksanaan"
YEARS_NOTE = (
    "Selisih = bagian yang sesuai mutu baku waktu, tahun itu dikurangi tahun sebelumnya, "
    "dengan selang 95%; diisi bila kedua tahun punya sedikitnya 10 pelaksanaan yang diketahui "
    "dan mutu bakunya sama."
)
