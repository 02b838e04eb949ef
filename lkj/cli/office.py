"""Commands that set an office up and let its administrator back in."""

from uuid import uuid4

import click

from lkj import bootstrap
from lkj.cli.database_option import (
    database_option,
    existing_office,
    new_office,
    opened_database,
    url_of_office,
)
from lkj.store import schema
from lkj.store.backup import copy_before_upgrade
from lkj.store.database import Database
from lkj.usecases.callers import HOST
from lkj.usecases.initial_passwords import first_administrator, reset_password
from lkj.usecases.office import backups_of
from lkj.usecases.people import PersonForm


@click.group("office")
def office_group() -> None:
    """Basis data kantor."""


@office_group.command("init")
@click.option("--name", prompt="Nama administrator")
@click.option("--nip", default="", help="18 angka, boleh kosong.")
@click.option("--title", default="Administrator", help="Jabatan.")
@click.option("--username", prompt="Nama pengguna")
@click.password_option(
    prompt="Kata sandi (minimal 15 karakter)", confirmation_prompt="Ulangi kata sandi"
)
@click.option("--database", "url", default=None, help="Bila kosong: data/lkj.db.")
def init(  # noqa: PLR0917 -- click hands options over by name
    name: str, nip: str, title: str, username: str, password: str, url: str | None
) -> None:
    """Buat basis data kantor yang kosong dengan administrator pertamanya."""
    person = PersonForm(request_id=uuid4().hex, name=name, nip=nip, title=title)
    with new_office(url or url_of_office(bootstrap.OFFICE_DATABASE)) as office:
        account = first_administrator(
            person, username, password, office=office, now=bootstrap.clock()
        )
    click.echo(
        f"Kantor siap. Jalankan `python -m lkj start`, masuk sebagai {account.username}."
    )


@click.group("account")
def account_group() -> None:
    """Akun."""


@account_group.command("reset")
@click.argument("username")
@database_option
def reset(username: str, url: str | None) -> None:
    """Beri USERNAME kata sandi sementara yang harus diganti saat masuk."""
    with existing_office(url) as office:
        temporary = reset_password(username, door=HOST, office=office, now=bootstrap.clock())
    click.echo(f"Kata sandi sementara: {temporary}")


@click.command("migrate")
@database_option
def migrate_command(url: str | None) -> None:
    """Bawa skema basis data ke versi ini (PostgreSQL: jalankan sebelum start)."""
    with opened_database(url) as database:
        if database.dialect == "postgresql" and schema.is_outdated(database):
            click.echo(_copy_first(database))
        schema.migrate(database)
    click.echo("Skema basis data terkini.")


def _copy_first(database: Database) -> str:
    """Keep what is there on a server; a SQLite file is copied by the upgrade itself."""
    named = bootstrap.settings_from_env(bootstrap.environment()).backup_directory
    folder = backups_of(database, named)
    if folder is None:
        return "Cadangan harian dimatikan: tidak ada salinan sebelum pembaruan."
    if not named:
        folder.mkdir(mode=0o700, exist_ok=True)
    elif not folder.is_dir():
        raise click.ClickException(f"Folder cadangan tidak ada: {folder}")
    copy = copy_before_upgrade(database, folder, bootstrap.clock())
    return f"Salinan sebelum pembaruan diperiksa dan tersimpan: {copy}"
