"""Words around signing in at an identity provider and confirming a signature."""

_NO_ANSWER = "jawaban penyedia tidak sah"
_SET_UP = "pengaturannya belum cocok"
PROBLEM = {
    # What came back.
    "cancelled": "dibatalkan pada halaman penyedia",
    "refused": "penyedia menolak permintaan ini",
    "state": "permintaan ini tidak berasal dari peramban ini",
    "expired": "permintaan ini terlalu lama terbuka",
    "used": "permintaan ini sudah dipakai",
    "code": "kode dari penyedia sudah dipakai atau kedaluwarsa",
    "claim": "penyedia tidak menyebut identitas yang diminta",
    "auth_time": "penyedia tidak memastikan ulang siapa Anda",
    # The provider itself.
    "unreachable": "penyedia tidak dapat dihubungi",
    "answer": "penyedia tidak menjawab sebagaimana mestinya",
    "client": "penyedia tidak mengenal aplikasi ini",
    "issuer": "penyedia menyebut alamat lain daripada LKJ_OIDC_ISSUER",
    "endpoints": _SET_UP,
    "algorithms": _SET_UP,
    "keys": _SET_UP,
}


def problem_words(code: object) -> str:
    """Why it failed; which check of an answer failed is for the log only."""
    return PROBLEM.get(str(code), _NO_ANSWER)


CONFIRM_BY = {
    "password": "masukkan lagi kata sandi Anda",
    "provider": "konfirmasi dahulu siapa Anda pada penyedia identitas",
    "none": "akun ini belum punya kata sandi; minta tautan sekali pakai kepada administrator",
}
CONFIRMED_BY = {
    "password": "Kata sandi dimasukkan ulang sebelum tanda tangan dicatat.",
    "provider": "Penanda tangan dipastikan ulang oleh penyedia identitas.",
}
REENTER_LABEL = "Kata sandi Anda"
REENTER_HELP = "Diperiksa sekali untuk tanda tangan ini dan tidak disimpan."
