"""Downloads, printable pages and the app's script; private like all that is not opened."""

from functools import partial
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from lkj.charts.sop_sheet import sheet_html
from lkj.http.agenda_routes import agenda_routes
from lkj.http.archive_routes import archive_routes
from lkj.http.audit_routes import audit_routes
from lkj.http.code_routes import code_routes
from lkj.http.document_routes import document_routes
from lkj.http.download_routes import download_routes
from lkj.http.gate import signed_in
from lkj.http.log_routes import log_routes
from lkj.http.naskah_routes import naskah_routes
from lkj.http.offices_routes import offices_routes
from lkj.http.print_routes import print_routes
from lkj.http.site import Site, at_office
from lkj.usecases.prints import history_line

_PAGE_SCRIPT = Path(__file__).with_name("page_script.js").read_text(encoding="utf-8")


def office_file_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    return [
        *document_routes(site),
        *archive_routes(site),
        *audit_routes(site),
        *log_routes(site),
        *code_routes(site),
        *naskah_routes(site),
        *agenda_routes(site),
        *offices_routes(site),
        *download_routes(site),
        *print_routes(site),
        Route("/cetak/sop/{sop_id}", at_office(site, print_sop), methods=["GET"]),
        Route("/skrip/halaman.js", page_script, methods=["GET"]),
    ]


async def page_script(request: Request) -> Response:
    """What Streamlit leaves undone in the browser: half-typed text, the way back to a list."""
    signed_in(request)
    return Response(_PAGE_SCRIPT, media_type="text/javascript; charset=utf-8")


async def print_sop(site: Site, request: Request) -> Response:
    """The SOP's sheet on paper."""
    door = signed_in(request)
    sops = {sop.id: sop for sop in site.office.sops.current}
    sop = sops.get(request.path_params["sop_id"])
    if sop is None:
        raise HTTPException(404)
    act = partial(history_line, door=door, office=site.office, now=site.clock())
    return HTMLResponse(sheet_html(sop, history=await site.run(act)))
