"""DOCX: a document that was made in Word, with marks where texts and rows go."""

import io
import re
import zipfile
from datetime import datetime
from xml.sax.saxutils import unescape

from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import SandboxedEnvironment

from lkj.documents.content import Content, Picture, with_pictures
from lkj.documents.pdf import to_png
from lkj.documents.templates import Templates
from lkj.errors import TemplateBroken

# Characters that XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_TAG = re.compile(r"<[^>]+>")
_SHOWN = 60  # letters
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can say


def to_docx(templates: Templates, name: str, content: Content, at: datetime) -> bytes:
    """The document for Word; the same data and moment give the same bytes.

    Raises:
        TemplateBroken: the template cannot be read, or does not fit; says where.
    """
    file = f"{name}.docx"
    source = templates.word(name)
    try:
        document = DocxTemplate(io.BytesIO(source))
        document.render(_filled(document, content, templates), jinja_env=_environment())
        about = document.docx.core_properties
        about.title, about.author = str(content["judul"]), ""
        about.created = about.modified = at
        saved = io.BytesIO()
        document.save(saved)
    except TemplateError as error:
        raise TemplateBroken(file=file, place=_place(error), reason=str(error)) from error
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise TemplateBroken(
            file=file, place="", reason="bukan dokumen Word yang utuh"
        ) from error
    return without_times(saved.getvalue())


def _environment() -> SandboxedEnvironment:
    return SandboxedEnvironment(autoescape=True, undefined=StrictUndefined)


def _filled(
    document: DocxTemplate, content: Content, templates: Templates
) -> dict[str, object]:
    def image(picture: Picture) -> object:
        pixels = io.BytesIO(to_png(templates, picture))
        return InlineImage(document, pixels, width=Mm(picture.width_mm))

    filled = _printable(with_pictures(content, image))
    return filled if isinstance(filled, dict) else {}


def _printable(value: object) -> object:
    match value:
        case str():
            return _NOT_XML.sub("\ufffd", value)
        case dict():
            return {key: _printable(inner) for key, inner in value.items()}
        case list():
            return [_printable(inner) for inner in value]
    return value


def _place(error: TemplateError) -> str:
    """What stands in the template where it does not fit; Word has no numbers of lines."""
    context = getattr(error, "docx_context", ())
    words = [unescape(_TAG.sub("", str(line))).strip() for line in context]
    near = next((word for word in words if "{" in word), "")
    return f"dekat {near[:_SHOWN]}" if near else ""


def without_times(archive: bytes) -> bytes:
    """The same files without the times at which they were written."""
    rewritten = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as before,
        zipfile.ZipFile(rewritten, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            info = zipfile.ZipInfo(name, _LONG_AGO)
            after.writestr(info, before.read(name), compress_type=zipfile.ZIP_DEFLATED)
    return rewritten.getvalue()
