"""Forms of our own pages: read a small body, and know that our page sent it."""

import hmac
import re
import secrets
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import Response

from lkj.diagnostics.refusals import note_foreign
from lkj.oidc.requests import LIFE
from lkj.usecases.office import Settings
from lkj.usecases.sign_in import TOKEN_BYTES, cookie_name

FORM_TOKEN = "form_token"  # noqa: S105 - the name of a field
_FORM_TYPE = "application/x-www-form-urlencoded"
_MOST_BYTES = 16 * 1024
_MOST_FIELDS = 12
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
_SAME_SITE = frozenset({"same-origin", "none"})


async def read_form(request: Request) -> dict[str, str]:
    """The fields of a form; of a repeated one the last.

    Raises:
        HTTPException: 413 for a body no form of ours has, 415 for another content type.
    """
    if request.headers.get("content-type", "").split(";")[0].strip() != _FORM_TYPE:
        raise HTTPException(415)
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    try:
        return dict(
            parse_qsl(
                body.decode("ascii"),
                keep_blank_values=True,
                errors="strict",
                max_num_fields=_MOST_FIELDS,
            )
        )
    except ValueError as error:
        raise HTTPException(400) from error


def form_token(request: Request, settings: Settings) -> str:
    """The token for a form's hidden field: the browser's own, or a new one."""
    known = request.cookies.get(_cookie(settings), "")
    return known if _TOKEN.fullmatch(known) else secrets.token_urlsafe(TOKEN_BYTES)


def keep_form_token(response: Response, token: str, settings: Settings) -> None:
    """Give the browser the token of the form it receives."""
    response.set_cookie(
        _cookie(settings),
        token,
        path="/",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )


def is_own_form(request: Request, form: dict[str, str], settings: Settings) -> bool:
    """Whether our page sent this form: same origin, and field and cookie hold one token."""
    sent, kept = form.get(FORM_TOKEN, ""), request.cookies.get(_cookie(settings), "")
    is_same = bool(_TOKEN.fullmatch(kept)) and hmac.compare_digest(sent.encode(), kept.encode())
    is_own = is_own_origin(request, settings) and is_own_site(request)
    if not is_own:
        note_foreign("ForeignForm")
    elif not is_same:
        note_foreign("FormToken")
    return is_same and is_own


def set_session_cookie(response: Response, token: str, settings: Settings) -> None:
    """Give the browser its session; it ends with the browser, or earlier on the server."""
    response.set_cookie(
        cookie_name(settings),
        token,
        path="/",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )


def keep_request_cookie(response: Response, cookie: str, settings: Settings) -> None:
    """Give the browser what it takes along to the identity provider."""
    response.set_cookie(
        _request_cookie(settings),
        cookie,
        max_age=int(LIFE.total_seconds()),
        path="/",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",  # the provider leads back by a link
    )


def request_cookie(request: Request, settings: Settings) -> str:
    """What the browser took along to the identity provider; "" where there is nothing."""
    return request.cookies.get(_request_cookie(settings), "")


def drop_request_cookie(response: Response, settings: Settings) -> None:
    """Take it back: it was used, or is of no use."""
    _drop(response, _request_cookie(settings), settings)


def drop_session_cookie(response: Response, settings: Settings) -> None:
    """Take the session cookie back."""
    _drop(response, cookie_name(settings), settings)


def _drop(response: Response, name: str, settings: Settings) -> None:
    # With the attributes it was set with: a browser keeps it otherwise.
    response.delete_cookie(
        name,
        path="/",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )


def is_own_origin(connection: HTTPConnection, settings: Settings) -> bool:
    """Whether a page of this very host and port asks, or no page at all."""
    origin = connection.headers.get("origin")
    if origin is None:
        return True
    # Behind a proxy the scheme may differ, so hosts are compared.
    own = {connection.headers.get("host", ""), urlsplit(settings.public_url).netloc}
    return urlsplit(origin).netloc in own - {""}


def is_own_site(request: Request) -> bool:
    """Whether a page of ours leads here, or the person by hand; old browsers do not tell."""
    return request.headers.get("sec-fetch-site", "same-origin") in _SAME_SITE


def _request_cookie(settings: Settings) -> str:
    return "__Host-lkj_oidc" if settings.cookie_secure else "lkj_oidc"


def _cookie(settings: Settings) -> str:
    return "__Host-lkj_form" if settings.cookie_secure else "lkj_form"
