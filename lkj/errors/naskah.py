"""Why a naskah dinas cannot be made: the office's own files are wrong."""

from lkj.errors.refusal import LkjError


class InvalidLetterhead(LkjError):
    """The office's file of kop and sentences is wrong. Facts: `problems`: every one."""


class TemplateBroken(LkjError):
    """A template of a document does not fit. Facts: `file`, `place`, `reason`."""
