"""Refusals about the documents that stand beside a report."""

from lkj.errors.refusal import DecisionRefused, LkjError


class InvalidDocumentKinds(LkjError):
    """The file of documents is wrong. Facts: `problems`: every one, with its place."""


class StaleDraft(DecisionRefused):
    """The draft has another version than the one that was shown.

    Facts: `document`, `number`, `who`, `when`.
    """


class DocumentsMissing(DecisionRefused):
    """The office lets no step end without its required documents. Facts: `missing`."""


class DocumentRefused(LkjError):
    """A file is not one that is kept beside a report. Facts: `problem`: a code."""


class StoredFileMissing(LkjError):
    """A file that an event names is not on the disk. Facts: `sha256`."""


class StoredFileDamaged(LkjError):
    """A file on the disk is not what was kept. Facts: `sha256`."""


class UnknownDocument(LkjError):
    """No such document beside this report."""
