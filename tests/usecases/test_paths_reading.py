"""What Alur says: transitions, ways of few and many reports, what the SOP does not know."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.domain.events import Precision
from lkj.usecases.office import Office
from lkj.usecases.paths_pictures import (
    follow_rows,
    graph_edges,
    graph_nodes,
    least_choices,
    path_arrows,
    path_boxes,
    path_rows,
    transition_rows,
)
from lkj.usecases.paths_reading import (
    listed_paths,
    outside_lines,
    paths,
    paths_sentence,
    paths_words,
    transition_cells,
    variant_cells,
)
from lkj.usecases.population import Population, View
from lkj.usecases.printed_paths import paths_section
from tests.analytics.traces import trace, traces
from tests.analytics.visit_frame import STEPS
from tests.support.sops import other_sop
from tests.support.staffed import staffed_office
from tests.usecases.populations import population_of

ORDER, TEAM, DATA, REVIEW, SECOND = STEPS[:5]
WHOLE = "1 2 3 4A 5A 6A 7 8"
LOOPED = "1 2 3 4R 3 4A 5R 4A"  # step 5 is open again
STRAY = "1 3 4A"  # leaves out step 2; step 5 is open


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def about_of(office: Office, *texts: str, view: View | None = None, **facts: Any) -> Population:
    about = population_of(office, traces(*texts, **facts))
    return replace(about, view=view or View())


def test_transitions_are_counted_with_their_way_and_their_working_time(office: Office) -> None:
    about = about_of(office, WHOLE, LOOPED, STRAY)

    table = paths(about).transitions.set_index(["source", "step"])

    assert table.loc[(DATA, REVIEW), ["way", "n"]].tolist() == ["forward", 4]
    assert table.loc[(REVIEW, DATA), ["way", "n"]].tolist() == ["return", 1]
    assert table.loc[(SECOND, REVIEW), ["way", "n"]].tolist() == ["return", 1]
    assert table.loc[(ORDER, DATA), ["way", "n"]].tolist() == ["outside", 1]
    # Each pass ends an hour after the one before: 08.00, 09.00 … with the noon rest between.
    assert table.loc[(ORDER, TEAM), ["n", "n_timed"]].tolist() == [2, 2]
    assert pd.isna(table.loc[(ORDER, TEAM), "median"])
    # Step 5 was left twice, the third and fourth time it still runs.
    assert table.loc[(REVIEW, SECOND), ["n", "n_timed"]].tolist() == [4, 2]


def test_a_return_that_takes_an_arrow_leading_on_is_outside_the_sop(office: Office) -> None:
    about = about_of(office, "1 2 3 4A", "1 2 3 4R 5A")

    found = paths(about)

    table = found.transitions[found.transitions["source"] == REVIEW]
    rows = table[["step", "way", "is_return", "n"]].itertuples(index=False, name=None)
    assert set(rows) == {(SECOND, "forward", False, 1), (SECOND, "outside", True, 1)}
    arrows = path_arrows(found, about).set_index(["source", "step"])
    assert arrows.loc[(REVIEW, SECOND), "words"] == "1×"
    assert outside_lines(found, about) == [
        "langkah 4 Periksa Kasubbag dikembalikan ke langkah 5 Periksa Sekretaris: 1 kali"
    ]


def test_a_median_is_told_from_three_transitions_with_hours_on(office: Office) -> None:
    about = about_of(office, "1 2", "1 2", "1 2")

    still_open, closed = transition_cells(paths(about), about)

    between = ["1. Terima disposisi", "2. Bentuk Tim", "diteruskan"]
    assert closed == [*between, "3", "3", "1 jam kerja"]
    assert still_open[3:] == ["3", "0", "–"]


@pytest.mark.parametrize(
    "facts", [{"left_precision": Precision.DATE}, {"clock_quality": "invalid"}]
)
def test_ends_without_an_hour_and_contradicting_times_give_no_minutes(
    office: Office, facts: dict[str, Any]
) -> None:
    visits = traces("1 2", "1 2", "1 2")
    is_team = visits["step"] == TEAM
    for name, value in facts.items():
        visits.loc[is_team, name] = value
    about = population_of(office, visits)

    (_, row) = paths(about).transitions.to_dict("records")

    assert (row["n"], row["n_timed"]) == (3, 0)
    assert pd.isna(row["median"])


def test_what_the_sop_does_not_know_is_told_in_words_with_its_count(office: Office) -> None:
    about = about_of(office, STRAY, STRAY, WHOLE)
    found = paths(about)

    line = "langkah 1 Terima disposisi langsung ke langkah 3 Kumpulkan data: 2 kali"
    assert outside_lines(found, about) == [line]
    assert found.n_outside == 2
    assert "2 kali lewat lintasan di luar SOP · laporan dengan" in paths_words(found, about)


def test_each_of_few_reports_is_told_with_its_returns(office: Office) -> None:
    about = about_of(office, WHOLE, LOOPED, STRAY)
    found = paths(about)

    listed = listed_paths(about, found)

    assert listed[["report_id", "way", "n_returns"]].to_numpy().tolist() == [
        ["R2", "1 → 2 → 3 → 4 ↩ 3 → 4 → 5 ↩ 4 → 5 …", 2],
        ["R1", "1 → 2 → 3 → 4 → 5 → 6 → 7 → 8", 0],
        ["R3", "1 → 3 → 4 → 5 …", 0],
    ]
    assert listed["title"].tolist() == ["LKj R2", "LKj R1", "LKj R3"]
    assert paths_sentence(found) == "3 laporan menempuh 3 jalan yang berbeda"
    assert paths_words(found, about).startswith("2 kali dikembalikan · ")


def test_a_cancelled_report_says_so(office: Office) -> None:
    visits = traces("1 2 3")
    visits.loc[visits["outcome"].isna(), "outcome"] = "cancelled"
    about = population_of(office, visits)

    assert listed_paths(about, paths(about))["way"].tolist() == ["1 → 2 → 3 → 4 ×"]


def test_of_many_reports_the_most_frequent_ways_are_told(office: Office) -> None:
    ways = [WHOLE] * 12 + [LOOPED] * 5 + ["1", "1 2", "1 2 3"]
    ways += ["1 2 3 " + "4R 3 " * n + "4A" for n in range(1, 9)]
    about = about_of(office, *ways)
    found = paths(about)

    cells = variant_cells(found)

    assert listed_paths(about, found).empty
    assert len(cells) == 11
    assert cells[0] == ["1 → 2 → 3 → 4 → 5 → 6 → 7 → 8", "12 dari 28 (43%; 27%–61%)"]
    assert cells[1] == ["1 → 2 → 3 → 4 ↩ 3 → 4 → 5 ↩ 4 → 5 …", "5 dari 28 (18%; 8%–36%)"]
    assert cells[-1] == ["3 jalan lain", "3 dari 28"]
    sentence = "12 dari 28 laporan menempuh jalan tersering: 1 → 2 → 3 → 4 → 5 → 6 → 7 → 8"
    assert paths_sentence(found) == sentence


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ([STRAY], "1 laporan: 1 → 3 → 4 → 5 …"),
        (
            [WHOLE] * 2,
            "Semua 2 laporan menempuh jalan yang sama: 1 → 2 → 3 → 4 → 5 → 6 → 7 → 8",
        ),
    ],
)
def test_one_report_and_like_ones_are_told_so(
    office: Office, texts: list[str], said: str
) -> None:
    about = about_of(office, *texts)

    assert paths_sentence(paths(about)) == said
    subtitle = paths_words(paths(about_of(office, WHOLE)), about)
    assert subtitle.startswith("tanpa pengembalian · semua lintasan ada dalam SOP · ")


def test_a_chosen_step_chooses_reports_and_their_ways_stay_whole(office: Office) -> None:
    about = population_of(office, traces(WHOLE, "1 2"), steps=(STEPS[7],))

    found = paths(about)

    assert found.n_reports == 1
    assert found.variants["variant"].tolist() == ["1 -> 2 -> 3 -> 4 -> 5 -> 6 -> 7 -> 8"]


def test_boxes_and_arrows_of_the_sop_say_how_often(office: Office) -> None:
    about = about_of(office, LOOPED, "1 2", "1 2", "1 2")
    found = paths(about)

    boxes = path_boxes(found, about).set_index("step")
    arrows = path_arrows(found, about).set_index(["source", "step"])

    assert boxes["name"].iloc[[3, 7]].tolist() == ["4. Periksa Kasubbag", "8. Kirim LKj"]
    assert boxes.loc[REVIEW, "lines"] == ("3 kali", "1 laporan")
    assert boxes.loc[STEPS[7], "lines"] == ("belum pernah",)
    assert boxes["is_over"].sum() == 0
    assert arrows.loc[(ORDER, TEAM), "words"] == "4× · 1 jam kerja"
    assert arrows.loc[(REVIEW, DATA), ["words", "is_returned"]].tolist() == ["1×", True]
    assert arrows.loc[(STEPS[6], STEPS[7]), ["words", "width"]].tolist() == ["", 1.5]
    assert arrows["is_taken"].sum() == (arrows["words"] != "").sum() > 0
    assert arrows.loc[(ORDER, TEAM), "width"] == 6
    assert arrows.loc[(REVIEW, DATA), "key"] == f"{REVIEW}<{DATA}"
    assert "waktunya belum cukup diketahui" in arrows.loc[(REVIEW, DATA), "hover"]


def test_the_graph_keeps_what_is_frequent_and_no_step_alone(office: Office) -> None:
    texts = [WHOLE, WHOLE, STRAY, "1 2 2 3"]
    everything = about_of(office, *texts)
    frequent = about_of(office, *texts, view=View(least="2"))
    found = paths(everything)

    drawn = graph_edges(found, everything)
    kept = graph_edges(found, frequent)

    stray = (ORDER, DATA, 1, False, True)
    facts = ["source", "step", "n", "is_returned", "is_outside"]
    assert stray in set(drawn[facts].itertuples(index=False, name=None))
    assert stray not in set(kept[facts].itertuples(index=False, name=None))
    assert set(kept["source"]) | set(kept["step"]) == set(STEPS)
    nodes = graph_nodes(found, everything).set_index("step")
    assert nodes.index.tolist() == STEPS
    assert nodes.loc[TEAM, "words"] == "4 kali, 1× berulang"
    assert least_choices(found) == [1, 2, 3, 4]
    assert len(follow_rows(frequent)) == len(kept)
    assert len(follow_rows(everything)) == len(drawn) + 1  # and the step done again at once


@pytest.mark.parametrize("least", ["", "dua", "-1", "²"])
def test_an_address_that_says_no_number_leaves_nothing_out(office: Office, least: str) -> None:
    about = about_of(office, WHOLE, STRAY, view=View(least=least))

    assert len(follow_rows(about)) == len(transition_rows(about))


def test_of_very_many_counts_a_reader_chooses_among_some(office: Office) -> None:
    table = pd.DataFrame({"n": range(1, 101)})
    found = paths(about_of(office, WHOLE))
    many = type(found)(table, found.steps, found.variants, 1, 0)

    choices = least_choices(many)

    assert len(choices) <= 30
    assert choices[:2] == [1, 5]


def test_rows_are_what_is_listed_or_the_ways_of_many(office: Office) -> None:
    few = path_rows(about_of(office, WHOLE, LOOPED))
    many = path_rows(about_of(office, *[WHOLE] * 21))

    assert few["Jumlah laporan"].tolist() == [1, 1]
    assert few["Bagian"].tolist() == [0.5, 0.5]
    assert few["Judul"].tolist() == ["LKj R2", "LKj R1"]
    assert many["Jumlah laporan"].tolist() == [21]
    assert many["Judul"].isna().all()


def test_a_step_that_the_newest_sop_does_not_have_keeps_its_id(office: Office) -> None:
    known, strange = trace("1 2"), trace("1 2", "R2", sop=other_sop())
    about = population_of(office, pd.concat([known, strange], ignore_index=True))

    (line, *_) = outside_lines(paths(about), about)

    assert line.startswith("langkah daftar langsung ke langkah verifikasi")


def test_the_sheet_says_the_same_words(office: Office) -> None:
    few = paths_section(about_of(office, WHOLE, STRAY))
    many = paths_section(about_of(office, *[WHOLE] * 21))
    nothing = paths_section(population_of(office, traces("1").iloc[:0]))

    assert few.finding == "2 laporan menempuh 2 jalan yang berbeda"
    line = "langkah 1 Terima disposisi langsung ke langkah 3 Kumpulkan data: 1 kali"
    assert few.tables[1].rows == [[line]]
    assert few.tables[2].rows[0] == ["LKj R1", "1 → 2 → 3 → 4 → 5 → 6 → 7 → 8", "0 kali"]
    assert "semua lintasan ada dalam SOP" in many.subtitle
    assert many.tables[1].headings == ("Jalan", "Laporan")
    assert nothing.tables == ()
