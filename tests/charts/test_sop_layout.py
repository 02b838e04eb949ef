"""The layout of the flowchart: symbols and arrows of two SOPs, and what holds for every SOP."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lkj.charts.connectors import Box, Point
from lkj.charts.sop_layout import Edge, EdgeKind, Layout, Node, Shape, lay_out
from lkj.domain.sop import Decision, QualityStandard, Role, Route, Sop, Step
from lkj.domain.sop_file import parse_sop
from tests.support.examples import examples

ROOT = Path(__file__).resolve().parents[2]
OFFICE = parse_sop((ROOT / "data/sop/penyusunan-lkj.toml").read_text(encoding="utf-8"))
OTHER = parse_sop(
    (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")
)

# The sheet's columns.
SEKRETARIS, KASUBBAG, TIM, KASAT = range(4)
LOKET, KASI, LURAH = range(3)
ON, BACK = EdgeKind.FORWARD, EdgeKind.RETURN


def placed(layout: Layout) -> list[tuple[str | None, int, tuple[int, ...], str]]:
    return [(node.step, node.lane, node.lanes, node.shape.value) for node in layout.nodes]


def drawn(layout: Layout) -> list[tuple[str, str | None, EdgeKind, str]]:
    return [(edge.source, edge.target, edge.kind, edge.label) for edge in layout.edges]


def test_symbols_of_the_office_sop_stand_in_its_columns() -> None:
    layout = lay_out(OFFICE)

    assert (layout.lanes, layout.rows) == (4, 8)
    assert [node.row for node in layout.nodes] == list(range(8))
    assert placed(layout) == [
        ("terima-disposisi", SEKRETARIS, (SEKRETARIS,), "terminator"),
        ("bentuk-tim", KASUBBAG, (KASUBBAG,), "process"),
        ("kumpulkan-data", TIM, (KASUBBAG, TIM), "process"),
        ("periksa-kasubbag", KASUBBAG, (KASUBBAG,), "decision"),
        ("periksa-sekretaris", SEKRETARIS, (SEKRETARIS,), "decision"),
        ("tanda-tangan", KASAT, (KASAT,), "decision"),
        ("terima-lkj", SEKRETARIS, (SEKRETARIS,), "process"),
        ("kirim-lkj", SEKRETARIS, (SEKRETARIS,), "terminator"),
    ]


def test_arrows_of_the_office_sop_lead_where_its_decisions_lead() -> None:
    assert drawn(lay_out(OFFICE)) == [
        ("terima-disposisi", "bentuk-tim", ON, ""),
        ("bentuk-tim", "kumpulkan-data", ON, ""),
        ("kumpulkan-data", "periksa-kasubbag", ON, ""),
        ("periksa-kasubbag", "periksa-sekretaris", ON, "Ya"),
        ("periksa-kasubbag", "kumpulkan-data", BACK, "Tidak"),
        ("periksa-sekretaris", "tanda-tangan", ON, "Ya"),
        ("periksa-sekretaris", "periksa-kasubbag", BACK, "Tidak"),
        ("tanda-tangan", "terima-lkj", ON, "Ya"),
        ("tanda-tangan", "periksa-sekretaris", BACK, "Tidak"),
        ("terima-lkj", "kirim-lkj", ON, ""),
    ]


def test_a_step_ordered_by_one_and_done_by_another_is_entered_where_it_is_ordered() -> None:
    node = lay_out(OFFICE).nodes[2]

    assert (node.entry_lane, node.lane) == (KASUBBAG, TIM)
    assert node.box.left < KASUBBAG + 0.5 < TIM + 0.5 < node.box.right


def test_the_other_sop_is_laid_out_by_the_same_code() -> None:
    layout = lay_out(OTHER)

    assert placed(layout) == [
        ("daftar", LOKET, (LOKET,), "terminator"),
        ("verifikasi", LOKET, (LOKET, KASI), "process"),
        ("konsep", KASI, (KASI,), "process"),
        ("tanda-tangan-lurah", LURAH, (LURAH,), "decision"),
        ("serah", LOKET, (LOKET,), "terminator"),
    ]
    assert drawn(layout) == [
        ("daftar", "verifikasi", ON, ""),
        ("verifikasi", "konsep", ON, ""),
        ("konsep", "tanda-tangan-lurah", ON, ""),
        ("tanda-tangan-lurah", "serah", ON, "Ya"),
        ("tanda-tangan-lurah", "verifikasi", BACK, "Tidak"),
    ]


@pytest.mark.parametrize("sop", [OFFICE, OTHER], ids=["office", "other"])
def test_no_two_arrows_cross_or_run_together(sop: Sop) -> None:
    edges = lay_out(sop).edges

    meeting = [
        (one.source, one.label, other.source, other.label)
        for one, other in combinations(edges, 2)
        if any(touch(a, b) for a in pieces(one) for b in pieces(other))
    ]

    assert meeting == []


@pytest.mark.parametrize("sop", [OFFICE, OTHER], ids=["office", "other"])
def test_the_same_sop_gives_the_same_picture(sop: Sop) -> None:
    assert lay_out(sop) == lay_out(sop)


def test_a_last_step_that_may_return_the_draft_stays_a_decision_and_gets_an_end() -> None:
    sop = an_sop(
        lanes=2,
        steps=[
            a_step(0, starters=[0], finishers=[0], on=1),
            a_step(1, starters=[1], finishers=[1], on=None, back=0),
        ],
    )

    layout = lay_out(sop)

    assert placed(layout) == [
        ("s0", 0, (0,), "terminator"),
        ("s1", 1, (1,), "decision"),
        (None, 1, (1,), "terminator"),
    ]
    assert ("s1", None, ON, "Ya") in drawn(layout)


def test_a_single_step_is_start_and_end() -> None:
    sop = an_sop(lanes=1, steps=[a_step(0, starters=[0], finishers=[0], on=None)])

    layout = lay_out(sop)

    assert placed(layout) == [("s0", 0, (0,), "terminator")]
    assert layout.edges == ()


@st.composite
def sops(draw: st.DrawFn) -> Sop:
    """Any flow of up to nine steps, sensible or not: the drawing must survive it."""
    lanes = draw(st.integers(1, 6))
    count = draw(st.integers(1, 9))
    roles = st.lists(st.integers(0, lanes - 1), min_size=1, max_size=3, unique=True)
    steps = []
    for number in range(count):
        later = [*range(number + 1, count), None]
        back = draw(st.none() | st.integers(0, number - 1)) if number else None
        onward = draw(st.sampled_from(later[:2]))
        step = a_step(number, starters=draw(roles), finishers=draw(roles), on=onward, back=back)
        steps.append(step)
    return an_sop(lanes=lanes, steps=steps)


@pytest.mark.no_cover
@given(sops())
@examples(120)
def test_every_arrow_runs_from_its_symbol_to_its_symbol_around_all_others(sop: Sop) -> None:
    layout = lay_out(sop)
    nodes = {node.step: node for node in layout.nodes}

    assert len(nodes) == layout.rows
    for edge in layout.edges:
        assert on_outline(edge.points[0], nodes[edge.source].box)
        assert on_outline(edge.points[-1], nodes[edge.target].box)
        assert all(a.x == b.x or a.y == b.y for a, b in pairwise(edge.points))
        assert not [
            node.step for node in layout.nodes for piece in pieces(edge) if inside(piece, node)
        ]
        assert all(0 < point.x < layout.lanes for point in edge.points)
        assert all(0 < point.y < layout.rows for point in edge.points)


@pytest.mark.no_cover
@given(sops())
@examples(60)
def test_every_decision_of_a_review_is_answered_beside_its_arrow(sop: Sop) -> None:
    layout = lay_out(sop)

    reviews = {node.step for node in layout.nodes if node.shape is Shape.DECISION}

    assert reviews == {step.id for step in sop.steps if Decision.REJECT in step.next}
    assert sorted(edge.label for edge in layout.edges if edge.source in reviews) == [
        *["Tidak"] * len(reviews),
        *["Ya"] * len(reviews),
    ]
    assert all((edge.label_place is None) == (edge.label == "") for edge in layout.edges)


def an_sop(*, lanes: int, steps: list[Step]) -> Sop:
    roles = tuple(Role(f"r{lane}", f"Peran {lane}", f"P{lane}", None) for lane in range(lanes))
    return replace(OFFICE, roles=roles, steps=tuple(steps))


def a_step(
    number: int,
    *,
    starters: list[int],
    finishers: list[int],
    on: int | None,
    back: int | None = None,
) -> Step:
    forward = Decision.SUBMIT if back is None else Decision.APPROVE
    routes = {forward: a_route(on)}
    if back is not None:
        routes[Decision.REJECT] = a_route(back)
    return Step(
        id=f"s{number}",
        number=number + 1,
        short_name=f"Langkah {number}",
        activity="Mengerjakan",
        starters=tuple(f"r{lane}" for lane in starters),
        finishers=tuple(f"r{lane}" for lane in finishers),
        standard=QualityStandard((), 5, "hasil"),
        next=routes,
        start_button="Mulai",
        reading="",
    )


def a_route(target: int | None) -> Route:
    return Route(None if target is None else f"s{target}", "Kirim", "Kirim lagi", None)


def pieces(edge: Edge) -> Iterator[Box]:
    for start, end in pairwise(edge.points):
        xs, ys = sorted((start.x, end.x)), sorted((start.y, end.y))
        yield Box(xs[0], ys[0], xs[1], ys[1])


def touch(one: Box, other: Box) -> bool:
    return (
        max(one.left, other.left) <= min(one.right, other.right)
        and max(one.top, other.top) <= min(one.bottom, other.bottom)
    )  # fmt: skip


def inside(piece: Box, node: Node) -> bool:
    box = node.box
    across = max(piece.left, box.left) < min(piece.right, box.right) or (
        box.left < piece.left == piece.right < box.right
    )
    down = max(piece.top, box.top) < min(piece.bottom, box.bottom) or (
        box.top < piece.top == piece.bottom < box.bottom
    )
    return across and down


def on_outline(point: Point, box: Box) -> bool:
    on_side = point.x in (box.left, box.right) and box.top <= point.y <= box.bottom
    on_edge = point.y in (box.top, box.bottom) and box.left <= point.x <= box.right
    return on_side or on_edge
