"""Buku Agenda by its addresses: `buku`, `tahun`, and words to look for in the query."""

from functools import partial
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lkj.errors import InvalidLetterhead
from lkj.http.download_routes import STYLES, answer
from lkj.http.gate import signed_in
from lkj.http.naskah_routes import broken
from lkj.http.site import Site, at_office
from lkj.usecases.agenda_files import agenda_file, print_agenda
from lkj.usecases.agenda_reading import AgendaQuery, agenda_query
from lkj.usecases.exports import FileFormat


def agenda_routes(site: Site) -> list[Route]:
    """The routes of this module; they stand before those with a name in their place."""
    files = [
        Route(f"/unduh/buku-agenda.{kind}", at_office(site, download, kind), methods=["GET"])
        for kind in get_args(FileFormat)
    ]
    return [*files, Route("/cetak/buku-agenda", at_office(site, sheet), methods=["GET"])]


async def download(site: Site, file_format: FileFormat, request: Request) -> Response:
    """The lines of a book as a file; `gaya=internasional` for programs."""
    door = signed_in(request)
    style = STYLES.get(request.query_params.get("gaya", ""), "excel_id")
    act = partial(
        agenda_file,
        _asked(request),
        file_format,
        style=style,
        door=door,
        office=site.office,
        now=site.clock(),
    )
    return answer(await site.run(act), file_format)


async def sheet(site: Site, request: Request) -> Response:
    """A book as a page that is made for paper."""
    door = signed_in(request)
    act = partial(
        print_agenda, _asked(request), door=door, office=site.office, now=site.clock()
    )
    try:
        return HTMLResponse(await site.run(act))
    except InvalidLetterhead as error:
        return broken(error, site.office.zone)


def _asked(request: Request) -> AgendaQuery:
    query = request.query_params
    asked = agenda_query(query.get("buku", ""), query.get("tahun", ""), query.get("cari", ""))
    if asked is None:
        raise HTTPException(404)
    return asked
