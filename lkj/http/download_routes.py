"""Downloads of tables and pictures: addresses, filters in the query, names of files."""

from functools import partial
from typing import get_args

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.exchange.csv_file import Style
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.labels.data_dictionary import TABLES
from lkj.usecases.export_files import File, file_of
from lkj.usecases.exports import BOOKS, ExportRequest, FileFormat
from lkj.usecases.import_problems import problems_file
from lkj.usecases.import_template import template_file
from lkj.usecases.picture_files import picture_file
from lkj.usecases.pictures import PICTURES

_MEDIA_TYPES: dict[FileFormat, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
STYLES: dict[str, Style] = {"internasional": "international"}


def download_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        Route("/unduh/impor/templat.xlsx", at_office(site, template), methods=["GET"]),
        Route("/unduh/impor/masalah.csv", at_office(site, problems), methods=["GET"]),
        *_tables(site),
    ]


def _tables(site: Site) -> list[Route]:
    return [
        Route(
            f"/unduh/{place}.{file_format}", at_office(site, act, file_format), methods=["GET"]
        )
        for file_format in get_args(FileFormat)
        for place, act in (("{name}", download), ("gambar/{name}", download_picture))
    ]


async def download(site: Site, file_format: FileFormat, request: Request) -> Response:
    """A book as a workbook, or its first table as CSV; `gaya=internasional` for programs."""
    door = signed_in(request)
    name = request.path_params["name"]
    if name not in (TABLES if file_format == "csv" else BOOKS):
        raise HTTPException(404)
    query = dict(request.query_params)
    asked = ExportRequest(name=name, file_format=file_format, query=query)
    style = STYLES.get(query.get("gaya", ""), "excel_id")
    act = partial(file_of, asked, style=style, door=door, office=site.office, now=site.clock())
    return answer(await site.run(act), file_format)


async def download_picture(site: Site, file_format: FileFormat, request: Request) -> Response:
    """The rows that one picture of a monitoring page shows."""
    door = signed_in(request)
    name = request.path_params["name"]
    if name not in PICTURES:
        raise HTTPException(404)
    query = dict(request.query_params)
    asked = ExportRequest(name=name, file_format=file_format, query=query)
    style = STYLES.get(query.get("gaya", ""), "excel_id")
    act = partial(
        picture_file, asked, style=style, door=door, office=site.office, now=site.clock()
    )
    return answer(await site.run(act), file_format)


async def template(site: Site, request: Request) -> Response:
    """The workbook in which an office types its history; `sop` names the SOP."""
    sop_id = request.query_params.get("sop", "")
    door = signed_in(request)
    act = partial(template_file, sop_id, door=door, office=site.office, now=site.clock())
    return answer(await site.run(act), "xlsx")


async def problems(site: Site, request: Request) -> Response:
    """The bad rows of the file that the account looked at last."""
    door = signed_in(request)
    act = partial(problems_file, door=door, office=site.office, now=site.clock())
    return answer(await site.run(act), "csv")


def answer(made: File, file_format: FileFormat) -> Response:
    """A table as an attachment."""
    content, called = made
    return Response(
        content,
        media_type=_MEDIA_TYPES[file_format],
        headers={"Content-Disposition": f'attachment; filename="{called}"'},
    )
