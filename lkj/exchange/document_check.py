"""What a file must be before it is kept beside a report: told by its content, not its name.

Nothing in it is ever run, drawn or followed here, and it is only given out as a download. What
is refused is what a reader's machine would run or follow by itself, what hides one kind of file
in another, and what could not be opened.
"""

import re
from collections.abc import Iterator

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused, FileRefused
from lkj.exchange.package_check import LETTER, WORKBOOK, ZIP_MARK, open_package
from lkj.exchange.pdf_check import PDF_MARK, pdf_problems
from lkj.exchange.picture_check import JPG_MARK, PNG_MARK, jpg_problems, png_problems
from lkj.exchange.read_limits import ReadLimits

_UNPACKED = 200 * 1024 * 1024
_TAGS = 20_000_000  # of a workbook of five million cells
_PACKAGE = ReadLimits(unpacked=_UNPACKED, other=_UNPACKED, tags=_TAGS, links=True)
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAM = re.compile(r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|js|jse|vbs|vbe|wsf|hta|lnk|jar)$")
# Objects of other programs, and office files with macros.
_OBJECT = re.compile(r"/(embeddings|activex)/[^/]*\.bin$|\.(doc|dot|xls|xlt|ppt|pot)m$")


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
        PDF_MARK: (DocumentFormat.PDF, pdf_problems),
        PNG_MARK: (DocumentFormat.PNG, png_problems),
        JPG_MARK: (DocumentFormat.JPG, jpg_problems),
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
    if any(_PROGRAM.search(name) or _OBJECT.search(name) for name in names):
        raise DocumentRefused(problem="active")
    return DocumentFormat.DOCX if LETTER in names else DocumentFormat.XLSX
