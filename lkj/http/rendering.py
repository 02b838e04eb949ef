"""Our own pages from templates: server-rendered, no script, everything escaped."""

from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from lkj.http.spa_shell import ICON, installed_shell
from lkj.http.wording import ERROR_PAGES, OTHER_ERROR, PRODUCT

TEMPLATES = Path(__file__).resolve().parent / "templates"


def page(template: str, *, status: int = 200, **facts: object) -> HTMLResponse:
    """Render a template into a page."""
    text = (
        _environment()
        .get_template(template)
        .render(
            {"product": PRODUCT, "icon": ICON, "font": _font(), "is_example": False, **facts}
        )
    )
    # Not no-referrer: browsers would then send the form with the origin "null".
    return HTMLResponse(text, status, headers={"referrer-policy": "same-origin"})


def error_page(status: int, *, code: str = "") -> HTMLResponse:
    """A page that says what happened and what to do, and nothing of the inside."""
    title, text = ERROR_PAGES.get(status, OTHER_ERROR)
    return page("error.html", status=status, title=title, text=text, code=code or str(status))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@cache
def _font() -> str:
    return installed_shell(PRODUCT).font
