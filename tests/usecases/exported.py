"""Downloads as tests ask for them, and tables as lists of rows."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pandas as pd

from lkj.domain.commands import Period
from lkj.usecases.exports import Export, ExportRequest, export
from lkj.usecases.office import Office
from lkj.usecases.plan import PlanForm, put
from tests.support.offices import NOW
from tests.support.staffed import (
    NOBODY,
    door_of,
    new_request,
)
from tests.support.times import ZONE, moment

NOON = moment("2026-03-02 12:00").at
PERSONS = {"actor", "recorded_by", "accepted_by", "assessor", "determined_by"}


def made(
    office: Office, name: str, who: str = NOBODY, *, now: datetime = NOON, **query: str
) -> Export:
    request = ExportRequest(name=name, file_format="xlsx", query=query)
    return export(request, door=door_of(who), office=office, now=now)


def rows(office: Office, name: str, who: str = NOBODY, **options: Any) -> list[dict[str, Any]]:
    table = made(office, name, who, **options).tables[0].rows
    return table.astype(object).where(table.notna(), None).to_dict("records")


def local(text: str) -> pd.Timestamp:
    return pd.Timestamp(moment(text).at).tz_convert(ZONE)


def expect(office: Office, period: Period = Period.ANNUAL, **changes: Any) -> None:
    form = PlanForm(
        request_id=new_request(),
        sop_id="penyusunan-lkj",
        fiscal_year=2025,
        period=period,
        title=f"Rencana {period.value}",
        deadline=None,
    )
    put(replace(form, **changes), door=door_of("monev"), office=office, now=NOW)
