"""`python -m lkj sop …`: check an SOP file before it is used, or write it as BPMN."""

from pathlib import Path

import click

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.cli.analyze import write_new
from lkj.domain.log_words import safe_id
from lkj.reference import read_map, read_sop
from lkj.usecases.mapped_logs import draft_sop


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


@sop_group.command("draft")
@click.option("--log", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option(
    "--map", "map_file", type=click.Path(dir_okay=False, path_type=Path), required=True
)
@click.option("--name", default="", help="Nama SOP; bila kosong, nama berkas log.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    default=Path("sop.toml"),
    show_default=True,
)
def draft(*, log: Path, map_file: Path, name: str, out: Path) -> None:
    """Tulis konsep SOP dari sebuah log dan petanya: langkah dan pelaksana, waktu kosong."""
    title = name or log.name.split(".")[0] or log.name
    write_new(out, draft_sop(log, read_map(map_file), sop_id=safe_id(title), name=title))
