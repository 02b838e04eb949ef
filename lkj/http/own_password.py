"""The pages /ganti-sandi and /atur-sandi/{token}."""

from collections.abc import Sequence
from functools import partial

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.errors import LinkInvalid, LkjError, PasswordRefused, SignInRefused, TooManyAttempts
from lkj.http.forms import (
    form_token,
    is_own_form,
    keep_form_token,
    read_form,
    set_session_cookie,
)
from lkj.http.gate import see_other, signed_in
from lkj.http.paths import CHANGE_PATH
from lkj.http.rendering import page
from lkj.http.site import Site, at_office, attempt_of
from lkj.http.wording import (
    CURRENT_WRONG,
    FORM_EXPIRED,
    NOT_REPEATED,
    PASSWORD_PROBLEM,
    TEMPORARY_WRONG,
)
from lkj.labels.error_text import error_text
from lkj.usecases.accounts import LINK_PATH
from lkj.usecases.callers import Caller, identify
from lkj.usecases.own_password import change_password, set_password_by_link
from lkj.usecases.passwords import LONGEST, SHORTEST
from lkj.usecases.sign_in import SIGN_IN_PATH

_SAVED = "tersimpan"


def password_routes(site: Site) -> list[Route]:
    """The routes of this module."""
    by_link = LINK_PATH + "{token}"
    return [
        Route(CHANGE_PATH, at_office(site, show_change), methods=["GET"]),
        Route(CHANGE_PATH, at_office(site, submit_change), methods=["POST"]),
        Route(by_link, at_office(site, show_link), methods=["GET"]),
        Route(by_link, at_office(site, submit_link), methods=["POST"]),
    ]


async def show_change(site: Site, request: Request) -> Response:
    """The form, or the confirmation after it was saved."""
    signed_in(request)
    if request.query_params.get("pesan") == _SAVED:
        return page("password_changed.html")
    return await _change_page(site, request)


async def submit_change(site: Site, request: Request) -> Response:
    """Replace the password and the session; all other sessions of the account have ended."""
    door = signed_in(request)
    form = await read_form(request)
    again = partial(_change_page, site, request)
    if not is_own_form(request, form, site.office.settings):
        return await again(status=400, errors=[FORM_EXPIRED])
    new = form.get("new", "")
    if new != form.get("repeated", ""):
        return await again(status=400, errors=[NOT_REPEATED], wrong="new")
    act = partial(
        change_password,
        form.get("current", ""),
        new,
        door=door,
        attempt=attempt_of(request),
        office=site.office,
        now=site.clock(),
        passwords=site.passwords,
    )
    try:
        token = await site.run_hashing(act)
    except SignInRefused:
        return await again(status=400, wrong="current")
    except (PasswordRefused, TooManyAttempts) as error:
        return await again(status=400, errors=_sentences(site, error), wrong="new")
    response = see_other(f"{CHANGE_PATH}?pesan={_SAVED}")
    set_session_cookie(response, token, site.office.settings)
    return response


async def show_link(site: Site, request: Request) -> Response:
    """The form; whether the link is still good shows only when it is used."""
    return await _link_page(site, request)


async def submit_link(site: Site, request: Request) -> Response:
    """Set the password and go to the sign-in page."""
    form = await read_form(request)
    again = partial(_link_page, site, request)
    if not is_own_form(request, form, site.office.settings):
        return await again(status=400, errors=[FORM_EXPIRED])
    new = form.get("new", "")
    if new != form.get("repeated", ""):
        return await again(status=400, errors=[NOT_REPEATED], wrong="new")
    act = partial(
        set_password_by_link,
        request.path_params["token"],
        new,
        attempt=attempt_of(request),
        office=site.office,
        now=site.clock(),
        passwords=site.passwords,
    )
    try:
        await site.run_hashing(act)
    except (PasswordRefused, TooManyAttempts, LinkInvalid) as error:
        return await again(status=400, errors=_sentences(site, error), wrong="new")
    return see_other(f"{SIGN_IN_PATH}?pesan=sandi")


async def _change_page(
    site: Site,
    request: Request,
    *,
    status: int = 200,
    errors: Sequence[str] = (),
    wrong: str = "",
) -> Response:
    account = (await site.run(partial(_caller, site, request))).account
    if wrong == "current":
        errors = [TEMPORARY_WRONG if account.must_change_password else CURRENT_WRONG]
    return _password_page(
        site,
        request,
        "change_password.html",
        status=status,
        errors=errors,
        wrong=wrong,
        username=account.username,
        must_change=account.must_change_password,
    )


async def _link_page(
    site: Site,
    request: Request,
    *,
    status: int = 200,
    errors: Sequence[str] = (),
    wrong: str = "",
) -> Response:
    return _password_page(
        site, request, "set_password.html", status=status, errors=errors, wrong=wrong
    )


def _password_page(
    site: Site, request: Request, template: str, *, status: int, **facts: object
) -> Response:
    settings = site.office.settings
    token = form_token(request, settings)
    response = page(
        template,
        status=status,
        form_token=token,
        shortest=SHORTEST,
        longest=LONGEST,
        **facts,
    )
    keep_form_token(response, token, settings)
    return response


def _caller(site: Site, request: Request) -> Caller:
    with site.office.database.read() as conn:
        return identify(conn, signed_in(request), now=site.clock())


def _sentences(site: Site, error: LkjError) -> list[str]:
    problems = error.facts.get("problems", ())
    found = [PASSWORD_PROBLEM[p] for p in problems] if isinstance(problems, tuple) else []
    return found or [error_text(error, zone=site.office.zone)]
