"""The data of the units as rows of reports, for downloads."""

from datetime import datetime

import pandas as pd

from lkj.analytics.unit_data import data_cells
from lkj.store import unit_store
from lkj.usecases.office import Office

_FACTS = ["report_id", "sop_id", "title", "fiscal_year", "period", "state"]


def cells_of_reports(board: pd.DataFrame, *, office: Office, as_of: datetime) -> pd.DataFrame:
    """CELLS of the reports of a board, with their facts, as recorded up to a moment.

    `is_late` is missing where there is no due date, and where nothing has come.
    """
    with office.database.read() as conn:
        entries = unit_store.recorded_until(conn, as_of)
    facts = board.loc[board["report_id"].notna(), _FACTS]
    cells = data_cells(entries).merge(facts, on="report_id")
    is_judged = cells["due"].notna() & cells["arrived"].notna()
    late = (cells["arrived"] > cells["due"]).astype("boolean")
    return cells.assign(is_late=late.where(is_judged))
