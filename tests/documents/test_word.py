"""DOCX from a template and data: text stays text, and a mistake says where it is."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document

from lkj.documents.qr import qr_code
from lkj.documents.templates import Templates
from lkj.documents.word import to_docx
from lkj.errors import TemplateBroken
from lkj.reference import NASKAH
from tests.documents.folders import HOSTILE, content, word_text
from tests.support.word_templates import TEMPLATES, built

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def template(directory: Path, *lines: str) -> Templates:
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    document.save(str(directory / "coba.docx"))
    return Templates((directory, NASKAH))


def test_typed_markup_stays_as_it_was_typed(tmp_path: Path) -> None:
    templates = template(tmp_path, "{%p for teks in isi.teks %}", "{{ teks }}", "{%p endfor %}")

    made = to_docx(templates, "coba", content(*HOSTILE, "dua\nbaris", "\x01nol"), AT)

    paragraphs = [one.text for one in Document(io.BytesIO(made)).paragraphs]
    assert paragraphs == [*HOSTILE, "dua\nbaris", "\ufffdnol"]


def test_the_same_data_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    templates = template(tmp_path, "{{ isi.teks[0] }}")

    first, second = (to_docx(templates, "coba", content("a"), AT) for _ in range(2))

    assert first == second
    assert Document(io.BytesIO(first)).core_properties.title == "Coba"


def test_a_picture_stands_where_its_mark_was(tmp_path: Path) -> None:
    filled = content("a") | {"isi": {"gambar": qr_code("https://a.id")}}

    made = to_docx(template(tmp_path, "{{ isi.gambar }}"), "coba", filled, AT)

    assert len(Document(io.BytesIO(made)).inline_shapes) == 1


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("{{ isi.tidak_ada }}", "", "no attribute 'tidak_ada'"),
        ("{% for teks in isi.teks %}", "", "Unexpected end of template"),
        ("{{ ''.__class__.__mro__ }}", "", "unsafe"),
    ],
)
def test_a_broken_template_is_refused_with_its_file(
    tmp_path: Path, line: str, place: str, reason: str
) -> None:
    with pytest.raises(TemplateBroken) as caught:
        to_docx(template(tmp_path, line), "coba", content("a"), AT)

    assert caught.value.facts["file"] == "coba.docx"
    assert place in str(caught.value.facts["place"])
    assert reason in str(caught.value.facts["reason"])


@pytest.mark.parametrize("made", [b"bukan zip", b""])
def test_what_is_no_word_document_is_refused(tmp_path: Path, made: bytes) -> None:
    (tmp_path / "coba.docx").write_bytes(made)

    with pytest.raises(TemplateBroken):
        to_docx(Templates((tmp_path,)), "coba", content("a"), AT)


def test_a_missing_template_is_refused(tmp_path: Path) -> None:
    with pytest.raises(TemplateBroken):
        to_docx(Templates((tmp_path,)), "coba", content("a"), AT)


@pytest.mark.parametrize("name", TEMPLATES)
def test_the_shipped_templates_are_those_that_the_builder_makes(name: str) -> None:
    with (
        zipfile.ZipFile(NASKAH / f"{name}.docx") as shipped,
        zipfile.ZipFile(io.BytesIO(built(name))) as made,
    ):
        assert {n: shipped.read(n) for n in shipped.namelist()} == {
            n: made.read(n) for n in made.namelist()
        }


def test_text_of_every_part_is_read(tmp_path: Path) -> None:
    assert "a" in word_text(
        to_docx(template(tmp_path, "{{ isi.teks[0] }}"), "coba", content("a"), AT)
    )
