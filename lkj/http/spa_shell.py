"""Streamlit's empty page, in Indonesian: its one HTML file is rewritten once, at start."""

import base64
import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cached_property
from html import escape
from importlib.util import find_spec
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lkj.http.paths import is_machinery

NO_SCRIPT = (
    "Aplikasi ini memerlukan JavaScript. Aktifkan JavaScript pada peramban Anda, "
    "lalu muat ulang halaman ini."
)
ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
    "%3Crect width='32' height='32' rx='8' fill='%230B6E75'/%3E"
    "%3Cpath d='M8 10h16M8 16h16M8 22h7M19 21.5l2.5 2.5 4.5-5' fill='none' stroke='%23fff' "
    "stroke-width='2.4' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E"
)
_INLINE_SCRIPT = re.compile(r"<script(?![^>]*\ssrc=)[^>]*>(.*?)</script>", re.DOTALL)
_FONT = re.compile(r'href="\.(/static/media/[\w.-]+\.woff2)"')
_STATIC_OK = 200
# Without it the browser asks for the server at the page's own address first, in vain.
BACKEND = "<script>window.__streamlit = {BACKEND_BASE_URL: location.origin}</script>"
# Parts of Streamlit's interface that a page asks for one after the other once it is drawn.
PARTS = ("Html", "Button", "PageLink")
PICTURE_PARTS = (
    *("PlotlyChart", "LinkButton", "Selectbox", "ButtonGroup"),
    *("Multiselect", "Checkbox", "DateInput", "TextInput", "Pagination"),
)
_ICONS = "MaterialSymbols-Rounded"
_IMPORTS = 16_384  # characters at the start of a script, where its imports stand
_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")


@dataclass(frozen=True)
class SpaShell:
    """The page that Streamlit serves at every address of the app, before and after.

    `early` are links to what the browser may load before somebody asks for it; `pictured` are
    the addresses of pages with pictures, `early_pictured` what these need beside.
    """

    original: bytes
    title: str
    early: str = ""
    early_pictured: str = ""
    pictured: frozenset[str] = frozenset()

    def page(self, path: str) -> bytes:
        """The page as an address gets it."""
        return self._with_pictures if path in self.pictured else self.translated

    @cached_property
    def _with_pictures(self) -> bytes:
        return self.translated.replace(b"</head>", f"{self.early_pictured}</head>".encode())

    @cached_property
    def translated(self) -> bytes:
        """The page with our language, title, icon and words; no link to a closed interface."""
        text = self.original.decode("utf-8")
        no_script = f"<noscript><p>{NO_SCRIPT}</p></noscript>"
        for pattern, replacement in (
            (r'<html lang="en"', '<html lang="id"'),
            (r"<title>.*?</title>", f"<title>{escape(self.title)}</title>"),
            (r"<noscript>.*?</noscript>", no_script),
            (r'<link rel="service-desc"[^>]*>', ""),
            (r'href="\./favicon\.png"', f'href="{ICON}"'),
            (r'(?=<script type="module")', BACKEND),
            (r"</head>", f"{self.early}</head>"),
        ):
            # Escaped, or a backslash in the new text would refer to a group.
            new = replacement.replace("\\", r"\\")
            text = re.sub(pattern, new, text, flags=re.DOTALL)
        return text.encode("utf-8")

    @cached_property
    def script_hashes(self) -> tuple[str, ...]:
        """CSP sources of the inline scripts that the page needs."""
        text = self.translated.decode("utf-8")
        return tuple(csp_hash(script) for script in _INLINE_SCRIPT.findall(text))

    @cached_property
    def font(self) -> str:
        """Path of the font that the app uses, for pages of our own; may be empty."""
        found = _FONT.search(self.original.decode("utf-8"))
        return found.group(1) if found else ""


def installed_shell(title: str, *, pictured: Collection[str] = ()) -> SpaShell:
    """The page of the installed Streamlit, found without importing it.

    Args:
        title: of the window.
        pictured: addresses of the pages with pictures.

    Raises:
        FileNotFoundError: Streamlit is not installed, or has no such file.
    """
    spec = find_spec("streamlit")
    if spec is None or spec.origin is None:
        raise FileNotFoundError("streamlit")
    folder = Path(spec.origin).parent / "static"
    original = (folder / "index.html").read_bytes()
    scripts = folder / "static" / "js"
    first, all_parts = (
        [name for name in needed_scripts(scripts, parts) if name.encode() not in original]
        for parts in (PARTS, (*PARTS, *PICTURE_PARTS))
    )
    icons = [font.name for font in (folder / "static" / "media").glob(f"{_ICONS}.*.woff2")]
    # The HTML parser drops carriage returns, and hashes what is left.
    return SpaShell(
        original,
        title,
        early="".join([*map(_font_link, icons), *map(_script_link, first)]),
        early_pictured="".join(_script_link(one) for one in all_parts if one not in first),
        pictured=frozenset(pictured),
    )


def needed_scripts(folder: Path, parts: Iterable[str]) -> list[str]:
    """Files of some parts of the interface, and of what they import; none of unknown parts."""
    waiting = [path.name for part in parts for path in folder.glob(f"{part}.*.js")]
    found: dict[str, None] = {}
    while waiting:
        name = waiting.pop(0)
        if name not in found:
            found[name] = None
            with (folder / name).open(encoding="utf-8") as script:
                waiting += _IMPORT.findall(script.read(_IMPORTS))
    return list(found)


def _script_link(name: str) -> str:
    return f'<link rel="modulepreload" crossorigin href="./static/js/{name}">'


def _font_link(name: str) -> str:
    return (
        f'<link rel="preload" href="./static/media/{name}" as="font" type="font/woff2"'
        " crossorigin>"
    )


def csp_hash(script: str) -> str:
    """How a content security policy allows exactly this inline script."""
    digest = hashlib.sha256(script.replace("\r\n", "\n").encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


class TranslatedShell:
    """Middleware: sends the translated page wherever Streamlit sends the original one."""

    def __init__(self, app: ASGIApp, *, shell: SpaShell) -> None:
        self._app = app
        self._shell = shell

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything but pages through untouched."""
        if scope["type"] != "http" or is_machinery(scope["path"]):
            await self._app(scope, receive, send)
            return
        # Compressed, the page could not be told from others.
        headers = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        exchange = _Exchange(self._shell, scope["path"], send)
        await self._app({**scope, "headers": headers}, receive, exchange.send)


class _Exchange:
    """One answer: held back while it may still be the original page."""

    def __init__(self, shell: SpaShell, path: str, send: Send) -> None:
        self._shell = shell
        self._path = path
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and self._may_be_shell(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body", False):
                await self._finish(self._start)

    def _may_be_shell(self, message: Message) -> bool:
        headers = Headers(raw=message["headers"])
        is_html = headers.get("content-type", "").startswith("text/html")
        length = headers.get("content-length", "")
        is_whole = message["status"] == _STATIC_OK
        return is_html and is_whole and length == str(len(self._shell.original))

    async def _finish(self, start: Message) -> None:
        if self._body == self._shell.original:
            self._body = self._shell.page(self._path)
            headers = MutableHeaders(raw=list(start["headers"]))
            headers["content-length"] = str(len(self._body))
            for name in ("etag", "last-modified", "accept-ranges"):
                del headers[name]
            start = {**start, "headers": headers.raw}
        await self._send(start)
        await self._send({"type": "http.response.body", "body": self._body})
