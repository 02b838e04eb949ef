"""The addresses /masuk/oidc and /masuk/oidc/kembali: to the identity provider and back."""

import logging
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from anyio import CapacityLimiter, to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.diagnostics.codes import code_here
from lkj.diagnostics.lines import note
from lkj.diagnostics.refusals import note_foreign
from lkj.errors import (
    AccountDisabled,
    IdentityElsewhere,
    IdentityUnknown,
    LkjError,
    OtherIdentity,
    ProviderRefused,
    ProviderUnavailable,
    TooManyAttempts,
)
from lkj.http.forms import (
    drop_request_cookie,
    is_own_site,
    keep_request_cookie,
    request_cookie,
    set_session_cookie,
)
from lkj.http.gate import see_other
from lkj.http.office_choice import keep_office
from lkj.http.paths import HOME, safe_next
from lkj.http.rendering import page
from lkj.http.site import Endpoint, Site, attempt_of
from lkj.http.wording import NOT_CONFIRMED, NOT_SIGNED_IN
from lkj.labels.error_text import error_text
from lkj.oidc.settings import RETURN_PATH, START_PATH, OidcSettings
from lkj.usecases.offices import in_office
from lkj.usecases.provider_sign_in import (
    Answer,
    Arrival,
    ProviderDesk,
    arrive,
    depart,
    provider_sign_out,
)
from lkj.usecases.sign_in import SIGN_IN_PATH, sign_out

T = TypeVar("T")

_LOG = logging.getLogger("lkj.sign_in")
_LONGEST = 4096
_AT_ONCE = 8  # a provider that hangs must not take the threads that all else needs
_PLAIN = re.compile(r"[\x20-\x7e]*")
_STATUS: dict[type[LkjError], int] = {
    TooManyAttempts: 429,
    ProviderUnavailable: 503,
    ProviderRefused: 400,
    IdentityUnknown: 403,
    IdentityElsewhere: 403,
    AccountDisabled: 403,
    OtherIdentity: 403,
}


@dataclass(frozen=True)
class _Counter:
    """The site, its provider, and the threads that may wait for it."""

    site: Site
    settings: OidcSettings
    desk: ProviderDesk
    limiter: CapacityLimiter = field(default_factory=lambda: CapacityLimiter(_AT_ONCE))


_Handler = Callable[[_Counter, Request], Awaitable[Response]]


def provider_routes(site: Site) -> list[Route]:
    """The routes of this module; both answer 404 where no provider is set."""
    settings = site.office.settings.oidc
    if settings is None:
        return [Route(path, _nothing, methods=["GET"]) for path in (START_PATH, RETURN_PATH)]
    counter = _Counter(site, settings, ProviderDesk.of(settings))
    return [
        Route(START_PATH, _at_office(counter, start), methods=["GET"]),
        Route(RETURN_PATH, _at_office(counter, come_back), methods=["GET"]),
    ]


def _at_office(counter: _Counter, handler: _Handler) -> Endpoint:
    async def answer(request: Request) -> Response:
        return await handler(replace(counter, site=await counter.site.of(request)), request)

    return answer


async def start(counter: _Counter, request: Request) -> Response:
    """Send the browser to the provider.

    With `ulang` to prove anew who sits here, with `keluar` to sign out there too. Whoever comes
    by a link of another site presses the button first: no page opens a session for somebody.
    """
    site, settings = counter.site, counter.site.office.settings
    target = safe_next(request.query_params.get("next"))
    if not is_own_site(request):
        note_foreign("ForeignSignIn")
        wanted = target if target != HOME else ""
        return see_other(in_office(SIGN_IN_PATH, settings, next=wanted))
    if "keluar" in request.query_params:
        leave = partial(provider_sign_out, counter.desk, site.clock())
        address = await to_thread.run_sync(leave, limiter=counter.limiter)
        return see_other(address or SIGN_IN_PATH)
    is_anew = "ulang" in request.query_params
    act = partial(
        depart,
        target,
        session=site.door(request) if is_anew else None,
        desk=counter.desk,
        office=site.office,
        now=site.clock(),
    )
    try:
        departure = await to_thread.run_sync(act, limiter=counter.limiter)
    except ProviderUnavailable as error:
        return _refused(counter, error, target=target, is_anew=is_anew)
    response = see_other(departure.address)
    keep_request_cookie(response, departure.cookie, settings)
    # The provider leads back to one address, whichever the office.
    keep_office(response, settings)
    return response


async def come_back(counter: _Counter, request: Request) -> Response:
    """Open a session for whom the provider vouches for, or say why not."""
    site, settings = counter.site, counter.site.office.settings
    given = {name: _plain(request, name) for name in ("code", "state", "iss", "error")}
    door = site.door(request)
    act = partial(
        arrive,
        Answer(
            code=given["code"],
            state=given["state"],
            issuer=given["iss"],
            error=given["error"],
            cookie=request_cookie(request, settings),
        ),
        session=door,
        attempt=attempt_of(request),
        desk=counter.desk,
        office=site.office,
        now=site.clock(),
    )
    try:
        arrival: Arrival = await to_thread.run_sync(act, limiter=counter.limiter)
    except tuple(_STATUS) as error:
        left = counter.desk.requests.read(request_cookie(request, settings))
        target = safe_next(left.target if left else None)
        is_anew = left is not None and bool(left.session_id)
        response = _refused(counter, error, target=target, is_anew=is_anew)
        drop_request_cookie(response, settings)
        return response
    if arrival.token is not None and door is not None:
        await site.run(partial(sign_out, door, office=site.office, now=site.clock()))
    response = see_other(safe_next(arrival.target))
    drop_request_cookie(response, settings)
    if arrival.token is not None:
        set_session_cookie(response, arrival.token, settings)
    return response


async def _nothing(_: Request) -> Response:
    raise HTTPException(404)


def _plain(request: Request, name: str) -> str:
    text = request.query_params.get(name, "")
    return text if len(text) <= _LONGEST and _PLAIN.fullmatch(text) else ""


def _refused(counter: _Counter, error: LkjError, *, target: str, is_anew: bool) -> Response:
    """Say it in words; what exactly did not hold stands in the log under the same code."""
    code = code_here()
    note(
        _LOG,
        logging.WARNING,
        "sign-in refused",
        code=code,
        kind=type(error).__name__,
        problem=error.facts.get("problem", ""),
    )
    query = {"next": target} if target != HOME else {}
    query |= {"ulang": "1"} if is_anew else {}
    return page(
        "not_signed_in.html",
        status=next(_STATUS[kind] for kind in _STATUS if isinstance(error, kind)),
        title=NOT_CONFIRMED if is_anew else NOT_SIGNED_IN,
        error=error_text(error, zone=counter.site.office.zone),
        code=code,
        again=in_office(counter.settings.start_address, counter.site.office.settings, **query),
        back=target if is_anew else SIGN_IN_PATH,
    )
