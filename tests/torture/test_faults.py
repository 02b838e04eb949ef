"""An act on a disk that fails leaves the old state or the new one, and passes afterwards."""

import errno
from collections.abc import Callable

import pytest

from tests.support.missing import needs
from tests.torture import disk
from tests.torture.fault_acts import ACTS
from tests.torture.fault_runner import FULL, ONCE, READING
from tests.torture.faults import FAILING, FILLING, at_every_operation

pytestmark = pytest.mark.slow
# Those that touch the database, the files, and a copy of both; all others in the long run.
SHORT = [
    ("move", errno.EIO, READING),
    pytest.param("attach", errno.ENOSPC, ONCE, marks=pytest.mark.thorough),
    pytest.param("attach", errno.ENOSPC, FULL, marks=pytest.mark.thorough),
]


@pytest.fixture(autouse=True, scope="module")
def compiler() -> None:
    needs("a watched disk", found=disk.is_possible(), how=disk.HOW)


@pytest.mark.parametrize(("act", "error", "way"), SHORT)
def test_an_error_at_any_operation_is_clean(
    act: str, error: int, way: str, figure: Callable[[str, str], None]
) -> None:
    tally = at_every_operation([(act, error, way)], stride=3)

    figure("operations that failed", f"{act}, {way}: {tally.rounds}")
    assert tally.rounds > 5
    assert tally.broken == ()


@pytest.mark.thorough("test_an_error_at_any_operation_is_clean")
@pytest.mark.parametrize(("error", "way"), [(errno.EIO, READING), (errno.ENOSPC, FULL)])
def test_a_backup_on_a_failing_disk_is_told_and_can_be_made_again(error: int, way: str) -> None:
    tally = at_every_operation([("backup", error, way)], stride=25)

    assert tally.rounds > 2
    assert tally.broken == ()


def test_the_long_run_fails_and_fills_under_every_act() -> None:
    assert {act for act, *_ in FAILING} == {act for act, *_ in FILLING} == set(ACTS)
