"""What a return must say, and what a missing kelengkapan must."""

import json

import pytest

from lkj.domain import commands as c
from lkj.domain.events import Source
from lkj.domain.sop import Decision
from lkj.errors import InputsIncomplete, NoteTooShort, ReasonMissing, ReasonUnknown
from tests.support.story import REASON, Story


def under_review() -> Story:
    return Story().register().until("periksa-kasubbag")


def test_a_return_keeps_its_reasons_once_each_and_its_text() -> None:
    story = under_review().reject(REASON, "salah_hitung", "lainnya", "salah_hitung")

    assert story.last.reasons == ("salah_hitung", "lainnya")
    assert story.last.note == REASON


def test_a_return_without_a_reason_is_refused() -> None:
    with pytest.raises(ReasonMissing):
        under_review().move(Decision.REJECT, note=REASON)


@pytest.mark.parametrize("text", ["", "salah", "  singkat      "])
def test_a_return_says_what_is_wrong_in_ten_characters(text) -> None:
    with pytest.raises(NoteTooShort) as refusal:
        under_review().reject(text)

    assert refusal.value.facts == {"minimum": 10}


def test_ten_characters_are_enough() -> None:
    assert under_review().reject(" 1234567890 ").last.reasons


def test_a_reason_that_the_sop_lacks_is_refused() -> None:
    with pytest.raises(ReasonUnknown) as refusal:
        under_review().reject(REASON, "salah_hitung", "cuaca")

    assert refusal.value.facts == {"given": ("cuaca",)}


def test_not_recorded_on_paper_is_no_reason_in_the_live_flow() -> None:
    with pytest.raises(ReasonUnknown):
        under_review().reject(REASON, "tidak_tercatat")


@pytest.mark.parametrize("source", [Source.PAPER, Source.IMPORT])
@pytest.mark.parametrize("text", ["", "lisan"])
def test_on_paper_the_reason_may_be_unrecorded_and_then_needs_no_text(source, text) -> None:
    story = under_review().reject(text, "tidak_tercatat", source=source)

    assert (story.last.reasons, story.last.note) == (("tidak_tercatat",), text)


def test_on_paper_a_recorded_reason_still_needs_its_text() -> None:
    with pytest.raises(NoteTooShort):
        under_review().reject("", "salah_hitung", source=Source.PAPER)
    with pytest.raises(NoteTooShort):
        under_review().reject("", "tidak_tercatat", "salah_hitung", source=Source.PAPER)


def test_only_a_return_keeps_reasons() -> None:
    assert under_review().approve(reasons=("salah_hitung", "cuaca")).last.reasons == ()


def test_a_missing_kelengkapan_needs_a_reason_and_does_not_block() -> None:
    absent = c.InputCheck("DPA", c.InputState.ABSENT, " ")
    unknown = c.InputCheck("disposisi", c.InputState.UNKNOWN)

    with pytest.raises(InputsIncomplete) as refusal:
        Story().register().submit(inputs=(absent, unknown))
    assert refusal.value.facts == {"missing": ("DPA",)}
    found = c.InputCheck("DPA", c.InputState.ABSENT, "menyusul")
    story = Story().register().submit(inputs=(found, unknown))
    assert json.loads(story.last.payload)["inputs"] == [
        ["DPA", "absent", "menyusul"],
        ["disposisi", "unknown", ""],
    ]
