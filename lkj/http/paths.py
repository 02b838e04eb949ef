"""Which addresses are open, which are closed, and where a sign-in may lead."""

import re
from enum import Enum
from urllib.parse import urlsplit

from starlette.types import Scope

from lkj.oidc.settings import RETURN_PATH, START_PATH
from lkj.usecases.sign_in import SIGN_IN_PATH

SIGN_OUT_PATH = "/keluar"
CHANGE_PATH = "/ganti-sandi"
HEALTH_PATH = "/sehat"
STREAM_PATH = "/_stcore/stream"
STATIC_PREFIX = "/static/"
HOME = "/"

# Exact: with prefixes, /masukX would be open as well.
OPEN_PATHS = frozenset(
    {
        SIGN_IN_PATH,
        START_PATH,
        RETURN_PATH,
        HEALTH_PATH,
        "/_stcore/health",
        "/favicon.png",
    }
)
CLOSED_PATHS = frozenset(
    {"/_stcore/metrics", "/_stcore/script-health-check", "/oauth2callback"}
)
CLOSED_PREFIXES = ("/_stcore/agent/", "/auth/")
MACHINERY_PREFIXES = ("/_stcore/", "/media/", "/component/", STATIC_PREFIX)
# What an account may reach that must change its password first.
WHILE_CHANGING = frozenset({CHANGE_PATH, SIGN_OUT_PATH})

_LINK = re.compile(r"/atur-sandi/[A-Za-z0-9_-]{43,64}")
_STATIC = re.compile(r"/static/[A-Za-z0-9._/@+-]+")
_HIDDEN = re.compile(rb"%(2e|2f|5c|00|0a|0d|25)", re.IGNORECASE)
_LONGEST_TARGET = 1000
_OWN = frozenset({SIGN_IN_PATH, START_PATH, RETURN_PATH, *WHILE_CHANGING})


class Access(Enum):
    """Who may ask for an address."""

    OPEN = "anybody"
    PRIVATE = "whoever is signed in"
    CLOSED = "nobody"
    MALFORMED = "no browser asks like this"


def access_of(scope: Scope) -> Access:
    """Sort an address; what is not named here is private."""
    path = scope["path"]
    if _is_malformed(path, scope.get("raw_path") or b""):
        return Access.MALFORMED
    if path in CLOSED_PATHS or path.startswith(CLOSED_PREFIXES):
        return Access.CLOSED
    if path in OPEN_PATHS or _LINK.fullmatch(path) or _STATIC.fullmatch(path):
        return Access.OPEN
    return Access.PRIVATE


def is_machinery(path: str) -> bool:
    """Whether scripts and not people ask for this address."""
    return path.startswith(MACHINERY_PREFIXES)


def target_of(scope: Scope) -> str:
    """The address with its query, as a sign-in may lead back to it; "/" where it may not."""
    path = (scope.get("raw_path") or scope["path"].encode()).split(b"?")[0]
    query = scope.get("query_string", b"")
    target = path + b"?" + query if query else path
    return safe_next(target.decode("latin-1"))


def safe_next(target: str | None) -> str:
    """A local address to go to after signing in; "/" for anything else."""
    if not target or len(target) > _LONGEST_TARGET or not target.isascii():
        return HOME
    if not target.isprintable() or "\\" in target or not re.match(r"/(?!/)", target):
        return HOME
    parts = urlsplit(target)
    is_local = not parts.scheme and not parts.netloc
    is_own = parts.path in _OWN or is_machinery(parts.path)
    return target if is_local and not is_own else HOME


def _is_malformed(path: str, raw_path: bytes) -> bool:
    if not path.startswith("/") or not path.isprintable() or _HIDDEN.search(raw_path):
        return True
    return "//" in path or "\\" in path or not {".", ".."}.isdisjoint(path.split("/"))
