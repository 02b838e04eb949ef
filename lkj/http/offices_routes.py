"""The comparison of satuan kerja by its addresses, with its choices in the query."""

from functools import partial
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.http.download_routes import STYLES, answer
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.labels.offices_words import TABLES
from lkj.usecases.exports import FileFormat
from lkj.usecases.offices_files import offices_file
from lkj.usecases.offices_reading import offices_query


def offices_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        Route(
            f"/unduh/antarsatuan/{{name}}.{kind}",
            at_office(site, download, kind),
            methods=["GET"],
        )
        for kind in get_args(FileFormat)
    ]


async def download(site: Site, file_format: FileFormat, request: Request) -> Response:
    """One table of the comparison as a file; `gaya=internasional` for programs."""
    door = signed_in(request)
    name = request.path_params["name"]
    offices = site.offices
    if name not in TABLES or offices is None:
        raise HTTPException(404)
    query = dict(request.query_params)
    act = partial(
        offices_file,
        name,
        offices_query(query, site.office.sops),
        file_format,
        style=STYLES.get(query.get("gaya", ""), "excel_id"),
        offices=offices,
        door=door,
        office=site.office,
        now=site.clock(),
    )
    return answer(await site.run(act), file_format)
