"""Naskah dinas by their addresses: PDF or DOCX, what they are about in the query."""

from functools import partial
from typing import get_args
from zoneinfo import ZoneInfo

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.domain.documents import MEDIA_TYPE
from lkj.domain.documents import DocumentFormat as Kind
from lkj.errors import FormInvalid, InvalidLetterhead, TemplateBroken
from lkj.http.gate import signed_in
from lkj.http.rendering import page
from lkj.http.site import Site, at_office
from lkj.labels.error_text import error_text
from lkj.usecases.naskah_files import (
    DOCUMENTS,
    DocumentFormat,
    DocumentRequest,
    document_file,
)

_BROKEN = "Naskah belum dapat dibuat"
_CODE = "templat"


def naskah_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        Route(
            f"/unduh/naskah/{{name}}.{kind}", at_office(site, download, kind), methods=["GET"]
        )
        for kind in get_args(DocumentFormat)
    ]


async def download(site: Site, file_format: DocumentFormat, request: Request) -> Response:
    """One document as an attachment."""
    door = signed_in(request)
    name = request.path_params["name"]
    if name not in DOCUMENTS:
        raise HTTPException(404)
    query = dict(request.query_params)
    asked = DocumentRequest(name=name, file_format=file_format, query=query)
    act = partial(document_file, asked, door=door, office=site.office, now=site.clock())
    try:
        content, called = await site.run(act)
    except FormInvalid as error:
        raise HTTPException(404) from error
    except (TemplateBroken, InvalidLetterhead) as error:
        return broken(error, site.office.zone)
    return Response(
        content,
        media_type=MEDIA_TYPE[Kind(file_format)],
        headers={"Content-Disposition": f'attachment; filename="{called}"'},
    )


def broken(error: TemplateBroken | InvalidLetterhead, zone: ZoneInfo) -> Response:
    """What is wrong with the office's templates, for whoever keeps them."""
    problems = error.facts.get("problems", ())
    listed = [_problem(one) for one in problems] if isinstance(problems, tuple) else []
    text = " ".join([error_text(error, zone=zone), *listed])
    return page("error.html", status=500, title=_BROKEN, text=text, code=_CODE)


def _problem(problem: object) -> str:
    return ": ".join(map(str, problem)) if isinstance(problem, tuple) else str(problem)
