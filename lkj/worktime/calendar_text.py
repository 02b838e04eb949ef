"""A calendar written as its file: the text that is stored, hashed and compared."""

import hashlib
from collections.abc import Iterator

from lkj.domain.toml_text import toml_text, toml_texts
from lkj.worktime.calendar import WorkingCalendar
from lkj.worktime.calendar_file import KIND_WORDS, WEEKDAYS, DatedException, Slots

_KEY_CHARACTERS = 16
_WORD_OF = {kind: word for word, kind in KIND_WORDS.items()}


def calendar_text(calendar: WorkingCalendar) -> str:
    """The whole content as TOML, the same for files that differ only in layout.

    Reading it back gives an equal calendar.
    """
    blocks = [_head(calendar), *map(exception_text, calendar.exceptions)]
    return "\n".join(blocks)


def text_sha256(text: str) -> str:
    """SHA-256 of a calendar's text, in hex."""
    return hashlib.sha256(text.encode()).hexdigest()


def exception_text(exception: DatedException) -> str:
    """One exception as an entry of the file."""
    return "\n".join(["[[pengecualian]]", *_lines(exception), ""])


def key_of(exception: DatedException) -> str:
    """A short name of an exception's content; it changes with the content."""
    return text_sha256(exception_text(exception))[:_KEY_CHARACTERS]


def slot_texts(slots: Slots) -> list[str]:
    """Working slots as the file writes them, `07.30-12.00`."""
    return [f"{_clock(slot.opens)}-{_clock(slot.closes)}" for slot in slots]


def _head(calendar: WorkingCalendar) -> str:
    lines = [
        f"id = {toml_text(calendar.id)}",
        f"versi = {calendar.version}",
        f"nama = {toml_text(calendar.title)}",
        f"zona = {toml_text(calendar.zone.key)}",
        f"tahun_awal = {calendar.first_year}",
        f"tahun_akhir = {calendar.last_year}",
        f"dasar = {toml_texts(calendar.basis)}",
        f"catatan = {toml_text(calendar.remark)}",
        "",
        "[jam_mingguan]",
    ]
    days = zip(WEEKDAYS, calendar.week, strict=True)
    lines += [f"{day} = {toml_texts(slot_texts(slots))}" for day, slots in days]
    return "\n".join([*lines, ""])


def _lines(exception: DatedException) -> Iterator[str]:
    yield f"tanggal = {toml_text(exception.first.isoformat())}"
    if exception.last != exception.first:
        yield f"sampai = {toml_text(exception.last.isoformat())}"
    if len(exception.weekdays) < len(WEEKDAYS):
        yield f"hari = {toml_texts(WEEKDAYS[day] for day in sorted(exception.weekdays))}"
    yield f"jam = {toml_texts(slot_texts(exception.slots))}"
    yield f"keterangan = {toml_text(exception.name)}"
    yield f"jenis = {toml_text(_WORD_OF[exception.kind])}"
    if exception.is_estimate:
        yield "perkiraan = true"
    yield f"dasar = {toml_text(exception.basis)}"


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}.{minutes % 60:02d}"
