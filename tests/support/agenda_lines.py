"""A report as the Buku Agenda tells it, typed by Petugas Monev for the pictures."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """One line of the Buku Agenda, as Petugas Monev types it."""

    date: str
    hour: str = ""
    minutes: str = ""
    who: str = ""
    reason: str = ""
    note: str = ""


NO_DATA = "Data triwulan Bidang I belum ada"
OLD_WORDS = "Bab III masih memuat kalimat tahun lalu"
# Two returns: by Kasubbag for missing data, by Sekretaris for its wording.
AGENDA = (
    Line("06042026", "1015", "10"),
    Line("07042026"),
    Line("14042026", who="Anggota Tim LKj Contoh 1"),
    Line("15042026", "0940", "20", reason="Data belum lengkap", note=NO_DATA),
    Line("17042026", who="Anggota Tim LKj Contoh 1"),
    Line("20042026", "1020", "20"),
    Line("21042026", reason="Bahasa/redaksi", note=OLD_WORDS),
    Line("22042026", "1430", "15"),
    Line("23042026", "1405", "25"),
    Line("24042026"),
    Line("27042026", "0900"),
    Line("27042026", "1110"),
)
