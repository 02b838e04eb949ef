"""`python -m lkj start`: prepare the database and serve the app."""

import signal
import socket
import subprocess
import sys

import click

from lkj import bootstrap
from lkj.cli.offices import opened_each
from lkj.labels.words import APP_ROLE, EXAMPLE_MARK
from lkj.reference import ROOT
from lkj.usecases.office import Office, Settings
from lkj.usecases.sign_in import example_accounts

LOOPBACK, EVERY_ADDRESS = "127.0.0.1", "0.0.0.0"  # noqa: S104 -- only with --lan


@click.command("start")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option("--lan", is_flag=True, help="Terima PC dan ponsel lain di jaringan kantor.")
def start_command(port: int, lan: bool) -> None:
    """Siapkan basis data (contoh bila kantor belum punya) dan jalankan aplikasi."""
    offices = bootstrap.offices_from_env(bootstrap.environment())
    if len(offices) == 1:
        _prepare(offices[0], port=port, lan=lan)
    else:
        _announce_address(port=port, lan=lan)
        click.echo("\nSatuan kerja:")
        # One that cannot be opened keeps nobody else from working.
        list(opened_each(offices))
    click.echo("\nHentikan dengan Ctrl+C.\n")
    address = EVERY_ADDRESS if lan else LOOPBACK
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py")]
    command += ["--server.port", str(port), "--server.address", address]
    raise SystemExit(_serve(command))


def _prepare(settings: Settings, *, port: int, lan: bool) -> None:
    office = bootstrap.build_office(settings, at=bootstrap.clock())
    if bootstrap.fill_if_new(office, at=bootstrap.clock()):
        click.echo("Riwayat contoh dibuat.")
    _announce_address(port=port, lan=lan)
    _announce(office)
    office.database.dispose()


def _serve(command: list[str]) -> int:
    """Run the server until it ends; who stops this process stops the server too."""
    with subprocess.Popen(command, cwd=ROOT) as server:  # noqa: S603 -- our own command
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        try:
            return server.wait()
        except KeyboardInterrupt:
            click.echo("Aplikasi dihentikan.")
            return 0


def _announce_address(*, port: int, lan: bool) -> None:
    click.echo(f"\nBuka http://localhost:{port} di peramban.")
    if lan:
        click.echo(f"PC dan ponsel lain: http://{lan_address()}:{port}")
        click.echo(
            "Peringatan: tanpa https, kata sandi dapat dibaca orang lain di jaringan ini. "
            "Pakai hanya di jaringan kantor yang dipercaya."
        )


def _announce(office: Office) -> None:
    accounts = example_accounts(office=office, now=bootstrap.clock())
    if not accounts:
        click.echo(_backup_line(office))
    if accounts:
        click.echo(f"\n{EXAMPLE_MARK}: masuk dengan satu tombol sebagai")
    names = {role.id: role.name for sop in office.sops.versions for role in sop.roles}
    for account in accounts:
        roles = [names.get(role, role) for role, _ in account.holdings]
        roles += [APP_ROLE[role] for role in account.app_roles]
        click.echo(f"  {account.name} ({', '.join(roles) or 'tanpa peran'})")


def _backup_line(office: Office) -> str:
    folder = office.backups
    if folder is None:
        return "Cadangan harian dimatikan."
    return f"Cadangan harian pukul {office.settings.backup_at}: {folder}"


def lan_address() -> str:
    """This machine's address in its own network; nothing is sent to find it."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()
