"""Refusals of the database, its copies and the disk."""

from lkj.errors.refusal import LkjError


class SchemaOutdated(LkjError):
    """The database has another schema than this version. Facts: `found`, `needed`."""


class DatabaseNotEmpty(LkjError):
    """An example, or a new office, is written only into an empty database."""


class ChainBroken(LkjError):
    """A stored row does not match its hash. Facts: `table`, `no`, `problem`."""


class BackupInvalid(LkjError):
    """A copy did not pass its check. Facts: `path`, `problem`."""


class StorageFailed(LkjError):
    """The database refused to write: disk full, read only, damaged. Facts: `problem`."""
