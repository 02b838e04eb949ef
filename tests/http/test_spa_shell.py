import re

import pytest

from lkj.http.spa_shell import SpaShell, installed_shell
from lkj.usecases.office import Office
from tests.http.sites import SHELL, Visitor, Web


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
    scripts = r"<script.*?</script>|<link rel=\"(?:modulepreload|stylesheet)\"[^>]*>"

    before, after = (
        re.findall(scripts, page.decode(), re.DOTALL)
        for page in (SHELL.original, SHELL.translated)
    )

    assert len(before) > 2
    assert after == before


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
