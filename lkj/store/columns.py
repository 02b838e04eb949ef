"""Column types, all text or whole numbers: rows are byte-identical on both engines."""

from datetime import UTC, date, datetime
from enum import StrEnum

from sqlalchemy import Dialect, Integer, Text
from sqlalchemy.types import TypeDecorator


def utc_text(at: datetime) -> str:
    """Write an instant as "2026-03-02T02:15:00.000000Z"; sorts like the instant itself.

    Raises:
        ValueError: `at` has no time zone.
    """
    if at.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be stored")
    return at.astimezone(UTC).isoformat(timespec="microseconds")[:26] + "Z"


def reasons_text(reasons: tuple[str, ...]) -> str:
    """Join reason codes by commas.

    Raises:
        ValueError: a code is empty or holds a comma, so that reading would differ.
    """
    if any(not code or "," in code for code in reasons):
        raise ValueError("a reason code must be non-empty and hold no comma")
    return ",".join(reasons)


class UtcTime(TypeDecorator[datetime]):
    """An aware instant, stored as fixed-width UTC text with microseconds."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:
        """Write the instant as text."""
        return None if value is None else utc_text(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:
        """Read an aware UTC instant."""
        return None if value is None else datetime.fromisoformat(value)


class IsoDate(TypeDecorator[date]):
    """A calendar date, stored as "2026-03-02"."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        """Write the date as text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        """Read a date."""
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """True or false, stored as 1 or 0."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        """Write 1 or 0."""
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        """Read a bool."""
        return None if value is None else bool(value)


class Code(TypeDecorator[StrEnum]):
    """A member of one enumeration, stored as its value."""

    impl = Text
    cache_ok = True

    def __init__(self, codes: type[StrEnum]) -> None:
        super().__init__()
        self.codes = codes

    def process_bind_param(self, value: StrEnum | None, dialect: Dialect) -> str | None:
        """Write the value; ValueError where it is none of the enumeration's."""
        return None if value is None else self.codes(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:
        """Read the member."""
        return None if value is None else self.codes(value)


class Reasons(TypeDecorator[tuple[str, ...]]):
    """Reason codes in the order given, stored joined by commas."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: tuple[str, ...] | None, dialect: Dialect) -> str | None:
        """Write the joined codes."""
        return None if value is None else reasons_text(value)

    def process_result_value(
        self, value: str | None, dialect: Dialect
    ) -> tuple[str, ...] | None:
        """Read the codes."""
        if value is None:
            return None
        return tuple(value.split(",")) if value else ()
