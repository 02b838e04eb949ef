"""Printed sheets of the monitoring screens: addresses, filters in the query."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lkj.http.gate import signed_in
from lkj.http.site import Site
from lkj.usecases.prints import SHEETS, print_sheet


def print_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [Route("/cetak/{name}", partial(sheet, site), methods=["GET"])]


async def sheet(site: Site, request: Request) -> Response:
    """One sheet as a page that is made for paper."""
    door = signed_in(request)
    name = request.path_params["name"]
    if name not in SHEETS:
        raise HTTPException(404)
    query = dict(request.query_params)
    act = partial(print_sheet, name, query, door=door, office=site.office, now=site.clock())
    return HTMLResponse(await site.run(act))
