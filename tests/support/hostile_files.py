"""Small files that no friend would send, of every format that is kept, made byte by byte."""

import io
import random
import struct
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED

from PIL import Image

from lkj.domain.documents import DocumentFormat
from tests.support.documents import docx, package, pdf, picture, xlsx

SHEET = "xl/worksheets/sheet1.xml"
MIB = 1024 * 1024


@dataclass(frozen=True)
class Part:
    """An entry of an archive that may say anything about itself."""

    name: str
    content: bytes  # as packed
    size: int = -1  # unpacked, as said; -1 for the size as packed
    crc: int = 0
    method: int = ZIP_STORED


def stored(name: str, content: bytes) -> Part:
    """An honest one."""
    return Part(name, content, crc=zlib.crc32(content))


def deflated(name: str, content: bytes, *, size: int = -1, level: int = 6) -> Part:
    """A packed one; `size` is what it says of itself where that is not true."""
    said = len(content) if size < 0 else size
    return Part(name, deflate(content, level=level), said, zlib.crc32(content), ZIP_DEFLATED)


def deflate(content: bytes, *, last: int = zlib.Z_FINISH, level: int = 6) -> bytes:
    """Without a header, as archives hold it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush(last)


def head_of(part: Part) -> bytes:
    """What stands before its content."""
    name = part.name.encode()
    return struct.pack("<4s5HIIIHH", b"PK\3\4", 20, 0, *_facts(part), len(name), 0) + name


def _facts(part: Part) -> tuple[int, ...]:
    size = len(part.content) if part.size < 0 else part.size
    sizes = (part.crc, len(part.content) & 0xFFFFFFFF, size & 0xFFFFFFFF)
    return (part.method, 0, 0, *sizes)


def archive(parts: Sequence[Part], *, at: dict[str, int] | None = None) -> bytes:
    """Written as told. `at`: parts that lie within others, and where."""
    content, listed = bytearray(), bytearray()
    for part in parts:
        place = (at or {}).get(part.name, len(content))
        if place == len(content):
            content += head_of(part) + part.content
        name = part.name.encode()
        listed += struct.pack("<4s6H", b"PK\1\2", 20, 20, 0, *_facts(part)[:3])
        listed += struct.pack("<III", *_facts(part)[3:])
        listed += struct.pack("<5HII", len(name), 0, 0, 0, 0, 0, place) + name
    many = min(len(parts), 0xFFFF)
    end = struct.pack("<4s4HIIH", b"PK\5\6", 0, 0, many, many, len(listed), len(content), 0)
    return bytes(content + listed + end)


def book(*more: Part) -> bytes:
    """A workbook with these parts besides."""
    types, main = stored("[Content_Types].xml", b"<Types/>"), stored("xl/workbook.xml", b"<a/>")
    return archive((types, main, *more))


def long_list(count: int) -> bytes:
    """A list of so many parts that says, in the end for large archives, to be short."""
    content = book(*(stored(f"x{n}", b"") for n in range(count)))
    end = content.rindex(b"PK\5\6")
    size, place = struct.unpack("<II", content[end + 12 : end + 20])
    facts = struct.pack(
        "<4sQHHIIQQQQ", b"PK\6\6", 44, 45, 45, 0, 0, count + 2, count + 2, size, place
    )
    where = struct.pack("<4sIQI", b"PK\6\7", 0, end, 1)
    short = content[end : end + 12] + struct.pack("<II", 900, place) + b"\0\0"
    return content[:end] + facts + where + short


def overlapping(count: int, kernel: int) -> bytes:
    """Each part holds the head of the next one and all that follows: many times one kernel."""
    inner = [deflated(f"xl/media/{count}", bytes(kernel))]
    plain = bytes(kernel)
    for number in range(count - 1, 0, -1):
        head = head_of(inner[0])
        plain = head + plain
        quoted = b"\0" + struct.pack("<HH", len(head), len(head) ^ 0xFFFF) + head
        packed = quoted + inner[0].content
        facts = (len(plain), zlib.crc32(plain), ZIP_DEFLATED)
        inner.insert(0, Part(f"xl/media/{number}", packed, *facts))
    types, main = stored("[Content_Types].xml", b"<Types/>"), stored("xl/workbook.xml", b"<a/>")
    at, place = {}, sum(len(head_of(part) + part.content) for part in (types, main))
    for part in inner:
        at[part.name] = place
        place += len(head_of(part)) + 5
    first = inner[0].name
    del at[first]
    return archive((types, main, *inner), at=at)


def png_part(name: bytes, content: bytes) -> bytes:
    """A part of a PNG."""
    crc = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", crc)


def png_with(*parts: bytes) -> bytes:
    """A small picture with these behind its head."""
    plain = picture("PNG")
    return plain[:33] + b"".join(parts) + plain[33:]


def jpg_with(content: bytes) -> bytes:
    """A small photo with this behind its first mark."""
    plain = picture("JPEG")
    return plain[:2] + content + plain[2:]


def huge_jpg(side: int) -> bytes:
    """A photo that says to be so wide and high."""
    plain = picture("JPEG", (4, 3))
    place = plain.index(b"\xff\xc0") + 5
    return plain[:place] + struct.pack(">HH", side, side) + plain[place + 4 :]


def pdf_with_stream(objects: bytes, *, packed: bool = True) -> bytes:
    """A PDF that holds these objects together."""
    data = zlib.compress(objects) if packed else objects
    head = b"9 0 obj\n<</Type/ObjStm/N 1/First 4/Length %d>>\nstream\n" % len(data)
    plain = pdf()
    return plain.replace(b"xref\n", head + data + b"\nendstream\nendobj\nxref\n", 1)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SCRIPT = b"7 0 <</S/JavaScript/JS(app.alert(1))>>"

# name: content, and the code with which it is refused
SMALL: dict[str, tuple[bytes, str]] = {
    "deep xml": (book(deflated(SHEET, b"<a>" * 3_000)), "damaged_xml"),
    "a comment without an end": (
        book(deflated(SHEET, b"<a><!--" + b"x" * 9 * MIB)),
        "damaged_xml",
    ),
    "an encoding of its own": (
        book(deflated(SHEET, b"<?xml version='1.0' encoding='jahat'?><a/>")),
        "damaged_xml",
    ),
    "a dtd in utf-16": (
        book(deflated(SHEET, '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'.encode("utf-16"))),
        "entities",
    ),
    "a billion laughs": (
        book(
            deflated(
                SHEET,
                b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;">]><a>&c;</a>',
            )
        ),
        "entities",
    ),
    "a list said to be short": (long_list(20_001), "too_many_parts"),
    "too small a size": (book(deflated(SHEET, b"<a>" + b" " * 900, size=4)), "damaged"),
    "too large a size": (book(deflated(SHEET, b"<a/>", size=2**31)), "false_size"),
    "a wrong sum": (book(Part(SHEET, b"<a/>", crc=1)), "damaged"),
    "packed in a way of its own": (book(Part(SHEET, b"<a/>", method=14)), "damaged"),
    "many references": (
        book(stored("xl/_rels/a.rels", b"<a>" + b"<bcdefghijklm/>" * (17 * MIB // 15))),
        "unpacks_too_large",
    ),
    "an object inside": (docx({"word/embeddings/oleObject1.bin": OLE}), "active"),
    "a control inside": (xlsx({"xl/activeX/activeX1.bin": OLE}), "active"),
    "macros inside a letter inside": (xlsx({"xl/embeddings/a.docm": b"PK"}), "active"),
    "a packed script": (pdf_with_stream(b"7 0 " + SCRIPT), "active"),
    "a packed hidden script": (pdf_with_stream(b"7 0 <</S/J#61va#53cript>>"), "active"),
    "objects packed far": (pdf_with_stream(bytes(65 * MIB)), "unpacks_too_large"),
    "a form of its own": (pdf("/AcroForm << /XFA 9 0 R >>"), "active"),
    "a png with far text": (
        png_with(png_part(b"zTXt", b"a\0\0" + zlib.compress(bytes(17 * MIB)))),
        "unpacks_too_large",
    ),
    "a png of many parts": (png_with(png_part(b"tEXt", b"a\0b") * 20_000), "damaged"),
    "a png part beyond the end": (png_with(struct.pack(">I4s", 2**31, b"tEXt")), "damaged"),
    "a png without width": (
        picture("PNG")[:8]
        + png_part(b"IHDR", struct.pack(">IIBBBBB", 0, 9, 8, 2, 0, 0, 0))
        + picture("PNG")[33:],
        "damaged",
    ),
    "a png with another head": (picture("PNG").replace(b"IHDR", b"IHDX"), "damaged"),
    "a jpg like a wall": (huge_jpg(60_000), "pixels"),
    "a jpg of many parts": (jpg_with(b"\xff\xe5\0\2" * 20_000), "damaged"),
    "a jpg without a picture": (b"\xff\xd8\xff\xe5\0\2\xff\xd9", "damaged"),
    "jpg and program": (picture("JPEG") + b"MZ\x90\x00", "mixed"),
    "jpg and pdf": (picture("JPEG") + b"notes" + pdf(), "mixed"),
    "jpg and page": (picture("JPEG") + b"<html><script>1</script>", "mixed"),
}


def samples() -> dict[DocumentFormat, bytes]:
    """A file of every format with something in it that damage can hit."""
    noise = Image.frombytes("RGB", (40, 30), random.Random(1).randbytes(3_600))  # noqa: S311
    drawn = {}
    for kind in ("PNG", "JPEG"):
        file = io.BytesIO()
        noise.save(file, kind)
        drawn[kind] = file.getvalue()
    rows = b"<row><c><v>1</v></c></row>" * 40
    return {
        DocumentFormat.PDF: pdf_with_stream(b"7 0 <</Type/Font>>" * 40),
        DocumentFormat.DOCX: docx({"word/media/a.png": drawn["PNG"]}),
        DocumentFormat.XLSX: book(deflated(SHEET, b"<sheetData>" + rows + b"</sheetData>")),
        DocumentFormat.PNG: drawn["PNG"],
        DocumentFormat.JPG: drawn["JPEG"],
    }


def damaged(content: bytes, count: int, *, seed: int) -> Iterator[bytes]:
    """The file with bytes changed, left out, put in, or moved, each in another way."""
    chance = random.Random(seed)  # noqa: S311 -- damage, no secrets
    for _ in range(count):
        hurt = bytearray(content)
        for _ in range(chance.randint(1, 8)):
            at, size = chance.randrange(len(hurt)), chance.choice((1, 1, 2, 4, 30))
            other = chance.choice((chance.randbytes(size), b"", b"\xff" * size, b"\0" * size))
            hurt[at : at + chance.choice((0, size))] = other
        yield bytes(hurt)


def cut(content: bytes) -> Iterator[bytes]:
    """The file cut off at many places."""
    yield from (content[: len(content) * tenth // 10] for tenth in range(1, 10))


def nested() -> bytes:
    """A workbook in a workbook, ten deep."""
    content = xlsx()
    for _ in range(10):
        content = xlsx({"xl/embeddings/buku.xlsx": content, "xl/media/a.zip": package({})})
    return content
