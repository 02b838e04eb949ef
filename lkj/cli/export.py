"""`python -m lkj export …`: what the page Unduh data offers, as files."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, existing_office
from lkj.exchange.csv_file import Style
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.callers import HOST
from lkj.usecases.export_files import File, file_of
from lkj.usecases.exports import BOOKS, ExportRequest, FileFormat
from lkj.usecases.frames import everyone
from lkj.usecases.log_files import SUFFIX, LogFormat, LogRequest, log_file
from lkj.usecases.office import Office
from lkj.usecases.picture_files import picture_file
from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import VIEW_KEYS
from lkj.usecases.selection import FIELDS, PERSONS, Ignored, from_query

_PICTURES = {f"gambar/{name}": name for name in PICTURES}
_FORMATS: dict[str, FileFormat] = {".csv": "csv", ".xlsx": "xlsx"}
LOG = "log"


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
@click.argument("name", type=click.Choice([*BOOKS, *_PICTURES, LOG]), metavar="NAME")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--filter",
    "filters",
    multiple=True,
    callback=_filters,
    metavar="KUNCI=NILAI",
    help="Seperti pada alamat halaman, misalnya tahun=2025,2026; boleh diulang.",
)
@click.option(
    "--format",
    "log_format",
    type=click.Choice(list(SUFFIX)),
    help="Hanya untuk log; bila kosong, menurut akhiran FILE.",
)
@click.option("--international", is_flag=True, help="CSV untuk program: koma, titik desimal.")
@click.option("--with-persons", is_flag=True, help="Muat nama orang; tercatat di jejak audit.")
@database_option
def export_command(
    *,
    name: str,
    file: Path,
    filters: dict[str, str],
    log_format: LogFormat | None,
    international: bool,
    with_persons: bool,
    url: str | None,
) -> None:
    """Simpan tabel NAME ke FILE (.csv atau .xlsx); yang sudah ada tidak ditimpa.

    NAME: durations, visits, rejections, returns, status, events, all; gambar/… untuk tepat
    apa yang digambar, misalnya gambar/time; atau log: log kejadian untuk program lain, sebagai
    XES, OCEL, Parquet, atau CSV.
    """
    asked: dict[str, Any] = {"query": filters, "with_persons": with_persons}
    style: Style = "international" if international else "excel_id"
    if name == LOG:
        make = _log(file, log_format, asked)
    else:
        make = _table(name, file, style, asked, log_format)
    if file.exists():
        raise click.ClickException(f"Berkas sudah ada: {file}")
    with existing_office(url) as office:
        _refuse_unknown(filters, office)
        made = make(door=HOST, office=office, now=bootstrap.clock())
    file.write_bytes(made.content)
    click.echo(f"Tersimpan: {file}")


def _log(file: Path, wanted: LogFormat | None, asked: dict[str, Any]) -> Callable[..., File]:
    ends = [kind for kind, end in SUFFIX.items() if file.name.lower().endswith(end)]
    file_format = wanted or next(iter(ends), None)
    if file_format is None:
        raise click.ClickException(
            f"FILE harus berakhiran {', '.join(SUFFIX.values())}, atau pakai --format."
        )
    return partial(log_file, LogRequest(file_format=file_format, **asked))


def _table(
    name: str, file: Path, style: Style, asked: dict[str, Any], log_format: LogFormat | None
) -> Callable[..., File]:
    file_format = _FORMATS.get(file.suffix.lower())
    if log_format is not None:
        raise click.ClickException("--format hanya untuk log.")
    if file_format is None:
        raise click.ClickException("FILE harus berakhiran .csv atau .xlsx.")
    if file_format == "csv" and name not in {*TABLES, *_PICTURES}:
        raise click.ClickException(f"{name} memuat beberapa tabel; pakai .xlsx.")
    make = picture_file if name in _PICTURES else file_of
    request = ExportRequest(name=_PICTURES.get(name, name), file_format=file_format, **asked)
    return partial(make, request, style=style)


def _refuse_unknown(filters: dict[str, str], office: Office) -> None:
    """A script must not take a table for filtered that is not."""
    selection, ignored = from_query(filters, sops=office.sops)
    known = {person.id for person in everyone(office)[0]}
    ignored += [Ignored(PERSONS, one) for one in selection.persons if one not in known]
    if ignored:
        listed = ", ".join(f"{key}={text}" for key, text in ignored)
        raise click.ClickException(f"Saringan tidak dikenali: {listed}")
