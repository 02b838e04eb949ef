"""`python -m lkj import …`: the template in which an office types its history."""

from pathlib import Path

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, existing_office
from lkj.usecases.callers import HOST
from lkj.usecases.import_template import template_file


@click.group("import")
def import_group() -> None:
    """Riwayat laporan dari berkas; mengimpornya sendiri pada halaman Impor data."""


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
