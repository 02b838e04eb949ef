"""`python -m lkj snapshots`: what the server does every few minutes, now."""

import click

from lkj import bootstrap
from lkj.usecases.callers import HOST
from lkj.usecases.refusal_text import refusal_text
from lkj.usecases.snapshots import refresh_all


@click.command("snapshots")
def snapshots_command() -> None:
    """Buat ulang potret satuan kerja yang berubah, untuk halaman Antarsatuan."""
    offices = bootstrap.current_offices()
    names = {one.office_code: one.office_name or one.office_code for one in offices.settings}
    failed = 0
    for one in refresh_all(offices, door=HOST, clock=bootstrap.clock):
        name = names[one.code] or "kantor ini"
        if one.error is not None:
            failed += 1
            click.echo(f"{name}: {refusal_text(one.error)}", err=True)
        else:
            click.echo(f"{name}: {'dibuat' if one.is_written else 'masih sama'}")
    if failed:
        raise click.ClickException(f"{failed} satuan kerja tidak dapat dipotret.")
