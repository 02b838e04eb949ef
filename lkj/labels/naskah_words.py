"""Indonesian words that stand on naskah dinas beside their data."""

STATEMENT = "Paraf elektronik internal, bukan tanda tangan elektronik tersertifikasi."
UNCHECKED = "Susunan kalimat belum dicocokkan dengan pedoman tata naskah dinas yang berlaku."
INVENTED = "Semua orang dan angka di sini rekaan."
NO_CHAIN = "Riwayat masih kosong: belum ada kode periksa."
NUMBER_PLACE = "………………………"

ROUTING_SLIP = "Lembar Kendali"
PARAF = "Paraf elektronik internal"
PAPER_PARAF = "Paraf pada berkas asli"
SIGNATURE = "Tanda tangan pada berkas asli"
RECORDED = "Dicatat, tanpa paraf"
OPEN = "sedang berjalan"
ROUTING_NOTE = (
    "Setiap baris satu pelaksanaan langkah, menurut urutan waktu. Waktu setempat; tanggal "
    "tanpa jam berarti jamnya tidak tercatat. Nomor ialah nomor catatan dalam riwayat."
)


def chain_text(no: int, code: str) -> str:
    """The head of the chain, and how its code is checked."""
    return f"Riwayat sampai catatan no. {no} · kode periksa {code}"


def version_text(document: str, version: int) -> str:
    """What a paraf covers: `atas Konsep LKj versi 2`."""
    return f"atas {document} versi {version}" if document else f"atas versi {version}"


MEMO = "Nota Dinas"
HAND_OVER, RETURN = "Penyampaian", "Pengembalian"


def memo_note(no: int, *, filed: str = "") -> str:
    """Which record a nota dinas speaks of, and what it still lacks; `filed` names its line."""
    if filed:
        return f"Menurut catatan no. {no}; {filed}. Berlaku setelah ditandatangani."
    return (
        f"Konsep menurut catatan no. {no}. Nomor diberikan oleh pengelola surat; berlaku "
        "setelah diberi nomor dan ditandatangani."
    )


FILE_MEMO = "Catat di Buku Agenda dan lampirkan"
ATTACH_MEMO = "Lampirkan PDF-nya"
FILE_MEMO_HELP = (
    "Nota Dinas masuk ke Buku Agenda keluar dengan tanggal penyerahan ini, dan PDF-nya "
    "dilampirkan pada laporan."
)
UNFILED = "Catat Nota Dinas di Buku Agenda"
OFFER = "Naskah untuk langkah yang baru selesai"
OFFER_CAPTION = "Sudah terisi dari catatan; unduh, periksa, lalu tanda tangani"
CLOSE_OFFER = "Tutup"


def filed_words(year: int, serial: int, number: str, *, is_attached: bool) -> str:
    """What one click did, or what stands in the register."""
    named = f", nomor {number}" if number else ", nomor belum diisi"
    attached = "; PDF-nya dilampirkan" if is_attached else ""
    return f"Buku Agenda keluar {year} no. {serial}{named}{attached}"


def outlived_words(year: int, serial: int) -> str:
    """A letter of a hand-over that was taken back."""
    return (
        f"Buku Agenda keluar {year} no. {serial} memuat Nota Dinas untuk penyerahan yang sudah "
        "ditarik kembali. Batalkan baris itu bila suratnya tidak jadi dikirim."
    )


CHECK_TITLE = "Periksa kode naskah"
OTHER_OFFICE = (
    "Kode ini dari naskah satuan kerja lain. Masuk ke satuan kerja itu untuk memeriksanya."
)
CHECK_HINT = (
    "Ketik kode periksa seperti tercetak di kaki naskah, misalnya 214:7F3A-91C2-0B4D-55E1."
)


def standing_text(no: int, when: str, latest_no: int) -> str:
    """What a code proves."""
    after = latest_no - no
    added = f" Sesudahnya ada {after} catatan lain." if after else ""
    return (
        f"Kode cocok dengan catatan no. {no}, dicatat {when}. Riwayat sampai catatan itu "
        f"dihitung ulang dan utuh.{added} Isi naskah tetap dibandingkan dengan riwayat."
    )


def not_standing_text(problem: str, broken_at: int, latest_no: int) -> str:
    """Why a code does not stand; the same words as on the command line."""
    if problem == "unreadable" and not broken_at:
        return "Ini bukan kode periksa. " + CHECK_HINT
    if problem == "cut":
        return f"Riwayat di sini baru sampai catatan no. {latest_no}: catatan itu tidak ada."
    if problem == "anchor":
        return (
            f"Kode berbeda dari catatan no. {broken_at} dalam riwayat ini: naskah bukan dari "
            "basis data ini, kodenya salah ketik, atau riwayat diubah sesudah naskah dibuat."
        )
    return f"Riwayat rusak pada catatan no. {broken_at}; sampaikan kepada administrator."


SECTION = "Naskah"
SECTION_CAPTION = "Naskah dinas dari laporan ini; setiap unduhan dicatat"
ROUTING_ABOUT = "semua langkah dengan pelaksana, waktu, dan paraf"
TABLE7_TITLE = "Naskah Tabel 7"


DRAFT = "KONSEP"
MONEV = "Laporan Monitoring dan Evaluasi Pelaksanaan SOP"
SOP_SHEET = "Standar Operasional Prosedur"
DECREE = "Keputusan tentang Tim Penyusun"
DISPOSITION = "Lembar Disposisi"
RECEIPT = "Tanda Terima"
SOP_TITLE = "Naskah lembar SOP"
DISPOSITION_ABOUT = "untuk disposisi awal; kotak dicentang dengan tangan"
RECEIPT_ABOUT = "penyerahan laporan yang dikirim"
MEMBERS = "Anggota tim pada SK, satu baris satu orang (boleh kosong)"
MEMBERS_HELP = (
    "Nama tanpa gelar | jabatan dinas | kedudukan dalam tim. Bila kosong, dipakai pemegang "
    "peran SOP hari ini."
)
