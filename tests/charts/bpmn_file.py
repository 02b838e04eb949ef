"""BPMN files opened again: elements, references, and where everything is drawn."""

from dataclasses import dataclass
from xml.etree import ElementTree

MODEL = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI = "{http://www.omg.org/spec/BPMN/20100524/DI}"
BOUNDS = "{http://www.omg.org/spec/DD/20100524/DC}Bounds"
WAYPOINT = "{http://www.omg.org/spec/DD/20100524/DI}waypoint"
NODES = ("startEvent", "userTask", "exclusiveGateway", "endEvent")
Area = tuple[float, float, float, float]


@dataclass(frozen=True)
class Bpmn:
    """What a file says, by id."""

    root: ElementTree.Element

    def all(self, *names: str) -> list[ElementTree.Element]:
        """Every element of these names, in the order of the file."""
        wanted = {MODEL + name for name in names}
        return [one for one in self.root.iter() if one.tag in wanted]

    def named(self, *names: str) -> dict[str, str]:
        """Id and name of every element of these kinds."""
        return {one.attrib["id"]: one.get("name", "") for one in self.all(*names)}

    def texts(self, parent: ElementTree.Element, name: str) -> list[str]:
        return [one.text or "" for one in parent.findall(MODEL + name)]

    @property
    def flows(self) -> dict[str, tuple[str, str]]:
        return {
            one.attrib["id"]: (one.attrib["sourceRef"], one.attrib["targetRef"])
            for one in self.all("sequenceFlow")
        }

    @property
    def shapes(self) -> dict[str, Area]:
        """The area of each drawn element."""
        found = {}
        for one in self.root.iter(DI + "BPMNShape"):
            bounds = one.find(BOUNDS)
            assert bounds is not None
            x, y, width, height = (
                float(bounds.attrib[key]) for key in ("x", "y", "width", "height")
            )
            found[one.attrib["bpmnElement"]] = (x, y, width, height)
        return found

    @property
    def ways(self) -> dict[str, list[tuple[float, float]]]:
        """The points of each drawn flow."""
        return {
            edge.attrib["bpmnElement"]: [
                (float(point.attrib["x"]), float(point.attrib["y"]))
                for point in edge.findall(WAYPOINT)
            ]
            for edge in self.root.iter(DI + "BPMNEdge")
        }


def opened(content: bytes) -> Bpmn:
    return Bpmn(ElementTree.fromstring(content))  # noqa: S314  # our own file


def is_on_border(point: tuple[float, float], area: Area) -> bool:
    """Whether a line touches a shape there, to half a pixel."""
    (x, y), (left, top, width, height) = point, area
    across = (abs(x - left), abs(x - left - width))
    along = (abs(y - top), abs(y - top - height))
    is_inside = left - 0.5 <= x <= left + width + 0.5 and top - 0.5 <= y <= top + height + 0.5
    return is_inside and min(*across, *along) < 0.5
