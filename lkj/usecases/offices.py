"""The satuan kerja of one installation: each an office of its own, opened when first needed."""

from collections.abc import Callable, Iterable
from threading import Lock
from urllib.parse import urlencode

from lkj.usecases.office import Office, Settings

PARAMETER = "satuan"  # of an address, where no cookie says the office yet


def in_office(address: str, settings: Settings, **query: str) -> str:
    """An address with what is said of a query, and the satuan kerja where there are several."""
    asked = {PARAMETER: settings.office_code, **query}
    text = urlencode({name: value for name, value in asked.items() if value})
    return f"{address}?{text}" if text else address


class Offices:
    """Every satuan kerja that this installation serves, in the order of its file.

    An installation without such a file serves one office, whose code is "".
    """

    def __init__(
        self, settings: Iterable[Settings], build: Callable[[Settings], Office]
    ) -> None:
        """Take the settings of at least one office; `build` opens it at first use."""
        self._settings = {one.office_code: one for one in settings}
        self._build = build
        self._opened: dict[str, Office] = {}
        self._locks = {code: Lock() for code in self._settings}

    @property
    def settings(self) -> tuple[Settings, ...]:
        """The settings of each, in the order of the file."""
        return tuple(self._settings.values())

    @property
    def first(self) -> Office:
        """The first of the file, who answers where nobody is named."""
        return self.of(next(iter(self._settings)))

    @property
    def is_one(self) -> bool:
        """Whether there is nothing to choose."""
        return len(self._settings) == 1

    def __contains__(self, code: object) -> bool:
        return code in self._settings

    def opened(self, code: str) -> Office | None:
        """The office if nobody has to wait for it."""
        return self._opened.get(code)

    def of(self, code: str) -> Office:
        """Open an office, once; a code that the file does not hold raises KeyError.

        Raises:
            LkjError: it cannot be opened now, for one of the reasons of `build_office`; the
                next call tries again.
        """
        with self._locks[code]:
            if code not in self._opened:
                self._opened[code] = self._build(self._settings[code])
            return self._opened[code]

    def dispose(self) -> None:
        """Close the database of each that was opened."""
        for office in self._opened.values():
            office.database.dispose()
