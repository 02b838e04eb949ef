"""Words of the archive of a report: names of its files, and how to check them."""

from lkj.labels.words import EXAMPLE_MARK

READ_ME, SUMS = "BACA-SAYA.txt", "SHA256SUMS"
HISTORY, PASSES = "riwayat.csv", "pelaksanaan.csv"
DOCUMENT_LIST, DATA_LIST = "daftar-dokumen.csv", "daftar-data-bagian.csv"
ROUTING_SLIP = "lembar-kendali.pdf"
DOCUMENTS, UNIT_FILES = "dokumen", "data-bagian"
DOCUMENT_HEADINGS = (
    "Dokumen",
    "Versi",
    "Langkah",
    "Nama berkas",
    "Tempat aslinya",
    "Dilampirkan oleh",
    "Dilampirkan pada",
    "No. catatan",
    "Keterangan",
    "Di arsip",
    "SHA-256",
)
DATA_HEADINGS = (
    "No.",
    "Tanggal",
    "Unit",
    "Tabel",
    "Catatan",
    "Tenggat",
    "Nama berkas",
    "Tempat aslinya atau alasan",
    "Di arsip",
    "SHA-256",
)
LINK = "Arsip laporan ini (ZIP)"
LINK_ABOUT = "dokumen, riwayat, Lembar Kendali, cara memeriksa"
YEAR_TITLE = "Arsip setahun"
YEAR_ABOUT = (
    "Semua laporan satu tahun kinerja sebagai satu berkas ZIP: dokumen setiap laporan, "
    "riwayatnya, Lembar Kendali, dan cara memeriksanya."
)
# Where a file is not in the archive although it should be.
STATE = {"missing": "tidak ada di penyimpanan", "content": "rusak di penyimpanan"}


def read_me(
    *,
    title: str,
    made_at: str,
    made_by: str,
    events: int,
    head: str,
    lost: int,
    is_example: bool,
) -> str:
    """What the archive is, as of when, and how each part of it is checked."""
    mark = f"{EXAMPLE_MARK}: semua orang dan angka di sini rekaan.\n\n" if is_example else ""
    gone = (
        f"PERHATIAN: {lost} berkas tidak ada atau rusak di penyimpanan; lihat kolom "
        f'"Di arsip" pada {DOCUMENT_LIST} dan {DATA_LIST}.\n\n'
        if lost
        else ""
    )
    return (
        f"{mark}ARSIP LAPORAN\n{title}\n\n"
        f"Dibuat {made_at} oleh {made_by}; memuat {events} catatan laporan ini.\n"
        f"Catatan terakhir seluruh riwayat saat itu: {head}\n\n{gone}"
        "ISI\n"
        f"{DOCUMENTS}/        setiap versi setiap dokumen, persis seperti dilampirkan\n"
        f"{UNIT_FILES}/    berkas yang diberikan unit\n"
        f"{DOCUMENT_LIST}, {DATA_LIST}   daftarnya, juga yang hanya disebut tempatnya\n"
        f"{HISTORY}     setiap catatan laporan ini\n"
        f"{PASSES}  setiap pelaksanaan langkah dengan waktunya\n"
        f"{ROUTING_SLIP}\n\n"
        "MEMERIKSA\n"
        f"1. Berkas: sha256sum -c {SUMS} (Linux), atau bandingkan dengan\n"
        "   Get-FileHash (Windows PowerShell).\n"
        f"2. Dokumen: SHA-256 pada {DOCUMENT_LIST} sama dengan yang tersimpan bersama\n"
        "   catatannya di aplikasi, dan dengan yang diperlihatkan saat paraf.\n"
        "3. Riwayat: ketik kode catatan terakhir di atas pada halaman /periksa, atau\n"
        "   jalankan python -m lkj verify --code KODE pada server. Kode yang cocok berarti\n"
        "   riwayat sampai catatan itu tidak berubah sejak arsip ini dibuat.\n"
    )
