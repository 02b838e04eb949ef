"""`python -m lkj import …`: the template of an office's history, and logs of other tools."""

from pathlib import Path
from uuid import uuid4

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, existing_office
from lkj.domain.sop import Sop
from lkj.labels.formats import number
from lkj.reference import read_map
from lkj.usecases.callers import HOST
from lkj.usecases.import_template import template_file
from lkj.usecases.log_import import LogImport, import_log
from lkj.usecases.office import Office


@click.group("import")
def import_group() -> None:
    """Riwayat dari berkas: templat untuk halaman Impor data, dan log dari alat lain."""


@import_group.command("template")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sop", "sop_id", default="", help="Id SOP; bila kosong: yang pertama.")
@database_option
def template_command(*, file: Path, sop_id: str, url: str | None) -> None:
    """Simpan templat Excel ke FILE; yang sudah ada tidak ditimpa."""
    if file.exists():
        raise click.ClickException(f"Berkas sudah ada: {file}")
    with existing_office(url) as office:
        made = template_file(sop_id, door=HOST, office=office, now=bootstrap.clock())
    file.write_bytes(made.content)
    click.echo(f"Tersimpan: {file}")


@import_group.command("log")
@click.argument("log", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--map", "map_file", type=click.Path(dir_okay=False, path_type=Path), required=True
)
@click.option("--sop", "sop_id", default="", help="Id SOP; bila kosong: satu-satunya SOP.")
@database_option
def log_command(*, log: Path, map_file: Path, sop_id: str, url: str | None) -> None:
    """Simpan LOG (XES, CSV, XLSX, Parquet) sebagai riwayat laporan; dapat ditarik kembali."""
    log_map = read_map(map_file)
    with existing_office(url) as office:
        asked = LogImport(
            request_id=str(uuid4()), log=log, log_map=log_map, sop=_sop(office, sop_id)
        )
        stored = import_log(asked, door=HOST, office=office, now=bootstrap.clock())
    click.echo(
        f"Diimpor: {number(stored.n_reports)} laporan, {number(stored.n_passes)} pelaksanaan, "
        f"{number(stored.n_persons)} orang baru tanpa akun."
    )
    left_out = {
        "baris tidak terbaca": stored.n_refused,
        "peristiwa di luar peta": stored.n_unmapped,
        "waktu mulai yang mendahului langkah sebelumnya": stored.n_overlapping,
    }
    told = [f"{number(n)} {what}" for what, n in left_out.items() if n]
    if told:
        click.echo(f"Tidak disimpan: {', '.join(told)}.")


def _sop(office: Office, sop_id: str) -> Sop:
    sops = {sop.id: sop for sop in office.sops.current}
    wanted = sop_id or (next(iter(sops)) if len(sops) == 1 else "")
    if wanted not in sops:
        raise click.ClickException(f"Sebutkan --sop, salah satu dari: {', '.join(sops)}")
    return sops[wanted]
