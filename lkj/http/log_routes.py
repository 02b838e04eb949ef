"""Downloads for other programs: the event log in open formats, and SOPs as BPMN."""

from functools import partial

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.http.gate import signed_in
from lkj.http.site import Site, at_office
from lkj.usecases.log_files import SUFFIX, LogFormat, LogRequest, log_file

_MEDIA_TYPES: dict[LogFormat, str] = {
    "xes": "application/xml; charset=utf-8",
    "xes.gz": "application/gzip",
    "ocel": "application/json; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "csv": "text/csv; charset=utf-8",
}


def log_routes(site: Site) -> list[Route]:
    """The routes of this module; they stand before those of the tables."""
    logs = [
        Route(f"/unduh/log{suffix}", at_office(site, download_log, kind), methods=["GET"])
        for kind, suffix in SUFFIX.items()
    ]
    return [*logs, Route("/unduh/sop/{sop_id}.bpmn", at_office(site, bpmn), methods=["GET"])]


async def download_log(site: Site, file_format: LogFormat, request: Request) -> Response:
    """The event log in one format, with the filters of the address."""
    door = signed_in(request)
    asked = LogRequest(file_format=file_format, query=dict(request.query_params))
    act = partial(log_file, asked, door=door, office=site.office, now=site.clock())
    content, called = await site.run(act)
    return _file(content, called, _MEDIA_TYPES[file_format])


async def bpmn(site: Site, request: Request) -> Response:
    """One SOP as BPMN 2.0."""
    signed_in(request)
    sops = {sop.id: sop for sop in site.office.sops.current}
    sop = sops.get(request.path_params["sop_id"])
    if sop is None:
        raise HTTPException(404)
    return _file(sop_bpmn(sop), f"{sop.id}.bpmn", "application/xml; charset=utf-8")


def _file(content: bytes, called: str, media_type: str) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{called}"'}
    return Response(content, media_type=media_type, headers=named)
