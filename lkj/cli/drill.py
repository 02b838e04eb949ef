"""`python -m lkj drill`: prove that a backup can be restored."""

from pathlib import Path
from time import perf_counter

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, filled_database
from lkj.labels.drill_words import drill_problems, drill_summary
from lkj.store.backup_folder import good_copies
from lkj.store.drill import drill
from lkj.usecases.office import backups_of
from lkj.usecases.refusal_text import refusal_text


@click.command("drill")
@click.argument(
    "copy", type=click.Path(exists=True, dir_okay=False, path_type=Path), required=False
)
@database_option
def drill_command(copy: Path | None, url: str | None) -> None:
    """Latihan pemulihan: pulihkan COPY, atau cadangan terbaru, ke folder sementara."""
    copy = copy or _newest(url)
    click.echo(f"Latihan pemulihan: {copy}")
    begun = perf_counter()
    found = drill(copy)
    seconds = perf_counter() - begun
    problems = [refusal_text(error) for error in found.refusals]
    problems += drill_problems(
        has_note=found.has_note, files=found.files, rows=found.rows, triggers=found.triggers
    )
    if problems:
        lines = ["Cadangan ini tidak dapat diandalkan:", *(f"  - {one}" for one in problems)]
        raise click.ClickException("\n".join(lines))
    click.echo(
        drill_summary(
            reports=found.reports,
            events=found.events,
            documents=found.documents,
            seconds=seconds,
        )
    )
    click.echo("Sama dengan catatan pada berkas .json-nya; folder sementara sudah dihapus.")


def _newest(url: str | None) -> Path:
    settings = bootstrap.settings_from_env(bootstrap.environment())
    with filled_database(url) as database, database.read() as conn:
        folder = backups_of(database, settings.backup_directory)
        copies = good_copies(conn, folder) if folder else []
    if folder is None or not copies:
        place = folder or "cadangan harian dimatikan; sebutkan berkasnya"
        raise click.ClickException(f"Belum ada cadangan yang dapat dilatih: {place}")
    return folder / copies[-1].name
