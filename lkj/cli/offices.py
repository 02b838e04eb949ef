"""`python -m lkj satuan`: open every satuan kerja of the file, and say how each is."""

from collections.abc import Iterator

import click

from lkj import bootstrap
from lkj.errors import LkjError
from lkj.usecases.office import Settings
from lkj.usecases.refusal_text import refusal_text


@click.command("satuan")
def offices_command() -> None:
    """Buka setiap satuan kerja pada LKJ_OFFICES dan sebutkan keadaannya."""
    offices = bootstrap.offices_from_env(bootstrap.environment())
    if not offices[0].offices_file:
        raise click.ClickException("LKJ_OFFICES belum diisi: pemasangan ini untuk satu kantor.")
    failed = [problem for problem in opened_each(offices) if problem]
    if failed:
        raise click.ClickException(f"{len(failed)} satuan kerja belum dapat dibuka.")


def opened_each(offices: tuple[Settings, ...]) -> Iterator[str]:
    """Open each as the server would, say how it went, and give what is wrong, or ""."""
    for settings in offices:
        said, problem = "siap", ""
        try:
            office = bootstrap.open_office(settings)
        except LkjError as error:
            said = problem = refusal_text(error)
        else:
            office.database.dispose()
        click.echo(f"  {settings.office_code}: {settings.office_name}: {said}")
        yield problem
