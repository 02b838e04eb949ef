"""Whatever is typed is stored and comes back, or is refused in words; short runs."""

from collections.abc import Callable

import pytest

from tests.torture import exporting, screens, typing_in
from tests.torture.tally import Tally

pytestmark = pytest.mark.slow


@pytest.mark.postgres
@pytest.mark.parametrize("seed", [0, 1], ids=["sqlite", "postgres"])
def test_use_cases_keep_or_refuse_every_input(
    seed: int, monkeypatch: pytest.MonkeyPatch, figure: Callable[[str, str], None]
) -> None:
    monkeypatch.setattr(typing_in, "INPUTS", 120)

    _holds(typing_in.batch(seed), figure)


def test_screens_keep_or_refuse_every_input(
    monkeypatch: pytest.MonkeyPatch, figure: Callable[[str, str], None]
) -> None:
    monkeypatch.setattr(screens, "INPUTS", 9)

    _holds(screens.batch(1), figure)


def test_no_cell_becomes_a_formula() -> None:
    assert exporting.in_openpyxl(1).broken == ()


def _holds(tally: Tally, figure: Callable[[str, str], None]) -> None:
    figure("inputs", f"{tally.rounds}, {tally.facts['tersimpan']} stored")
    assert 0 < tally.facts["tersimpan"] < tally.rounds
    assert tally.broken == ()
