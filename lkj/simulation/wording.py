"""What people write in the example: Indonesian sentences that name nobody."""

import re
from datetime import date
from random import Random

from lkj.domain.commands import Cause
from lkj.domain.sop import Reason
from lkj.labels.formats import MONTHS

# By a word of the reason's name, the most telling word first: any SOP's reasons find theirs.
RETURN_NOTES = {
    "lampiran": (
        "Lampiran Perjanjian Kinerja dan tabel pengukuran kinerja belum disertakan.",
        "Lampiran foto kegiatan disebut pada Bab III tetapi belum ada dalam berkas.",
    ),
    "bukti": (
        "Bukti dukung realisasi kegiatan triwulan terakhir belum dilampirkan.",
        "Angka realisasi belum disertai bukti dukung dari bidang yang bersangkutan.",
    ),
    "analisis": (
        "Penyebab tidak tercapainya target belum dijelaskan dan belum ada alternatif solusi.",
        "Analisis efisiensi penggunaan sumber daya masih berupa angka tanpa penjelasan.",
    ),
    "hitung": (
        "Persentase capaian pada tabel tidak sama dengan realisasi dibagi target.",
        "Jumlah realisasi anggaran pada tabel berbeda dengan jumlah pada uraian.",
    ),
    "format": (
        "Susunan Bab III belum mengikuti sistematika laporan kinerja, mohon disesuaikan.",
        "Nomor tabel dan daftar isi belum sesuai dengan isi naskah.",
    ),
    "pk": (
        "Target indikator berbeda dengan Perjanjian Kinerja yang berlaku, mohon disamakan.",
        "Satu sasaran pada Perjanjian Kinerja perubahan belum dilaporkan.",
    ),
    "redaksi": (
        "Beberapa kalimat pada Bab I masih menyalin laporan tahun lalu.",
        "Redaksi simpulan belum sejalan dengan capaian pada Bab III.",
    ),
    "arahan": (
        "Tambahkan uraian tindak lanjut evaluasi tahun lalu sesuai arahan pimpinan.",
        "Sesuai arahan rapat, capaian dibandingkan juga dengan target jangka menengah.",
    ),
    "data": (
        "Data realisasi dari dua bidang belum masuk, mohon dilengkapi lebih dahulu.",
        "Capaian satu indikator masih kosong karena datanya belum diminta ke bidang.",
    ),
}
REPAIRED = ("Sudah diperbaiki sesuai catatan.", "Perbaikan selesai, mohon diperiksa kembali.")
AGREED = ("Sudah sesuai.", "Sesuai, mohon dilanjutkan.")
NOTES = (
    "Menunggu data realisasi anggaran dari bagian keuangan.",
    "Pengumpulan data dilanjutkan setelah rapat koordinasi.",
    "Berkas asli disimpan pada map laporan kinerja tahun berjalan.",
)
CAUSES = (
    (Cause.WAITING_FOR_DATA, "Data dari dua bidang baru diterima setelah diingatkan."),
    (Cause.OUT_OF_OFFICE, "Penanggung jawab data sedang dinas luar."),
    (Cause.MEETING, "Bersamaan dengan rapat penyusunan anggaran."),
)
CANCELLED = "Digabung dengan laporan kinerja tahunan sesuai arahan pimpinan."
TAKEN_BACK = "Salah menekan tombol, naskah masih perlu diperiksa."
CONFLICT = "Jam selesai pada buku agenda mendahului jam terima, dicatat sesuai berkas."
INPUT_ABSENT = "Masih digandakan, menyusul sebelum berkas diteruskan."
WRONG_TIME = "Jam selesai keliru diketik, disesuaikan dengan buku agenda."
WRONG_EFFORT = "Lama pengerjaan keliru diketik, disesuaikan dengan keterangan pelaksana."


def return_note(reason: Reason, rng: Random) -> str:
    """A sentence that fits the reason by its name."""
    words = re.findall(r"\w+", reason.name.lower())
    fitting = next((RETURN_NOTES[word] for word in RETURN_NOTES if word in words), None)
    if fitting is None:
        return f"{reason.name}: mohon diperbaiki lalu diserahkan kembali."
    return rng.choice(fitting)


def agenda_entry(number: int, day: date) -> str:
    """The line of the Buku Agenda that an entry from paper relies on."""
    return f"Buku Agenda No. {number}, {day.day} {MONTHS[day.month - 1]} {day.year}"


def disposition_number(number: int, year: int) -> str:
    """Number of a disposisi that nobody can take for a real one."""
    return f"CONTOH/{number:03d}/{year}"
