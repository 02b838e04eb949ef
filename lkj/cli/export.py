"""`python -m lkj export …`: the tables of the page Unduh data, as files."""

from pathlib import Path
from typing import Any

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, existing_office
from lkj.exchange.csv_file import Style
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.callers import HOST
from lkj.usecases.export_files import file_of
from lkj.usecases.exports import BOOKS, ExportRequest, FileFormat
from lkj.usecases.frames import everyone
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import VIEW_KEYS
from lkj.usecases.selection import FIELDS, PERSONS, Ignored, from_query

_PICTURES = {f"gambar/{name}": name for name in PICTURES}
_FORMATS: dict[str, FileFormat] = {".csv": "csv", ".xlsx": "xlsx"}


def _filters(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[str, str]:
    filters = {}
    for value in values:
        key, _sign, text = value.partition("=")
        if key not in (*FIELDS, *VIEW_KEYS) or not text:
            known = ", ".join((*FIELDS, *VIEW_KEYS))
            raise click.BadParameter(f"{value!r} harus KUNCI=NILAI; kunci: {known}")
        filters[key] = text
    return filters


@click.command("export")
@click.argument("name", type=click.Choice([*BOOKS, *_PICTURES]), metavar="NAME")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--filter",
    "filters",
    multiple=True,
    callback=_filters,
    metavar="KUNCI=NILAI",
    help="Seperti pada alamat halaman, misalnya tahun=2025,2026; boleh diulang.",
)
@click.option("--international", is_flag=True, help="CSV untuk program: koma, titik desimal.")
@click.option("--with-persons", is_flag=True, help="Muat nama orang; tercatat di jejak audit.")
@database_option
def export_command(
    *,
    name: str,
    file: Path,
    filters: dict[str, str],
    international: bool,
    with_persons: bool,
    url: str | None,
) -> None:
    """Simpan tabel NAME ke FILE (.csv atau .xlsx); yang sudah ada tidak ditimpa.

    NAME: durations, visits, rejections, returns, status, events, all; atau gambar/… untuk
    tepat apa yang digambar, misalnya gambar/time.
    """
    file_format = _FORMATS.get(file.suffix.lower())
    if file_format is None:
        raise click.ClickException("FILE harus berakhiran .csv atau .xlsx.")
    if file_format == "csv" and name not in {*TABLES, *_PICTURES}:
        raise click.ClickException(f"{name} memuat beberapa tabel; pakai .xlsx.")
    if file.exists():
        raise click.ClickException(f"Berkas sudah ada: {file}")
    style: Style = "international" if international else "excel_id"
    asked: dict[str, Any] = {
        "file_format": file_format,
        "query": filters,
        "with_persons": with_persons,
    }
    with existing_office(url) as office:
        _refuse_unknown(filters, office)
        use: dict[str, Any] = {"door": HOST, "office": office, "now": bootstrap.clock()}
        if name in _PICTURES:
            picture = ExportRequest(name=_PICTURES[name], **asked)
            made = picture_file(picture, style=style, **use)
        else:
            made = file_of(ExportRequest(name=name, **asked), style=style, **use)
    file.write_bytes(made.content)
    click.echo(f"Tersimpan: {file}")


def _refuse_unknown(filters: dict[str, str], office: Office) -> None:
    """A script must not take a table for filtered that is not."""
    selection, ignored = from_query(filters, sops=office.sops)
    known = {person.id for person in everyone(office)[0]}
    ignored += [Ignored(PERSONS, one) for one in selection.persons if one not in known]
    if ignored:
        listed = ", ".join(f"{key}={text}" for key, text in ignored)
        raise click.ClickException(f"Saringan tidak dikenali: {listed}")
