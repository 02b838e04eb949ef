"""The command line: the administrator's and the script's door to the office."""

import click

from lkj.cli.analyze import analyze_command, map_group
from lkj.cli.calendar import calendar_group
from lkj.cli.database_option import chosen_office
from lkj.cli.digest import digest_command
from lkj.cli.doctor import doctor_command
from lkj.cli.drill import drill_command
from lkj.cli.export import export_command
from lkj.cli.files import files_group
from lkj.cli.history import backup_command, demo_command, restore_command, verify_command
from lkj.cli.import_history import import_group
from lkj.cli.office import account_group, migrate_command, office_group
from lkj.cli.offices import offices_command
from lkj.cli.snapshots import snapshots_command
from lkj.cli.sop import sop_group
from lkj.cli.start import start_command
from lkj.errors import LkjError
from lkj.usecases.refusal_text import refusal_text


class _Refusing(click.Group):
    """Ends with every problem and exit code 1 where the product refuses."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a subcommand; a refusal becomes a message, never a traceback."""
        try:
            return super().invoke(ctx)
        except LkjError as error:
            raise click.ClickException(refusal_text(error)) from error


@click.group(cls=_Refusing, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--satuan",
    "code",
    default=None,
    metavar="KODE",
    help="Satuan kerja yang dimaksud, bila LKJ_OFFICES memuat beberapa.",
)
@click.pass_context
def main(context: click.Context, code: str | None) -> None:
    """Monev LKj: menjalankan, menyiapkan, memeriksa, dan mencadangkan."""
    if code is not None:
        context.with_resource(chosen_office(code))


for command in (
    start_command,
    doctor_command,
    demo_command,
    verify_command,
    backup_command,
    restore_command,
    drill_command,
    files_group,
    export_command,
    digest_command,
    snapshots_command,
    import_group,
    migrate_command,
    office_group,
    offices_command,
    account_group,
    sop_group,
    calendar_group,
    analyze_command,
    map_group,
):
    main.add_command(command)
