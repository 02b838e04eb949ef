"""What SQL counts over many snapshots is what each office's own pages count with pandas."""

from dataclasses import replace
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from lkj.analytics.durations import against_standard
from lkj.analytics.rejections import rejection_counts
from lkj.analytics.schema import ClockQuality
from lkj.domain.commands import Period
from lkj.errors import SnapshotDamaged
from lkj.snapshots.counts import DECIMALS, Choice, Counts, counts_in
from lkj.usecases.frames import Frames, board_of, read_frames
from lkj.usecases.office import Office
from lkj.usecases.offices import Offices
from lkj.usecases.selection import Selection, apply, select_reports
from tests.support.several import LOOKED_AT, REPORTS, all_refreshed, several_offices

SOP = "penyusunan-lkj"
CHOICES = {
    "everything": (Choice(sop_id=SOP), Selection(sop_id=SOP)),
    "first passes": (
        Choice(sop_id=SOP, first_only=True),
        Selection(sop_id=SOP, first_only=True),
    ),
    "two years": (
        Choice(sop_id=SOP, years=(2024, 2026)),
        Selection(sop_id=SOP, years=(2024, 2026)),
    ),
    "quarters": (
        Choice(sop_id=SOP, periods=("triwulan-1", "triwulan-3")),
        Selection(sop_id=SOP, periods=(Period.Q1, Period.Q3)),
    ),
    "one step": (
        Choice(sop_id=SOP, step="periksa-kasubbag"),
        Selection(sop_id=SOP, steps=("periksa-kasubbag",)),
    ),
    "nothing": (Choice(sop_id=SOP, years=(1999,)), Selection(sop_id=SOP, years=(1999,))),
}

Counted = tuple[str, Office, Frames]
BY: dict[str, tuple[str, ...]] = {"returns": ("step", "role"), "returns_of_all": ()}


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Offices:
    return several_offices(tmp_path_factory.mktemp("provinsi"))


@pytest.fixture(scope="module")
def each(offices: Offices) -> list[Counted]:
    """Each office with its own tables."""
    opened = {one.office_code: offices.of(one.office_code) for one in offices.settings}
    return [
        (code, office, read_frames(office, as_of=LOOKED_AT)) for code, office in opened.items()
    ]


@pytest.fixture(scope="module")
def snapshots(offices: Offices) -> list[Path]:
    return all_refreshed(offices)


@pytest.fixture(scope="module")
def counts(snapshots: list[Path]) -> Counts:
    return Counts(snapshots[0].parents[1])


def passes_of(office: Office, tables: Frames, selection: Selection) -> pd.DataFrame:
    return apply(tables.passes, selection, office=office, calendar=tables.calendar)


@pytest.mark.parametrize("choice", CHOICES)
def test_times_are_those_of_each_office(
    each: list[Counted], snapshots: list[Path], counts: Counts, choice: str
) -> None:
    asked, selection = CHOICES[choice]

    found = counts.ask("times", snapshots, asked)

    for code, office, tables in each:
        passes = passes_of(office, tables, selection)
        ours = found[found["office"] == code].set_index("step").sort_index()
        theirs = against_standard(passes, by=("step",))
        theirs = theirs.assign(step=theirs["step"].astype(str)).set_index("step").sort_index()
        assert list(ours.index) == list(theirs.index)
        for column in set(ours.columns) & set(theirs.columns):
            same(ours[column], theirs[column].astype("float64").round(DECIMALS))
        assert {"n", "n_known", "n_within", "p50_minutes", "p85_minutes"} <= set(theirs.columns)
        decided = passes[passes["outcome"].isin(["submitted", "approved", "rejected"])]
        is_bounded = decided["clock_quality"] == ClockQuality.BOUNDED
        n_bounded = is_bounded.groupby(decided["step"].astype(str)).sum()
        same(ours["n_bounded"], n_bounded.reindex(ours.index))
        standard = decided.groupby(decided["step"].astype(str))["standard_minutes"]
        same(ours["least_standard"], standard.min().reindex(ours.index))
        same(ours["most_standard"], standard.max().reindex(ours.index))


@pytest.mark.parametrize("choice", CHOICES)
@pytest.mark.parametrize("question", BY)
def test_returns_are_those_of_each_office(
    each: list[Counted], snapshots: list[Path], counts: Counts, choice: str, question: str
) -> None:
    (asked, selection), by = CHOICES[choice], BY[question]

    found = counts.ask(question, snapshots, asked)

    for code, office, tables in each:
        theirs = rejection_counts(passes_of(office, tables, selection), by=by)
        theirs = theirs[theirs["n"] > 0].astype(dict.fromkeys(by, "str"))
        ours = found[found["office"] == code]
        if by:
            ours, theirs = (one.sort_values(list(by)) for one in (ours, theirs))
        assert len(ours) == len(theirs)
        for column in [*by, *(name for name in ours if str(name).startswith("n"))]:
            assert list(ours[column]) == list(theirs[column])


@pytest.mark.parametrize("choice", ["everything", "two years", "quarters", "nothing"])
def test_states_are_those_of_each_office(
    each: list[Counted], snapshots: list[Path], counts: Counts, choice: str
) -> None:
    asked, selection = CHOICES[choice]

    found = counts.ask("states", snapshots, asked).groupby("office").sum(numeric_only=True)

    for code, office, tables in each:
        board = select_reports(board_of(tables, office), selection)
        if board.empty:
            assert code not in found.index
            continue
        state = board["state"]
        expected = {
            "n_registered": int((state != "not_registered").sum()),
            "n_running": int((state == "running").sum()),
            "n_late": int(board["is_late"].sum()),
            "n_finished": int(state.isin(["sent_awaiting_receipt", "finished"]).sum()),
            "n_cancelled": int((state == "cancelled").sum()),
            "n_unregistered": int((state == "not_registered").sum()),
        }
        assert found.loc[code, list(expected)].to_dict() == expected


def test_what_can_be_chosen_is_what_there_is(
    each: list[Counted], snapshots: list[Path], counts: Counts
) -> None:
    found = counts.ask("states", snapshots, Choice())

    boards = [board_of(tables, office) for _, office, tables in each]
    assert set(found["fiscal_year"]) == {y for board in boards for y in board["fiscal_year"]}
    assert set(found["period"]) == {p for board in boards for p in board["period"]}
    assert found["n"].sum() == sum(map(len, boards))
    assert set(found["sop_id"]) == {SOP}


def test_text_that_is_chosen_is_never_sql(snapshots: list[Path], counts: Counts) -> None:
    hostile = Choice(sop_id="x' OR '1'='1", step="'; DROP TABLE a; --", periods=("') --",))

    assert counts.ask("times", snapshots, hostile).empty


def test_an_office_is_counted_again_only_when_its_snapshot_is_another(
    snapshots: list[Path], counts: Counts, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    count = Counts._count

    def counting(self: Counts, question: str, files: list[Path], choice: Choice) -> object:
        asked.append(len(files))
        return count(self, question, files, choice)

    monkeypatch.setattr(Counts, "_count", counting)
    choice = replace(CHOICES["everything"][0], years=(2023,))
    first = counts.ask("states", snapshots[:2], choice)
    both = counts.ask("states", snapshots, choice)

    again = counts.ask("states", snapshots, choice)

    assert asked == [2, len(REPORTS) - 2]
    pd.testing.assert_frame_equal(both, again)
    pd.testing.assert_frame_equal(first, again[again["office"].isin(first["office"])])


def test_nothing_outside_the_folder_of_snapshots_is_read(
    tmp_path: Path, snapshots: list[Path], counts: Counts
) -> None:
    elsewhere = tmp_path / "passes.parquet"
    elsewhere.write_bytes((snapshots[0] / "passes.parquet").read_bytes())

    with pytest.raises(SnapshotDamaged) as caught:
        counts.ask("times", [tmp_path], CHOICES["everything"][0])

    assert caught.value.facts["problem"] == "content"
    with pytest.raises(duckdb.Error):
        counts._connection.execute("SET enable_external_access = true")
    with pytest.raises(duckdb.Error):
        counts._connection.execute(f"COPY (SELECT 1) TO '{tmp_path}/out.csv'")


def test_the_folder_has_one_counter(snapshots: list[Path]) -> None:
    root = snapshots[0].parents[1]

    assert counts_in(root) is counts_in(root)


def test_answers_are_given_up_before_they_fill_memory(
    snapshots: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lkj.snapshots.counts.MOST_ANSWERS", len(snapshots))
    counts = Counts(snapshots[0].parents[1])

    for year in (2023, 2024, 2025):
        counts.ask("states", snapshots, Choice(sop_id=SOP, years=(year,)))

    assert len(counts._answers) == len(snapshots)


def same(ours: pd.Series, theirs: pd.Series) -> None:
    """Exactly the same figures, missing ones at the same places."""
    pair = [one.astype("Float64").astype("float64").to_numpy() for one in (ours, theirs)]
    pd.testing.assert_series_equal(*(pd.Series(one) for one in pair), check_exact=True)
