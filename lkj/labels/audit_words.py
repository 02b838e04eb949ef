"""Words of the audit package: names of its files, its tables, and what it proves."""

from lkj.labels.words import EXAMPLE_MARK

FORMAT = "lkj-paket-audit-v1"
READ_ME, SUMS, FACTS = "BACA-SAYA.txt", "SHA256SUMS", "paket.json"
EVENT_CHAIN, AUDIT_CHAIN = "rantai/catatan.jsonl", "rantai/audit.jsonl"
EVENT_ROWS, AUDIT_ROWS = "catatan.csv", "jejak-audit.csv"
DOCUMENT_LIST, DATA_LIST = "daftar-dokumen.csv", "daftar-data-bagian.csv"
CORRECTIONS, ON_BEHALF = "koreksi.csv", "atas-nama.csv"
PERSONS, ANCHORS, DICTIONARY = "orang.csv", "jangkar.csv", "kamus-kolom.csv"
DOCUMENTS, UNIT_FILES, SOPS, CALENDARS = "dokumen", "data-bagian", "sop", "kalender"

_CONTENT = (
    "Berkas ZIP: catatan, koreksi, dokumen, kode, dan pemeriksa yang berjalan tanpa aplikasi"
)
# What a button says, and what stands below it.
REPORT_LINK = ("Paket audit laporan ini", f"{_CONTENT}.")
SEMESTER_LINK = (
    "Paket audit semester ini",
    f"{_CONTENT}, dari setiap laporan yang dikerjakan atau dicatat pada semester ini.",
)
VERIFIERS_TITLE = "Pemeriksa paket audit"
VERIFIERS_ABOUT = (
    "Berjalan di komputer pemeriksa tanpa aplikasi dan tanpa jaringan. Simpan salinan sendiri: "
    "jangan memakai pemeriksa dari dalam paket yang diperiksa."
)
VERIFIER_KIND = {".html": "dibuka di peramban", ".py": "program Python 3.8 ke atas"}

REPORT = "Laporan"
CORRECTION_HEADINGS = (
    REPORT,
    "No. catatan",
    "Jenis",
    "Atas catatan no.",
    "Yang dikoreksi",
    "Semula",
    "Menjadi",
    "Alasan",
    "Oleh",
    "Dicatat oleh",
    "Dicatat pada (UTC)",
)
ON_BEHALF_HEADINGS = (
    REPORT,
    "No. catatan",
    "Kejadian",
    "Langkah",
    "Atas nama",
    "Dicatat oleh",
    "Sumber",
    "Dasar",
    "Terjadi pada (UTC)",
    "Ketelitian waktu",
    "Dicatat pada (UTC)",
    "Tanggapan pelaksana",
    "Dokumen pada langkah itu",
)
PERSON_HEADINGS = ("Jenis", "Id", "Nama", "Jabatan")
PERSON, ACCOUNT = "orang", "akun"
ANCHOR_HEADINGS = ("Rantai", "No.", "Kode", "Tercatat di", "Tanggal (UTC)")
EVENTS, AUDIT = "catatan", "jejak audit"
DICTIONARY_HEADINGS = ("Rantai", "Kolom", "Arti")
THIS_PACKAGE = "paket ini"
ANSWER = {"confirmed": "benar", "disputed": "minta perbaikan"}
FIELD = {
    "occurred_at": "waktu selesai",
    "started_at": "waktu mulai",
    "effort_minutes": "lama pengerjaan (menit)",
}
COLUMNS = {
    "no": "nomor dalam rantai, tanpa lompatan",
    "report_id": "laporan",
    "version": "catatan ke berapa dalam laporan itu",
    "request_id": "kunci formulir: formulir yang sama tidak tercatat dua kali",
    "command_sha256": "SHA-256 dari isi formulir dan akun pengirimnya",
    "kind": "apa yang terjadi",
    "step": "langkah SOP tempat tindakan dilakukan",
    "next_step": "langkah yang dibuka olehnya",
    "sop_id": "SOP",
    "sop_version": "versi SOP",
    "actor": "orang yang bertindak; lihat orang.csv",
    "role": "peran dalam SOP saat bertindak",
    "capacity": "definitif, plt, atau plh",
    "recorded_by": "akun yang mencatat; lihat orang.csv",
    "source": "app = di aplikasi, paper = dari berkas, import = dari riwayat lama",
    "batch_id": "kelompok catatan yang disimpan bersama",
    "basis": "berkas yang menjadi dasar: jenis, nomor, tanggal",
    "occurred_at": "kapan terjadi, UTC",
    "started_at": "kapan mulai dikerjakan, UTC",
    "time_precision": "minute = jam diketahui, date = tanggal saja",
    "effort_minutes": "lama pengerjaan dalam menit, bila dilaporkan",
    "recorded_at": "kapan dicatat menurut jam server, UTC",
    "target_no": "nomor catatan yang dituju (koreksi, tanggapan, penyebab)",
    "note": "keterangan",
    "reasons": "kode alasan, dipisahkan koma",
    "payload": "fakta lain sebagai JSON, persis seperti tersimpan",
    "salt": "32 angka heksadesimal acak yang mendahului teks dalam hash",
    "prev_hash": "hash baris sebelumnya",
    "hash": "hash baris ini",
    "at": "kapan, menurut jam server, UTC",
    "account_id": "akun; kosong = baris perintah di server",
    "action": "apa yang dilakukan",
    "subject": "tentang apa, misalnya id laporan",
    "detail": "rincian sebagai JSON, persis seperti tersimpan",
}


def read_me(
    *,
    scope: str,
    made_at: str,
    made_by: str,
    reports: int,
    head: str,
    audit_head: str,
    is_whole: bool,
    lost: int,
    is_example: bool,
) -> str:
    """What the package is, how it is checked, what that proves and what not."""
    mark = f"{EXAMPLE_MARK}: semua orang dan angka di sini rekaan.\n\n" if is_example else ""
    gone = (
        f"PERHATIAN: {lost} dokumen tidak ada atau rusak di penyimpanan; lihat kolom\n"
        f'"Di arsip" pada {DOCUMENT_LIST} dan {DATA_LIST}. Pemeriksa menyebutnya sebagai\n'
        "masalah.\n\n"
        if lost
        else ""
    )
    return (
        f"{mark}PAKET AUDIT\n{scope}\n\n"
        f"Dibuat {made_at} oleh {made_by}; memuat {reports} laporan.\n"
        f"Kode riwayat saat itu: {head}\n"
        f"Kode jejak audit saat itu: {audit_head}\n\n"
        f"{gone}{_BODY}{_WHOLE if is_whole else _PARTIAL}{_LIMITS}"
    )


_BODY = f"""MEMERIKSA
1. Ambil pemeriksa dari tempat lain: halaman /periksa, paket yang lama, atau kantor
   pemeriksa sendiri. Pemeriksa di dalam paket ini berasal dari tangan yang sama dengan
   paketnya dan dapat ikut dipalsukan; SHA-256 kedua pemeriksa tertulis di /periksa.
2. Buka verifikasi.html di peramban (tanpa jaringan), lalu pilih berkas ZIP ini; atau
   jalankan: python verifikasi.py paket.zip --anchor "214 7F3A 91C2 0B4D 55E1"
3. Ketik nomor dan kode dari lembar cetak, unduhan, atau pengingat harian yang Anda simpan
   sendiri. Kode di dalam paket ini bukan bukti tentang paket ini.

ISI
{EVENT_CHAIN}   setiap catatan riwayat dari no. 1 sampai terakhir
{AUDIT_CHAIN}     jejak audit
{EVENT_ROWS}            catatan laporan yang diperiksa, persis seperti tersimpan
{AUDIT_ROWS}        baris jejak audit tentang laporan itu, dan yang memuat kode
{CORRECTIONS}            koreksi: semula dan menjadi; juga yang ditarik kembali
{ON_BEHALF}          yang dicatat atas nama pelaksana, dengan dasar dan tanggapannya
{DOCUMENT_LIST}     setiap versi dokumen dengan SHA-256; berkasnya di {DOCUMENTS}/
{DATA_LIST} data dari unit; berkasnya di {UNIT_FILES}/
{PERSONS}              siapa di balik id orang dan akun
{ANCHORS}            kode saat ini, dan kode yang tertulis di jejak audit sebelumnya
{SOPS}/, {CALENDARS}/         versi SOP dan kalender kerja yang dipakai
{DICTIONARY}        arti setiap kolom
{SUMS}            SHA-256 setiap berkas

CARA MENGHITUNG
Baris pertama berkas rantai menyebut tabel, label, dan kolomnya; setiap baris berikut satu
larik JSON. hash = SHA-256 dari label, ganti baris, dan larik JSON [hash baris sebelumnya,
kolom-kolom tanpa prev_hash dan hash]; teks bebas di dalam larik itu diganti oleh SHA-256
dari salt dan teks. Pada baris laporan lain teks bebas tidak dimuat: di tempatnya berdiri
{{"sha256": "..."}}, yaitu bentuk yang memang dihitung. Karena itu setiap baris, juga milik
laporan lain, dihitung ulang dan tidak sekadar disambung.

YANG DIBUKTIKAN
- Catatan laporan ini lengkap, berurutan, dan tidak diubah sejak kode yang Anda ketik dicetak.
- Setiap dokumen di paket ini sama dengan yang dicatat saat dilampirkan, sampai ke bit
  terakhir, dan tidak ada yang kurang.
- Basis data yang diganti dengan salinan lama ketahuan: nomor pada kode Anda tidak ada.
"""
_WHOLE = "- Jejak audit lengkap dan berurutan sampai baris terakhir.\n"
_PARTIAL = (
    "- Setiap baris jejak audit yang dimuat cocok dengan hash-nya sendiri. Baris lain tidak\n"
    "  dimuat, karena pembuat paket tidak berhak membacanya: lengkap tidaknya tidak terbukti.\n"
)
_LIMITS = f"""
YANG TIDAK DIBUKTIKAN
- Tanpa kode dari luar, riwayat yang ditulis ulang seluruhnya tetap tampak utuh.
- Perubahan sesudah kode terakhir di tangan Anda tidak tercakup.
- Rantai membuktikan bahwa catatan tidak berubah, bukan bahwa yang dicatat benar terjadi.
- {CORRECTIONS}, {ON_BEHALF}, {DOCUMENT_LIST}, {DATA_LIST},
  {PERSONS}, {ANCHORS}, SOP, dan kalender tidak berada dalam rantai: {SUMS} hanya
  menjaganya dari kerusakan. Yang menentukan ialah {EVENT_ROWS} dan {AUDIT_ROWS}.
- Salt dimuat, sehingga teks bebas yang pendek pada baris laporan lain dapat ditebak dan
  dicocokkan. Perlakukan paket ini seperti riwayatnya sendiri.
"""
