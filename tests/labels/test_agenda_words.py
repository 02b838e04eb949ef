"""Words of Buku Agenda that are made of data."""

import pytest

from lkj.domain.agenda import LINES, ONLY_IN, Book
from lkj.labels import agenda_words as words
from lkj.labels.field_text import FIELD


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{no}", "harus memuat {tahun}, supaya nomor tidak berulang"),
        (
            "{no}{tahun}{kode}",
            "{kode} tidak dikenal; yang dikenal: {no}, {no:3}, {tahun}, {bulan}",
        ),
        ("{no}{tahun}{", "kurung kurawal tidak berpasangan"),
        ("{no}{tahun}\u200b", "memuat karakter yang tidak dapat dicetak (U+200B)"),
        ("{no}{tahun}" + "x" * 100, "lebih dari 100 karakter"),
    ],
)
def test_a_wrong_template_is_told_in_words(template: str, said: str) -> None:
    assert words.template_sentences(template) == [said]


@pytest.mark.parametrize("book", Book)
def test_the_columns_of_the_paper_fill_its_width(book: Book) -> None:
    assert sum(words.PAPER[book].values()) == 100


def test_every_field_of_the_form_has_a_name() -> None:
    assert set(LINES) | set(ONLY_IN) | {"entered_on", "letter_date"} <= set(FIELD)


def test_no_template_is_not_a_wrong_one() -> None:
    assert words.template_sentences("") == words.template_sentences("{no}/{tahun}") == []
