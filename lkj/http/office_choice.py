"""Which satuan kerja a browser works in: chosen on the sign-in page, kept in a cookie."""

from urllib.parse import urlencode

from starlette.requests import HTTPConnection
from starlette.responses import Response

from lkj.http.paths import HOME
from lkj.http.rendering import page
from lkj.oidc.settings import START_PATH
from lkj.usecases.accounts import LINK_PATH
from lkj.usecases.office import Settings
from lkj.usecases.offices import PARAMETER, Offices, in_office
from lkj.usecases.sign_in import SIGN_IN_PATH, office_cookie_name

CHANGE = "pilih"
_KEPT_FOR = 365 * 24 * 60 * 60  # seconds; people stay in their office
# Where somebody who is not signed in may say the office. Everywhere else the cookie counts, so
# that no link leads a session to another office.
_CHOOSING = (SIGN_IN_PATH, START_PATH)


def asked_office(connection: HTTPConnection) -> str:
    """The code in the address of a page that lets choose; "" where there is none."""
    path = connection.url.path
    if path in _CHOOSING or path.startswith(LINK_PATH):
        return connection.query_params.get(PARAMETER, "")
    return ""


def kept_office(connection: HTTPConnection, settings: Settings) -> str:
    """The code that the browser keeps; "" where it keeps none."""
    return connection.cookies.get(office_cookie_name(settings), "")


def chosen_office(connection: HTTPConnection, offices: Offices, *, is_asked: bool) -> str:
    """The code of the office that answers: asked for, kept, or the first of the file."""
    asked = asked_office(connection) if is_asked else ""
    known = (asked, kept_office(connection, offices.settings[0]))
    return next((code for code in known if code in offices), offices.settings[0].office_code)


def must_choose(connection: HTTPConnection, offices: Offices | None) -> bool:
    """Whether the sign-in page must ask first: nobody said the office, or it shall change."""
    if offices is None or offices.is_one:
        return False
    known = (asked_office(connection), kept_office(connection, offices.settings[0]))
    return CHANGE in connection.query_params or not any(code in offices for code in known)


def choose_page(offices: Offices, *, target: str, error: str = "") -> Response:
    """Every satuan kerja by its name, as links to its own sign-in page."""
    settings = sorted(offices.settings, key=lambda one: one.office_name.casefold())
    wanted = target if target != HOME else ""
    choices = [(one.office_name, in_office(SIGN_IN_PATH, one, next=wanted)) for one in settings]
    return page(
        "choose_office.html", status=503 if error else 200, error=error, choices=choices
    )


def change_address(target: str) -> str:
    """Where another satuan kerja is chosen."""
    wanted = {"next": target} if target != HOME else {}
    return f"{SIGN_IN_PATH}?{urlencode({CHANGE: 'ya', **wanted})}"


def keep_office(response: Response, settings: Settings) -> None:
    """Let the browser come back to this satuan kerja; of no use where there is only one."""
    if not settings.office_code:
        return
    response.set_cookie(
        office_cookie_name(settings),
        settings.office_code,
        max_age=_KEPT_FOR,
        path="/",
        secure=settings.cookie_secure,
        httponly=True,
        samesite="lax",
    )
