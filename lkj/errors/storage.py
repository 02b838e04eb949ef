"""Refusals of the database, its copies and the disk."""

from lkj.errors.refusal import LkjError


class SchemaOutdated(LkjError):
    """The database has another schema than this version. Facts: `found`, `needed`."""


class SchemaNewer(SchemaOutdated):
    """A newer version has written the database. Facts: `found`, `needed`."""


class SchemaForeign(SchemaOutdated):
    """Another program has written the database. Facts: `found`, `needed`."""


class SchemaIncomplete(SchemaOutdated):
    """Tables that its schema should have are not there. Facts: `found`, `needed`, `tables`."""


class NoRoomToUpgrade(LkjError):
    """The disk has no room for a copy and the upgrade. Facts: `needed`, `free`, in MB."""


class DatabaseNotEmpty(LkjError):
    """An example, or a new office, is written only into an empty database."""


class ChainBroken(LkjError):
    """A stored row does not match its hash. Facts: `table`, `no`, `problem`."""


class BackupInvalid(LkjError):
    """A copy did not pass its check. Facts: `path`, `problem`."""


class StorageFailed(LkjError):
    """The database refused to write: disk full, read only, damaged. Facts: `problem`."""


class SnapshotDamaged(LkjError):
    """A snapshot of an office cannot be used. Facts: `path`, `problem`.

    `problem` is content, format, apart (its two files), or office (it belongs to another).
    """


class OfficeUnprepared(LkjError):
    """A satuan kerja of the file has no database yet. Facts: `code`, `name`."""
