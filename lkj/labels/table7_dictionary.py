"""The columns of Tabel 7 as a download."""

from lkj.labels.table_fields import (
    ENDING,
    LOCAL_TIME,
    PERSON,
    Field,
    Table,
    count,
)

TABLE7 = Table(
    "Tabel 7",
    "satu baris Tabel 7 dari satu penetapan, atau dari konsep yang masih terbuka",
    "tabel-7",
    (
        Field("semester", "Semester", "Semester yang dinilai"),
        Field(
            "sheet_state", "Keadaan lembar", "Konsep, atau ditetapkan dan tidak berubah lagi"
        ),
        count("version", "Penetapan ke-", "Mulai 2 adalah perubahan atas yang sebelumnya"),
        Field("number", "No.", "Kolom 1"),
        Field("row_kind", "Jenis baris", "SOP, langkah, diketik, atau lampiran"),
        Field("procedure", "Prosedur", "Kolom 2: SOP, atau langkahnya"),
        Field(
            "assessment", "Penilaian terhadap penerapan", "Kolom 3; kosong bila belum dinilai"
        ),
        Field("assessment_origin", "Asal penilaian", "usulan sistem, atau penilai"),
        Field("note", "Catatan hasil penilaian", "Kolom 4"),
        Field("note_origin", "Asal catatan", "usulan sistem, atau penilai"),
        Field("action", "Tindakan yang harus diambil", "Kolom 5, seperti diketik"),
        count("n", "Pelaksanaan selesai", "Selesai dalam semester itu"),
        count("n_known", "Diketahui waktunya", "Waktu pengerjaannya terukur atau dilaporkan"),
        count("n_within", "Sesuai", "Paling lama sama dengan mutu baku waktu"),
        count("n_over", "Melewati", "Lebih dari mutu baku waktu"),
        count("n_unknown", "Tanpa waktu", "Selesai, tetapi tidak dapat dinilai"),
        count("n_forgotten", "Lupa mencatat", "Tidak dinilai karena lupa mencatat"),
        count("n_reviewed", "Pemeriksaan", "Keputusan setuju atau kembalikan"),
        count("n_returned", "Dikembalikan", "Di antaranya yang dikembalikan"),
        Field("threshold", "Batas usulan", "Dari 100 pelaksanaan yang diketahui waktunya"),
        Field("assessor", "Penilai", "Orang yang menilai", PERSON),
        Field("determined_at", "Ditetapkan", "Kosong selama masih konsep", LOCAL_TIME),
        Field("determined_by", "Ditetapkan oleh", "Orang yang mencatat penetapan", PERSON),
        Field("reason", "Alasan perubahan", "Mengapa penetapan sebelumnya diubah"),
        Field("figures_as_of", "Angka per", "Angka lembar ini dihitung saat itu", LOCAL_TIME),
        Field("events_no", "Sampai catatan no.", "Catatan terakhir yang ikut dihitung"),
        Field("calendar", "Kalender kerja", "Kalender dan versinya"),
        Field("code", "Kode penetapan", "Kode rantai penetapan; kosong selama masih konsep"),
        *ENDING,
    ),
)
