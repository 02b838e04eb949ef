"""Refusals about the data that units give for a report."""

from lkj.errors.refusal import DecisionRefused, LkjError


class InvalidDataTables(LkjError):
    """The file of tables is wrong. Facts: `problems`: every one, with its place."""


class DataMissing(DecisionRefused):
    """Data that was asked for has not come, and no reason is given. Facts: `missing`: names."""


class CellsRefused(DecisionRefused):
    """Some tables of a unit do not take this entry. Facts: `problem` (a code), `cells`."""


class UnknownUnit(LkjError):
    """No such unit, or it gives data no longer. Facts: `unit`."""


class NothingCollected(DecisionRefused):
    """This report's SOP collects no data from units, or the report has ended."""
