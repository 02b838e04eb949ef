"""PDF: a template of the typesetter and its data make the pages; fonts are embedded.

The data reach the template as a file of JSON and never as markup, so that no text of a user
can be interpreted. Templates see no other file than themselves.
"""

import json
import re
from datetime import datetime

import typst

from lkj.documents.content import Content, Picture, with_pictures
from lkj.documents.templates import Templates
from lkj.errors import TemplateBroken

_DATA = "data.json"
_PLACE = re.compile(r"┌─ \W*(?P<file>[^:\n]+):(?P<line>\d+)")
_PICTURE_DPI = 200
_PICTURE = b"""#let d = json("data.json")
#set page(width: d.lebar * 1mm, height: auto, margin: 0mm)
#image(bytes(d.svg), format: "svg", width: 100%)
"""


def to_pdf(templates: Templates, name: str, content: Content, at: datetime) -> bytes:
    """The document as PDF/A-2b; the same data and moment give the same bytes.

    Raises:
        TemplateBroken: the template cannot be read, or does not fit; says where.
    """
    sources = templates.texts()
    main = f"{name}.typ"
    if main not in sources:
        raise TemplateBroken(file=main, place="", reason="berkas tidak ada")
    data = {_DATA: _json(content), "main.typ": f'#include "{main}"'.encode()}
    try:
        made = typst.compile(
            {**sources, **data},  # type: ignore[call-overload]  # files by name
            format="pdf",
            font_paths=templates.fonts(),
            ignore_system_fonts=True,
            pdf_standards="a-2b",
            timestamp=at.replace(microsecond=0),  # it refuses fractions of a second
        )
    except typst.TypstError as error:
        raise _broken(error, main) from error
    return _bytes(made)


def to_png(templates: Templates, picture: Picture) -> bytes:
    """A drawing as pixels, for files that cannot hold SVG."""
    data = _json({"svg": picture.svg, "lebar": picture.width_mm})
    made = typst.compile(
        {"main.typ": _PICTURE, _DATA: data},  # type: ignore[call-overload]  # files by name
        format="png",
        ppi=_PICTURE_DPI,
        font_paths=templates.fonts(),
        ignore_system_fonts=True,
    )
    return _bytes(made)


def _json(content: Content) -> bytes:
    plain = with_pictures(content, lambda one: {"svg": one.svg, "lebar": one.width_mm})
    return json.dumps(plain, ensure_ascii=False).encode("utf-8", "replace")


def _bytes(made: bytes | list[bytes] | None) -> bytes:
    """One file or one page is bytes; several pages of pixels come as a list."""
    return made[0] if isinstance(made, list) else made or b""


def _broken(error: typst.TypstError, main: str) -> TemplateBroken:
    place = _PLACE.search(error.diagnostic)
    file = place["file"].strip() if place else main
    line = f"baris {place['line']}" if place else ""
    return TemplateBroken(file=file, place=line, reason=error.message)
