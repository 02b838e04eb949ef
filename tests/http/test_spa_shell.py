import re
from pathlib import Path

import pytest

from lkj.http.spa_shell import (
    BACKEND,
    PARTS,
    PICTURE_PARTS,
    SpaShell,
    csp_hash,
    installed_shell,
    needed_scripts,
)
from lkj.usecases.office import Office
from tests.http.sites import PICTURED, SHELL, Visitor, Web


def scripts_of(page: bytes) -> list[str]:
    """Every script, and every link to one or to a style."""
    found = r"<script.*?</script>|<link rel=\"(?:modulepreload|stylesheet)\"[^>]*>"
    return re.findall(found, page.decode(), re.DOTALL)


def test_streamlits_page_is_in_indonesian(visitor: Visitor) -> None:
    visitor.sign_in()

    page = visitor.get("/laporan")

    assert page.content == SHELL.translated
    assert page.headers["content-length"] == str(len(SHELL.translated))
    assert "etag" not in page.headers
    assert '<html lang="id">' in page.text
    assert "<title>Monev LKj</title>" in page.text
    assert "Aktifkan JavaScript" in page.text


@pytest.mark.parametrize(
    "english", ["Streamlit</title>", 'lang="en"', "You need to enable", "agent", "service-desc"]
)
def test_nothing_english_is_left_to_read(english: str) -> None:
    without_licence = re.sub(r"<!--.*?-->", "", SHELL.translated.decode(), flags=re.DOTALL)

    assert english in SHELL.original.decode()
    assert english not in without_licence


def test_the_scripts_of_the_page_stay_as_they_are() -> None:
    before, after = (scripts_of(page) for page in (SHELL.original, SHELL.translated))

    assert len(before) > 2
    assert [script for script in after if script in before] == before


def test_the_page_says_where_its_server_is_before_its_scripts_begin() -> None:
    scripts = scripts_of(SHELL.translated)

    assert scripts.index(BACKEND) < next(n for n, one in enumerate(scripts) if "src=" in one)
    assert csp_hash(BACKEND.removeprefix("<script>").removesuffix("</script>")) in (
        SHELL.script_hashes
    )


def test_what_a_page_needs_soon_is_loaded_early() -> None:
    assert [one for one in PARTS if f"/{one}." not in SHELL.early] == []
    assert "MaterialSymbols" in SHELL.early
    assert SHELL.early.encode() in SHELL.translated


def test_only_pages_with_pictures_load_what_draws_them(visitor: Visitor) -> None:
    visitor.sign_in()

    plain, pictured = (visitor.get(path).text for path in ("/laporan", PICTURED))

    parts = [f"/static/js/{part}." for part in PICTURE_PARTS]
    assert [part for part in parts if part not in pictured] == []
    assert [part for part in parts if part in plain] == []


def test_nothing_is_loaded_twice() -> None:
    links = re.findall(r'href="(.*?)"', SHELL.page(PICTURED).decode())

    assert len(links) == len(set(links))


def test_what_a_part_imports_is_needed_with_it(tmp_path: Path) -> None:
    (tmp_path / "Chart.a1.js").write_text('import{a}from"./line.b2.js";draw("./far.c3.js")')
    (tmp_path / "line.b2.js").write_text("import`./Chart.a1.js`;")

    assert needed_scripts(tmp_path, ["Chart", "Gone"]) == ["Chart.a1.js", "line.b2.js"]


def test_a_compressed_answer_is_translated_too(visitor: Visitor) -> None:
    visitor.sign_in()

    page = visitor.get("/", headers={"accept-encoding": "gzip, br"})

    assert page.content == SHELL.translated
    assert "content-encoding" not in page.headers


def test_a_head_request_is_answered(visitor: Visitor) -> None:
    visitor.sign_in()

    answer = visitor.client.head("/masuk")

    assert (answer.status_code, answer.content) == (303, b"")


def test_another_page_of_the_same_length_is_left_alone(office: Office) -> None:
    page = Web.of(office, shell=SpaShell(b"", "Monev LKj")).visitor().get("/masuk").content
    same_length = SpaShell(b"x" * len(page), "Monev LKj")

    answer = Web.of(office, shell=same_length).visitor().get("/masuk")

    assert len(answer.content) == len(page)
    assert b"Nama pengguna" in answer.content


def test_the_title_is_escaped() -> None:
    shell = SpaShell(b"<title>Streamlit</title>", r"<b>\1 & Rekan</b>")

    assert shell.translated == rb"<title>&lt;b&gt;\1 &amp; Rekan&lt;/b&gt;</title>"


def test_the_installed_page_is_found_with_its_font() -> None:
    shell = installed_shell("Monev LKj")

    assert b"<!DOCTYPE html>" in shell.original
    assert re.fullmatch(r"/static/media/[\w.-]+\.woff2", shell.font)
    assert SpaShell(b"<html></html>", "x").font == ""
