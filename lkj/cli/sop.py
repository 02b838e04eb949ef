"""`python -m lkj sop …`: check an SOP file before it is used."""

from pathlib import Path

import click

from lkj.reference import read_sop


@click.group("sop")
def sop_group() -> None:
    """Berkas SOP."""


@sop_group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def check(file: Path) -> None:
    """Periksa FILE; semua masalah disebut dengan tempatnya (kode keluar 1)."""
    sop = read_sop(file)
    click.echo(
        f"{sop.title}, versi {sop.version}: {len(sop.steps)} langkah, "
        f"{sop.standard_minutes} menit. Tidak ada masalah."
    )
