"""What a PDF holds that a reader's machine would run or follow by itself."""

import re
import zlib
from collections.abc import Iterator

from lkj.exchange.picture_check import ARCHIVE_END, PAGE, TAIL

PDF_MARK = b"%PDF-"

_HEAD = 2_048
_BLANK = b"\0\t\n\f\r "
_MOST_UNPACKED = 64 * 1024 * 1024  # of all object streams
_LEAST_UNPACKED = 1_024  # that each counts for
_PIECE = 16 * 1024


def _written(*names: str) -> bytes:
    """A pattern of names, whose characters may each be written as `#` and two digits."""
    return b"|".join(b"".join(map(_character, name)) for name in names)


def _character(letter: str) -> bytes:
    low = f"{ord(letter) % 16:x}"
    return f"(?:{letter}|#{ord(letter) // 16:x}[{low}{low.upper()}])".encode()


_ENCRYPTED = re.compile(rb"/(?:%b)\s*(\d+\s+\d+\s+R|<<)" % _written("Encrypt"))
# Actions that a reader takes by itself, files inside, and forms with a language of their own;
# what comes first is only to be quick where millions of names are written.
_ACTIVE = re.compile(
    rb"/(?=(?:[JLERGSIX]|#[45].)[aimouF#])(?:(?:%b)\b|(?:%b)\s*(?:\[\s*\(|\d+\s+\d+\s+R))"
    % (
        _written(
            "JavaScript",
            "Launch",
            "EmbeddedFile",
            "EmbeddedFiles",
            "RichMedia",
            "GoToE",
            "SubmitForm",
            "ImportData",
        ),
        _written("XFA"),
    )
)
_STREAMS = re.compile(rb"(/(?:%b)\b)|\bstream[ \t]*(?:\r\n?|\n)" % _written("ObjStm"))


def pdf_problems(content: bytes) -> Iterator[str]:
    """Codes of what is wrong: damaged, encrypted, mixed, active, unpacks_too_large."""
    tail = content[-TAIL:]
    if b"%%EOF" not in tail:
        yield "damaged"
    if _ENCRYPTED.search(content):
        yield "encrypted"
    is_followed = not tail.rstrip(_BLANK).endswith(b"%%EOF")
    if is_followed or ARCHIVE_END in tail or PAGE.search(content, 0, _HEAD):
        yield "mixed"
    if _ACTIVE.search(content):
        yield "active"
    yield from _packed_problems(content)


def _packed_problems(content: bytes) -> Iterator[str]:
    """The same in objects that are packed together, as most writers do."""
    left = _MOST_UNPACKED
    for start in _object_streams(content):
        unpacked = _unpacked(content, start, most=left)
        left -= max(len(unpacked), _LEAST_UNPACKED)
        if left <= 0:
            yield "unpacks_too_large"
            return
        if _ACTIVE.search(unpacked):
            yield "active"


def _object_streams(content: bytes) -> Iterator[int]:
    """Where the data of each begins: at the first stream after it is called one."""
    is_called = False
    for found in _STREAMS.finditer(content):
        if is_called and not found[1]:
            yield found.end()
        is_called = bool(found[1])


def _unpacked(content: bytes, start: int, *, most: int) -> bytes:
    """What can be read of it; nothing where it is packed in another way."""
    inflate, unpacked = zlib.decompressobj(), bytearray()
    for at in range(start, len(content), _PIECE):
        try:
            unpacked += inflate.decompress(content[at : at + _PIECE], most - len(unpacked))
        except zlib.error:
            break
        if inflate.eof or len(unpacked) >= most:
            break
    return bytes(unpacked)
