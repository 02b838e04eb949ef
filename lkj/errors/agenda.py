"""Refusals about lines of Buku Agenda."""

from lkj.errors.refusal import LkjError


class EntryOvertaken(LkjError):
    """Somebody else corrected the line first. Facts: `who`, `when`."""


class EntryGone(LkjError):
    """There is no such line, or it is cancelled."""


class AlreadyFiled(LkjError):
    """A line of the book names this handover already. Facts: `serial`."""
