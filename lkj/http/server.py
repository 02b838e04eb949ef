"""Everything `app.py` hands to Streamlit's server: routes, middleware, error answers."""

from collections.abc import Awaitable, Callable, Mapping

from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from lkj.errors import LkjError
from lkj.http.gate import Gate
from lkj.http.headers import SecurityHeaders
from lkj.http.health import health_routes
from lkj.http.incidents import ErrorPages, answer_lkj_error, answer_refusal
from lkj.http.own_password import password_routes
from lkj.http.provider_routes import provider_routes
from lkj.http.signing_in import sign_in_routes
from lkj.http.site import Site
from lkj.http.spa_shell import TranslatedShell

Handler = Callable[[Request, Exception], Awaitable[Response]]


def routes(site: Site) -> list[Route]:
    """Pages of our own; routes added beside them are private unless `paths` opens them."""
    return [
        *sign_in_routes(site),
        *provider_routes(site),
        *password_routes(site),
        *health_routes(site),
    ]


def middleware(site: Site) -> list[Middleware]:
    """From the outside in: headers on every answer, error pages, the gate, our words."""
    return [
        Middleware(SecurityHeaders, shell=site.shell, https=site.office.settings.cookie_secure),
        Middleware(ErrorPages),
        Middleware(Gate, site=site),
        Middleware(TranslatedShell, shell=site.shell),
    ]


def exception_handlers() -> Mapping[type[Exception], Handler]:
    """How refusals, Starlette's and ours, are answered in routes of our own."""
    return {HTTPException: answer_refusal, LkjError: answer_lkj_error}
