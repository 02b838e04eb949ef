"""Archives of reports as downloads, sent while they are made."""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from lkj.errors import FormInvalid, InvalidLetterhead, TemplateBroken
from lkj.http.gate import signed_in
from lkj.http.naskah_routes import broken
from lkj.http.site import Site, at_office
from lkj.usecases.report_archive import report_archive, year_archive
from lkj.usecases.zip_stream import Archive


def archive_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    of_report = "/unduh/arsip/laporan/{report_id}.zip"
    of_year = "/unduh/arsip/tahun/{year:int}.zip"
    return [
        Route(of_report, at_office(site, archive_of_report), methods=["GET"]),
        Route(of_year, at_office(site, archive_of_year), methods=["GET"]),
    ]


async def archive_of_report(site: Site, request: Request) -> Response:
    """One report with its documents, its history and its Lembar Kendali."""
    door, report_id = signed_in(request), request.path_params["report_id"]
    return await sent_while_made(site, partial(report_archive, report_id, door=door))


async def archive_of_year(site: Site, request: Request) -> Response:
    """Every report of a tahun kinerja."""
    door, year = signed_in(request), request.path_params["year"]
    return await sent_while_made(site, partial(year_archive, year, door=door))


async def sent_while_made(site: Site, make: Callable[..., Archive]) -> Response:
    """An archive as an answer; what is refused before its first piece is told in words."""

    def begun() -> tuple[str, Iterator[bytes]]:
        # What is refused is told in words; after the first piece the answer has begun.
        archive = make(office=site.office, now=site.clock())
        return archive.name, chain([next(archive.pieces)], archive.pieces)

    try:
        name, pieces = await site.run(begun)
    except FormInvalid as error:
        raise HTTPException(404) from error
    except (TemplateBroken, InvalidLetterhead) as error:
        return broken(error, site.office.zone)
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingResponse(pieces, media_type="application/zip", headers=named)
