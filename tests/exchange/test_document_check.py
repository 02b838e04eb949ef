"""A file is told by its content, and refused where it is not what it seems to be."""

import struct
import zlib

import pytest

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused
from lkj.exchange.document_check import check_document
from tests.support.documents import docx, one_of_each, package, pdf, picture, xlsx

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def relations(kind: str, target: str = "https://example.test/x") -> dict[str, bytes]:
    rels = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "word/_rels/document.xml.rels": (
            f'<Relationships xmlns="{rels}"><Relationship Id="r1" Type="{REL}/{kind}" '
            f'Target="{target}" TargetMode="External"/></Relationships>'
        ).encode()
    }


MACRO_RELATION = (
    f'<Relationships><Relationship Id="r1" Type="{REL}/vbaProject" Target="x.bin"/>'
    "</Relationships>"
).encode()
MACRO_TYPE = {
    "[Content_Types].xml": (
        b'<Types><Override PartName="/word/document.xml" ContentType="application/'
        b'vnd.ms-word.document.macroEnabled.main+xml"/></Types>'
    ),
    "word/document.xml": b"<a/>",
}


def huge_png(side: int) -> bytes:
    head = b"IHDR" + struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = struct.pack(">I", 13) + head + struct.pack(">I", zlib.crc32(head))
    return b"\x89PNG\r\n\x1a\n" + data + b"\0\0\0\0IEND\xaeB`\x82"


def refusal(content: bytes) -> object:
    with pytest.raises(DocumentRefused) as caught:
        check_document(content)
    return caught.value.facts["problem"]


@pytest.mark.parametrize("kind", DocumentFormat)
def test_every_format_is_told_by_its_content(kind: DocumentFormat) -> None:
    assert check_document(one_of_each()[kind]) is kind


def test_a_letter_may_hold_links_that_a_reader_follows() -> None:
    assert check_document(docx(relations("hyperlink"))) is DocumentFormat.DOCX


def test_a_workbook_may_hold_a_letter() -> None:
    content = xlsx({"xl/embeddings/surat.docx": docx()})

    assert check_document(content) is DocumentFormat.XLSX


def test_a_phone_may_put_its_own_notes_behind_a_photo() -> None:
    assert check_document(picture("JPEG") + b"SEFT notes of the camera") is DocumentFormat.JPG


REFUSED = {
    "nothing": (b"", "empty"),
    "text": (b"Konsep LKj", "unknown"),
    "a program": (b"MZ\x90\x00 program", "unknown"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
    "pdf not at the start": (b"x" * 900 + pdf(), "unknown"),
    "an archive": (package({"a.txt": b"a"}), "unknown"),
    "old word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_format"),
    "locked word": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "encrypted",
    ),
    "locked pdf": (
        pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt 9 0 R"),
        "encrypted",
    ),
    "locked pdf in place": (
        pdf().replace(b"/Root 1 0 R", b"/Root 1 0 R /Encrypt<</V 2>>"),
        "encrypted",
    ),
    "pdf with a hidden script": (pdf("/J#61vaScript (app.alert)"), "active"),
    "pdf with files": (pdf("/Names << /EmbeddedFiles 9 0 R >>"), "active"),
    "pdf and program": (pdf() + b"MZ\x90\x00", "mixed"),
    "renamed macros": (docx({"word/_rels/a.rels": MACRO_RELATION}), "macro"),
    "macro type": (package(MACRO_TYPE), "macro"),
    "macro sheets": (xlsx({"xl/macrosheets/sheet1.xml": b"<a/>"}), "macro"),
    "a program inside": (docx({"word/media/a.EXE": b"MZ"}), "active"),
    "a link to a share": (docx(relations("hyperlink", "file://server/a.exe")), "external"),
    "too many parts": (
        docx({f"word/{'x' * 200}{n}": b"" for n in range(9_000)}),
        "too_many_parts",
    ),
    "cut pdf": (pdf()[:-30], "damaged"),
    "pdf and archive": (pdf() + package({"a.txt": b"a"}), "mixed"),
    "pdf and page": (pdf("<html><script>1</script>"), "mixed"),
    "pdf with a script": (pdf("/JavaScript (app.alert)"), "active"),
    "pdf with a launch": (pdf("/Launch /F (cmd.exe)"), "active"),
    "pdf with a file": (pdf("/EmbeddedFile"), "active"),
    "macros": (docx({"word/vbaProject.bin": b"x"}), "macro"),
    "a template elsewhere": (docx(relations("attachedTemplate")), "external"),
    "a part outside": (xlsx({"../jahat.xml": b"<a/>"}), "part_outside"),
    "entities": (docx({"word/a.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a/>'}), "entities"),
    "zeros": (docx({"word/media/a.bin": bytes(201 * 1024 * 1024)}), "unpacks_too_large"),
    "cut letter": (docx()[:-8], "damaged"),
    "cut png": (picture("PNG")[:-12], "damaged"),
    "png, archive, png": (
        picture("PNG") + package({"a.txt": b"a"}) + picture("PNG")[-12:],
        "mixed",
    ),
    "png and archive": (picture("PNG") + package({"a.txt": b"a"}), "mixed"),
    "jpg and archive": (picture("JPEG") + package({"a.txt": b"a"}), "mixed"),
    "cut jpg": (picture("JPEG")[:-2], "damaged"),
    "no jpg": (b"\xff\xd8\xff" + b"x" * 40 + b"\xff\xd9", "damaged"),
    "a huge png": (huge_png(15_000), "pixels"),
    "a png like a wall": (huge_png(50_000), "pixels"),
}


@pytest.mark.parametrize(("content", "problem"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_safe_document_is_refused(content: bytes, problem: str) -> None:
    assert refusal(content) == problem
