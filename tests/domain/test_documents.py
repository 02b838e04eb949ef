"""Names under which files are shown and downloaded, and versions as payloads keep them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.documents import (
    LONGEST_FILE_NAME,
    MEDIA_TYPE,
    DocumentFormat,
    clean_file_name,
    latest,
)

PDF, JPG = DocumentFormat.PDF, DocumentFormat.JPG
NAMES = {
    "Konsep LKj 2025.pdf": "Konsep LKj 2025.pdf",
    "scan": "scan.pdf",
    "": "dokumen.pdf",
    ".pdf": "dokumen.pdf",
    "…": "….pdf",
    "../../etc/passwd": "passwd.pdf",
    "C:\\rahasia\\con.pdf": "_con.pdf",
    "NUL": "_NUL.pdf",
    "COM¹.pdf": "_COM¹.pdf",
    "x.pdf.exe": "x.pdf.exe.pdf",
    "x.pdf ": "x.pdf",
    "a\r\nSet-Cookie: b": "aSet-Cookie b.pdf",
    "laporan\u202efdp.exe": "laporanfdp.exe.pdf",
    "a\u200bb\0c.PDF": "abc.pdf",
    'a"<b>|?*.pdf': "ab.pdf",
    "%2e%2e%2f.pdf": "2e2e2f.pdf",
    "   ": "dokumen.pdf",
    "x" * 500: "x" * (LONGEST_FILE_NAME - 4) + ".pdf",
}


@pytest.mark.parametrize(("given_name", "kept"), NAMES.items())
def test_a_name_is_only_a_name(given_name: str, kept: str) -> None:
    assert clean_file_name(given_name, PDF) == kept


def test_the_ending_is_that_of_the_content() -> None:
    assert clean_file_name("foto.JPEG", JPG) == "foto.jpg"
    assert clean_file_name("foto.jpg", PDF) == "foto.jpg.pdf"


@given(st.text(max_size=300), st.sampled_from(DocumentFormat))
def test_any_name_becomes_one_that_is_safe_everywhere(name: str, kind: DocumentFormat) -> None:
    kept = clean_file_name(name, kind)

    assert len(f".{kind}") < len(kept) <= LONGEST_FILE_NAME + 1
    assert kept.endswith(f".{kind}")
    assert not set(kept) & set('<>:"/\\|?*%')
    assert all(unicodedata.category(c) not in ("Cc", "Cf", "Cs") for c in kept)
    assert clean_file_name(kept, kind) == kept


def test_every_format_has_a_media_type() -> None:
    assert set(MEDIA_TYPE) == set(DocumentFormat)


def test_before_the_first_version_there_is_no_latest() -> None:
    assert latest((), "dpa") is None
