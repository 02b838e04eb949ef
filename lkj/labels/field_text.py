"""Names of form fields, and what may be wrong with one, in words."""

FIELD = {
    "title": "Judul atau jabatan",
    "fiscal_year": "Tahun kinerja",
    "disposition_number": "Nomor disposisi",
    "disposition_date": "Tanggal disposisi",
    "note": "Penjelasan",
    "reason": "Alasan",
    "text": "Catatan",
    "time_conflict": "Alasan waktu bertentangan",
    "effort_minutes": "Lama pengerjaan (menit)",
    "value": "Nilai yang benar",
    "basis": "Dasar",
    "register_basis": "Dasar pendaftaran",
    "rows": "Baris",
    "file_name": "Nama berkas",
    "sop_id": "SOP",
    "deadline": "Tenggat",
    "step": "Langkah",
    "since": "Berlaku sejak",
    "name": "Nama",
    "nip": "NIP",
    "username": "Nama pengguna",
    "password": "Kata sandi",
    "identity": "Identitas pada penyedia",
    "person_id": "Orang",
    "account_id": "Akun",
    "app_roles": "Peran aplikasi",
    "assignment_id": "Penugasan",
    "role": "Peran",
    "valid_from": "Mulai berlaku",
    "valid_to": "Berlaku sampai",
    "finding": "Temuan",
    "token": "Tautan",
    "place": "Tempat dokumen",
    "shown": "Versi yang diperlihatkan",
    "file": "Berkas",
    "document": "Dokumen",
    "request_id": "Kode permintaan",
    "kind": "Jenis",
    "first": "Tanggal",
    "last": "Sampai",
    "hours": "Jam kerja",
    "friday_hours": "Jam kerja Jumat",
    "holiday_name": "Keterangan",
    "decree": "Dasar",
    "years": "Tahun",
    "replaces": "Baris yang diubah",
    "change": "Perubahan",
    "semester": "Semester",
    "missing_data": "Alasan menyerahkan tanpa data lengkap",
    "unit_name": "Nama unit",
    "unit_tables": "Tabel",
    "day": "Tanggal",
    "due": "Tenggat",
    "row_id": "Baris Tabel 7",
    "procedure": "Prosedur",
    "assessment": "Penilaian terhadap penerapan",
    "assessment_note": "Catatan hasil penilaian",
    "action": "Tindakan yang harus diambil",
    "assessor_id": "Penilai",
    "threshold": "Batas usulan",
    "book": "Buku",
    "entered_on": "Tanggal terima atau kirim",
    "agenda_number": "Nomor agenda",
    "letter_number": "Nomor surat",
    "letter_date": "Tanggal surat",
    "counterpart": "Pengirim atau tujuan",
    "address": "Alamat",
    "subject": "Isi ringkasan",
    "attachments": "Lampiran",
    "forwarded_to": "Diteruskan ke",
    "remark": "Keterangan",
    "report_id": "Laporan",
    "event_no": "Catatan laporan",
}
FIELD_PROBLEM = {
    "required": "wajib diisi",
    "too_long": "terlalu panjang, paling banyak {detail} karakter",
    "too_short": "terlalu pendek, paling sedikit {detail} karakter",
    "too_large": "terlalu besar, paling besar {detail}",
    "unreadable": "memuat karakter yang tidak dapat dibaca; ketik ulang",
    "control": "memuat karakter kendali ({detail}); ketik ulang",
    "bidi": "memuat karakter pembalik arah tulisan ({detail}); ketik ulang",
    "invisible": "memuat karakter yang tidak tampak ({detail}); ketik ulang",
    "line_break": "harus satu baris",
    "not_digits": "harus {detail} angka",
    "date_range": "harus dalam tahun {detail}",
    "year_range": "harus dalam {detail}",
    "unknown": "tidak dikenal",
    "future": "belum terjadi",
    "taken": "sudah dipakai",
    "inactive": "tidak aktif",
    "invalid": "tidak sah; muat ulang halaman",
    "username": (
        "harus 3 sampai 32 huruf kecil, angka, titik, garis bawah, atau tanda hubung, "
        "diawali huruf atau angka"
    ),
    "auditor_alone": "auditor tidak memegang peran lain",
    "past": "sudah lewat",
    "before_start": "mendahului tanggal mulai",
    "after_end": "sesudah tanggal berakhirnya",
    "overlaps": "bertumpukan dengan penugasan lain pada peran yang sama",
    "common": "terlalu mudah ditebak, tersusun dari kata yang umum dipakai",
    "about_you": "tidak boleh memuat nama, nama pengguna, atau NIP",
    "repeated": "terlalu banyak pengulangan",
    "sequence": "tidak boleh memakai urutan seperti 12345 atau qwerty",
    "undecided": "belum diisi pada baris {detail}",
    "not_begun": "belum dimulai",
    "too_many": "paling banyak {detail} baris",
    "unchanged": "harus berbeda dari yang sekarang",
    "hours": "{detail}",
    "outside_years": "di luar tahun kalender, {detail}; tambahkan tahunnya dahulu",
    "too_many_days": "paling banyak {detail} hari",
    "taken_days": "sudah diatur: {detail}; ubah atau hapus baris itu dahulu",
    "no_days": "tidak ada hari kerja dalam rentang ini",
    "usual_days": "sudah hari kerja menurut jam sepekan",
    "decree_or_estimate": "wajib diisi, atau tandai sebagai perkiraan",
    "gone": "sudah tidak ada",
    "file_place_or_nil": "pilih satu: berkas, tempat aslinya, atau alasan nihil",
    "before_request": "mendahului tanggal permintaan",
    "other_book": "hanya ada dalam buku yang lain",
    "after_entry": "sesudah tanggal terima atau kirim",
    "other_year": (
        "di luar tahun baris ini, {detail}; batalkan baris ini, lalu catat pada tahun yang "
        "benar"
    ),
    "file_or_place": "pilih satu: unggah berkas, atau tulis tempat aslinya",
}


def field_problem(problem: tuple[str, str, str]) -> str:
    """One wrong field in words: `(field, code, detail)`; rows of a form count from 0."""
    field, code, detail = problem
    text = FIELD_PROBLEM.get(code, code)
    rest = f" ({detail})" if detail and "{detail}" not in text else ""
    return f"{_field_name(field)}: {text.format(detail=detail)}{rest}."


def _field_name(field: str) -> str:
    match field.split(".", 2):
        case ["rows", row, inner]:
            return f"Baris {int(row) + 1}, {_field_name(inner)}"
        case ["inputs", *name]:
            return f"Alasan kelengkapan {'.'.join(name)}"
        case ["week", day]:
            return day.capitalize()
    return FIELD.get(field, field)
