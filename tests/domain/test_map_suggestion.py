from zoneinfo import ZoneInfo

import pytest

from lkj.domain.log_map import ActKind, LogColumns, MappedActivity
from lkj.domain.map_suggestion import suggest_columns, suggest_map
from lkj.errors import InvalidLogMap

COLUMNS = LogColumns("id", "apa", "kapan")
ZONE = ZoneInfo("Asia/Pontianak")


def test_columns_are_those_given_and_guesses_for_the_others() -> None:
    columns = suggest_columns(["case_id", "nomor", "apa", "timestamp"], {"activity": "apa"})

    assert columns == LogColumns("case_id", "apa", "timestamp")


def test_columns_that_are_not_there_or_not_known_are_all_told() -> None:
    with pytest.raises(InvalidLogMap) as refused:
        suggest_columns(["a", "", "b"], {"activity": "c"})

    told = [str(one) for one in refused.value.facts["problems"]]  # type: ignore[attr-defined]
    assert told == [
        'kolom.aktivitas: Kolom "c" tidak ada: "a", "b".',
        'kolom.kasus: Tidak dikenali; sebutkan salah satu dari: "a", "b".',
        'kolom.selesai: Tidak dikenali; sebutkan salah satu dari: "a", "b".',
    ]


def test_approvals_and_returns_of_the_same_thing_are_one_step() -> None:
    names = ["Kirim", "Konsep APPROVED by KEPALA", "Konsep REJECTED by KEPALA", "Kirim!"]

    assert suggest_map(COLUMNS, names, zone=ZONE).activities == (
        MappedActivity("Kirim", "kirim", ActKind.SUBMITTED),
        MappedActivity(names[1], "konsep-kepala", ActKind.APPROVED, "kepala"),
        MappedActivity(names[2], "konsep-kepala", ActKind.REJECTED, "kepala"),
        MappedActivity("Kirim!", "kirim-2", ActKind.SUBMITTED),
    )


def test_names_that_no_file_can_hold_are_left_out() -> None:
    assert suggest_map(COLUMNS, ["a\r\nb", "\x85"], zone=ZONE).activities == ()
