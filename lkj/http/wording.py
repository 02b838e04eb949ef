"""Indonesian words of our own pages that are not written in a template."""

from lkj.usecases.passwords import LONGEST, SHORTEST, PasswordProblem

PRODUCT = "Monev LKj"
PURPOSE = "Monitoring dan evaluasi SOP {title}"

ERROR_PAGES = {
    400: ("Alamat tidak dikenali", "Alamat ini tidak lengkap atau tidak benar."),
    403: ("Tidak diizinkan", "Akun Anda tidak berhak membuka halaman ini."),
    404: ("Halaman tidak ditemukan", "Halaman ini tidak ada atau sudah dipindahkan."),
    405: ("Tidak dapat dijalankan", "Halaman ini tidak dapat dipakai dengan cara itu."),
    410: (
        "Berkas tidak dapat diberikan",
        "Berkas ini hilang atau rusak di penyimpanan. Sampaikan kode di bawah kepada "
        "administrator; salinannya ada pada cadangan.",
    ),
    500: (
        "Terjadi gangguan",
        "Permintaan Anda belum dijalankan. Coba lagi; bila berulang, sampaikan kode di bawah "
        "kepada administrator.",
    ),
    503: (
        "Penyimpanan bermasalah",
        "Data tidak dapat dibaca atau disimpan saat ini. Sampaikan kode di bawah kepada "
        "administrator.",
    ),
}
OTHER_ERROR = ("Tidak dapat dijalankan", "Permintaan ini tidak dapat dijalankan.")

NOTICES = {
    "berakhir": "Sesi Anda berakhir. Silakan masuk lagi; isian yang belum dikirim tersimpan "
    "sebagai konsep.",
    "keluar": "Anda telah keluar.",
    "sandi": "Kata sandi tersimpan. Silakan masuk dengan kata sandi baru.",
}
NOT_SIGNED_IN, NOT_CONFIRMED = "Belum masuk", "Belum dikonfirmasi"
FORM_EXPIRED = "Halaman ini terlalu lama terbuka. Silakan kirim sekali lagi."
FIELDS_MISSING = "Isi nama pengguna dan kata sandi."
CURRENT_WRONG = "Kata sandi sekarang tidak benar."
TEMPORARY_WRONG = "Kata sandi sementara tidak benar."
NOT_REPEATED = "Kedua kata sandi baru tidak sama. Ketik ulang keduanya."

PASSWORD_PROBLEM = {
    PasswordProblem.TOO_SHORT: f"Paling sedikit {SHORTEST} karakter.",
    PasswordProblem.TOO_LONG: f"Paling banyak {LONGEST} karakter.",
    PasswordProblem.UNREADABLE: "Ada karakter yang tidak dapat dibaca; ketik ulang.",
    PasswordProblem.COMMON: "Terlalu mudah ditebak: tersusun dari kata yang umum dipakai.",
    PasswordProblem.ABOUT_YOU: "Jangan memuat nama, nama pengguna, atau NIP Anda.",
    PasswordProblem.REPEATED: "Terlalu banyak pengulangan.",
    PasswordProblem.SEQUENCE: "Jangan memakai urutan seperti 12345 atau qwerty.",
    PasswordProblem.UNCHANGED: "Kata sandi baru harus berbeda dari yang sekarang.",
}
