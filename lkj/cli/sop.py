"""`python -m lkj sop …`: check an SOP file before it is used, or write it as BPMN."""

from pathlib import Path

import click

from lkj.charts.sop_bpmn import sop_bpmn
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


@sop_group.command("bpmn")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def bpmn(file: Path, out: Path) -> None:
    """Tulis SOP dalam FILE sebagai BPMN 2.0 ke OUT; yang sudah ada tidak ditimpa."""
    sop = read_sop(file)
    if out.exists():
        raise click.ClickException(f"Berkas sudah ada: {out}")
    out.write_bytes(sop_bpmn(sop))
    click.echo(f"Tersimpan: {out}")
