"""The settings of each satuan kerja: those of the installation, and what its folder holds."""

from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lkj.domain.backup_plan import OFF
from lkj.domain.office_file import OfficeEntry, parse_offices
from lkj.errors import InvalidSettings
from lkj.labels.agenda_words import template_sentences
from lkj.labels.system_words import text_problem
from lkj.store.database import Database, sqlite_url
from lkj.usecases.office import Settings

DATABASE, EXAMPLE = "lkj.db", "contoh.db"
SNAPSHOTS = "potret"


def read_entries(file: Path) -> tuple[tuple[OfficeEntry, ...], list[str]]:
    """The satuan kerja of a file, and everything that is wrong with it, with its place."""
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        return (), [text_problem(error)]
    entries, problems = parse_offices(text)
    found = [str(problem) for problem in problems]
    for number, entry in enumerate(entries, 1):
        found += [f"satuan[{number}].{key}: {said}" for key, said in _wrong_values(entry)]
    return entries, found


def settings_of(entry: OfficeEntry, installation: Settings, folder: Path) -> Settings:
    """The settings of one satuan kerja, whose own files lie in `folder`/`entry.code`.

    What its folder holds counts before what the installation has: `sop`, `templat`,
    `kalender.toml` and `pengingat.toml`. Backups and documents are never shared.
    """
    own = folder / entry.code
    name = EXAMPLE if entry.is_example else DATABASE
    on_server = bool(entry.database_url) and not entry.database_url.startswith("sqlite")

    def ours(name: str, otherwise: str) -> str:
        return str(own / name) if (own / name).exists() else otherwise

    def apart(shared: str, name: str) -> str:
        # A SQLite file has its own place beside it.
        return str(Path(shared) / entry.code) if shared else str(own / name) * on_server

    backups = installation.backup_directory
    return replace(
        installation,
        office_code=entry.code,
        office_name=entry.name,
        compares_offices=entry.compares,
        is_example=entry.is_example,
        database_url=entry.database_url or sqlite_url(own / name),
        zone_name=entry.zone_name or installation.zone_name,
        letter_number_template=entry.letter_number_template
        or installation.letter_number_template,
        agenda_number_template=entry.agenda_number_template
        or installation.agenda_number_template,
        sop_directory=ours("sop", installation.sop_directory),
        calendar_file=ours("kalender.toml", installation.calendar_file),
        templates_directory=ours("templat", installation.templates_directory),
        notify_file=ours("pengingat.toml", installation.notify_file),
        files_directory=apart(installation.files_directory, "berkas"),
        backup_directory=backups if backups == OFF else apart(backups, "cadangan"),
        snapshots_directory=installation.snapshots_directory or str(folder / SNAPSHOTS),
    )


def _wrong_values(entry: OfficeEntry) -> list[tuple[str, str]]:
    problems = []
    if entry.database_url and not is_database(entry.database_url):
        problems.append(("basis_data", "harus sqlite:///… atau postgresql+psycopg://…"))
    if entry.zone_name and not is_zone(entry.zone_name):
        problems.append(("zona", "zona waktu tidak dikenal"))
    templates = {
        "nomor_surat": entry.letter_number_template,
        "nomor_agenda": entry.agenda_number_template,
    }
    return problems + [
        (key, said) for key, text in templates.items() for said in template_sentences(text)
    ]


def is_database(url: str) -> bool:
    """Whether a text names a database of a kind that we use; none is opened."""
    try:
        Database.open(url).dispose()
    except (InvalidSettings, ValueError):
        return False
    return True


def is_zone(name: str) -> bool:
    """Whether a text names a time zone."""
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True
