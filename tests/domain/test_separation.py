"""Rangkap peran: one person in two separated steps of one report."""

import json
from dataclasses import replace

import pytest

from lkj.domain.events import Capacity, Source
from lkj.errors import RolesConflict
from tests.support.sops import other_sop
from tests.support.story import Story

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
DEFINITIVE, ACTING, DAILY = Capacity


def handed_over_by(people: dict[str, dict[str, Capacity]]) -> Story:
    """A report that "ani" handed over as Tim, now waiting for Kasubbag."""
    return Story(people=people).register().until("kumpulkan-data").start().submit(by="ani")


def separation(story: Story) -> list[str]:
    return json.loads(story.last.payload or "{}").get("separation", [])


def test_handing_over_as_tim_and_reviewing_is_refused() -> None:
    story = handed_over_by({"ani": {T: DEFINITIVE, K: DEFINITIVE}})

    with pytest.raises(RolesConflict) as refusal:
        story.approve(by="ani")
    assert refusal.value.facts == {"step": "periksa-kasubbag", "earlier": ("kumpulkan-data",)}
    with pytest.raises(RolesConflict):
        story.reject(by="ani")
    assert story.approve(by=K)


def test_reviewing_at_two_levels_is_refused() -> None:
    people = {"ani": {K: DEFINITIVE, S: DEFINITIVE}}
    story = Story(people=people).register().until("periksa-sekretaris")

    with pytest.raises(RolesConflict):
        story.approve(by="ani")
    assert separation(story.approve(by=S)) == []


def test_reviewing_first_and_handing_over_afterwards_is_refused() -> None:
    people = {"ani": {K: DEFINITIVE, T: DEFINITIVE}}
    story = Story(people=people).register().until("kumpulkan-data").start()

    story.submit(by=T).reject(by="ani")

    with pytest.raises(RolesConflict):
        story.submit(by="ani")


@pytest.mark.parametrize(
    ("first", "second"),
    [(DEFINITIVE, ACTING), (DEFINITIVE, DAILY), (ACTING, DEFINITIVE), (DAILY, DAILY)],
)
def test_as_plt_or_plh_it_is_allowed_and_recorded(first, second) -> None:
    story = handed_over_by({"ani": {T: first, K: second}})

    story.approve(by="ani")

    assert separation(story) == ["kumpulkan-data"]


def test_every_earlier_step_is_recorded_once() -> None:
    people = {"ani": {T: DAILY, K: DAILY, S: DAILY}}
    story = Story(people=people).register().until("kumpulkan-data").start()
    story.submit(by="ani").reject(by="ani").submit(by="ani").approve(by="ani")

    story.approve(by="ani")

    assert separation(story) == ["kumpulkan-data", "periksa-kasubbag"]


def test_steps_outside_the_separation_do_not_count() -> None:
    people = {"ani": {S: DEFINITIVE, H: DEFINITIVE}}
    story = Story(people=people).register().until("tanda-tangan")
    assert [visit.actor for visit in story.state.visits[:2]] == ["ani", K]

    with pytest.raises(RolesConflict) as refusal:
        story.approve(by="ani")
    assert refusal.value.facts["earlier"] == ("periksa-sekretaris",)
    assert story.approve(by=H).submit(by="ani").last.actor == "ani"


def test_the_same_role_at_two_steps_and_twice_at_one_is_fine() -> None:
    story = Story().register().until("tanda-tangan").reject().reject().approve().approve()

    assert [visit.actor for visit in story.state.visits].count(K) == 3
    assert separation(story) == []


def test_the_same_role_may_finish_two_separated_steps() -> None:
    sop = replace(other_sop(), separation=(("daftar", "konsep", "serah"),))

    story = Story(sop).register().until(None)

    assert [visit.actor for visit in story.state.visits] == [
        *["loket"] * 2,
        "kasi",
        "lurah",
        "loket",
    ]
    assert separation(story) == []


def test_ordering_is_not_handing_over() -> None:
    story = Story().register().until("kumpulkan-data").start(by=K).submit(by=T).approve(by=K)

    assert separation(story) == []


def test_what_was_taken_back_does_not_count() -> None:
    story = handed_over_by({"ani": {T: DEFINITIVE, K: DEFINITIVE}})

    story.take_back(by="ani").submit(by=T).approve(by="ani")

    assert separation(story) == []


@pytest.mark.parametrize("source", [Source.PAPER, Source.IMPORT])
def test_paper_records_instead_of_refusing(source) -> None:
    story = handed_over_by({"ani": {T: DEFINITIVE, K: DEFINITIVE}})

    story.approve(by="ani", source=source)

    assert separation(story) == ["kumpulkan-data"]


def test_actors_are_compared_never_recorders() -> None:
    story = Story().register().until("kumpulkan-data").start()

    story.submit(source=Source.PAPER).approve(source=Source.PAPER).approve(
        recorder="akun-monev"
    )

    assert {event.recorded_by for event in story.events()[-3:]} == {"akun-monev"}
    assert separation(story) == []
