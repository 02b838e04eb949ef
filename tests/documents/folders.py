"""Templates of an office, and what Word and PDF readers see of a file."""

import io
import zipfile
from pathlib import Path

from docx import Document
from pypdf import PdfReader

from lkj.documents.content import Content
from lkj.documents.templates import Templates
from lkj.reference import NASKAH

# What people type: markup of the typesetter, of Jinja, of XML, and no more than text to us.
HOSTILE = (
    "#panic() *tebal* _miring_ $x^2$ @rujuk <label> \\ \"kutip\" 'ganda' // bukan #[komentar]",
    "{{7*7}} {% for x in y %} {{ judul }} {# catatan #}",
    "</w:t></w:r><w:br/> & &amp; &#65; ]]>",
)


def content(*texts: str) -> Content:
    """A document with a few texts in its body."""
    return {
        "judul": "Coba",
        "kop": {"baris": ["PEMERINTAH"], "alamat": "", "kontak": ""},
        "tanda": "",
        "kaki": {"pernyataan": "Paraf", "baris": [], "qr": []},
        "isi": {"teks": list(texts)},
    }


def office_folder(directory: Path, **files: str) -> Templates:
    """The shipped templates, and over them these of an office, `name` for `name.typ`."""
    for name, text in files.items():
        (directory / f"{name}.typ").write_text(text, encoding="utf-8")
    return Templates((NASKAH, directory))


def pdf_text(made: bytes) -> str:
    """All text of a PDF, without the breaks of its lines."""
    pages = PdfReader(io.BytesIO(made)).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def word_text(made: bytes) -> str:
    """All text of a DOCX: body, tables, head and foot."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        names = [n for n in archive.namelist() if n.endswith(".xml") and n.startswith("word/")]
        assert names
    document = Document(io.BytesIO(made))
    section = document.sections[0]
    parts = (document, section.header, section.footer)
    elements = [part._element if part is not document else part.element.body for part in parts]
    return " ".join(
        " ".join((node.text or "") for node in element.iter() if node.tag.endswith("}t"))
        for element in elements
    )
