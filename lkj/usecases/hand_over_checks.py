"""Handing over the data of the units: all that was asked for, or a reason."""

from dataclasses import replace

from lkj.domain import commands as c
from lkj.domain.checks import MINIMUM_REASON_LENGTH
from lkj.domain.sop import Decision, Sop
from lkj.domain.state import ReportState
from lkj.domain.unit_data import Cell, board, missing
from lkj.errors import DataMissing
from lkj.store import unit_store
from lkj.store.database import Connection
from lkj.usecases.office import Office


def with_data_reason(
    conn: Connection, command: c.Command, state: ReportState, sop: Sop, *, office: Office
) -> c.Command:
    """Handing over the collected data needs all that was asked for, or a reason.

    Returns:
        The command; without its reason where nothing is missing.

    Raises:
        DataMissing: some of it is not there, and no reason is given.
    """
    if not isinstance(command, c.Move):
        return command
    tables, visit = office.data_tables.get(sop.id), state.open_visit
    is_hand_over = (
        tables is not None
        and visit is not None
        and visit.step == tables.step
        and command.decision is not Decision.REJECT
    )
    absent: tuple[Cell, ...] = ()
    if is_hand_over:
        absent = missing(board(unit_store.entries(conn, state.report_id)).values())
    if not absent:
        return replace(command, missing_data="")
    if len(command.missing_data) < MINIMUM_REASON_LENGTH:
        raise DataMissing(missing=tuple(cell.name for cell in absent))
    return command
