"""BPMN of SOPs: every rule of the schema that we can state, and where everything stands.

The schemas of OMG are not kept here; `make peers` validates the same files against them.
"""

from collections import Counter
from dataclasses import replace
from itertools import pairwise

import pytest

from lkj.charts.sop_bpmn import sop_bpmn
from lkj.domain.sop import Decision, Sop
from tests.charts.bpmn_file import DI, MODEL, NODES, Bpmn, is_on_border, opened
from tests.support.sops import office_sop, other_sop


def ending_with_a_review() -> Sop:
    """The other SOP without its last step: the signature finishes the report."""
    sop = other_sop()
    last = sop.steps[3]
    finished = replace(last.next[Decision.APPROVE], target=None)
    cut = replace(last, next={**last.next, Decision.APPROVE: finished})
    return replace(sop, id="berakhir-pemeriksaan", steps=(*sop.steps[:3], cut))


SOPS = [office_sop(), other_sop(), ending_with_a_review()]
every_sop = pytest.mark.parametrize("sop", SOPS, ids=lambda sop: sop.id)


def bpmn(sop: Sop) -> Bpmn:
    return opened(sop_bpmn(sop))


@every_sop
def test_every_role_is_a_lane_and_the_lanes_share_out_all_nodes(sop: Sop) -> None:
    file = bpmn(sop)

    assert list(file.named("lane").values()) == [role.name for role in sop.roles]
    held = [ref for lane in file.all("lane") for ref in file.texts(lane, "flowNodeRef")]
    assert sorted(held) == sorted(file.named(*NODES))


@every_sop
def test_every_step_is_a_task_and_every_review_has_a_gateway(sop: Sop) -> None:
    file = bpmn(sop)

    tasks = [name for key, name in file.named("userTask").items() if key.startswith("langkah_")]
    assert tasks == [f"{step.number}. {step.short_name}" for step in sop.steps]
    reviews = [step.id for step in sop.steps if step.is_review]
    assert list(file.named("exclusiveGateway")) == [f"keputusan_{one}" for one in reviews]
    assert len(file.named("startEvent")) == len(file.named("endEvent")) == 1


def test_a_step_that_others_order_is_two_tasks_and_a_return_skips_the_order() -> None:
    flows = set(bpmn(office_sop()).flows.values())

    order, work = "perintah_kumpulkan-data", "langkah_kumpulkan-data"
    assert {("langkah_bentuk-tim", order), (order, work)} <= flows
    assert ("keputusan_periksa-kasubbag", work) in flows
    assert bpmn(office_sop()).named("userTask")[order] == "Perintahkan pengumpulan data"


@every_sop
def test_flows_are_the_routes_of_the_sop(sop: Sop) -> None:
    file = bpmn(sop)
    names = {flow.attrib["id"]: flow.get("name") for flow in file.all("sequenceFlow")}

    back = {
        (f"keputusan_{step.id}", f"langkah_{step.next[Decision.REJECT].target}")
        for step in sop.steps
        if step.is_review
    }
    said = {pair: names[key] for key, pair in file.flows.items()}
    assert {pair for pair, name in said.items() if name == "Tidak"} == back
    answered = Counter(source for (source, _), name in said.items() if name)
    assert set(answered.values()) == {2}


@every_sop
def test_ids_are_unique_and_every_reference_leads_somewhere(sop: Sop) -> None:
    file = bpmn(sop)

    ids = [one.attrib["id"] for one in file.root.iter() if "id" in one.attrib]
    assert [one for one, n in Counter(ids).items() if n > 1] == []
    refs = [end for flow in file.flows.values() for end in flow]
    refs += [one.text or "" for one in file.all("incoming", "outgoing", "flowNodeRef")]
    refs += [
        one.attrib["bpmnElement"] for one in file.root.iter() if "bpmnElement" in one.attrib
    ]
    assert set(refs) <= set(ids)


@every_sop
def test_nodes_name_the_flows_that_come_and_go(sop: Sop) -> None:
    file = bpmn(sop)

    for node in file.all(*NODES):
        came = {key for key, (_, to) in file.flows.items() if to == node.attrib["id"]}
        left = {key for key, (source, _) in file.flows.items() if source == node.attrib["id"]}
        assert set(file.texts(node, "incoming")) == came
        assert set(file.texts(node, "outgoing")) == left
        assert bool(came) is (node.tag != MODEL + "startEvent")
        assert bool(left) is (node.tag != MODEL + "endEvent")


@every_sop
def test_elements_stand_in_the_order_of_the_schema(sop: Sop) -> None:
    root = bpmn(sop).root

    assert [child.tag for child in root] == [
        MODEL + "collaboration",
        MODEL + "process",
        DI + "BPMNDiagram",
    ]
    process = root[1]
    assert process[0].tag == MODEL + "laneSet"
    order = ["documentation", "incoming", "outgoing"]
    for node in process[1:]:
        places = [order.index(child.tag.removeprefix(MODEL)) for child in node]
        assert places == sorted(places)


@every_sop
def test_everything_is_drawn_and_every_line_joins_its_two_shapes(sop: Sop) -> None:
    file = bpmn(sop)

    assert set(file.shapes) == {"kolam", *file.named("lane"), *file.named(*NODES)}
    assert set(file.ways) == set(file.flows)
    for key, way in file.ways.items():
        source, target = file.flows[key]
        assert is_on_border(way[0], file.shapes[source]), key
        assert is_on_border(way[-1], file.shapes[target]), key
        assert all(min(abs(a - c), abs(b - d)) < 0.5 for (a, b), (c, d) in pairwise(way)), key


@every_sop
def test_every_node_stands_within_its_lane(sop: Sop) -> None:
    file = bpmn(sop)

    for lane in file.all("lane"):
        _, top, _, height = file.shapes[lane.attrib["id"]]
        for ref in file.texts(lane, "flowNodeRef"):
            _, y, _, h = file.shapes[ref]
            assert top <= y <= y + h <= top + height


def test_a_task_says_what_the_sheet_says() -> None:
    file = bpmn(office_sop())
    step = office_sop().step("kumpulkan-data")

    task = next(t for t in file.all("userTask") if t.attrib["id"] == "langkah_kumpulkan-data")

    said = file.texts(task, "documentation")[0]
    assert said.startswith(step.activity)
    assert "Memulai: Kasubbag Renja dan Monev. Menyelesaikan: Tim LKj." in said
    assert f"Mutu baku waktu: {step.standard.minutes} menit kerja." in said
