"""Commands on the files that stand beside reports."""

from datetime import timedelta

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option, filled_database
from lkj.labels.document_words import size_words
from lkj.store.attached_files import attached_files

_KEPT_FOR = timedelta(hours=24)  # an upload whose event is still to come


@click.group("files")
def files_group() -> None:
    """Dokumen yang dilampirkan."""


@files_group.command("clean")
@database_option
def clean(url: str | None) -> None:
    """Hapus berkas yang lebih tua dari 24 jam dan tidak disebut catatan mana pun."""
    with filled_database(url) as database:
        store = bootstrap.files_of(database)
        before = bootstrap.clock() - _KEPT_FOR
        # Writers wait meanwhile: no event can come to name what is being removed.
        with database.write() as conn:
            names = store.unreferenced(attached_files(conn), before=before)
            size = sum(store.size(name) for name in names)
            store.remove(names)
    if not names:
        click.echo("Tidak ada berkas yang perlu dihapus.")
        return
    click.echo(f"{len(names)} berkas tanpa catatan dihapus, {size_words(size)}.")
