"""What every document shares: the kop, the mark of example data, the foot with its code."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from lkj.documents.content import Content, Value
from lkj.documents.qr import qr_code
from lkj.domain.accounts import Assignment, Person
from lkj.domain.letterhead import Letterhead
from lkj.labels import naskah_words as words
from lkj.labels.formats import short_datetime
from lkj.labels.words import EXAMPLE_MARK
from lkj.reference import NASKAH
from lkj.store.chain import Head
from lkj.usecases.callers import Caller, Door
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import in_office

CHECK_PATH = "/periksa"


@dataclass(frozen=True, kw_only=True)
class Desk:
    """Whoever asks for a document, and what the office says of itself at that moment."""

    caller: Caller
    door: Door
    office: Office
    now: datetime
    head: Head
    is_example: bool
    letterhead: Letterhead
    persons: Mapping[str, Person]
    assignments: Sequence[Assignment]

    def person(self, person_id: str | None) -> Person:
        """A person, or nobody with empty texts."""
        return self.persons.get(person_id or "", _NOBODY)


_NOBODY = Person(id="", name="", nip="", title="")


@dataclass(frozen=True, kw_only=True)
class Made:
    """The content of one document; `is_checked` says that the office has checked its words."""

    title: str
    body: Content
    subject: str  # for the audit log
    file_name: str  # without its ending
    mark: str = ""
    is_checked: bool = True


def folders(settings: Settings) -> tuple[Path, ...]:
    """The shipped templates, and over them those of the office."""
    own = settings.templates_directory
    return (NASKAH, Path(own)) if own else (NASKAH,)


def framed(made: Made, desk: Desk) -> Content:
    """The content as a template receives it."""
    marks = [made.mark, EXAMPLE_MARK if desk.is_example else ""]
    return {
        "judul": made.title,
        "kop": {
            "baris": list[Value](desk.letterhead.head),
            "alamat": desk.letterhead.address,
            "kontak": desk.letterhead.contact,
        },
        "tanda": " · ".join(mark for mark in marks if mark),
        "kaki": {
            "pernyataan": words.STATEMENT,
            "baris": list[Value](_foot(made, desk)),
            "qr": list[Value](_qr(desk)),
        },
        "isi": made.body,
    }


def check_address(desk: Desk) -> str:
    """Where the code is checked; "" where the office has no public address."""
    public = desk.office.settings.public_url.rstrip("/")
    address = in_office(public + CHECK_PATH, desk.office.settings, kode=desk.head.anchor)
    return address if public else ""


def _foot(made: Made, desk: Desk) -> list[str]:
    head = desk.head
    chain = words.chain_text(head.no, head.anchor) if head.no else words.NO_CHAIN
    printed = short_datetime(desk.now, desk.office.zone)
    lines = [chain, f"Dibuat oleh {desk.caller.person.name}, {printed}."]
    if not made.is_checked:
        lines.append(words.UNCHECKED)
    if desk.is_example:
        lines.append(words.INVENTED)
    return lines


def _qr(desk: Desk) -> list[Value]:
    address = check_address(desk)
    return [qr_code(address)] if address and desk.head.no else []
