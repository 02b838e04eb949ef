"""Wire the product together: settings from the environment, one office, one clock."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lkj.diagnostics.output import start_logging
from lkj.diagnostics.output import wrong_settings as wrong_log
from lkj.domain.backup_plan import parse_clock
from lkj.domain.sop_file import canonical_text, content_sha256
from lkj.errors import (
    DatabaseNotEmpty,
    InvalidSettings,
    LkjError,
    SopMissing,
)
from lkj.labels.agenda_words import template_sentences
from lkj.notify.settings import wrong_settings
from lkj.reference import (
    DATA,
    ROOT,
    read_calendar,
    read_data_tables,
    read_document_kinds,
    read_sops,
)
from lkj.store import event_store, meta_store, schema, sop_store
from lkj.store.database import Connection, Database, sqlite_url
from lkj.store.file_store import FileStore
from lkj.usecases.calendars import active_calendar, begin_with
from lkj.usecases.demo import fill_example
from lkj.usecases.office import Office, Settings, Sops
from lkj.usecases.office import files_of as office_files
from lkj.usecases.refusal_text import refusal_text

OFFICE_DATABASE = DATA / "lkj.db"
EXAMPLE_DATABASE = DATA / "contoh.db"
EXAMPLE_REPORTS, EXAMPLE_SEED = 15, 2026

_NUMBER_TEMPLATES = {
    "LKJ_LETTER_NUMBER_TEMPLATE": "letter_number_template",
    "LKJ_AGENDA_NUMBER_TEMPLATE": "agenda_number_template",
}
_TEXTS = {
    "LKJ_DATABASE_URL": "database_url",
    "LKJ_PUBLIC_URL": "public_url",
    "LKJ_ZONE": "zone_name",
    "LKJ_SOP_DIRECTORY": "sop_directory",
    "LKJ_CALENDAR_FILE": "calendar_file",
    "LKJ_TEMPLATES": "templates_directory",
    "LKJ_FILES": "files_directory",
    "LKJ_BACKUP_DIR": "backup_directory",
    "LKJ_BACKUP_AT": "backup_at",
    "LKJ_LOG_FILE": "log_file",
    "LKJ_LOG_LEVEL": "log_level",
    "LKJ_NOTIFY_FILE": "notify_file",
    "LKJ_NOTIFY_QUIET": "notify_quiet",
    **_NUMBER_TEMPLATES,
}
_NUMBERS = {
    "LKJ_SESSION_IDLE_MINUTES": ("session_idle_minutes", 1, 24 * 60),
    "LKJ_BACKUP_KEEP": ("backup_keep", 1, 3650),
    "LKJ_MAX_UPLOAD_MB": ("max_upload_mebibytes", 1, 50),
    "LKJ_SESSION_ABSOLUTE_HOURS": ("session_absolute_hours", 1, 24 * 7),
}
_SWITCHES = {
    "LKJ_RECORD_ON_BEHALF": "records_on_behalf",
    "LKJ_REQUIRE_DOCUMENTS": "requires_documents",
}
_SWITCH_WORDS = {"ya": True, "tidak": False}
_TEST_PREFIX = "LKJ_TEST_"  # the tests' own, read elsewhere
_LONGEST_NUMBER = 9  # digits


def settings_from_env(environ: Mapping[str, str]) -> Settings:
    """Read every LKJ_* variable once.

    Raises:
        InvalidSettings: `problems` lists every unknown name and malformed value.
    """
    problems: list[str] = []
    values: dict[str, object] = {"database_url": default_database_url()}
    for name, text in sorted(environ.items()):
        if not name.startswith("LKJ_") or name.startswith(_TEST_PREFIX):
            continue
        problem = _read_setting(name, text.strip(), values)
        if problem:
            problems.append(f"{name}: {problem}")
    problems += _wrong_values(values)
    if problems:
        raise InvalidSettings(problems=tuple(problems))
    if not str(values["database_url"]).startswith("sqlite"):
        values.setdefault("files_directory", str(DATA / "berkas"))
    return Settings(**values)  # type: ignore[arg-type]


def files_of(database: Database) -> FileStore:
    """Where the files of a database lie, by the settings of this process."""
    return office_files(database, settings_from_env(environment()).files_directory)


def default_database_url() -> str:
    """The office's own file where it exists, else the example."""
    path = OFFICE_DATABASE if OFFICE_DATABASE.exists() else EXAMPLE_DATABASE
    return sqlite_url(path)


def _read_setting(name: str, text: str, values: dict[str, object]) -> str:
    if name in _TEXTS:
        values[_TEXTS[name]] = text
        return ""
    if name in _SWITCHES:
        if text not in _SWITCH_WORDS:
            return f"harus ya atau tidak, bukan {text!r}"
        values[_SWITCHES[name]] = _SWITCH_WORDS[text]
        return ""
    if name not in _NUMBERS:
        return "pengaturan ini tidak dikenal"
    field, low, high = _NUMBERS[name]
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    if not is_number or not low <= int(text) <= high:
        return f"harus bilangan bulat {low} sampai {high}, bukan {text!r}"
    values[field] = int(text)
    return ""


def _wrong_values(values: Mapping[str, object]) -> list[str]:
    problems = []
    if not _is_database(str(values["database_url"])):
        problems.append("LKJ_DATABASE_URL: harus sqlite:///… atau postgresql+psycopg://…")
    public = str(values.get("public_url", ""))
    if public and not _is_address(public):
        problems.append("LKJ_PUBLIC_URL: harus diawali http:// atau https://, lalu nama host")
    try:
        ZoneInfo(str(values.get("zone_name", "Asia/Pontianak")))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        problems.append("LKJ_ZONE: zona waktu tidak dikenal")
    for name in ("LKJ_SOP_DIRECTORY", "LKJ_TEMPLATES"):
        folder = str(values.get(_TEXTS[name], ""))
        if folder and not Path(folder).is_dir():
            problems.append(f"{name}: folder tidak ada")
    file = str(values.get("calendar_file", ""))
    if file and not Path(file).is_file():
        problems.append("LKJ_CALENDAR_FILE: berkas tidak ada")
    problems += wrong_log(str(values.get("log_file", "")), str(values.get("log_level", "")))
    if parse_clock(str(values.get("backup_at", Settings.backup_at))) is None:
        problems.append("LKJ_BACKUP_AT: harus jam setempat seperti 12.30")
    quiet = str(values.get("notify_quiet", Settings.notify_quiet))
    problems += wrong_settings(str(values.get("notify_file", "")), quiet, program=ROOT)
    return problems + _wrong_templates(values)


def _wrong_templates(values: Mapping[str, object]) -> list[str]:
    filled = ((name, str(values.get(place, ""))) for name, place in _NUMBER_TEMPLATES.items())
    return [f"{name}: {said}" for name, text in filled for said in template_sentences(text)]


def _is_database(url: str) -> bool:
    try:
        Database.open(url).dispose()
    except (InvalidSettings, ValueError):
        return False
    return True


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def build_office(settings: Settings, *, at: datetime) -> Office:
    """Open the database at its newest schema and check the SOP files against those in use.

    The calendar's file becomes the first version of a database that has none.

    Raises:
        InvalidSop, InvalidDocumentKinds, InvalidDataTables, InvalidCalendar, SopChanged,
        SopMissing, SchemaOutdated, StorageFailed: the start is refused.
    """
    folder = Path(settings.sop_directory) if settings.sop_directory else None
    file = Path(settings.calendar_file) if settings.calendar_file else None
    sops, calendar = Sops.of(read_sops(folder)), read_calendar(file)
    documents = read_document_kinds(sops.current, folder)
    data_tables = read_data_tables(sops.current, folder)
    database = Database.open(settings.database_url)
    try:
        schema.upgrade(database)
        with database.write() as conn:
            _check_sops(conn, sops, at=at)
            begin_with(conn, calendar, at=at)
    except LkjError:
        database.dispose()
        raise
    zone = ZoneInfo(settings.zone_name)
    return Office(
        database=database,
        sops=sops,
        shipped_calendar=calendar,
        zone=zone,
        settings=settings,
        documents=documents,
        data_tables=data_tables,
    )


def _check_sops(conn: Connection, sops: Sops, *, at: datetime) -> None:
    """No version in use has changed, and none that reports run under is gone."""
    for sop in sops.versions:
        digest, text = content_sha256(sop), canonical_text(sop)
        sop_store.register(conn, sop.id, sop.version, digest, text, at)
    known = {(sop.id, sop.version) for sop in sops.versions}
    for used in sop_store.all(conn):
        is_gone = (used.sop_id, used.version) not in known
        if is_gone and sop_store.has_reports(conn, used.sop_id, used.version):
            raise SopMissing(sop_id=used.sop_id, version=used.version)


def fill_if_new(office: Office, *, at: datetime) -> bool:
    """Write the example history into an example file that is still empty."""
    path = office.database.path
    if path is None or path.name != EXAMPLE_DATABASE.name:
        return False
    with office.database.read() as conn:
        is_used = meta_store.get(conn, "example") or event_store.revision(conn)
    if is_used:
        return False
    try:
        fill_example(
            database=office.database,
            sop=office.sops.current[0],
            calendar=active_calendar(office),
            zone=office.zone,
            reports=EXAMPLE_REPORTS,
            seed=EXAMPLE_SEED,
            until=at.astimezone(office.zone).date(),
            now=at,
            data_tables=office.data_tables.get(office.sops.current[0].id),
        )
    except DatabaseNotEmpty:
        return False
    return True


@cache
def current_office() -> Office:
    """The office of this process, built at first use."""
    office = build_office(settings_from_env(environment()), at=clock())
    fill_if_new(office, at=clock())
    return office


def environment() -> Mapping[str, str]:
    """The environment of this process."""
    return os.environ


def office_or_exit() -> Office:
    """The office of this process; where it cannot be built, say every reason and stop."""
    try:
        return current_office()
    except LkjError as error:
        raise SystemExit(refusal_text(error)) from error


def start_log() -> None:
    """Begin the technical log as the settings say, or say why not and stop."""
    try:
        settings = settings_from_env(environment())
        start_logging(
            settings.log_level, Path(settings.log_file) if settings.log_file else None
        )
    except LkjError as error:
        raise SystemExit(refusal_text(error)) from error
    except OSError as error:
        raise SystemExit(f"LKJ_LOG_FILE: {error.strerror}") from error


def clock() -> datetime:
    """Now, aware UTC; the tests stop it with LKJ_TEST_NOW."""
    stopped = os.environ.get("LKJ_TEST_NOW")
    return datetime.fromisoformat(stopped) if stopped else datetime.now(UTC)
