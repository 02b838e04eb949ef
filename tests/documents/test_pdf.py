"""PDF from a template: text stays text, fonts are inside, mistakes name their place."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from lkj.documents.content import Picture
from lkj.documents.pdf import to_pdf, to_png
from lkj.documents.qr import qr_code
from lkj.documents.templates import Templates
from lkj.errors import TemplateBroken
from lkj.reference import NASKAH
from tests.documents.folders import HOSTILE, content, office_folder, pdf_text

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PLAIN = '#import "kop.typ": *\n#show: naskah\n#kop()\n#for teks in isi.teks [#teks \\ ]\n'


def test_typed_markup_stays_as_it_was_typed(tmp_path: Path) -> None:
    made = to_pdf(office_folder(tmp_path, coba=PLAIN), "coba", content(*HOSTILE), AT)

    assert pdf_text(made).replace("“", '"').replace("”", '"').find("#panic() *tebal*") > 0
    for text in HOSTILE:
        assert " ".join(text.split()).replace(" ", "") in pdf_text(made).replace(" ", "")


def test_the_same_data_and_moment_give_the_same_bytes(tmp_path: Path) -> None:
    templates = office_folder(tmp_path, coba=PLAIN)

    first, second = (to_pdf(templates, "coba", content("a"), AT) for _ in range(2))

    assert first == second
    assert PdfReader(io.BytesIO(first)).metadata["/Title"] == "Coba"  # type: ignore[index]


def test_a_moment_between_two_seconds_is_one_too(tmp_path: Path) -> None:
    templates = office_folder(tmp_path, coba=PLAIN)

    made = to_pdf(templates, "coba", content("a"), AT.replace(microsecond=250_000))

    assert made == to_pdf(templates, "coba", content("a"), AT)


def test_every_font_is_ours_and_embedded(tmp_path: Path) -> None:
    made = to_pdf(office_folder(tmp_path, coba=PLAIN), "coba", content("a"), AT)

    fonts = PdfReader(io.BytesIO(made)).pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    inner = [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts.values()]
    assert {f["/BaseFont"].split("+")[1].split("-")[0] for f in inner} == {"LiberationSans"}
    assert all("/FontFile2" in f["/FontDescriptor"] for f in inner)


@pytest.mark.parametrize(
    ("files", "name", "facts"),
    [
        (
            {"coba": f"{PLAIN}\n#isi.tidak-ada\n"},
            "coba",
            ("coba.typ", "baris 6", 'dictionary does not contain key "tidak-ada"'),
        ),
        (
            {"coba": PLAIN, "kop": "#let naskah(a) = {\n"},
            "coba",
            ("kop.typ", "baris 1", "unclosed delimiter"),
        ),
        ({}, "coba", ("coba.typ", "", "berkas tidak ada")),
    ],
)
def test_a_broken_template_is_refused_with_its_file_and_line(
    tmp_path: Path, files: dict[str, str], name: str, facts: tuple[str, str, str]
) -> None:
    with pytest.raises(TemplateBroken) as caught:
        to_pdf(office_folder(tmp_path, **files), name, content("a"), AT)

    assert tuple(caught.value.facts[key] for key in ("file", "place", "reason")) == facts


def test_a_template_sees_no_file_of_the_machine(tmp_path: Path) -> None:
    template = '#read("/etc/hostname")'

    with pytest.raises(TemplateBroken):
        to_pdf(office_folder(tmp_path, coba=template), "coba", content(), AT)


def test_a_template_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "coba.typ").mkdir()

    with pytest.raises(TemplateBroken):
        Templates((tmp_path,)).texts()


def test_a_drawing_becomes_pixels_of_its_width() -> None:
    made = to_png(Templates((NASKAH,)), Picture(qr_code("https://a.id/periksa").svg, 20))

    assert made.startswith(b"\x89PNG")
    assert int.from_bytes(made[16:20]) == round(20 / 25.4 * 200)
