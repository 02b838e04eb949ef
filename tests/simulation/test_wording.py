from datetime import date

import pytest

from lkj.domain.sop import Reason, ReasonClass
from lkj.simulation.wording import RETURN_NOTES, agenda_entry, disposition_number, return_note
from tests.simulation.examples import chance
from tests.support.sops import office_sop

SPECIFIC = [r for r in office_sop().reasons if r.reason_class in ("quality", "direction")]


@pytest.mark.parametrize("reason", SPECIFIC, ids=lambda reason: reason.id)
def test_each_specific_reason_of_the_office_has_a_sentence_of_its_own(reason: Reason) -> None:
    sentences = {sentence for notes in RETURN_NOTES.values() for sentence in notes}

    assert return_note(reason, chance()) in sentences


def test_a_reason_without_a_sentence_is_named() -> None:
    reason = Reason("stempel", "Stempel pudar", ReasonClass.QUALITY, paper_only=False)

    assert return_note(reason, chance()).startswith("Stempel pudar: ")


def test_a_word_inside_another_is_no_match() -> None:
    reason = Reason("x", "Formatur belum hadir", ReasonClass.QUALITY, paper_only=False)

    assert return_note(reason, chance()).startswith("Formatur belum hadir: ")


def test_paper_and_disposisi_are_named_as_examples() -> None:
    assert agenda_entry(112, date(2025, 2, 14)) == "Buku Agenda No. 112, 14 Februari 2025"
    assert disposition_number(7, 2025) == "CONTOH/007/2025"
