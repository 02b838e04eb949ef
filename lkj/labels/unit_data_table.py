"""What the columns of the downloaded data of the units mean."""

from lkj.labels.table_fields import ENDING, REPORT, SOP, Field, Table, count

UNIT_DATA = Table(
    "Data Bagian",
    "satu tabel yang diminta dari satu unit untuk satu laporan",
    "data-bagian",
    (
        *REPORT,
        SOP,
        Field("unit", "Unit", "Nama unit yang terakhir"),
        Field("table", "Tabel", "Nama tabel saat diminta"),
        Field("asked", "Diminta", "Tanggal permintaan"),
        Field("due", "Tenggat", "Tenggat pada permintaan; kosong bila tanpa tenggat"),
        Field("arrived", "Datang", "Kedatangan pertama, nihil termasuk; kosong sebelumnya"),
        Field("is_late", "Terlambat", "Datang sesudah tenggat; kosong bila belum dinilai"),
        Field("is_there", "Sudah ada", "Tidak lagi bila dikembalikan dan belum datang lagi"),
        count("n_returns", "Dikembalikan ke unit", "Berapa kali dikembalikan"),
        *ENDING,
    ),
)
