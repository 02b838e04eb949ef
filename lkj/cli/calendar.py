"""`python -m lkj calendar …`: check a calendar file before it is offered to the office."""

from pathlib import Path

import click

from lkj.reference import read_calendar


@click.group("calendar")
def calendar_group() -> None:
    """Berkas kalender kerja."""


@calendar_group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Periksa FILE; semua masalah disebut dengan tempatnya (kode keluar 1)."""
    calendar = read_calendar(file)
    n_estimates = sum(one.is_estimate for one in calendar.exceptions)
    click.echo(
        f"{calendar.title}, versi {calendar.version}: {calendar.first_year} sampai "
        f"{calendar.last_year}, {len(calendar.exceptions)} baris, {n_estimates} perkiraan. "
        "Tidak ada masalah."
    )
