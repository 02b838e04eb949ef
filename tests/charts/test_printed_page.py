"""A printed page: every text escaped, nothing from outside, the mark of example data."""

from dataclasses import replace

from lkj.charts.printed_page import PrintedPage, PrintedSection, PrintedTable, printed_page

TABLE = PrintedTable(
    caption="Tabel", headings=("Langkah", "Sesuai"), rows=[["<script>x</script>", "3 dari 4"]]
)
PAGE = PrintedPage(
    title="Waktu & langkah",
    agency="Satpol PP",
    sections=[
        PrintedSection(
            finding="Temuan", subtitle="n = 4", picture="<svg/>", legend="arti", tables=[TABLE]
        )
    ],
    definitions=[("Sesuai", "tidak lebih")],
    origin=["Saringan: <b>", "Dicetak."],
    hint="Ctrl+P",
)


def test_a_page_holds_everything_as_text() -> None:
    html = printed_page(PAGE)

    assert html.startswith('<!DOCTYPE html>\n<html lang="id">')
    assert "<title>Waktu &amp; langkah – Satpol PP</title>" in html
    assert "<h2>Temuan</h2>" in html
    assert "<svg/><figcaption" in html
    assert "&lt;script&gt;x&lt;/script&gt;" in html
    assert "<caption>Tabel</caption>" in html
    assert '<td class="pendek">3 dari 4</td>' in html
    assert "<dt>Sesuai</dt> <dd>tidak lebih</dd>" in html
    assert "<p>Saringan: &lt;b&gt; Dicetak.</p>" in html


def test_a_page_is_a4_and_needs_nothing_from_outside() -> None:
    html = printed_page(PAGE)

    assert "@page { size: A4;" in html
    assert not [word for word in ("<script", "http", "src=", "url(", "@import") if word in html]


def test_example_data_are_marked_and_others_are_not() -> None:
    marked = replace(PAGE, mark="DATA CONTOH", definitions=[])

    assert '<p class="contoh">DATA CONTOH</p>' in printed_page(marked)
    assert 'class="contoh"' not in printed_page(PAGE)
    assert 'class="arti"' not in printed_page(marked)


def test_the_mark_stands_at_the_foot_of_every_page() -> None:
    marked = replace(PAGE, mark="DATA CONTOH")

    assert '@bottom-left { content: "DATA CONTOH"' in printed_page(marked)
    assert "@bottom-left" not in printed_page(PAGE)
