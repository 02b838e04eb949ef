"""What every use case works with: the database, the SOPs, the files, the settings."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from zoneinfo import ZoneInfo

from lkj.domain.backup_plan import OFF
from lkj.domain.data_tables import DataTables
from lkj.domain.document_kinds import DocumentKinds, named_by
from lkj.domain.sop import RoleId, Sop
from lkj.errors import InvalidSettings
from lkj.oidc.settings import OidcSettings
from lkj.reference import DATA
from lkj.store.attached_files import beside
from lkj.store.database import Database
from lkj.store.file_store import FileStore
from lkj.usecases.shelf import Shelf
from lkj.worktime import WorkingCalendar


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings of one installation; `environment.read_settings` reads them."""

    database_url: str
    public_url: str = ""
    zone_name: str = "Asia/Pontianak"
    session_idle_minutes: int = 30
    session_absolute_hours: int = 12
    records_on_behalf: bool = True
    sop_directory: str = ""
    calendar_file: str = ""
    templates_directory: str = ""
    files_directory: str = ""
    max_upload_mebibytes: int = 50
    requires_documents: bool = False  # a step waits for its required documents
    notify_file: str = ""  # channels of reminders; holds passwords
    notify_quiet: str = "17.00-07.00"  # see `domain.reminders.parse_quiet`
    backup_directory: str = ""  # of the daily backup; empty: beside a SQLite file
    backup_at: str = "12.30"  # local hour, see `domain.backup_plan.parse_clock`
    backup_keep: int = 30  # daily ones
    log_file: str = ""  # of the technical log, beside stderr
    log_level: str = ""  # see `diagnostics.output.start_logging`
    letter_number_template: str = ""  # of outgoing letters; empty: numbers stay empty
    agenda_number_template: str = ""  # of incoming ones
    oidc: OidcSettings | None = None  # the identity provider, where there is one
    password_for_all: bool = True  # else administrators only; the others use the provider
    reenters_password: bool = False  # a signature waits until its signer proves who they are
    offices_file: str = ""  # of the satuan kerja that the installation serves; see `offices`
    office_code: str = ""  # of one of them; in the installation's own, which a command is for
    office_name: str = ""
    compares_offices: bool = False  # its people may read the figures of all of them
    snapshots_directory: str = ""  # of what is compared
    is_example: bool = False  # its empty database is filled with an example

    @property
    def cookie_secure(self) -> bool:
        """Whether browsers may send the cookie over https only."""
        return self.public_url.startswith("https://")


def files_of(database: Database, folder: str) -> FileStore:
    """The attached files of a database: in `folder`, or beside a SQLite file without one.

    Raises:
        InvalidSettings: a database on a server, and no folder is named.
    """
    if folder:
        return FileStore(Path(folder))
    if database.path is None:
        raise InvalidSettings(problems=("LKJ_FILES: sebutkan folder untuk dokumen",))
    return beside(database.path)


def backups_of(database: Database, folder: str) -> Path | None:
    """The folder of the daily backups, `cadangan` beside the data by default; None if off."""
    if folder == OFF:
        return None
    return Path(folder) if folder else (database.path or DATA / "lkj").with_name("cadangan")


def snapshots_of(settings: Settings) -> Path:
    """Where the snapshots of all offices lie, a folder for each."""
    return Path(settings.snapshots_directory or DATA / "potret").resolve()


@dataclass(frozen=True)
class Sops:
    """Every SOP version that the office's data folder holds."""

    versions: tuple[Sop, ...]

    @classmethod
    def of(cls, sops: Iterable[Sop]) -> "Sops":
        """Order versions by SOP and number."""
        return cls(tuple(sorted(sops, key=lambda sop: (sop.id, sop.version))))

    @cached_property
    def _by_key(self) -> dict[tuple[str, int], Sop]:
        return {(sop.id, sop.version): sop for sop in self.versions}

    def version(self, sop_id: str, number: int) -> Sop:
        """The SOP a report runs under; KeyError where its file is gone."""
        return self._by_key[sop_id, number]

    @property
    def current(self) -> tuple[Sop, ...]:
        """The newest version of each SOP; new reports run under these."""
        return tuple({sop.id: sop for sop in self.versions}.values())

    def latest(self, sop_id: str) -> Sop:
        """The newest version of one SOP; KeyError where there is none."""
        return {sop.id: sop for sop in self.current}[sop_id]


@dataclass(frozen=True, kw_only=True)
class Office:
    """The wiring that use cases receive; built once by `bootstrap`."""

    database: Database
    sops: Sops
    shipped_calendar: WorkingCalendar  # the file; what counts is `calendars.calendar_at`
    zone: ZoneInfo
    settings: Settings
    documents: Mapping[str, DocumentKinds] = field(default_factory=dict)  # by id of the SOP
    data_tables: Mapping[str, DataTables] = field(default_factory=dict)  # the same
    # Of this process: never handed on to an office with other SOPs or another calendar.
    shelf: Shelf = field(default_factory=Shelf, init=False, repr=False, compare=False)

    @property
    def files(self) -> FileStore:
        """Where attached files lie: beside a SQLite file, unless a setting names a folder.

        Raises:
            InvalidSettings: a database on a server, and no folder is named.
        """
        return files_of(self.database, self.settings.files_directory)

    @property
    def backups(self) -> Path | None:
        """Where the daily backups lie; None where they are switched off."""
        return backups_of(self.database, self.settings.backup_directory)

    def document_kinds(self, sop: Sop) -> DocumentKinds:
        """The documents that go with an SOP; those that its mutu baku names, without a file."""
        return self.documents.get(sop.id) or named_by(sop)

    def role_name(self, role: RoleId) -> str:
        """Name of a role of any SOP of the office; its id where no SOP has it any more."""
        names = {one.id: one.name for sop in self.sops.versions for one in sop.roles}
        return names.get(role, role)
