"""Small files of every format that is kept, and documents beside a report."""

import io
from functools import cache
from zipfile import ZipFile

from PIL import Image

from lkj.domain.documents import DocumentFormat
from lkj.domain.events import Event
from lkj.usecases.documents import AttachForm, attach
from tests.support.staffed import Running, door_of, new_request

DRAFT = "konsep-lkj"

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def pdf(text: str = "Konsep LKj") -> bytes:
    """A PDF of one page; another text makes another file."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>",
    ]
    content = bytearray(b"%PDF-1.7\n% " + text.encode() + b"\n")
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 4\n0000000000 65535 f \n"
    content += b"".join(b"%010d 00000 n \n" % place for place in places)
    content += b"trailer << /Size 4 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
    return bytes(content)


def picture(kind: str = "PNG", size: tuple[int, int] = (4, 3)) -> bytes:
    """A small picture, "PNG" or "JPEG"."""
    file = io.BytesIO()
    Image.new("RGB", size, "teal").save(file, kind)
    return file.getvalue()


def package(parts: dict[str, bytes]) -> bytes:
    """An archive of these parts."""
    file = io.BytesIO()
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def docx(more: dict[str, bytes] | None = None) -> bytes:
    """A letter with these parts besides."""
    main = f'<w:document xmlns:w="{_WORD}"><w:body/></w:document>'.encode()
    return package({**_types(), "word/document.xml": main, **(more or {})})


def xlsx(more: dict[str, bytes] | None = None) -> bytes:
    """A workbook with these parts besides."""
    main = f'<workbook xmlns="{_SHEET}"><sheets/></workbook>'.encode()
    return package({**_types(), "xl/workbook.xml": main, **(more or {})})


def _types() -> dict[str, bytes]:
    return {"[Content_Types].xml": f'<Types xmlns="{_TYPES}"/>'.encode()}


@cache
def one_of_each() -> dict[DocumentFormat, bytes]:
    """A file of every format."""
    return {
        DocumentFormat.PDF: pdf(),
        DocumentFormat.DOCX: docx(),
        DocumentFormat.XLSX: xlsx(),
        DocumentFormat.PNG: picture("PNG"),
        DocumentFormat.JPG: picture("JPEG"),
    }


def attachment(report: Running, document: str = DRAFT, **facts: object) -> AttachForm:
    """A form that attaches a file, or what `facts` say."""
    usual: dict[str, object] = {"file_name": "konsep.pdf", "content": pdf()}
    if "place" in facts:
        usual = {}
    return AttachForm(
        report_id=report.report_id,
        request_id=new_request(),
        document=document,
        **(usual | facts),  # type: ignore[arg-type]
    )


def attached(report: Running, who: str, document: str = DRAFT, **facts: object) -> Event:
    """Attach it as somebody."""
    return attach(attachment(report, document, **facts), door=door_of(who), **report.use)
