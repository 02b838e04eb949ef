"""Attached documents as downloads: the right is asked for each time, and nothing is shown."""

from functools import partial
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.domain.documents import MEDIA_TYPE, StoredFile
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.usecases.documents import read_document
from lkj.usecases.unit_data_reading import read_unit_file


def document_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    of_report, of_unit = (
        "/unduh/dokumen/{report_id}/{number:int}",
        "/unduh/data-bagian/{number:int}",
    )
    return [
        Route(of_report, at_office(site, document), methods=["GET"]),
        Route(of_unit, at_office(site, unit_file), methods=["GET"]),
    ]


async def document(site: Site, request: Request) -> Response:
    """One version of a document, named by its report and the number of its event."""
    door = signed_in(request)
    act = partial(
        read_document,
        request.path_params["report_id"],
        _number(request),
        door=door,
        office=site.office,
        now=site.clock(),
    )
    return _attachment(*await site.run(act))


async def unit_file(site: Site, request: Request) -> Response:
    """A file that a unit gave, named by the number of its entry."""
    door, number = signed_in(request), _number(request)
    act = partial(read_unit_file, number, door=door, office=site.office, now=site.clock())
    return _attachment(*await site.run(act))


def _number(request: Request) -> int:
    number: int = request.path_params["number"]
    if number >= 2**63:
        raise HTTPException(404)
    return number


def _attachment(file: StoredFile, content: bytes) -> Response:
    # RFC 6266: the plain name is for programs that do not know the other one.
    plain, named = f"dokumen.{file.format.value}", quote(file.name, safe="")
    return Response(
        content,
        media_type=MEDIA_TYPE[file.format],
        headers={
            "Content-Disposition": (
                f"attachment; filename=\"{plain}\"; filename*=UTF-8''{named}"
            ),
            "Content-Security-Policy": "sandbox; default-src 'none'",
        },
    )
