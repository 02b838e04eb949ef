"""Sentences about the working calendar."""

from lkj.labels.formats import number


def year_finding(*, year: int, n_working_days: int, n_days_off: int) -> str:
    """How many days of a year are worked, and how many a day off takes away."""
    worked = f"{number(n_working_days)} hari kerja pada {year}"
    return f"{worked}, {number(n_days_off)} hari libur pada hari kerja"


def estimates(*, year: int, n: int) -> str:
    """How many exceptions of a year no decree has fixed."""
    return (
        f"{number(n)} baris {year} masih perkiraan; kantor mencocokkannya dengan keputusan "
        "atau edaran yang berlaku."
    )


def covered(*, first_year: int, last_year: int) -> str:
    """Which years the calendar speaks for, and what that means."""
    return (
        "Menit kerja di seluruh aplikasi dihitung menurut kalender ini. Kalender memuat "
        f"{first_year} sampai {last_year}; tanggal di luarnya ditolak sampai hari liburnya "
        "dimuat."
    )
