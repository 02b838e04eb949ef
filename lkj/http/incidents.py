"""Errors nobody expected: the log gets type and places, the screen a code that finds them."""

import logging

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj.diagnostics.codes import take_code
from lkj.diagnostics.lines import note
from lkj.diagnostics.refusals import note_refusal
from lkj.errors import (
    LkjError,
    NotPermitted,
    SessionEnded,
    StorageFailed,
    StoredFileDamaged,
    StoredFileMissing,
    UnknownDocument,
    UnknownPerson,
    UnknownReport,
)
from lkj.http.paths import is_machinery
from lkj.http.rendering import error_page
from lkj.usecases.sign_in import SIGN_IN_PATH

_LOG = logging.getLogger("lkj.incidents")
_REDIRECTS = range(300, 400)
_STATUS: dict[type[LkjError], int] = {
    NotPermitted: 403,
    UnknownReport: 404,
    UnknownDocument: 404,
    UnknownPerson: 404,
}


def report_error(error: BaseException) -> str:
    """Log an error with what led to it, as `diagnostics.failures` tells it.

    Returns:
        The code of the request or run that it happened in, which finds it in the log with
        everything else of that request; to be shown in place of the error.
    """
    code = take_code()
    note(_LOG, logging.ERROR, "incident", error=error, code=code)
    return code


class ErrorPages:
    """Middleware: answers an unexpected error with a page that shows only its code."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on; what has begun to be answered cannot be answered anew and is raised."""
        has_started = False

        async def send_and_note(message: Message) -> None:
            nonlocal has_started
            has_started = has_started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, send_and_note)
        except Exception as error:
            if scope["type"] != "http" or has_started:
                raise
            status = 503 if isinstance(error, StorageFailed) else 500
            page = error_page(status, code=report_error(error))
            await page(scope, receive, send)


async def answer_refusal(request: Request, error: Exception) -> Response:
    """Starlette's own refusals (not found, method not allowed) as pages of ours."""
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code in _REDIRECTS or is_machinery(request.url.path):
        return PlainTextResponse("", error.status_code, headers=error.headers)
    page = error_page(error.status_code)
    page.headers.update(error.headers or {})
    return page


async def answer_lkj_error(_: Request, error: Exception) -> Response:
    """Refusals of use cases that a route of ours did not answer itself."""
    if isinstance(error, SessionEnded):
        return RedirectResponse(f"{SIGN_IN_PATH}?pesan=berakhir", status_code=303)
    if isinstance(error, StoredFileDamaged | StoredFileMissing):
        return error_page(410, code=report_error(error))
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), None)
    if status is None or not isinstance(error, LkjError):
        raise error
    note_refusal(error)
    return error_page(status)
