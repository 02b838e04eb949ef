"""What tables that can be downloaded are made of: columns with their headings and meanings."""

from dataclasses import dataclass

WORKING_MINUTES, COUNT, SHARE, LOCAL_TIME = (
    "menit kerja",
    "jumlah",
    "bagian 0–1",
    "waktu kantor",
)
PERSON = "nama orang"  # only for those who may read them


@dataclass(frozen=True)
class Field:
    """One column: its name in code, its heading, what it means, and its unit where it has one.

    A column of the unit `PERSON` is absent for those who may not read data per person.
    """

    name: str
    heading: str
    meaning: str
    unit: str = ""


@dataclass(frozen=True)
class Table:
    """One table: its title, what a row is, the words of its file name, and its columns."""

    title: str
    row: str
    file_name: str
    fields: tuple[Field, ...]


REPORT = (
    Field("report_id", "Kode laporan", "Kode tetap satu laporan; sama di semua tabel"),
    Field("title", "Judul", "Judul laporan seperti didaftarkan"),
    Field("fiscal_year", "Tahun kinerja", "Tahun yang dilaporkan, bukan tahun penyusunan"),
    Field("period", "Jenis", "Tahunan atau salah satu triwulan"),
    Field("state", "Keadaan", "Keadaan laporan pada waktu yang disebut di Keadaan per"),
)
SOP = Field("sop", "SOP", "Nama singkat SOP")
STEP = (
    Field("step_number", "No. langkah", "Nomor langkah pada lembar SOP"),
    Field("step", "Langkah", "Nama langkah"),
)
ROLE = Field("role", "Pelaksana", "Peran SOP yang bertindak; kosong di luar peran SOP")
CAPACITY = Field("capacity", "Kedudukan", "Definitif, Plt., atau Plh. saat bertindak")
ACTOR = Field("actor", "Pelaku", "Orang yang bertindak", PERSON)
REASONS = Field(
    "reasons", "Alasan pengembalian", "Alasan yang dipilih; titik koma di antaranya"
)
SOURCE = Field("source", "Sumber", "Langsung di aplikasi, dari berkas, atau dari impor")
RECORDED = Field("recorded_at", "Dicatat", "Kapan diketahui aplikasi", LOCAL_TIME)
ENDING = (
    Field("as_of", "Keadaan per", "Yang terjadi sesudahnya tidak dihitung", LOCAL_TIME),
    Field("remark", "Keterangan", "DATA CONTOH bila orang dan angkanya rekaan"),
)


def minutes(name: str, heading: str, meaning: str) -> Field:
    """A column of working minutes."""
    return Field(name, f"{heading} ({WORKING_MINUTES})", meaning, WORKING_MINUTES)


def count(name: str, heading: str, meaning: str) -> Field:
    """A column of counts."""
    return Field(name, heading, meaning, COUNT)


def share(name: str, heading: str, meaning: str) -> Field:
    """A column of shares."""
    return Field(name, heading, meaning, SHARE)
