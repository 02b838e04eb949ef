"""What the page Alur and its printed sheet say beside their figures."""

from lkj.labels.formats import number

PATHS_TITLE = "Alur"
NO_PATHS = (
    "Belum ada laporan pada pilihan ini. Di sini akan tampil jalan setiap laporan pada gambar "
    "SOP: berapa kali setiap lintasan ditempuh, berapa lama, dan mana yang dikembalikan."
)
SOP_PICTURE, GRAPH = "Gambar SOP", "Jejaring langkah"
SHOWN = "Tampilan"
WAY = {"forward": "diteruskan", "return": "dikembalikan", "outside": "di luar SOP"}
PATH_LEGEND = (
    "Kotak: berapa kali langkah itu dikerjakan, oleh berapa laporan · panah: berapa kali "
    "ditempuh, dan median waktu kerja dari selesainya langkah asal sampai selesainya langkah "
    "tujuan, mulai 3 yang diketahui jamnya · makin tebal makin sering · garis putus ungu = "
    "dikembalikan · garis titik pucat = belum pernah ditempuh · kotak abu-abu bertepi titik = "
    "belum pernah"
)
GRAPH_LEGEND = (
    "Langkah dari atas ke bawah menurut urutan rata-ratanya · panah: berapa kali ditempuh, "
    "makin tebal makin sering · kanan: maju · kiri: mundur · garis putus ungu = dikembalikan "
    "menurut SOP · garis titik jingga = di luar SOP · jalan tersering dari dan ke setiap "
    "langkah selalu digambar"
)
SLIDER = "Tampilkan lintasan yang ditempuh sedikitnya … kali"
TRANSITION_HEADINGS = ("Dari", "Ke", "Arah", "Kali", "Diketahui jamnya", "Median waktu kerja")
TRANSITION_CAPTION = (
    "Lintasan antarlangkah, yang tersering lebih dahulu. Waktu kerja dari selesainya langkah "
    "asal sampai selesainya langkah tujuan."
)
OUTSIDE_TITLE = "Lintasan yang tidak ada dalam SOP"
OUTSIDE_HEADINGS = ("Lintasan",)
ALL_INSIDE = "Semua lintasan ada dalam SOP."
PATHS_OF_REPORTS = "Jalan tiap laporan"
PATHS_OF_MANY = "Jalan yang tersering"
PATH_HEADINGS = ("Laporan", "Jalan", "Dikembalikan")
VARIANT_HEADINGS = ("Jalan", "Laporan")
PATH_NOTE = (
    "Angka = nomor langkah · → diteruskan · ↩ dikembalikan · … masih berjalan · × dibatalkan"
)
PATH_CAPTION = "Jalan tiap laporan menurut waktunya."
VARIANT_CAPTION = "Jalan yang ditempuh laporan, yang tersering lebih dahulu."
DEVIATIONS = "Penyimpangan dari SOP"
DEVIATION_HEADINGS = ("Laporan", "Temuan", "Pembenaran")
NO_DEVIATIONS = "Tidak ada penyimpangan urutan atau tujuan pengembalian pada laporan ini."
DEVIATION_CAPTION = "Penyimpangan urutan dan tujuan pengembalian; rinciannya pada {page}."
PATHS_DEFINITIONS = (
    ("Lintasan", "dua langkah yang dikerjakan berurutan dalam satu laporan"),
    ("Jalan", "semua langkah satu laporan menurut waktunya, pengulangan ikut"),
    ("Dikembalikan", "pemeriksa mengembalikan ke langkah sebelumnya menurut SOP"),
    ("Di luar SOP", "langkah yang satu tidak mengarah ke langkah yang lain dalam SOP"),
    (
        "Median waktu kerja",
        "dari selesainya langkah asal sampai selesainya langkah tujuan, dalam jam kerja; mulai "
        "3 lintasan yang kedua jamnya diketahui",
    ),
)


def paths_finding(*, n: int, n_ways: int, n_first: int, first: str) -> str:
    """How alike the ways of `n` reports are: `n_first` of them went `first`, of `n_ways`."""
    if n == 1:
        return f"1 laporan: {first}"
    if n_first == 1:
        return f"{number(n)} laporan menempuh {number(n_ways)} jalan yang berbeda"
    if n_first == n:
        return f"Semua {number(n)} laporan menempuh jalan yang sama: {first}"
    return f"{number(n_first)} dari {number(n)} laporan menempuh jalan tersering: {first}"


def paths_subtitle(*, n_returns: int, n_outside: int, period: str, as_of: str) -> str:
    """Returns, ways outside the SOP, population and as-of."""
    returned = f"{number(n_returns)} kali dikembalikan" if n_returns else "tanpa pengembalian"
    outside = "semua lintasan ada dalam SOP"
    if n_outside:
        outside = f"{number(n_outside)} kali lewat lintasan di luar SOP"
    whole = f"laporan dengan pelaksanaan yang selesai {period}, seluruh jalannya"
    return f"{returned} · {outside} · {whole} · keadaan per {as_of}"
