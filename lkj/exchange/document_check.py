"""What a file must be before it is kept beside a report: told by its content, not its name.

Nothing in it is ever run, drawn or followed here, and it is only given out as a download. What
is refused is what a reader's machine would run or follow by itself, what hides one kind of file
in another, and what could not be opened.
"""

import io
import re
import warnings
from collections.abc import Iterator

from PIL import Image, UnidentifiedImageError

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused, FileRefused
from lkj.exchange.package_check import LETTER, WORKBOOK, ZIP_MARK, open_package
from lkj.exchange.read_limits import ReadLimits

MOST_PIXELS = 200_000_000  # a phone has up to 200 megapixels

_UNPACKED = 200 * 1024 * 1024
_PACKAGE = ReadLimits(unpacked=_UNPACKED, other=_UNPACKED, links=True)
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF_MARK, _PNG_MARK, _JPG_MARK = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_END = b"IEND\xaeB`\x82"
_JPG_END = b"\xff\xd9"
_ARCHIVE_END = b"PK\x05\x06"
_TAIL = 66_000  # bytes in which an archive at the end of another file shows itself
_PDF_HEAD = 2_048
_PAGE = re.compile(rb"<\s*(!doctype|html|script|body)", re.IGNORECASE)
_HEX = re.compile(rb"#([0-9a-fA-F]{2})")  # how a name may write any of its characters
_PDF_ENCRYPTED = re.compile(rb"/Encrypt\s*(\d+\s+\d+\s+R|<<)")
# Actions that a reader takes by itself, and files inside. Compressed ones stay unseen.
_PDF_ACTIVE = re.compile(
    rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|GoToE|SubmitForm|ImportData)\b"
)
_BLANK = b"\0\t\n\f\r "
_PROGRAM = re.compile(r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|js|jse|vbs|vbe|wsf|hta|lnk|jar)$")


def check_document(content: bytes) -> DocumentFormat:
    """Which of the formats that are kept this file is.

    Raises:
        DocumentRefused: its `problem` is empty, unknown, old_format, encrypted, damaged,
            active, mixed, pixels; or one of `package_check.open_package`.
    """
    if not content:
        raise DocumentRefused(problem="empty")
    if content.startswith(_OLE_MARK):
        is_locked = "EncryptedPackage".encode("utf-16-le") in content
        raise DocumentRefused(problem="encrypted" if is_locked else "old_format")
    if content.startswith(ZIP_MARK):
        return _package(content)
    checks = {
        _PDF_MARK: (DocumentFormat.PDF, _pdf_problems),
        _PNG_MARK: (DocumentFormat.PNG, _png_problems),
        _JPG_MARK: (DocumentFormat.JPG, _jpg_problems),
    }
    for mark, (kind, problems) in checks.items():
        if content.startswith(mark):
            _refuse_first(problems(content))
            return kind
    raise DocumentRefused(problem="unknown")


def _refuse_first(problems: Iterator[str]) -> None:
    problem = next(problems, "")
    if problem:
        raise DocumentRefused(problem=problem)


def _package(content: bytes) -> DocumentFormat:
    try:
        with open_package(content, _PACKAGE, main_parts=(LETTER, WORKBOOK)) as archive:
            names = [name.lower() for name in archive.namelist()]
    except FileRefused as error:
        problems: tuple[tuple[str, str, str], ...] = error.facts["problems"]  # type: ignore[assignment]
        code = problems[0][1]
        problem = "unknown" if code == "not_a_workbook" else code
        raise DocumentRefused(problem=problem) from error
    if any(map(_PROGRAM.search, names)):
        raise DocumentRefused(problem="active")
    return DocumentFormat.DOCX if LETTER in names else DocumentFormat.XLSX


def _pdf_problems(content: bytes) -> Iterator[str]:
    if b"%%EOF" not in content[-_TAIL:]:
        yield "damaged"
    plain = _HEX.sub(lambda found: bytes.fromhex(found[1].decode()), content)
    if _PDF_ENCRYPTED.search(plain):
        yield "encrypted"
    is_followed = not content.rstrip(_BLANK).endswith(b"%%EOF")
    if is_followed or _ARCHIVE_END in content[-_TAIL:] or _PAGE.search(content[:_PDF_HEAD]):
        yield "mixed"
    if _PDF_ACTIVE.search(plain):
        yield "active"


def _png_problems(content: bytes) -> Iterator[str]:
    end = content.find(_PNG_END)
    if end < 0:
        yield "damaged"
    if content[end + len(_PNG_END) :].strip(b"\0"):
        yield "mixed"
    yield from _image_problems(content, "PNG")


def _jpg_problems(content: bytes) -> Iterator[str]:
    # Phones put a short film or notes of the camera behind the picture; no archive.
    if _JPG_END not in content:
        yield "damaged"
    if _ARCHIVE_END in content[-_TAIL:]:
        yield "mixed"
    yield from _image_problems(content, "JPEG")


def _image_problems(content: bytes, kind: str) -> Iterator[str]:
    """Reads the head of the picture only: nothing is unpacked before its size is known."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                width, height = image.size
        except Image.DecompressionBombError:
            yield "pixels"
            return
        except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
            yield "damaged"
            return
    if width * height > MOST_PIXELS:
        yield "pixels"
