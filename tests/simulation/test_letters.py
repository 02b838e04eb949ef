"""Letters that go with the example's events: each fits its book, and belongs to its report."""

from datetime import date

from lkj.domain.agenda import Book, check_entry
from lkj.domain.events import EventKind
from lkj.domain.state import payload_of
from lkj.domain.text import FormCheck
from lkj.simulation.letters import Letter, Letters
from tests.simulation.examples import Made, made
from tests.support.times import ZONE

LAST_DAY = date(2027, 12, 31)


def letters(example: Made, book: Book) -> list[Letter]:
    found = list(Letters(example.sop, ZONE).of(example.events))
    return [letter for letter in found if letter.entry.book is book]


def test_every_letter_could_have_been_typed(example: Made) -> None:
    for letter in Letters(example.sop, ZONE).of(example.events):
        check = FormCheck()
        assert check_entry(letter.entry, check, today=LAST_DAY) == letter.entry
        check.done()


def test_every_report_came_with_its_disposition(example: Made) -> None:
    registered = example.of_kind(EventKind.REGISTERED)
    came = letters(example, Book.INCOMING)

    assert [letter.event for letter in came] == registered
    for letter in came:
        facts = payload_of(letter.event)
        assert letter.entry.letter_number == facts["disposition_number"]
        assert letter.entry.subject == f"Disposisi penyusunan {facts['title']}"
        assert (letter.entry.report_id, letter.entry.event_no) == (
            *(letter.event.report_id,),
            letter.event.no,
        )


def test_what_was_received_was_sent_on_the_day_of_the_last_step(example: Made) -> None:
    sent = letters(example, Book.OUTGOING)
    received = example.of_kind(EventKind.RECEIPT_CONFIRMED)
    numbers = {event.no: event for event in example.events}

    assert [letter.event for letter in sent] == received
    for letter in sent:
        handed_on = numbers[letter.entry.event_no]
        assert handed_on.next_step is None
        assert handed_on.report_id == letter.entry.report_id == letter.event.report_id
        assert letter.entry.entered_on == handed_on.occurred_at.astimezone(ZONE).date()
        assert letter.entry.letter_number == ""


def test_a_report_of_the_office_begins_and_ends_with_a_letter() -> None:
    example = made()
    came, sent = (letters(example, book) for book in Book)

    assert len(came) == 15
    assert 0 < len(sent) < 15
    assert came[0].entry.counterpart == "Kepala Satuan (Kasat)"
    assert came[0].entry.forwarded_to == "Sekretaris"
    assert sent[0].entry.counterpart == "Kasubbag Renja dan Monev"
