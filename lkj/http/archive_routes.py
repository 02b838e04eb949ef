"""Archives of reports as downloads, read from the disk piece by piece."""

from collections.abc import Callable, Iterator
from functools import partial
from tempfile import SpooledTemporaryFile
from typing import IO

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from lkj.errors import FormInvalid, InvalidLetterhead, TemplateBroken
from lkj.http.gate import signed_in
from lkj.http.naskah_routes import broken
from lkj.http.site import Site
from lkj.usecases.callers import Door
from lkj.usecases.report_archive import report_archive, year_archive

_PIECE = 256 * 1024  # bytes
_IN_MEMORY = 16 * 1024**2  # bytes; a larger archive is written to the disk


def archive_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    of_report, of_year = (
        "/unduh/arsip/laporan/{report_id}.zip",
        "/unduh/arsip/tahun/{year:int}.zip",
    )
    return [
        Route(of_report, partial(archive_of_report, site), methods=["GET"]),
        Route(of_year, partial(archive_of_year, site), methods=["GET"]),
    ]


async def archive_of_report(site: Site, request: Request) -> Response:
    """One report with its documents, its history and its Lembar Kendali."""
    door, report_id = signed_in(request), request.path_params["report_id"]
    return await _answer(site, _maker(site, report_archive, report_id, door))


async def archive_of_year(site: Site, request: Request) -> Response:
    """Every report of a tahun kinerja."""
    door, year = signed_in(request), request.path_params["year"]
    return await _answer(site, _maker(site, year_archive, year, door))


Made = tuple[str, IO[bytes], int]


def _maker(
    site: Site, write: Callable[..., str], what: object, door: Door
) -> Callable[[], Made]:
    def make() -> Made:
        target = SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 -- closed when it was sent
        try:
            name = write(what, target, door=door, office=site.office, now=site.clock())
            size = target.tell()
            target.seek(0)
        except BaseException:
            target.close()
            raise
        return name, target, size

    return make


async def _answer(site: Site, make: Callable[[], Made]) -> Response:
    try:
        name, content, size = await site.run(make)
    except FormInvalid as error:
        raise HTTPException(404) from error
    except (TemplateBroken, InvalidLetterhead) as error:
        return broken(error, site.office.zone)
    return StreamingResponse(
        _pieces(content),
        media_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "Content-Length": str(size),
        },
    )


def _pieces(content: IO[bytes]) -> Iterator[bytes]:
    with content:
        while piece := content.read(_PIECE):
            yield piece
