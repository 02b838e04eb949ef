"""The SOP sheet: everything of the SOP is in the drawing, well formed, safe, and apart."""

import re
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args
from xml.etree import ElementTree as ET

import pytest

from lkj.charts.sheet_frame import frame_for, joined
from lkj.charts.sop_layout import lay_out
from lkj.charts.sop_sheet import Theme, sheet_html, sheet_rows, sheet_svg
from lkj.charts.text_lines import text_width
from lkj.domain.sop import Decision, Sop
from lkj.domain.sop_file import parse_sop
from tests.support.long_names import ROLES, crowded_sop

ROOT = Path(__file__).resolve().parents[2]
OFFICE = parse_sop((ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8"))
OTHER = parse_sop(
    (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")
)
SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>alert('x')</script> & \"kutip\" ]]> \x00\x1b \ufffe"

both_sops = pytest.mark.parametrize("sop", [OFFICE, OTHER], ids=["office", "other"])


def parsed(markup: str) -> ET.Element:
    return ET.fromstring(markup)  # noqa: S314 -- our own drawing


def texts_of(element: ET.Element) -> list[str]:
    """Each text element's lines, joined as the reader reads them."""
    return [" ".join(text.itertext()) for text in element.iter(f"{SVG}text")]


@both_sops
@pytest.mark.parametrize("theme", get_args(Theme))
def test_the_drawing_is_one_named_image(sop: Sop, theme: Theme) -> None:
    root = parsed(sheet_svg(sop, theme=theme))

    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    assert title is not None
    assert title.text == f"Diagram alir SOP {sop.title}"
    assert description is not None
    assert root.get("aria-labelledby") == title.get("id")
    assert root.get("aria-describedby") == description.get("id")


@both_sops
def test_every_row_holds_the_words_of_its_step(sop: Sop) -> None:
    rows = [
        texts_of(group)
        for group in parsed(sheet_svg(sop)).iter(f"{SVG}g")
        if group.get("class") == "sop-baris"
    ]

    assert [row[:5] for row in rows] == [
        [
            str(step.number),
            step.activity,
            joined(step.standard.inputs),
            f"{step.standard.minutes} menit",
            step.standard.output,
        ]
        for step in sop.steps
    ]


def test_headings_are_those_of_an_sop_sheet() -> None:
    headings = {
        " ".join(text.itertext())
        for text in parsed(sheet_svg(OFFICE)).iter(f"{SVG}text")
        if text.get("class") == "sop-judul-kolom"
    }

    assert headings == {
        "No", "Aktivitas", "Pelaksana", "Sekretaris", "Kasubbag Renja dan Monev", "Tim LKj",
        "Kepala Satuan (Kasat)", "Mutu Baku", "Kelengkapan", "Waktu", "Output", "Ket.",
    }  # fmt: skip


def count(root: ET.Element, class_: str) -> int:
    return sum(element.get("class") == class_ for element in root.iter())


def test_the_office_sop_is_drawn_with_its_symbols() -> None:
    root = parsed(sheet_svg(OFFICE))

    symbols = ("sop-kapsul", "sop-proses", "sop-keputusan", "sop-forward", "sop-return")
    assert {class_: count(root, class_) for class_ in symbols} == {
        "sop-kapsul": 2, "sop-proses": 3, "sop-keputusan": 3,
        "sop-forward": 7, "sop-return": 3,
    }  # fmt: skip
    assert sorted(
        str(text.text)
        for text in root.iter(f"{SVG}text")
        if text.get("class") == "sop-jawaban"
    ) == ["Tidak", "Tidak", "Tidak", "Ya", "Ya", "Ya"]  # fmt: skip


def test_only_returns_are_dashed() -> None:
    root = parsed(sheet_svg(OTHER, theme="print"))

    dashed = {
        group.get("class"): [line.get("stroke-dasharray") for line in group]
        for group in root.iter(f"{SVG}g")
        if group.get("class") in ("sop-forward", "sop-return")
    }

    assert dashed == {"sop-forward": [None, None], "sop-return": ["5 3", None]}


@both_sops
def test_no_text_leaves_its_cell(sop: Sop) -> None:
    frame = frame_for(sop, rows=lay_out(sop).rows)

    for row, cells in zip(frame.rows, frame.cell_lines, strict=True):
        for name, lines in cells.items():
            widest = max((text_width(line, size=11) for line in lines), default=0)
            assert widest < frame.columns[name].size - 8, (name, lines)
            assert len(lines) * 13 < row.size, (name, lines)


@both_sops
def test_columns_and_rows_lie_side_by_side(sop: Sop) -> None:
    frame = frame_for(sop, rows=lay_out(sop).rows)

    spans = sorted((span.start, span.end) for span in (*frame.columns.values(), *frame.lanes))

    assert all(a[1] == pytest.approx(b[0]) for a, b in pairwise(spans))
    assert frame.rows[0].start == frame.head.end
    assert frame.width == pytest.approx(1123)


def test_answers_stand_apart_from_each_other_and_from_cells() -> None:
    frame = frame_for(OFFICE, rows=8)
    boxes = []
    for text in parsed(sheet_svg(OFFICE)).iter(f"{SVG}text"):
        if text.get("class") == "sop-jawaban":
            x, y = float(text.get("x", "")), float(text.get("y", ""))
            width = text_width(text.text or "", size=10, is_bold=True)
            boxes.append((x, x + width, y - 8, y))

    assert all(
        a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]
        for a, b in combinations(boxes, 2)
    )
    assert all(
        frame.flow.start <= left and right <= frame.flow.end for left, right, *_ in boxes
    )


def test_a_review_at_the_end_is_followed_by_an_end_of_its_own() -> None:
    *steps, review = OTHER.steps[:4]
    routes = {
        decision: replace(route, target=None if decision == Decision.APPROVE else "verifikasi")
        for decision, route in review.next.items()
    }
    sop = replace(OTHER, steps=(*steps, replace(review, next=routes)))

    root = parsed(sheet_svg(sop))

    assert "Selesai" in texts_of(root)
    assert count(root, "sop-kapsul") == 2
    assert frame_for(sop, rows=lay_out(sop).rows).height > frame_for(sop, rows=4).height
    assert sheet_rows(sop)[3]["Dilanjutkan ke"] == "Selesai"


def test_many_roles_still_give_every_lane_and_text_a_column() -> None:
    roles = tuple(
        replace(OFFICE.roles[0], id=f"peran_{n}", name=f"Pengadministrasian ke-{n}")
        for n in range(10)
    )
    sop = replace(OFFICE, roles=(*OFFICE.roles, *roles))

    frame = frame_for(sop, rows=8)

    assert len(frame.lanes) == 14
    assert min(column.size for column in frame.columns.values()) >= 30
    assert frame.heading_lines[4] == ("Sekretaris",)  # its short name: no broken word


def test_headings_of_narrow_lanes_have_smaller_letters_instead_of_broken_words() -> None:
    sop = crowded_sop()

    frame = frame_for(sop, rows=8)

    assert [" ".join(lines) for lines in frame.heading_lines] == list(ROLES)
    assert frame.heading_size < frame_for(OFFICE, rows=8).heading_size
    for lines in frame.heading_lines:
        widths = [text_width(line, size=frame.heading_size, is_bold=True) for line in lines]
        assert max(widths) <= frame.lanes[0].size


def test_a_role_with_a_word_that_fits_no_lane_is_cut_with_an_ellipsis() -> None:
    name = "Pengadministrasian" * 3
    sop = replace(
        OFFICE, roles=tuple(replace(r, name=name, short_name=name) for r in OFFICE.roles)
    )

    frame = frame_for(sop, rows=8)

    assert all(lines[0].endswith("…") and len(lines) == 1 for lines in frame.heading_lines)


def hostile(sop: Sop) -> Sop:
    steps = [replace(step, activity=HOSTILE, reading=HOSTILE) for step in sop.steps]
    roles = [replace(role, name=HOSTILE) for role in sop.roles]
    identity = replace(sop.identity, agency=HOSTILE, legal_basis=(HOSTILE,))
    return replace(
        sop, title=HOSTILE, steps=tuple(steps), roles=tuple(roles), identity=identity,
        readings=(HOSTILE,),
    )  # fmt: skip


def test_hostile_text_stays_text() -> None:
    sop = hostile(OFFICE)

    assert "<script" not in sheet_svg(sop)
    assert "<script" not in sheet_html(sop)
    assert any(
        "<script>alert('x')</script>" in text for text in texts_of(parsed(sheet_svg(sop)))
    )


@both_sops
def test_nothing_is_loaded_from_elsewhere_and_nothing_runs(sop: Sop) -> None:
    markup = sheet_svg(sop) + sheet_html(sop)

    assert set(re.findall(r"[a-z]+://[^\"' <)]+", markup)) == {"http://www.w3.org/2000/svg"}
    assert not re.search(r"<script|<link|<img|<iframe|@import|url\(|\son[a-z]+=", markup)


def test_the_table_twin_says_in_words_what_the_drawing_shows() -> None:
    rows = sheet_rows(OFFICE)

    assert len(rows) == 8
    assert rows[2] | {"Keterangan": ""} == {
        "No": 3,
        "Aktivitas": OFFICE.steps[2].activity,
        "Memulai": "Kasubbag Renja dan Monev",
        "Menyelesaikan": "Tim LKj",
        "Kelengkapan": "disposisi",
        "Waktu (menit)": 60,
        "Output": "bahan penyusunan LKj",
        "Dilanjutkan ke": "Langkah 4: Periksa Kasubbag",
        "Dikembalikan ke": "",
        "Keterangan": "",
    }
    assert rows[4]["Dikembalikan ke"] == "Langkah 4: Periksa Kasubbag"
    assert rows[7]["Dilanjutkan ke"] == "Selesai"


def test_two_finishers_are_both_named() -> None:
    row = sheet_rows(OTHER)[1]

    assert row["Menyelesaikan"] == "Petugas Loket dan Kepala Seksi Pelayanan Umum"


@pytest.mark.parametrize(
    ("parts", "sentence"),
    [
        ((), "–"),
        (("DPA",), "DPA"),
        (("DPA", "disposisi"), "DPA dan disposisi"),
        (("Formulir", "KTP", "KK"), "Formulir, KTP, dan KK"),
    ],
)
def test_lists_read_as_sentences(parts: tuple[str, ...], sentence: str) -> None:
    assert joined(parts) == sentence
