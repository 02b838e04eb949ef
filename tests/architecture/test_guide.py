"""The user's guide quotes the screen as it is, and its pictures are there."""

import ast
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from tests.architecture.sources import python_files, tree_of
from tests.support.settings import ROOT

DOCS = ROOT / "docs"
GUIDE = (DOCS / "panduan-pengguna.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
PICTURES = sorted(set(re.findall(r"\(\S*gambar/(\S+\.png)\)", GUIDE + README)))
MOST_BYTES = 3_000_000
SPEAKING = 6  # letters of its own: a text of gaps alone would read like everything
GAP = "\0"  # where the screen puts a name or a number
OPEN_END = "…"  # how the guide writes the same


def quoted() -> list[str]:
    """Everything that the guide sets in bold: words of the screen."""
    return sorted(set(re.findall(r"\*\*(.+?)\*\*", GUIDE)))


def texts_of_code(tree: ast.AST) -> Iterator[str]:
    """String constants, with a gap for everything that is filled in."""
    if isinstance(tree, ast.JoinedStr):
        yield "".join(p.value if isinstance(p, ast.Constant) else GAP for p in tree.values)
    elif isinstance(tree, ast.Constant) and isinstance(tree.value, str):
        yield re.sub(r"\{\w*\}", GAP, tree.value)
    parts = ast.iter_child_nodes(tree)
    is_whole = isinstance(tree, ast.JoinedStr)
    for part in parts:
        if not (is_whole and isinstance(part, ast.Constant)):
            yield from texts_of_code(part)


def texts_of_template(path: Path) -> Iterator[str]:
    text = re.sub(r"\{%.*?%\}", "\n", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\{\{.*?\}\}", GAP, text)
    yield from (unescape(part).strip() for part in re.split(r"<[^>]*>|\n", text))


def texts_of_data(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts_of_data(inner)


@cache
def screen() -> frozenset[str]:
    """Every text that the product can show, whole and in its bold and plain parts."""
    spoken = python_files("lkj/ui", "lkj/labels", "lkj/http", "pages")
    texts = [text for path in spoken for text in texts_of_code(tree_of(path))]
    for path in (ROOT / "lkj/http/templates").glob("*.html"):
        texts += texts_of_template(path)
    for path in (ROOT / "data/sop").glob("*.toml"):
        texts += texts_of_data(tomllib.loads(path.read_text(encoding="utf-8")))
    return frozenset(part.strip() for text in texts for part in (text, *text.split("**")))


def is_shown(words: str, texts: frozenset[str]) -> bool:
    """Whether a text reads so: a gap takes what the guide names or leaves open."""
    filled = words.replace(OPEN_END, "1")
    return words in texts or any(re.fullmatch(with_gap, filled) for with_gap in patterns(texts))


@cache
def patterns(texts: frozenset[str]) -> list[str]:
    """Texts with a gap that say enough to tell one from another."""
    return [
        ".+".join(map(re.escape, re.split(f"{GAP}+", text)))
        for text in texts
        if GAP in text and sum(map(str.isalpha, text)) >= SPEAKING
    ]


def test_the_guide_quotes_what_stands_on_the_screen() -> None:
    assert [words for words in quoted() if not is_shown(words, screen())] == []


@pytest.mark.parametrize(
    "words", ["Simpan saja", "Kembalikan", "Tersimpan, no. …", "Tugas kami"]
)
def test_words_that_no_screen_shows_are_found(words: str) -> None:
    assert not is_shown(words, screen())


def test_every_picture_is_shown_and_all_are_small() -> None:
    files = sorted((DOCS / "gambar").glob("*.png"))

    assert [file.name for file in files] == PICTURES
    assert sum(file.stat().st_size for file in files) < MOST_BYTES


def test_every_link_in_the_guide_leads_somewhere() -> None:
    headings = re.findall(r"^#+ (.+)$", GUIDE, flags=re.MULTILINE)
    anchors = {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings
    }
    links = re.findall(r"\]\((?!gambar/)([^)]+)\)", GUIDE)

    assert [
        link
        for link in links
        if link.removeprefix("#") not in anchors and not (DOCS / link).is_file()
    ] == []
