"""The page /sehat, for load balancers: whether the app can read its database; no details."""

from functools import partial

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lkj.errors import StorageFailed
from lkj.http.incidents import report_error
from lkj.http.paths import HEALTH_PATH
from lkj.http.site import Site
from lkj.usecases.callers import check_reachable


def health_routes(site: Site) -> list[Route]:
    """The route of this module."""
    return [Route(HEALTH_PATH, partial(show_health, site), methods=["GET"])]


async def show_health(site: Site, _: Request) -> Response:
    """200 and "sehat", or 503 and "terganggu" with a reason and the code of the log entry.

    One small query, nothing that costs or sets a cookie: it may be asked every few seconds.
    `sebab` is the `problem` of `StorageFailed`, such as "unreachable" or "damaged".
    """
    try:
        await site.run(partial(check_reachable, site.office))
    except StorageFailed as error:
        why = str(error.facts["problem"])
        content = {"status": "terganggu", "sebab": why, "kode": report_error(error)}
        return JSONResponse(content, status_code=503)
    return JSONResponse({"status": "sehat"})
