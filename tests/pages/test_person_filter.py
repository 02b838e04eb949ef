"""The filter of persons: offered to whom there is somebody to read, and never beyond."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from lkj.ui.filters import PERSONS
from tests.pages.stage import KASUBBAG, SEVERAL, TIM, Stage, headers, markup, on_stage

MONEV, ADMINISTRATOR = "monev", "administrator"
OWN = "Orang"


@pytest.fixture(scope="module")
def several(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with on_stage(SEVERAL, tmp_path_factory.mktemp("kantor")) as opened:
        yield opened


def offered(at: AppTest) -> list[str]:
    """The persons who can be chosen."""
    return [one for box in at.sidebar.multiselect if box.label == OWN for one in box.options]


def ways(at: AppTest) -> int:
    """How many returns the page lists."""
    return markup(at).count("(langkah ")


@pytest.mark.parametrize(
    ("who", "n_offered"), [(MONEV, 8), (KASUBBAG, 2), (TIM, 1), (ADMINISTRATOR, 0)]
)
def test_only_persons_who_may_be_read_are_offered(
    several: Stage, who: str, n_offered: int
) -> None:
    at = several.look(who, "rejections")

    assert len(offered(at)) == n_offered


def test_own_reviews_are_what_is_left(several: Stage) -> None:
    at = several.open(KASUBBAG, "rejections")
    whole = headers(at)[0]

    at.sidebar.multiselect(key=PERSONS).set_value([KASUBBAG]).run()

    assert not at.exception
    assert headers(at)[0] != whole
    assert headers(at)[0].startswith("Konsep dikembalikan 1 kali dari ")
    assert ways(at) == 1
    assert f"orang={KASUBBAG}" in markup(at)


@pytest.mark.parametrize("who", [TIM, ADMINISTRATOR])
def test_a_forged_choice_leaves_no_trace(several: Stage, who: str) -> None:
    at = several.open(who, "rejections")
    whole = headers(at)[0]

    at.session_state["kept_filters"] = {PERSONS: [KASUBBAG]}
    at.query_params[PERSONS] = KASUBBAG
    at.run()

    assert not at.exception
    assert headers(at)[0] == whole
    assert "orang=" not in markup(at)
