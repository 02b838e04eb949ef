"""Printed sheets of the monitoring screens: addresses, filters in the query."""

import re
from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lkj.domain.table7 import Semester
from lkj.errors import FormInvalid
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.usecases.prints import SHEETS, print_sheet
from lkj.usecases.table7_print import NEWEST, print_table7

_VERSION = re.compile(r"[1-9][0-9]{0,3}")


def print_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        Route("/cetak/tabel-7", at_office(site, table7), methods=["GET"]),
        Route("/cetak/{name}", at_office(site, sheet), methods=["GET"]),
    ]


async def table7(site: Site, request: Request) -> Response:
    """Tabel 7 of a semester on paper: one of its versions, or the newest."""
    door = signed_in(request)
    semester = Semester.parse(request.query_params.get("semester", ""))
    version = request.query_params.get("versi", "")
    if semester is None or (version and not _VERSION.fullmatch(version)):
        raise HTTPException(404)
    asked = (semester, int(version or NEWEST))
    act = partial(print_table7, *asked, door=door, office=site.office, now=site.clock())
    try:
        return HTMLResponse(await site.run(act))
    except FormInvalid as error:
        raise HTTPException(404) from error


async def sheet(site: Site, request: Request) -> Response:
    """One sheet as a page that is made for paper."""
    door = signed_in(request)
    name = request.path_params["name"]
    if name not in SHEETS:
        raise HTTPException(404)
    query = dict(request.query_params)
    act = partial(print_sheet, name, query, door=door, office=site.office, now=site.clock())
    return HTMLResponse(await site.run(act))
