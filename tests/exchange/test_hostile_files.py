"""Hostile files are refused for what is wrong with them; damage never breaks the check."""

from dataclasses import replace

import pytest

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused, FileRefused
from lkj.exchange import xml_check
from lkj.exchange.document_check import check_document
from lkj.exchange.package_check import open_package
from lkj.exchange.read_limits import LIMITS
from tests.support.documents import docx, picture, xlsx
from tests.support.hostile_files import (
    SMALL,
    book,
    cut,
    damaged,
    deflated,
    huge_jpg,
    jpg_with,
    nested,
    overlapping,
    pdf_with_stream,
    png_part,
    png_with,
    samples,
    stored,
)

KEPT = {
    "an object stream": (pdf_with_stream(b"7 0 <</Type/Font>>"), DocumentFormat.PDF),
    "an object stream packed otherwise": (
        pdf_with_stream(b"7 0 <</Type/Font>>", packed=False),
        DocumentFormat.PDF,
    ),
    "a workbook ten deep": (nested(), DocumentFormat.XLSX),
    "settings of a printer": (
        xlsx({"xl/printerSettings/printerSettings1.bin": b"\0"}),
        DocumentFormat.XLSX,
    ),
    "a chart's workbook": (docx({"word/embeddings/a.xlsx": xlsx()}), DocumentFormat.DOCX),
    "a photo of 200 megapixels": (huge_jpg(14_100), DocumentFormat.JPG),
    "a photo with fill bytes": (jpg_with(b"\xff" * 9_000), DocumentFormat.JPG),
    "a photo and its film": (
        picture("JPEG") + b"\0\0\0\x18ftypmp42" + bytes(900),
        DocumentFormat.JPG,
    ),
    "a picture with broken text": (
        png_with(png_part(b"zTXt", b"a\0\0 not packed")),
        DocumentFormat.PNG,
    ),
}


def said_of(content: bytes) -> str:
    try:
        return check_document(content)
    except DocumentRefused as refusal:
        return str(refusal.facts["problem"])


@pytest.mark.parametrize(("content", "problem"), SMALL.values(), ids=SMALL)
def test_a_hostile_file_is_refused(content: bytes, problem: str) -> None:
    assert said_of(content) == problem


@pytest.mark.parametrize(("content", "kind"), KEPT.values(), ids=KEPT)
def test_what_only_looks_hostile_is_kept(content: bytes, kind: DocumentFormat) -> None:
    assert said_of(content) == kind


def test_parts_within_parts_are_counted_each_time() -> None:
    assert said_of(overlapping(220, 1024**2)) in {"unpacks_too_large", "damaged"}


def test_all_parts_together_hold_only_so_many_tags() -> None:
    content = book(stored("xl/a.xml", b"<a></a>"), stored("xl/b.xml", b"<b></b>"))
    few, enough = (replace(LIMITS, tags=tags) for tags in (5, 6))

    with open_package(content, enough) as archive:
        assert len(archive.namelist()) == 4
    with pytest.raises(FileRefused) as refusal:
        open_package(content, few)
    assert refusal.value.facts["problems"] == (("xl/b.xml", "unpacks_too_large", ""),)


def test_xml_that_needs_too_much_memory_is_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    broken = book(deflated("xl/a.xml", b"<a"))
    assert said_of(broken) == "damaged_xml"

    # expat's "no element found" stands for its "out of memory", which a test cannot provoke.
    codes = xml_check.expat.errors.codes
    unclosed = codes[xml_check.expat.errors.XML_ERROR_UNCLOSED_TOKEN]
    monkeypatch.setattr(xml_check, "_NO_MEMORY", unclosed)
    assert said_of(broken) == "unpacks_too_large"


@pytest.mark.parametrize("kind", DocumentFormat)
def test_a_file_that_is_cut_off_is_refused(kind: DocumentFormat) -> None:
    whole = samples()[kind]

    assert said_of(whole) == kind
    assert not {said_of(part) for part in cut(whole)} & set(DocumentFormat)


@pytest.mark.parametrize("kind", DocumentFormat)
def test_a_damaged_file_is_kept_or_refused_and_breaks_nothing(kind: DocumentFormat) -> None:
    said = {said_of(content) for content in damaged(samples()[kind], 300, seed=7)}

    assert len(said) > 1
    assert said <= set(DocumentFormat) | {
        *("unknown", "damaged", "damaged_xml", "false_size", "encrypted", "mixed", "pixels"),
        *("part_repeated", "part_outside", "too_many_parts", "unpacks_too_large", "active"),
        *("old_format", "entities", "ratio", "macro", "external"),
    }
