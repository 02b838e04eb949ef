"""Every picture of a monitoring page leads to its rows, with the filters of the page."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from lkj.ui.navigation import MONITORING
from lkj.usecases.pictures import PICTURES
from tests.pages.stage import SEVERAL, Stage, markup, on_stage

MONEV = "monev"
_LINK = re.compile(r'href="(/unduh/gambar/[^"]+)"')


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


def links(at: AppTest) -> list[str]:
    return [link.replace("&amp;", "&") for link in _LINK.findall(markup(at))]


def pictures(at: AppTest) -> list[str]:
    """The names by which the charts of a page are known."""
    keys = [chart.proto.id.rsplit("-", 1)[-1] for chart in at.get("plotly_chart")]
    return [key.removeprefix("home_") for key in keys]


@pytest.mark.parametrize("page", [screen.script for screen in MONITORING])
def test_every_picture_is_registered_and_has_both_links(several: Stage, page: str) -> None:
    at = several.look(MONEV, page)

    offered = [urlsplit(link).path for link in links(at)]
    assert set(pictures(at)) <= set(PICTURES)
    for name in pictures(at):
        for file_format in ("csv", "xlsx"):
            assert offered.count(f"/unduh/gambar/{name}.{file_format}") == 1
    assert {path.split("/")[-1].split(".")[0] for path in offered} <= set(PICTURES)


def test_links_carry_the_filters_and_the_step_that_is_looked_at(several: Stage) -> None:
    at = several.look(MONEV, "analysis")

    curve = next(link for link in links(at) if "/curve.csv" in link)

    query = parse_qs(urlsplit(curve).query)
    assert query["satu-langkah"] == ["kumpulkan-data"]
    assert query["dari"] == ["2025-03-02"]
