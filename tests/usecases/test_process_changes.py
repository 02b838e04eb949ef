"""Changes that begin limits anew: derived, noted, withdrawn."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.analytics.process_limits import robust_xmr_limits
from lkj.domain.events import Capacity
from lkj.errors import FormInvalid
from lkj.store import account_store
from lkj.usecases import process_changes as use
from lkj.usecases.behaviour_reading import (
    behaviour,
    behaviour_cells,
    behaviour_marks,
    behaviour_stretches,
    in_periods,
)
from lkj.usecases.office import Office, Sops
from lkj.usecases.standard_reading import (
    evidence_of,
    limits_cells,
    quality_cells,
    standard_cells,
    standard_sentence,
)
from tests.analytics.small_visits import at
from tests.analytics.test_behaviour_chart import series
from tests.analytics.visit_frame import STEPS, frame_of, spent
from tests.support.offices import NOW
from tests.support.sops import office_sop
from tests.support.staffed import assign, door_of, staffed_office
from tests.usecases.populations import population_of

SOP, REVIEW = office_sop(), STEPS[3]
NOTED = use.ChangeForm(
    request_id="ubah-1",
    sop_id=SOP.id,
    step=REVIEW,
    since=date(2026, 2, 2),
    reason="  formulir  reviu baru ",
)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return staffed_office(tmp_path)


def note(office: Office, **changes: Any) -> str:
    form = replace(NOTED, **changes)
    return use.note(form, door=door_of("monev"), office=office, now=NOW).subject


def test_a_noted_change_is_a_turn_of_its_step_from_its_local_date_on(office: Office) -> None:
    note(office)

    changes = use.process_changes(office, SOP)

    (turn,) = changes.turns[REVIEW]
    assert turn.at == at("2026-02-02 00:00")
    assert turn.words == "formulir reviu baru sejak Sen, 2 Feb 2026"
    assert all(not turns for step, turns in changes.turns.items() if step != REVIEW)


def test_noting_the_same_date_again_rewords_it_and_withdrawing_takes_it_out(
    office: Office,
) -> None:
    note(office)
    again = note(office, request_id="ubah-2", reason="aplikasi baru")
    assert [one.reason for one in use.noted_changes(office)] == ["aplikasi baru"]

    form = use.ChangeWithdrawal(request_id="batal-1", change_id=again)
    use.withdraw(form, door=door_of("monev"), office=office, now=NOW)

    assert use.noted_changes(office) == []


def test_sending_the_same_form_twice_notes_one_change(office: Office) -> None:
    first = use.note(NOTED, door=door_of("monev"), office=office, now=NOW)
    second = use.note(NOTED, door=door_of("monev"), office=office, now=NOW)

    assert first == second
    assert len(use.noted_changes(office)) == 1


def test_every_wrong_field_is_told_and_nothing_is_noted(office: Office) -> None:
    wrong = {"step": "lain", "since": NOW.date() + timedelta(days=1), "reason": " "}

    with pytest.raises(FormInvalid) as caught:
        note(office, **wrong)

    assert [problem[:2] for problem in caught.value.facts["problems"]] == [
        ("step", "unknown"),
        ("since", "future"),
        ("reason", "required"),
    ]
    with pytest.raises(FormInvalid):
        note(office, sop_id="lain")
    assert use.noted_changes(office) == []


def test_another_officer_in_the_role_is_a_turn_without_being_noted(office: Office) -> None:
    with office.database.write() as conn:
        old = "kasubbag_renja_monev"
        (held,) = account_store.assignments(conn, old)
        account_store.end_assignment(conn, held.id, date(2026, 1, 31))
        assign(conn, "sekretaris", old, capacity=Capacity.ACTING, since=date(2026, 2, 1))

    changes = use.process_changes(office, SOP)

    (turn,) = changes.turns[REVIEW]
    assert turn.words == "pejabat baru, Kasubbag Renja dan Monev sejak Min, 1 Feb 2026"


def test_a_new_version_counts_for_the_steps_that_it_changes(office: Office) -> None:
    steps = list(SOP.steps)
    steps[3] = replace(steps[3], standard=replace(steps[3].standard, minutes=45))
    steps[2] = replace(steps[2], activity="dengan kata lain")
    newer = replace(SOP, version=2, steps=tuple(steps))
    both = replace(office, sops=Sops.of([SOP, newer]))

    generations = use.process_changes(both, newer).generations

    assert generations[SOP.id, 1, REVIEW] == 0
    assert generations[SOP.id, 2, REVIEW] == 1
    assert generations[SOP.id, 2, STEPS[2]] == 0


def test_a_series_is_split_at_the_change_and_says_why(office: Office) -> None:
    note(office, since=date(2026, 1, 21))
    first = dated(*[10, 11] * 10, since="2026-01-01 09:00")
    second = dated(*[40, 44] * 6, since="2026-01-21 09:00", letter="S")
    about = population_of(office, frame_of(*first, *second), since=date(2026, 10, 1))
    changes = use.process_changes(office, SOP)

    found = behaviour(in_periods(about, changes), SOP.step(REVIEW), changes, is_repeat=False)

    assert found.n_known == 32
    assert [(s.first, s.last) for s in behaviour_stretches(found)] == [(1, 20), (21, 32)]
    firm, provisional = behaviour_stretches(found)
    assert (firm.is_provisional, provisional.is_provisional) == (False, True)
    assert provisional.words == "formulir reviu baru sejak Rab, 21 Jan 2026"
    rows = behaviour_marks(found)
    assert not rows["is_signal"].any()
    assert rows["is_over"].sum() == 12
    before, after = behaviour_cells(found, is_repeat=False)
    assert before[:4] == ["pertama", "sejak awal pencatatan", "20", "20 pelaksanaan, tetap"]
    assert after[2:4] == ["12", "12 pelaksanaan, sementara"]


def test_limits_from_medians_are_another_method_of_the_same_series(office: Office) -> None:
    about = population_of(office, frame_of(*dated(*[10, 11] * 9, 900, 10)))
    changes = use.process_changes(office, SOP)
    passes = in_periods(about, changes)

    mean, median = (
        behaviour(passes, SOP.step(REVIEW), changes, is_repeat=False, **method)
        for method in ({}, {"method": robust_xmr_limits})
    )

    assert median.limits["upper_minutes"].iloc[0] < mean.limits["upper_minutes"].iloc[0]
    assert mean.has_limits
    assert not behaviour(passes, SOP.step(REVIEW), changes, is_repeat=True).has_limits


def test_a_proposal_names_the_step_and_judges_by_the_minutes_of_today(office: Office) -> None:
    other = [
        {**one, "report_id": f"T{n}"} for n, one in enumerate(spent(5, standard_minutes=9))
    ]
    about = population_of(office, frame_of(*dated(*[31, 32] * 6), *other))
    changes = use.process_changes(office, SOP)

    evidence = evidence_of(about, changes)

    assert standard_sentence(evidence, about) == (
        "Usulan revisi mutu baku waktu: langkah 4 dari 20 menjadi 35 menit"
    )
    (cells,) = standard_cells(evidence, about)
    assert cells == [
        "4. Periksa Kasubbag",
        "20 menit",
        "12",
        "0 dari 12 (0%; 0%–24%)",
        "32 menit",
        "32 menit",
        "konsisten tidak memenuhi",
        "35 menit",
    ]
    (quality,) = quality_cells(about)
    assert quality == ["4. Periksa Kasubbag", "13", "13", "0", "0", "0", "0", "1"]
    limits = {row[0]: row[1] for row in limits_cells(about, changes)}
    assert limits["4. Periksa Kasubbag"] == "13 pelaksanaan, sementara"
    assert limits["1. Terima disposisi"] == "–"


def test_too_few_passes_and_a_kept_standard_propose_nothing(office: Office) -> None:
    changes = use.process_changes(office, SOP)
    few = population_of(office, frame_of(*dated(31, 32)))
    kept = population_of(office, frame_of(*dated(*[10, 11] * 5)))

    assert standard_sentence(evidence_of(few, changes), few).startswith("Belum cukup data")
    assert standard_sentence(evidence_of(kept, changes), kept) == (
        "Tidak ada usulan revisi mutu baku waktu"
    )


def dated(
    *minutes: float, since: str = "2026-01-01 09:00", letter: str = "R"
) -> list[dict[str, Any]]:
    """One pass a day from a day on."""
    start = at(since)
    return [
        {
            **one,
            "report_id": f"{letter}{n:03}",
            "left_at": start + timedelta(days=n),
            "recorded_at": start + timedelta(days=n),
        }
        for n, one in enumerate(series(*minutes))
    ]


def test_an_office_without_passes_has_no_evidence(office: Office) -> None:
    about = population_of(office, frame_of())

    assert evidence_of(about, use.process_changes(office, SOP)).empty
    assert isinstance(quality_cells(about), list)
    assert pd.isna(about.passes["left_at"].max())
