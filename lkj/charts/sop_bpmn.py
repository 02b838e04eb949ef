"""An SOP as BPMN 2.0 with lanes, gateways and coordinates, for modelling tools."""

import io
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from lkj.charts.bpmn_plan import LANE, Element, Flow, Kind, Plan, bpmn_plan
from lkj.domain.sop import Role, Sop, Step

NAMESPACES = {
    "xmlns": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
}
PROCESS, POOL = "proses", "kolam"
_TITLE = 30.0  # width of the pool's own name


def sop_bpmn(sop: Sop) -> bytes:
    """Write an SOP as BPMN 2.0: a pool with a lane for each role, and its diagram.

    Tasks carry the sheet's sentence, its mutu baku and who may act as documentation. Returns
    are sequence flows like any other; the process is not executable.
    """
    out = io.BytesIO()
    xml = _Xml(XMLGenerator(out, "UTF-8", short_empty_elements=True))
    plan = bpmn_plan(sop)
    xml.generator.startDocument()
    target = f"urn:lkj:sop:{sop.id}:{sop.version}"
    with xml.element(
        "definitions", {"id": "definisi", "targetNamespace": target, **NAMESPACES}
    ):
        with xml.element("collaboration", {"id": "kolaborasi"}):
            facts = {"id": POOL, "name": sop.title, "processRef": PROCESS}
            xml.empty("participant", facts)
        with xml.element(
            "process", {"id": PROCESS, "name": sop.title, "isExecutable": "false"}
        ):
            _lanes(xml, sop, plan)
            for element in plan.elements:
                _node(xml, sop, element, plan.flows)
            for flow in plan.flows:
                named = {"name": flow.name} if flow.name else {}
                ends = {"sourceRef": flow.source, "targetRef": flow.target}
                xml.empty("sequenceFlow", {"id": flow.id, **named, **ends})
        _diagram(xml, sop, plan)
    xml.generator.endDocument()
    return out.getvalue()


class _Xml:
    """Elements one in another, each on a line of its own."""

    def __init__(self, generator: XMLGenerator) -> None:
        self.generator = generator

    @contextmanager
    def element(self, name: str, facts: Mapping[str, str]) -> Iterator[None]:
        self.generator.characters("\n")
        self.generator.startElement(name, AttributesImpl(dict(facts)))
        yield
        self.generator.endElement(name)

    def empty(self, name: str, facts: Mapping[str, str]) -> None:
        with self.element(name, facts):
            pass

    def text(self, name: str, content: str) -> None:
        with self.element(name, {}):
            self.generator.characters(content)


def _lanes(xml: _Xml, sop: Sop, plan: Plan) -> None:
    with xml.element("laneSet", {"id": "lajur"}):
        for place, role in enumerate(sop.roles):
            with xml.element("lane", {"id": _lane_id(role), "name": role.name}):
                for element in plan.elements:
                    if element.lane == place:
                        xml.text("flowNodeRef", element.id)


def _node(xml: _Xml, sop: Sop, element: Element, flows: Sequence[Flow]) -> None:
    facts = {"id": element.id, "name": element.name}
    if element.kind is Kind.GATEWAY:
        facts["gatewayDirection"] = "Diverging"
    with xml.element(element.kind.value, facts):
        if element.kind is Kind.TASK and element.step:
            xml.text("documentation", _documentation(sop, element.step))
        for flow in flows:
            if flow.target == element.id:
                xml.text("incoming", flow.id)
        for flow in flows:
            if flow.source == element.id:
                xml.text("outgoing", flow.id)


def _documentation(sop: Sop, step: Step) -> str:
    starters, finishers = (
        " atau ".join(sop.role(role).name for role in roles)
        for roles in (step.starters, step.finishers)
    )
    parts = [
        step.activity,
        f"Memulai: {starters}. Menyelesaikan: {finishers}.",
        f"Mutu baku waktu: {step.standard.minutes} menit kerja.",
        f"Kelengkapan: {'; '.join(step.standard.inputs) or '-'}.",
        f"Output: {step.standard.output or '-'}.",
    ]
    return "\n".join(parts)


def _diagram(xml: _Xml, sop: Sop, plan: Plan) -> None:
    with (
        xml.element("bpmndi:BPMNDiagram", {"id": "diagram"}),
        xml.element("bpmndi:BPMNPlane", {"id": "bidang", "bpmnElement": "kolaborasi"}),
    ):
        _shape(xml, POOL, (0.0, 0.0, plan.width, plan.height), is_lane=True)
        for place, role in enumerate(sop.roles):
            area = (_TITLE, place * LANE, plan.width - _TITLE, LANE)
            _shape(xml, _lane_id(role), area, is_lane=True)
        for element in plan.elements:
            _shape(xml, element.id, element.bounds, is_lane=False)
        for flow in plan.flows:
            facts = {"id": f"garis_{flow.id}", "bpmnElement": flow.id}
            with xml.element("bpmndi:BPMNEdge", facts):
                for x, y in flow.way:
                    xml.empty("di:waypoint", {"x": _pixels(x), "y": _pixels(y)})


def _shape(
    xml: _Xml, of: str, area: tuple[float, float, float, float], *, is_lane: bool
) -> None:
    facts = {"id": f"bentuk_{of}", "bpmnElement": of}
    if is_lane:
        facts["isHorizontal"] = "true"
    with xml.element("bpmndi:BPMNShape", facts):
        names = ("x", "y", "width", "height")
        xml.empty("dc:Bounds", dict(zip(names, map(_pixels, area), strict=True)))


def _lane_id(role: Role) -> str:
    return f"lajur_{role.id}"


def _pixels(value: float) -> str:
    return f"{value:.1f}"
