"""Commands on the history as a whole: fill the example, verify, back up, restore."""

import re
from datetime import date, datetime
from pathlib import Path

import click

from lkj import bootstrap
from lkj.cli.database_option import (
    database_option,
    filled_database,
    opened_office,
    url_of_office,
)
from lkj.labels import document_words
from lkj.labels.formats import short_datetime
from lkj.labels.naskah_words import not_standing_text, standing_text
from lkj.labels.row_words import ROWS_DIFFER, row_problem_text
from lkj.store import agenda_store, audit_store, backup, event_store, table7_store, triggers
from lkj.store.attached_files import attached_files
from lkj.store.audited_rows import row_problems
from lkj.store.chain import Head
from lkj.store.database import sqlite_url
from lkj.usecases.calendars import active_calendar
from lkj.usecases.check_codes import CodeAnswer, answer_of
from lkj.usecases.demo import fill_example
from lkj.usecases.refusal_text import ZONE
from lkj.usecases.sign_in import is_example


@click.command("demo")
@click.option("--reports", default=15, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--seed", default=2026, show_default=True, type=int)
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), default=None, help="YYYY-MM-DD")
@click.option("--database", "url", default=None, help="Bila kosong: data/contoh.db.")
def demo_command(reports: int, seed: int, until: datetime | None, url: str | None) -> None:
    """Isi basis data kosong dengan riwayat contoh."""
    now = bootstrap.clock()
    with opened_office(url or url_of_office(bootstrap.EXAMPLE_DATABASE)) as office:
        last: date = until.date() if until else now.astimezone(office.zone).date()
        head = fill_example(
            database=office.database,
            sop=office.sops.current[0],
            calendar=active_calendar(office),
            zone=office.zone,
            reports=reports,
            seed=seed,
            until=last,
            now=now,
            data_tables=office.data_tables.get(office.sops.current[0].id),
        )
    click.echo(f"{reports} laporan contoh, {head.no} catatan, {_code(head)}.")


_ANCHOR = re.compile(r"([1-9][0-9]{0,17}):(.+)")


def _anchor(_: click.Context, __: click.Parameter, values: tuple[str, ...]) -> dict[int, str]:
    anchors = {}
    for value in values:
        found = _ANCHOR.fullmatch(value)
        if not found:
            raise click.BadParameter(f"{value!r} harus NOMOR:KODE")
        number, code = found.groups()
        anchors[int(number)] = code.strip()
    return anchors


@click.command("verify")
@database_option
@click.option(
    "--anchor",
    "anchors",
    multiple=True,
    callback=_anchor,
    metavar="NOMOR:KODE",
    help="Kode yang pernah dicatat di luar basis data; boleh diulang.",
)
@click.option("--code", "code", default="", help="Kode periksa di kaki sebuah naskah.")
def verify_command(url: str | None, anchors: dict[int, str], code: str) -> None:
    """Hitung ulang seluruh rantai riwayat; cetak nomor terakhir dan kodenya."""
    with filled_database(url) as database, database.read() as conn:
        if code:
            click.echo(_code_text(answer_of(conn, code)))
        events = event_store.verify(conn, anchors=anchors)
        audit = audit_store.verify(conn)
        table7 = table7_store.verify(conn)
        agenda = agenda_store.verify(conn)
        missing = triggers.missing(conn)
        differing = row_problems(conn, is_example=is_example(conn))
        attached = attached_files(conn)
        lost = tuple(bootstrap.files_of(database).problems(attached)) if attached else ()
    if differing:
        lines = [f"  - {row_problem_text(one.table, one.no, one.problem)}" for one in differing]
        raise click.ClickException("\n".join([ROWS_DIFFER, *lines]))
    if missing:
        raise click.ClickException(
            f"Rantai utuh, tetapi pengaman hanya-tambah hilang: {', '.join(missing)}."
        )
    if lost:
        lines = [f"  - {name}: {document_words.STORED[problem]}" for name, problem in lost]
        raise click.ClickException("\n".join(["Dokumen tidak utuh:", *lines]))
    click.echo(f"Riwayat utuh: catatan terakhir no. {events.no}, {_code(events)}.")
    click.echo(f"Jejak audit utuh: catatan terakhir no. {audit.no}, {_code(audit)}.")
    if table7.no:
        click.echo(f"Tabel 7 utuh: penetapan terakhir no. {table7.no}, {_code(table7)}.")
    if agenda:
        click.echo(f"Buku Agenda utuh: {agenda} catatan, nomor urut tanpa lompatan.")
    if attached:
        click.echo(f"Dokumen utuh: {len(attached)} berkas.")


def _code_text(found: CodeAnswer) -> str:
    if not found.stands:
        raise click.ClickException(
            not_standing_text(found.problem, found.broken_at, found.latest_no)
        )
    when = short_datetime(found.recorded_at, ZONE)
    return standing_text(found.no, when, found.latest_no)


def _code(head: Head) -> str:
    return f"kode {head.code}" if head.code else "belum ada kode"


# The folder must be there: a disk that is not mounted would go unnoticed.
@click.command("backup")
@click.argument("directory", type=click.Path(exists=True, file_okay=False, path_type=Path))
@database_option
def backup_command(directory: Path, url: str | None) -> None:
    """Salin basis data ke DIRECTORY; baru disebut cadangan setelah diperiksa."""
    with filled_database(url) as database:
        files = bootstrap.files_of(database)
        path = backup.backup(database, files, directory, bootstrap.clock())
    click.echo(f"Cadangan diperiksa dan tersimpan: {path}")


@click.command("restore")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--to", "target", type=click.Path(path_type=Path), required=True)
def restore_command(file: Path, target: Path) -> None:
    """Pulihkan cadangan FILE ke berkas baru; yang sudah ada tidak ditimpa."""
    if not target.resolve().parent.is_dir():
        raise click.ClickException(f"Folder tidak ada: {target.resolve().parent}")
    head = backup.restore(file, sqlite_url(target.resolve()))
    click.echo(f"Dipulihkan dan diperiksa: {target}, catatan terakhir no. {head.no}.")
