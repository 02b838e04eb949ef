"""By months where returns are frequent, between two returns where they are rare."""

from pathlib import Path
from typing import Any

import pytest

from lkj.usecases import returns_behaviour_reading as reading
from lkj.usecases.behaviour_reading import in_periods
from lkj.usecases.office import Office
from lkj.usecases.process_changes import process_changes
from tests.analytics.test_return_behaviour import days, months
from tests.analytics.visit_frame import STEPS, frame_of
from tests.support.sops import office_sop
from tests.support.staffed import staffed_office
from tests.usecases.populations import population_of

STEP = office_sop().step(STEPS[3])


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def looked_at(office: Office, passes: list[dict[str, Any]]) -> Any:
    about = population_of(office, frame_of(*passes))
    table = in_periods(about, process_changes(office, office_sop()))
    return about, table, reading.returns_series(table, STEP, about)


def test_frequent_returns_are_shares_of_months(office: Office) -> None:
    about, passes, found = looked_at(office, months(*["AAAAAAAARR"] * 9, "ARRRRRRRRR"))

    kind, rows = found
    assert kind == reading.BY_MONTH
    assert reading.returns_sentence(kind, rows, STEP) == (
        "Langkah 4: 1 dari 10 bulan di luar kebiasaan"
    )
    points = reading.months_rows(rows)
    assert points["label"].tolist()[-1] == "Okt 2025"
    assert points["is_signal"].tolist() == [False] * 9 + [True]
    cells = reading.returns_cells(kind, rows, about)
    assert cells[-1] == ["Okt 2025", "9 dari 10", "0%–69%", "ya"]
    behind = reading.decisions_behind(passes, kind, ["2025-10"], step=STEP, about=about)
    assert len(behind) == 10


def test_rare_returns_are_counted_by_what_was_approved_between_them(office: Office) -> None:
    text = "R" + "".join("A" * n + "R" for n in [40, 80] * 5)
    about, passes, found = looked_at(office, days(text))

    kind, rows = found
    assert kind == reading.BETWEEN
    assert reading.returns_sentence(kind, rows, STEP) == (
        "Langkah 4: pengembalian seperti biasanya"
    )
    points = reading.between_rows(rows, about)
    assert points["value"].tolist() == [40, 80] * 5
    cells = reading.returns_cells(kind, rows, about)
    # Centre 60, range 40: 60 ± 106.4.
    assert cells[0][1:] == ["40", "0,0–166,4", "tidak"]
    key = points["key"].iloc[0]
    assert len(reading.decisions_behind(passes, kind, [key], step=STEP, about=about)) == 1


def test_too_few_returns_are_said_with_what_is_needed(office: Office) -> None:
    about, passes, found = looked_at(office, days("AARAA"))

    assert found is None
    assert reading.still_needed(passes, STEP, about).endswith(
        "baru ada 1 pengembalian dalam 1 bulan."
    )
