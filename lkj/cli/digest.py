"""`python -m lkj digest`: send the daily reminders, for a scheduler."""

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, existing_office
from lkj.errors import RemindersUnset
from lkj.labels.digest_words import outcome_text
from lkj.usecases.callers import HOST
from lkj.usecases.digest import DigestForm, Fate, preview_digest, send_digest
from lkj.usecases.office import Office
from lkj.usecases.refusal_text import refusal_text


class _NotConfigured(click.ClickException):
    exit_code = 2


@click.command("digest")
@click.option("--dry-run", is_flag=True, help="Tampilkan pesannya, jangan kirim apa pun.")
@click.option("--person", "username", default="", help="Hanya untuk nama pengguna ini.")
@click.option("--again", is_flag=True, help="Juga yang hari ini sudah diingatkan.")
@click.option("--now", is_flag=True, help="Juga pada jam tenang dan hari libur.")
@database_option
def digest_command(
    *, dry_run: bool, username: str, again: bool, now: bool, url: str | None
) -> None:
    """Ingatkan setiap orang sekali sehari: yang menunggu, yang mendesak, yang selesai.

    Kode keluar 1 bila ada kanal yang gagal, 2 bila pengingat belum diatur.
    """
    with existing_office(url) as office:
        if dry_run:
            _show(office, username)
            return
        _send(office, DigestForm(username=username, again=again, is_urgent=now))


def _show(office: Office, username: str) -> None:
    messages = preview_digest(username, door=HOST, office=office, now=bootstrap.clock())
    for message in messages:
        click.echo(f"Kepada: {message.username}\nPerihal: {message.subject}\n\n{message.body}")
    click.echo(f"{len(messages)} pesan; tidak ada yang dikirim.")


def _send(office: Office, form: DigestForm) -> None:
    try:
        run = send_digest(form, door=HOST, office=office, now=bootstrap.clock())
    except RemindersUnset as error:
        raise _NotConfigured(refusal_text(error)) from error
    if run.is_quiet:
        hours = office.settings.notify_quiet
        click.echo(f"Jam tenang ({hours}) atau bukan hari kerja: tidak ada yang dikirim.")
    for outcome in run.outcomes:
        text = outcome_text(outcome.fate, outcome.told, outcome.kinds, outcome.failed)
        click.echo(f"{outcome.username}: {text}", err=outcome.fate is Fate.FAILED)
    if any(outcome.fate is Fate.FAILED for outcome in run.outcomes):
        raise SystemExit(1)
