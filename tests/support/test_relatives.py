"""`make test` runs something for everything that it leaves to `make check`."""

from dataclasses import dataclass, field

import pytest

from tests.support.relatives import COLLECTED, LEFT_OUT, in_make_test, without_relative
from tests.support.settings import ROOT


@dataclass(frozen=True)
class Found:
    """A collected test."""

    nodeid: str
    marks: dict[str, pytest.Mark] = field(default_factory=dict)

    def get_closest_marker(self, name: str) -> pytest.Mark | None:
        return self.marks.get(name)


def thorough(nodeid: str, *named: str) -> Found:
    return Found(nodeid, {"thorough": pytest.mark.thorough(*named).mark})


QUICK = Found("tests/a.py::test_short")


def test_every_thorough_test_has_a_shorter_relative_in_make_test(
    request: pytest.FixtureRequest,
) -> None:
    assert without_relative(request.config.stash[COLLECTED]) == []


def test_the_marks_are_those_that_make_test_leaves_out() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    (said,) = [line for line in makefile.splitlines() if line.startswith("QUICK := ")]

    assert set(said.removeprefix("QUICK := ").split(" and ")) == {
        f"not {mark}" for mark in LEFT_OUT
    }


@pytest.mark.parametrize(
    "long",
    [
        thorough("tests/a.py::test_long", "test_short"),
        thorough("tests/b.py::test_long", "tests/a.py::test_short"),
        thorough("tests/a.py::test_short[more]"),
        thorough("tests/b.py::test_long", "tests/elsewhere.py::test_short"),
    ],
)
def test_a_relative_is_found(long: Found) -> None:
    assert without_relative([QUICK, long]) == []


@pytest.mark.parametrize(
    ("long", "said"),
    [
        (
            thorough("tests/b.py::test_long[1]"),
            "tests/b.py::test_long -> tests/b.py::test_long",
        ),
        (
            thorough("tests/a.py::test_long", "test_gone"),
            "tests/a.py::test_long -> tests/a.py::test_gone",
        ),
        (
            thorough("tests/b.py::test_long", "test_short"),
            "tests/b.py::test_long -> tests/b.py::test_short",
        ),
    ],
)
def test_a_relative_that_is_not_run_is_told(long: Found, said: str) -> None:
    assert without_relative([QUICK, long]) == [said]


def test_a_thorough_relative_is_none() -> None:
    other = thorough("tests/b.py::test_other", "tests/a.py::test_short")
    long = thorough("tests/b.py::test_long", "test_other")

    assert without_relative([QUICK, other, long]) == [
        "tests/b.py::test_long -> tests/b.py::test_other"
    ]
    assert in_make_test([QUICK, other, long]) == {QUICK.nodeid}
