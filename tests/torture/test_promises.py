"""The list of promises, the page that shows it, and what stands behind both."""

import re
from itertools import chain
from pathlib import Path

import pytest

from tests.support.relatives import COLLECTED, in_make_test
from tests.support.settings import ROOT
from tests.torture import figures
from tests.torture.promises import PROMISES, Promise
from tests.torture.run import chosen, told, worn
from tests.torture.runs import ACCESSIBLE, MATRIX, RUNS, Run
from tests.torture.tally import NotPossible, Tally

EVERY_RUN = list(chain.from_iterable(RUNS.values()))


def test_there_are_seventeen_promises_with_a_short_test_and_a_long_run_each() -> None:
    assert [promise.code for promise in PROMISES] == [f"P{n}" for n in range(1, 18)]
    assert list(RUNS) == [promise.code for promise in PROMISES]
    assert all(promise.short and promise.runs for promise in PROMISES)


@pytest.mark.parametrize("named", sorted({one for p in PROMISES for one in p.short}))
def test_a_short_test_is_there(named: str) -> None:
    file, _, name = named.partition("::")
    text = (ROOT / file).read_text(encoding="utf-8")

    assert re.search(rf"^def {name or 'test_'}", text, re.MULTILINE)
    assert "pytestmark = pytest.mark.libreoffice" not in text


@pytest.mark.parametrize("promise", PROMISES, ids=lambda promise: promise.code)
def test_every_promise_keeps_a_short_test_in_make_test(
    promise: Promise, request: pytest.FixtureRequest
) -> None:
    collected = request.config.stash[COLLECTED]
    files = {item.nodeid.partition("::")[0] for item in collected}
    asked = tuple(named for named in promise.short if named.partition("::")[0] in files)

    # Of a part of the files nothing is known of the others.
    assert not asked or any(test.startswith(asked) for test in in_make_test(collected))


def test_what_make_test_leaves_out_is_part_of_make_torture() -> None:
    files = [path for path in (ROOT / "tests").rglob("test_*.py") if path != Path(__file__)]
    left_out = {
        path.relative_to(ROOT).as_posix()
        for path in files
        if "pytest.mark.exhaustive" in path.read_text(encoding="utf-8")
    }

    assert left_out
    assert left_out <= {*MATRIX, *ACCESSIBLE}
    assert "not exhaustive" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_every_command_of_the_page_names_a_run() -> None:
    commands = re.findall(
        r"`python -m tests\.torture ([a-z0-9-]+)`", figures.PAGE.read_text(encoding="utf-8")
    )

    assert commands == [run.name for run in EVERY_RUN]
    assert [chosen([name])[0][1].name for name in commands] == commands
    assert "\ntorture:" in (ROOT / "Makefile").read_text(encoding="utf-8")


def test_the_page_is_what_the_list_and_the_last_figures_give() -> None:
    assert figures.PAGE.read_text(encoding="utf-8") == figures.page(figures.load())


def test_the_figures_are_of_runs_that_are_still_there() -> None:
    assert set(figures.load()) <= {run.name for run in EVERY_RUN}


def test_a_figure_below_its_target_is_called_so() -> None:
    [run, *_] = RUNS["P1"]
    short = figures.Figure(99, {}, 0, "1 Januari 2026", 60, "mesin")
    whole = figures.Figure(10_000, {}, 0, "1 Januari 2026", 60, "mesin")

    assert "sasaran jumlah belum tercapai" in figures.page({run.name: short})
    assert "sasaran jumlah belum tercapai" not in figures.page({run.name: whole})


def test_unknown_names_are_told() -> None:
    with pytest.raises(LookupError, match="P99"):
        chosen(["P1", "P99"])


def test_a_run_goes_on_with_new_seeds_until_its_target() -> None:
    seeds: list[int] = []

    def batch(seed: int) -> Tally:
        seeds.append(seed)
        return Tally(4, {"hilang": 1})

    tally = worn(Run("uji", "putaran", 10, batch), seed=5)

    assert (tally.rounds, dict(tally.facts), seeds) == (12, {"hilang": 3}, [5, 6, 7])


def test_a_run_ends_with_its_time() -> None:
    assert worn(Run("uji", "putaran", 10, lambda _: Tally(1), minutes=0)).rounds == 1


@pytest.mark.parametrize(("broken", "is_kept"), [((), True), (("seed 1: hilang",), False)])
def test_a_broken_promise_is_told_and_fails(
    capsys: pytest.CaptureFixture[str], broken: tuple[str, ...], is_kept: bool
) -> None:
    run = Run("uji", "putaran", 1, lambda _: Tally(1, {"hilang": len(broken)}, broken))

    assert told("P1", run, scale=1, seed=1, record=False) is is_kept
    said = capsys.readouterr().out
    assert f"P1 uji: 1 dari 1 putaran: {len(broken)} hilang" in said
    assert all(one in said for one in broken)


def test_what_the_machine_cannot_do_is_skipped_loudly(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def impossible(_: int) -> Tally:
        raise NotPossible("a C compiler")

    assert told("P2", Run("uji", "kali", 1, impossible), scale=1, seed=1, record=True)
    assert "!!! NOT RUN !!! a C compiler is missing" in capsys.readouterr().out
