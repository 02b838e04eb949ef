"""SVG elements: whatever the text, the markup stays one element."""

from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from lkj.charts.svg import element, number, plain


def test_names_of_attributes_are_written_as_svg_has_them() -> None:
    assert element("text", "a", class_="b", font_size=9.04, fill=None) == (
        '<text class="b" font-size="9">a</text>'
    )


def test_numbers_are_short() -> None:
    assert [number(value) for value in (3.0, 3.14, -0.5, 120)] == ["3", "3.1", "-0.5", "120"]


@given(st.text())
def test_any_text_stays_text(text: str) -> None:
    parsed = ET.fromstring(element("text", plain(text), title=text))  # noqa: S314 -- our own

    assert list(parsed) == []
    assert set(parsed.attrib) == {"title"}
