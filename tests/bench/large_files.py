"""Files that want much memory or time, and large ones of an honest office; made when asked."""

import io
import random
import zlib
from collections.abc import Callable
from dataclasses import replace
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import numpy as np
from PIL import Image

from tests.support.documents import docx, package, pdf, picture
from tests.support.hostile_files import (
    MIB,
    SHEET,
    Part,
    book,
    deflate,
    deflated,
    jpg_with,
    long_list,
    overlapping,
    pdf_with_stream,
    png_part,
    png_with,
    stored,
)

LARGEST = 50 * MIB  # what an office may at most allow to upload


def zeros(gibibytes: int) -> Part:
    """So many zeros in one part, packed a piece at a time."""
    piece = deflate(bytes(64 * MIB), last=zlib.Z_FULL_FLUSH)
    packed = piece * (gibibytes * 16) + deflate(b"")
    return Part("xl/media/a.bin", packed, (gibibytes << 30) & 0xFFFFFFFF, 0, ZIP_DEFLATED)


def cells(size: int, *, is_typical: bool) -> bytes:
    """A sheet of so many bytes: the shortest cells, or such as a spreadsheet writes."""
    chance = random.Random(1)  # noqa: S311 -- numbers, no secrets
    short = ["<c><v>1</v></c>"]
    usual = [f'<c r="AB{n}" s="2"><v>{chance.random() * 1e6:.4f}</v></c>' for n in range(9_000)]
    row = "<row>" + "".join(usual if is_typical else short * 9_000) + "</row>"
    return f"<worksheet><sheetData>{row * (size // len(row))}</sheetData></worksheet>".encode()


def names(element: str, count: int) -> bytes:
    """So many elements, each with another name."""
    return ("<a>" + "".join(element % n for n in range(count)) + "</a>").encode()


def pdf_of(filling: bytes, size: int = LARGEST) -> bytes:
    """A PDF of so many bytes that repeats something."""
    plain = pdf()
    return plain[:20] + filling * ((size - len(plain)) // len(filling)) + b"\n" + plain[20:]


def otherwise_packed(method: int) -> bytes:
    """Zeros packed in a way that no office uses."""
    file = io.BytesIO(book())
    with ZipFile(file, "a", method) as archive:
        archive.writestr("xl/media/a.bin", bytes(190 * MIB))
    return file.getvalue()


def noise(size: int) -> bytes:
    """Bytes that no packing makes smaller."""
    return random.Random(2).randbytes(size)  # noqa: S311 -- no secrets


def photo() -> bytes:
    """A photo of 12 megapixels that is hard to pack."""
    pixels = np.random.default_rng(3).integers(0, 256, (3_000, 4_000, 3), dtype=np.uint8)
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "JPEG", quality=90)
    return file.getvalue()


def letter_with_pictures() -> bytes:
    """Twenty megabytes of pictures and a text of many paragraphs."""
    text = "<w:p><w:r><w:t>Capaian kinerja</w:t></w:r></w:p>" * 100_000
    body = f'<w:document xmlns:w="w"><w:body>{text}</w:body></w:document>'.encode()
    return docx(
        {f"word/media/{n}.png": noise(4 * MIB) for n in range(5)} | {"word/a.xml": body}
    )


def workbook() -> bytes:
    """Twenty megabytes: a million cells as a spreadsheet writes them, and pictures."""
    sheet = cells(40 * MIB, is_typical=True)
    return book(deflated(SHEET, sheet), stored("xl/media/a.png", noise(12 * MIB)))


def sheet(content: bytes, *, level: int = 6) -> bytes:
    """A workbook of this sheet."""
    return book(deflated(SHEET, content, level=level))


def alike(count: int, content: bytes) -> bytes:
    """A workbook of so many parts with the same content."""
    one = deflated("", content)
    return book(*(replace(one, name=f"xl/media/{n}") for n in range(count)))


def varied(size: int) -> bytes:
    """Text that packs to an eighth, so that the ratio says nothing."""
    letters = np.frombuffer(b"ab", dtype=np.uint8)
    return np.random.default_rng(5).choice(letters, size).tobytes()


# What is refused, or safely kept.
HOSTILE: dict[str, Callable[[], bytes]] = {
    "10 GiB of zeros in a part": lambda: book(zeros(10)),
    "400,000 parts": lambda: package({f"x{n}": b"" for n in range(400_000)}),
    "400,000 parts, the list said to be short": lambda: long_list(400_000),
    "1,900 parts of 9 MiB of zeros": lambda: alike(1_900, bytes(9 * MIB)),
    "parts within parts, 1,500 times 1 MiB": lambda: overlapping(1_500, MIB),
    "200 MB of the shortest cells": lambda: sheet(cells(199 * MIB, is_typical=False)),
    "200 MB of cells that vary": lambda: sheet(cells(199 * MIB, is_typical=True)),
    "12 million elements": lambda: book(stored(SHEET, b"<a>" + b"<b/>" * 12 * MIB + b"</a>")),
    "3 million elements deep": lambda: sheet(b"<a>" * 3_000_000 + b"</a>" * 3_000_000),
    "17 million elements deep": lambda: book(stored(SHEET, b"<a>" * 17_000_000)),
    "9 million names": lambda: sheet(names("<b%x/>", 9_000_000)),
    "9 million names of attributes": lambda: sheet(names('<b c%x=""/>', 9_000_000)),
    "a comment of 180 MB": lambda: sheet(b"<a><!--" + varied(180 * MIB), level=1),
    "an attribute of 180 MB": lambda: sheet(b'<a b="' + varied(180 * MIB), level=1),
    "comments of 8 MB each": lambda: sheet(
        b"<a>" + (b"<!--" + varied(8 * MIB - 99) + b"-->") * 22 + b"</a>", level=1
    ),
    "references of 16 MB": lambda: book(
        stored("xl/_rels/a.rels", b"<a>" + b"<b/>" * (4 * MIB - 99) + b"</a>")
    ),
    "a part packed by bzip2": lambda: otherwise_packed(ZIP_BZIP2),
    "a part packed by lzma": lambda: otherwise_packed(ZIP_LZMA),
    "50 MiB PDF of objects": lambda: pdf_of(b"1 0 obj<<>>endobj\n"),
    "50 MiB PDF of names": lambda: pdf_of(b"/"),
    "50 MiB PDF of hidden names": lambda: pdf_of(b"/#4a#"),
    "50 MiB PDF of half a name": lambda: pdf_of(b"/JavaScrip "),
    "50 MiB PDF of half a lock": lambda: pdf_of(b"/Encrypt 1 0 "),
    "50 MiB PDF of blanks behind a lock": lambda: pdf_of(b" ").replace(b" ", b"/Encrypt", 1),
    "50 MiB PDF of digits behind a lock": lambda: pdf_of(b"1").replace(b"1", b"/Encrypt ", 1),
    "50 MiB PDF of object streams": lambda: pdf_of(b"/ObjStm stream\n" + zlib.compress(b"a")),
    "50 MiB PDF of noise": lambda: pdf_of(noise(LARGEST - 2_000)),
    "PDF of an object stream of 1 GB": lambda: pdf_with_stream(bytes(10**9)),
    "PNG of text of 900 MB": lambda: png_with(
        png_part(b"zTXt", b"a\0\0" + zlib.compress(bytes(900 * MIB)))
    ),
    "PNG of profiles of 16 MB": lambda: png_with(
        *[png_part(b"iCCP", b"a\0\0" + zlib.compress(bytes(16 * MIB - 9)))] * 900
    ),
    "PNG of 4 million parts": lambda: png_with(png_part(b"tEXt", b"") * (4 * MIB)),
    "JPG of 12 million parts": lambda: jpg_with(b"\xff\xe5\0\2" * (12 * MIB)),
    "JPG of 50 MiB of fill bytes": lambda: jpg_with(b"\xff" * LARGEST),
    "JPG of 50 MiB of half marks": lambda: jpg_with(b"\xff\0" * (LARGEST // 2)),
    "JPG and 50 MiB": lambda: picture("JPEG") + b"<" * LARGEST,
    "JPG and blanks": lambda: picture("JPEG") + b"< " + b" " * LARGEST,
}
# What an office has, and must be able to keep.
HONEST: dict[str, Callable[[], bytes]] = {
    "a workbook of 1 million cells, 20 MB": workbook,
    "a workbook of 4 million cells": lambda: sheet(cells(150 * MIB, is_typical=True)),
    "a letter with pictures, 20 MB": letter_with_pictures,
    "a photo of 12 megapixels": photo,
    "a scan of 50 MiB as PDF": lambda: pdf_of(noise(LARGEST - 2_000)),
    "a PNG of 20 MB": lambda: png_with(png_part(b"IDAT", noise(20 * MIB))),
}
