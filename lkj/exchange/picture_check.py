"""What a picture says of its size, and what lies behind its end; nothing is unpacked or drawn.

Only the head is read: a picture library would follow every one of millions of empty parts.
"""

import re
from collections.abc import Iterator
from struct import unpack_from
from zlib import crc32, decompressobj, error

PNG_MARK, JPG_MARK = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
MOST_PIXELS = 200_000_000  # a phone has up to 200 megapixels
TAIL = 66_000  # bytes in which an archive at the end of another file shows itself
ARCHIVE_END = b"PK\x05\x06"
PAGE = re.compile(rb"<\s*(!doctype|html|script|body)", re.IGNORECASE)

_PNG_HEAD, _PNG_HEAD_END = b"\0\0\0\rIHDR", 29
_PNG_DATA, _PNG_END = b"IDAT", b"IEND\xaeB`\x82"
_PNG_TEXTS = (b"zTXt", b"iCCP")  # a word, a zero, how it is packed, and the packed text
_MOST_UNPACKED = 16 * 1024 * 1024  # of these together
_JPG_END = b"\xff\xd9"
_JPG_PART = re.compile(rb"\xff+([\xc0-\xfe])")
_MOST_PARTS = 10_000  # before the picture itself
_JPG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_JPG_DATA, _JPG_BARE = 0xDA, range(0xD0, 0xDA)  # the latter have no length
_BEHIND = 2_048
_PROGRAMS = (b"MZ", b"\x7fELF", b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf")


def png_problems(content: bytes) -> Iterator[str]:
    """Codes of what is wrong: damaged, mixed, pixels."""
    end = content.find(_PNG_END)
    head = content[12:_PNG_HEAD_END]
    is_whole = end >= 0 and content[8:16] == _PNG_HEAD
    if not is_whole or content[_PNG_HEAD_END : _PNG_HEAD_END + 4] != crc32(head).to_bytes(4):
        yield "damaged"
    if content[end + len(_PNG_END) :].strip(b"\0"):
        yield "mixed"
    yield from _size_problems(*unpack_from(">II", content, 16))
    yield from _png_part_problems(content)


def _png_part_problems(content: bytes) -> Iterator[str]:
    """The parts before the picture itself: whole, and their texts no larger than they need."""
    at, left = len(PNG_MARK), _MOST_UNPACKED
    for _ in range(_MOST_PARTS):
        size, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        if name == _PNG_DATA:
            return
        start, at = at + 8, at + 12 + size
        if at > len(content):
            break
        if name in _PNG_TEXTS:
            packed = content[start : at - 4].partition(b"\0")[2][1:]
            left -= _unpacked_size(packed, most=left)
        if left <= 0:
            yield "unpacks_too_large"
    yield "damaged"


def _unpacked_size(packed: bytes, *, most: int) -> int:
    try:
        return len(decompressobj().decompress(packed, most))
    except error:
        return 0  # no reader can show it


def jpg_problems(content: bytes) -> Iterator[str]:
    """Codes of what is wrong: damaged, mixed, pixels.

    Phones put a short film or notes of the camera behind the picture; no archive, no program
    and no document.
    """
    frame, data = _jpg_parts(content)
    end = content.find(_JPG_END, data)
    if not frame or not data or end < 0 or len(content) < frame + 7:
        yield "damaged"
        return
    behind = end + len(_JPG_END)
    is_document = b"%PDF-" in content[behind:] or PAGE.search(content, behind, behind + _BEHIND)
    if content.startswith(_PROGRAMS, behind) or is_document or ARCHIVE_END in content[-TAIL:]:
        yield "mixed"
    yield from _size_problems(*unpack_from(">HH", content, frame + 3))


def _jpg_parts(content: bytes) -> tuple[int, int]:
    """Where the frame tells its size, and where the picture itself begins; 0 for neither."""
    at, frame = 2, 0
    for _ in range(_MOST_PARTS):
        found = _JPG_PART.search(content, at)
        if found is None:
            break
        at, mark = found.end(), found[1][0]
        if mark == _JPG_DATA:
            return frame, at
        if mark in _JPG_FRAMES and not frame:
            frame = at
        if mark not in _JPG_BARE:
            at += int.from_bytes(content[at : at + 2])
    return frame, 0


def _size_problems(one: int, other: int) -> Iterator[str]:
    if not one or not other:
        yield "damaged"
    if one * other > MOST_PIXELS:
        yield "pixels"
