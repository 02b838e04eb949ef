"""Indonesian words for how a pass stands against mutu baku waktu, and how that is known."""

WITHIN, SURELY_WITHIN, OVER, UNJUDGED = "sesuai", "pasti sesuai", "melewati", "tidak dinilai"
WHY_SURELY = "mulainya tidak dicatat, tetapi lama di langkah pun tidak melewati"
WHY_UNJUDGED = {
    "open": "belum selesai",
    "cancelled": "dibatalkan",
    "forgotten": "lupa mencatat",
    "date_only": "hanya tanggalnya yang diketahui",
    "invalid": "waktunya bertentangan",
    "bounded": "mulainya tidak dicatat",
}
CLOCK_QUALITY = {
    "measured": "mulai dan selesai dicatat",
    "declared": "dilaporkan pelaku",
    "bounded": "mulai tidak dicatat",
    "date_only": "hanya tanggal",
    "invalid": "bertentangan",
}
