import re

import pytest

from lkj.ui.markup import definition_list, escape_markdown, strip, strip_cell, table, tag

HOSTILE = "<script>alert(1)</script>\"' & [a](javascript:b)"


@pytest.mark.parametrize(
    "text", ["*tebal*", "![p](https://x)", "$a$", ":red[x]", "# a", "a_b_"]
)
def test_no_character_of_markdown_is_left_bare(text: str) -> None:
    escaped = escape_markdown(text)

    assert re.sub(r"\\(.)", r"\1", escaped) == text
    assert re.findall(r"(?<!\\)[*_\[\]()#!$:]", escaped) == []


def test_attributes_are_escaped() -> None:
    assert tag("a", "x", href='"><script>') == '<a href="&quot;&gt;&lt;script&gt;">x</a>'


def test_a_keyword_of_python_and_a_dash_become_attributes() -> None:
    assert tag("p", class_="a", aria_label="b") == '<p class="a" aria-label="b"></p>'


def test_facts_are_escaped() -> None:
    made = definition_list([("Judul", HOSTILE)])

    assert "<script>" not in made
    assert "<dt>Judul</dt><dd>&lt;script&gt;" in made


def test_a_table_has_headings_for_screen_readers() -> None:
    made = table(("A", HOSTILE), [("1", "2")], caption="Isi", class_="kelas")

    assert made.startswith(
        '<div class="lkj-scroll" role="group" tabindex="0" aria-label="Isi">'
        '<table class="kelas"><caption>Isi</caption>'
    )
    assert '<th scope="col">A</th>' in made
    assert "<td>1</td><td>2</td>" in made
    assert "<script>" not in made


@pytest.mark.parametrize(
    ("state", "n_visits", "is_over", "label"),
    [
        ("done", 1, False, "Langkah 4 Periksa: selesai"),
        (
            "done",
            2,
            True,
            "Langkah 4 Periksa: selesai, pelaksanaan ke-2, melewati mutu baku waktu",
        ),
        ("waiting", 0, False, "Langkah 4 Periksa: belum dicapai"),
        ("returned", 1, False, "Langkah 4 Periksa: dikembalikan, sedang diperbaiki"),
    ],
)
def test_a_step_of_the_strip_says_in_words_what_it_shows(
    state: str, n_visits: int, is_over: bool, label: str
) -> None:
    cell = strip_cell(4, "Periksa", state, n_visits=n_visits, is_over=is_over)

    assert f'aria-label="{label}"' in cell
    assert ("lkj-over" in cell) == is_over
    assert strip([cell, cell]).count(label) == 4  # for eyes and for ears, twice
