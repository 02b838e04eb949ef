"""`python -m lkj doctor`: is everything well, and if not, what to do."""

import json
import socket
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

import click

from lkj import bootstrap
from lkj.cli.database_option import database_option
from lkj.cli.start import LOOPBACK, lan_address
from lkj.domain.health import Check, Finding, Health, worst
from lkj.errors import InvalidSettings, LkjError, StorageFailed
from lkj.labels.health_words import CHECK_NAME, HEALTH_WORD, finding_text
from lkj.store import schema
from lkj.store.database import Database, opened
from lkj.usecases.callers import HOST
from lkj.usecases.health import check_health, read_health
from lkj.usecases.office import Settings
from lkj.usecases.refusal_text import ZONE, refusal_text

_SECONDS = 1


@click.command("doctor")
@click.option("--quick", is_flag=True, help="Tanpa membaca ulang seluruh rantai dan dokumen.")
@click.option("--json", "as_json", is_flag=True, help="Untuk program; tanpa data pribadi.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(1, 65535))
@database_option
def doctor_command(*, quick: bool, as_json: bool, port: int, url: str | None) -> None:
    """Periksa pengaturan, basis data, cadangan, disk, jam, dan keterbukaan.

    Kode keluar 1 bila ada yang SALAH.
    """
    now = bootstrap.clock()
    try:
        findings = _findings(url, now, is_quick=quick, is_on_lan=answers_on_lan(port))
        why = ""
    except _Stopped as stopped:
        findings, why = stopped.findings, stopped.why
    if as_json:
        click.echo(json.dumps(_plain(findings, now), ensure_ascii=False, indent=2))
    else:
        _tell(findings)
        if why:
            click.echo(why, err=True)
    if worst(findings) is Health.WRONG:
        raise SystemExit(1)


class _Stopped(Exception):
    """What must be put right before anything else can be looked at."""

    def __init__(self, *findings: Finding, why: str = "") -> None:
        super().__init__()
        self.findings, self.why = findings, why


def answers_on_lan(port: int) -> bool:
    """Whether the app answers at this machine's address in the network, as others would ask."""
    address = lan_address()
    if address == LOOPBACK:
        return False
    try:
        with socket.create_connection((address, port), timeout=_SECONDS):
            return True
    except OSError:
        return False


def _findings(
    url: str | None, now: datetime, *, is_quick: bool, is_on_lan: bool
) -> tuple[Finding, ...]:
    settings = _settings(url)
    with opened(settings.database_url) as database:
        _check_database(database)
    try:
        office = bootstrap.build_office(settings, at=now)
    except LkjError as error:
        facts = {"names": type(error).__name__}
        wrong = Finding(Check.SETTINGS, Health.WRONG, facts)
        raise _Stopped(wrong, why=refusal_text(error)) from error
    look = read_health if is_quick else check_health
    try:
        return look(is_on_lan=is_on_lan, door=HOST, office=office, now=now)
    finally:
        office.database.dispose()


def _settings(url: str | None) -> Settings:
    try:
        settings = bootstrap.settings_from_env(bootstrap.environment())
    except InvalidSettings as error:
        problems = [str(one) for one in _listed(error.facts["problems"])]
        # Only the names: a value may hold a password.
        names = ", ".join(sorted({one.split(":")[0] for one in problems}))
        wrong = Finding(Check.SETTINGS, Health.WRONG, {"names": names})
        raise _Stopped(wrong, why=refusal_text(error)) from error
    return replace(settings, database_url=url) if url else settings


def _listed(problems: object) -> Iterable[object]:
    return problems if isinstance(problems, tuple) else ()


def _check_database(database: Database) -> None:
    """Look before anything is made: opening an office would create or upgrade its database."""
    fine = Finding(Check.SETTINGS, Health.FINE)
    if database.path is not None and not database.path.exists():
        raise _Stopped(fine, _unusable("missing"))
    try:
        with database.read() as conn:
            revision = schema.revision_found(conn)
        is_current = schema.is_current(database)
    except StorageFailed as error:
        raise _Stopped(fine, _unusable(str(error.facts["problem"]))) from error
    if not revision:
        raise _Stopped(fine, _unusable("empty" if revision is None else "foreign"))
    if not is_current:
        raise _Stopped(fine, Finding(Check.SCHEMA, Health.WRONG, {"is_current": False}))


def _unusable(problem: str) -> Finding:
    return Finding(Check.DATABASE, Health.WRONG, {"problem": problem})


def _tell(findings: tuple[Finding, ...]) -> None:
    for found in findings:
        said, to_do = finding_text(found, ZONE)
        click.echo(f"{HEALTH_WORD[found.health]:<8}{CHECK_NAME[found.check]}: {said}")
        if to_do:
            click.echo(f"{'':<8}  → {to_do}")


def _plain(findings: tuple[Finding, ...], now: datetime) -> dict[str, object]:
    return {
        "at": now.isoformat(),
        "health": worst(findings).value,
        "checks": [
            {"check": one.check.value, "health": one.health.value, "facts": dict(one.facts)}
            for one in findings
        ],
    }
