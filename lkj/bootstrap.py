"""Wire the product together: settings from the environment, one office, one clock."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zlib import crc32
from zoneinfo import ZoneInfo

from lkj.diagnostics.output import start_logging
from lkj.domain.sop_file import canonical_text, content_sha256
from lkj.environment import offices_of, read_settings, which_office
from lkj.errors import (
    DatabaseNotEmpty,
    InvalidSettings,
    LkjError,
    OfficeUnprepared,
    SopMissing,
)
from lkj.reference import (
    DATA,
    read_calendar,
    read_data_tables,
    read_document_kinds,
    read_sops,
)
from lkj.store import event_store, meta_store, schema, sop_store
from lkj.store.database import Connection, Database, is_missing, sqlite_url
from lkj.store.file_store import FileStore
from lkj.usecases.calendars import active_calendar, begin_with
from lkj.usecases.demo import fill_example
from lkj.usecases.office import Office, Settings, Sops
from lkj.usecases.office import files_of as office_files
from lkj.usecases.offices import Offices
from lkj.usecases.refusal_text import refusal_text

OFFICE_DATABASE = DATA / "lkj.db"
EXAMPLE_DATABASE = DATA / "contoh.db"
EXAMPLE_REPORTS, EXAMPLE_SEED = 15, 2026


def installation_from_env(environ: Mapping[str, str]) -> Settings:
    """The settings in an environment, with the office's or the example's file as database.

    Raises:
        InvalidSettings: `problems` lists every unknown name and malformed value.
    """
    return read_settings(environ, database_url=default_database_url())


def offices_from_env(environ: Mapping[str, str]) -> tuple[Settings, ...]:
    """The settings of each satuan kerja that is served; of the one office without their file.

    Raises:
        InvalidSettings: as above.
    """
    return offices_of(installation_from_env(environ))


def settings_from_env(environ: Mapping[str, str]) -> Settings:
    """The settings of the one office that a command works on: LKJ_OFFICE names it.

    Raises:
        InvalidSettings: as above; also where there are several and none is named.
    """
    installation = installation_from_env(environ)
    offices = {one.office_code: one for one in offices_of(installation)}
    code = installation.office_code
    if installation.offices_file and not code:
        raise InvalidSettings(problems=(which_office(offices),))
    return offices[code]


def files_of(database: Database) -> FileStore:
    """Where the files of a database lie, by the settings of this process."""
    return office_files(database, settings_from_env(environment()).files_directory)


def default_database_url() -> str:
    """The office's own file where it exists, else the example."""
    path = OFFICE_DATABASE if OFFICE_DATABASE.exists() else EXAMPLE_DATABASE
    return sqlite_url(path)


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
    if database.path is not None and settings.office_code:
        database.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
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
            # Of several examples each has people and figures of its own.
            seed=EXAMPLE_SEED + crc32(office.settings.office_code.encode()),
            until=at.astimezone(office.zone).date(),
            now=at,
            data_tables=office.data_tables.get(office.sops.current[0].id),
        )
    except DatabaseNotEmpty:
        return False
    return True


@cache
def current_offices() -> Offices:
    """Every satuan kerja that this process serves; each is opened at first use."""
    return Offices(offices_from_env(environment()), open_office)


def current_office() -> Office:
    """The first of them, which is the only one where no file names several."""
    return current_offices().first


def open_office(settings: Settings) -> Office:
    """Open one office as it is served: at its newest schema, an example filled.

    Raises:
        OfficeUnprepared: a satuan kerja of the file that has no database yet.
        LkjError: as `build_office`.
    """
    if settings.office_code:
        _refuse_unprepared(settings)
    office = build_office(settings, at=clock())
    fill_if_new(office, at=clock())
    return office


def _refuse_unprepared(settings: Settings) -> None:
    """Only an example begins by itself: an office without an administrator helps nobody."""
    if is_missing(settings.database_url) and not settings.is_example:
        raise OfficeUnprepared(code=settings.office_code, name=settings.office_name)


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
        settings = installation_from_env(environment())
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
