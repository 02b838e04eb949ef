"""Audit packages and their verifiers as downloads."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.domain.table7 import Semester
from lkj.http.archive_routes import sent_while_made
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.reference import read_verifiers
from lkj.usecases.audit_package import report_package, semester_package

VERIFIER_PATH = "/unduh/pemeriksa/{name}"


def audit_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    of_report = "/unduh/paket-audit/laporan/{report_id}.zip"
    of_semester = "/unduh/paket-audit/semester/{code}.zip"
    return [
        Route(of_report, at_office(site, package_of_report), methods=["GET"]),
        Route(of_semester, at_office(site, package_of_semester), methods=["GET"]),
        Route(VERIFIER_PATH, verifier, methods=["GET"]),
    ]


async def package_of_report(site: Site, request: Request) -> Response:
    """Everything about one report that an auditor checks without the app."""
    door, report_id = signed_in(request), request.path_params["report_id"]
    return await sent_while_made(site, partial(report_package, report_id, door=door))


async def package_of_semester(site: Site, request: Request) -> Response:
    """The same of every report of a semester."""
    door, semester = signed_in(request), Semester.parse(request.path_params["code"])
    if semester is None:
        raise HTTPException(404)
    return await sent_while_made(site, partial(semester_package, semester, door=door))


async def verifier(request: Request) -> Response:
    """A program that checks packages; a download, never a page of ours."""
    signed_in(request)
    name = request.path_params["name"]
    content = read_verifiers().get(name)
    if content is None:
        raise HTTPException(404)
    named = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/octet-stream", headers=named)
