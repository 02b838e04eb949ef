"""What scoreboard, SOP picture, waiting and years say, by passes typed by hand."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.schema import ClockQuality, Outcome
from lkj.usecases import overlay_reading, scoreboard_reading, waiting_reading, years_reading
from lkj.usecases.office import Office
from lkj.usecases.population import Population, of_all_time
from lkj.usecases.time_reading import time_summary
from tests.analytics.test_waiting_causes import Work
from tests.analytics.test_waiting_causes import visits as waits
from tests.analytics.traces import traces
from tests.analytics.visit_frame import STEPS, bounded, frame_of, spent
from tests.support.sops import other_sop
from tests.support.staffed import staffed_office
from tests.usecases.populations import population_of

TEAM, DATA, REVIEW = STEPS[1:4]  # mutu baku 20, 60, 20 menit


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def numbered(*passes: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"report_id": f"R{n}"} | one for n, one in enumerate(passes)]


@pytest.fixture
def about(office: Office) -> Population:
    """Step 4: 15, 20, 35 of 20 minutes; step 2: 10 and 25; step 3: its start unknown."""
    reviews = numbered(*spent(15, 20, 35))
    team = numbered(*spent(10, 25, step=TEAM))
    unknown = numbered(bounded(30, step=DATA, standard_minutes=60))
    return population_of(office, frame_of(*reviews, *team, *unknown))


def test_the_scoreboard_judges_medians_from_three_passes_on(about: Population) -> None:
    summary = time_summary(about)

    rows = scoreboard_reading.scoreboard_rows(summary, about)

    shown = rows.set_index("key")
    assert shown.loc[REVIEW, ["median", "words"]].tolist() == [
        1,
        "median 20 menit · 2 dari 3 sesuai",
    ]
    assert pd.isna(shown.loc[REVIEW, "high"])  # from 7 on
    assert shown.loc[TEAM, "words"] == "1 dari 2 sesuai"
    assert shown.loc[DATA, "words"] == "waktu belum diketahui"
    assert shown.loc[STEPS[7], "words"] == "belum ada pelaksanaan"
    sentence = scoreboard_reading.scoreboard_sentence(rows, about)
    assert sentence == "Median 1 langkah yang dapat dinilai sesuai mutu baku waktu"
    cells = scoreboard_reading.scoreboard_cells(summary, about)
    assert cells[3] == [
        "4. Periksa Kasubbag",
        "20 menit",
        "20 menit",
        "–",
        "2 dari 3",
        "3 dari 3",
    ]
    assert cells[7][2:] == ["–"] * 4


def test_two_passes_are_two_dots_and_a_median_over_the_standard_is_named(
    office: Office, about: Population
) -> None:
    dots = scoreboard_reading.scoreboard_dots(time_summary(about), about)
    assert dots["value"].tolist() == [0.5, 1.25]
    assert dots["row"].tolist() == [1, 1]
    assert dots["is_over"].tolist() == [False, True]

    late = population_of(office, frame_of(*numbered(*spent(25, 30, 35))))
    rows = scoreboard_reading.scoreboard_rows(time_summary(late), late)
    sentence = scoreboard_reading.scoreboard_sentence(rows, late)
    assert (
        sentence
        == "Median langkah 4 melewati mutu baku waktu, dari 1 langkah yang dapat dinilai"
    )


def test_boxes_say_their_median_or_why_they_have_none(about: Population) -> None:
    boxes = overlay_reading.overlay_boxes(time_summary(about), about).set_index("step")

    assert boxes.loc[REVIEW, "name"] == "4. Periksa Kasubbag"
    assert boxes.loc[REVIEW, "lines"] == ("median 20 menit", "mutu baku 20")
    assert boxes.loc[TEAM, "lines"][0] == "2 diketahui"
    assert boxes.loc[DATA, "lines"][0] == "waktu belum diketahui"
    assert boxes.loc[STEPS[7], "lines"][0] == "tidak ada pelaksanaan"
    assert boxes["ratio"].notna().sum() == 1
    assert "3 dari 3 pelaksanaan diketahui waktunya" in boxes.loc[REVIEW, "hover"]


def test_the_worst_box_is_told_with_how_many_times_its_standard(office: Office) -> None:
    late = population_of(office, frame_of(*numbered(*spent(30, 36, 90))))
    summary = time_summary(late)

    boxes = overlay_reading.overlay_boxes(summary, late)

    sentence = overlay_reading.overlay_sentence(boxes, late)
    assert sentence == "Langkah 4 paling jauh di atas mutu baku waktu: median 1,8 kalinya"
    assert bool(boxes.set_index("step").loc[REVIEW, "is_over"])
    assert boxes.set_index("step").loc[REVIEW, "lines"][1] == "melewati mutu baku 20"
    cells = overlay_reading.overlay_cells(summary, boxes, late)
    assert cells[3][2:5] == ["36 menit", "1,8×", "3 dari 3"]


def test_arrows_count_returns_decided_and_passes_come(office: Office) -> None:
    about = population_of(office, traces("1 2 3 4R(10) 3 4A(10) 5R(5) 4A(5)", "1 2 3 4R(10)"))

    arrows = overlay_reading.overlay_arrows(about)

    counted = arrows.set_index(["source", "step", "is_returned"])["n"].to_dict()
    assert counted[(REVIEW, DATA, True)] == 2
    assert counted[(STEPS[4], REVIEW, True)] == 1
    assert counted[(DATA, REVIEW, False)] == 3  # the return of step 5 is no arrow of these
    assert counted[(STEPS[5], STEPS[4], True)] == 0
    words = arrows.set_index(["source", "step"])["words"].to_dict()
    assert (words[(REVIEW, DATA)], words[(DATA, REVIEW)]) == ("2×", "")
    cells = overlay_reading.arrow_cells(arrows, about)
    assert ["4. Periksa Kasubbag", "3. Kumpulkan data", "dikembalikan", "2", "0", "–"] in cells
    assert overlay_reading.longest_wait(arrows, about) == "Lama menunggu belum cukup diketahui"


def test_a_box_and_an_arrow_lead_to_their_passes(office: Office) -> None:
    about = population_of(office, traces("1 2 3 4R(10) 3 4A(10) 5R(5) 4A(5)", "1 2 3 4R(10)"))

    box = overlay_reading.overlay_passes(about, [REVIEW])
    onwards = overlay_reading.overlay_passes(about, [f"{DATA}>{REVIEW}"])
    back = overlay_reading.overlay_passes(about, [f"{REVIEW}<{DATA}"])

    assert len(box) == 4
    assert len(onwards) == 3
    assert back["outcome"].tolist() == [Outcome.REJECTED] * 2
    assert overlay_reading.overlay_passes(about, []).empty


def test_another_sop_has_its_own_picture(tmp_path: Path) -> None:
    sop = other_sop()
    office = staffed_office(tmp_path, sop=sop)
    about = population_of(office, traces("1(5) 2(15) 3(20) 4R(10) 2", "1(5)", "1(5)", sop=sop))
    summary = time_summary(about)

    boxes = overlay_reading.overlay_boxes(summary, about)
    arrows = overlay_reading.overlay_arrows(about)

    assert boxes["step"].tolist() == [step.id for step in sop.steps]
    assert boxes.loc[0, ["name", "lines"]].tolist() == [
        "1. Daftar",
        ("median 5 menit", "mutu baku 5"),
    ]
    back = arrows[arrows["is_returned"]]
    assert back[["source", "step", "n"]].to_numpy().tolist() == [
        ["tanda-tangan-lurah", "verifikasi", 1]
    ]


def test_waiting_is_told_with_what_the_records_explain(office: Office) -> None:
    table = waits(Work(30, 150, 180), Work(15, 40, 70), Work(80, 90, 110))
    about = population_of(office, table)

    found = waiting_reading.waiting_table(about)

    assert waiting_reading.waiting_sentence(found, about) == (
        "Paling banyak menunggu di langkah 4: 2 jam 35 menit dari 2 jam 35 menit kerja; "
        "catatan menjelaskan 50 menit"
    )
    bars = waiting_reading.waiting_bars(found, about)
    assert bars.loc[0, ["other_report", "later_report", "batch", "unexplained"]].tolist() == [
        30,
        20,
        0,
        105,
    ]
    assert bars.loc[0, "words"] == "2 jam 35 menit · 3 dari 3"
    (cells,) = waiting_reading.waiting_cells(found, about)
    assert cells[1:] == [
        "2 jam 35 menit",
        "30 menit",
        "20 menit",
        "0 menit",
        "1 jam 45 menit",
        "3 dari 3",
    ]


def test_who_was_busy_is_read_from_everything_whatever_is_filtered(office: Office) -> None:
    table = waits(Work(30, 150, 180), Work(15, 40, 70), Work(80, 90, 110))
    steps = table["step"].cat.codes.to_numpy() * 0 + [3, 1, 1]
    mixed = table.assign(step=pd.Categorical.from_codes(steps, dtype=table["step"].dtype))

    found = waiting_reading.waiting_table(population_of(office, mixed, steps=(REVIEW,)))

    assert found[["other_report_minutes", "later_report_minutes"]].to_numpy().tolist() == [
        [30, 20]
    ]
    assert waiting_reading.waiting_bars(found, population_of(office, mixed)).empty  # one wait


def test_years_are_compared_whatever_was_chosen_of_the_time(office: Office) -> None:
    before = numbered(*spent(*[10.0] * 2, *[30.0] * 8))
    after = [{**one, "report_id": f"S{n}"} for n, one in enumerate(spent(*[10.0] * 9, 30.0))]
    years = {f"R{n}": 2024 for n in range(10)}
    about = population_of(
        office, frame_of(*before, *after), years=years, since=date(2026, 6, 1)
    )
    assert about.passes.empty

    everything = of_all_time(about)
    table = years_reading.years_table(everything)

    sentence = years_reading.years_sentence(table, everything)
    assert sentence == (
        "Langkah 4 lebih sering sesuai mutu baku waktu pada tahun kinerja 2025: "
        "+70 poin persen (+27 sampai +87)"
    )
    rows = years_reading.years_rows(table, everything)
    assert rows["label"].tolist() == ["4. Periksa Kasubbag · 2024", "2025"]
    assert rows["standard_text"].tolist() == ["20 menit", ""]
    assert rows["median"].tolist() == [30, 10]
    dots = years_reading.years_dots(table, everything)
    assert dots.groupby("row")["n"].sum().tolist() == [10, 10]
    cells = years_reading.years_cells(table, everything)
    assert cells[1][3:6] == ["10 menit", "9 dari 10 (90%; 60%–98%)", "0 dari 10"]
    assert cells[0][6] == "–"


def test_years_say_what_they_still_need_or_that_nothing_changed(office: Office) -> None:
    few = population_of(office, frame_of(*numbered(*spent(10, 10))), years={"R0": 2024})
    same = population_of(
        office,
        frame_of(*numbered(*spent(*[10.0] * 20))),
        years={f"R{n}": 2024 for n in range(10)},
    )

    assert years_reading.years_sentence(years_reading.years_table(few), few).startswith(
        "Tahun kinerja 2025 belum dapat dibandingkan: perlu 10 pelaksanaan"
    )
    assert years_reading.years_sentence(years_reading.years_table(same), same) == (
        "Tidak ada langkah yang jelas berubah pada tahun kinerja 2025"
    )


def test_declared_minutes_count_as_in_the_first_picture(office: Office) -> None:
    passes = numbered(*spent(10, 12, 14, clock_quality=ClockQuality.DECLARED))
    about = population_of(office, frame_of(*passes))

    dots = years_reading.years_dots(years_reading.years_table(about), about)

    assert dots["is_declared"].all()
