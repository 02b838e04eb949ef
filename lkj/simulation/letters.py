"""Letters of Buku Agenda that go with the example's events: a disposisi, and what was sent."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, tzinfo

from lkj.domain.agenda import Book, Entry
from lkj.domain.events import Event, EventKind
from lkj.domain.sop import RoleId, Sop
from lkj.domain.state import MOVES, payload_of


@dataclass(frozen=True)
class Letter:
    """A letter, and the event with whose recording it was written down."""

    entry: Entry
    event: Event


@dataclass
class Letters:
    """Watches events in their order and gives the letters that they bring.

    What was handed on for the last time counts as sent once its receipt is confirmed: until
    then it may be taken back.
    """

    sop: Sop
    zone: tzinfo
    _titles: dict[str, str] = field(default_factory=dict)
    _sent: dict[str, Event] = field(default_factory=dict)

    def of(self, events: Iterable[Event]) -> Iterator[Letter]:
        """The letters of some more events."""
        for event in events:
            if event.kind is EventKind.REGISTERED:
                yield Letter(self._disposition(event), event)
            elif event.kind in MOVES and event.next_step is None:
                self._sent[event.report_id] = event
            elif event.kind is EventKind.RECEIPT_CONFIRMED:
                yield Letter(self._delivery(self._sent.pop(event.report_id)), event)

    def _disposition(self, event: Event) -> Entry:
        facts = payload_of(event)
        title = self._titles[event.report_id] = str(facts["title"])
        day = str(facts["disposition_date"])
        return Entry(
            book=Book.INCOMING,
            entered_on=self._day(event),
            letter_date=date.fromisoformat(day) if day else None,
            letter_number=str(facts["disposition_number"]),
            counterpart=self._highest(),
            subject=f"Disposisi penyusunan {title}",
            attachments="1 lembar",
            forwarded_to=self._names(self.sop.steps[0].finishers),
            report_id=event.report_id,
            event_no=event.no,
        )

    def _delivery(self, sent: Event) -> Entry:
        day = self._day(sent)
        return Entry(
            book=Book.OUTGOING,
            entered_on=day,
            letter_date=day,
            counterpart=self._names(self.sop.receivers),
            subject=f"Penyampaian {self._titles[sent.report_id]} yang telah ditandatangani",
            attachments="1 berkas",
            report_id=sent.report_id,
            event_no=sent.no,
        )

    def _day(self, event: Event) -> date:
        return event.occurred_at.astimezone(self.zone).date()

    def _highest(self) -> str:
        return next(role.name for role in self.sop.roles if role.superior is None)

    def _names(self, roles: Iterable[RoleId]) -> str:
        wanted = set(roles)
        return ", ".join(role.name for role in self.sop.roles if role.id in wanted)
