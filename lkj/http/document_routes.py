"""Attached documents as downloads: the right is asked for each time, and nothing is shown."""

from functools import partial
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.domain.documents import MEDIA_TYPE
from lkj.http.gate import signed_in
from lkj.http.site import Site
from lkj.usecases.documents import read_document


def document_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    path = "/unduh/dokumen/{report_id}/{number:int}"
    return [Route(path, partial(document, site), methods=["GET"])]


async def document(site: Site, request: Request) -> Response:
    """One version of a document, named by its report and the number of its event."""
    door = signed_in(request)
    number = request.path_params["number"]
    if number >= 2**63:
        raise HTTPException(404)
    act = partial(
        read_document,
        request.path_params["report_id"],
        number,
        door=door,
        office=site.office,
        now=site.clock(),
    )
    file, content = await site.run(act)
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
