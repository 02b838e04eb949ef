"""Reading one TOML table key by key; what is wrong is noted with its place."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TypeVar

# Columns that hold these numbers are 32 bits wide, and no real number comes near.
LARGEST_NUMBER = 1_000_000
# Neither XML nor PostgreSQL takes these; a line break inside a long note is fine.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
_SHOWN_CHARACTERS = 40

_T = TypeVar("_T")

# bool stands before int because a bool is an int to isinstance.
_KIND_NAMES: tuple[tuple[type, str], ...] = (
    (bool, "true atau false"),
    (int, "bilangan bulat"),
    (float, "bilangan pecahan"),
    (str, "teks"),
    (list, "daftar"),
    (dict, "tabel"),
)


@dataclass(frozen=True)
class Problem:
    """One mistake in a file: where it stands, and what is wrong in one Indonesian sentence."""

    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.place}: {self.message}"


def quoted(text: str) -> str:
    """Put a text of the file into a sentence: in quotes, short, without control characters."""
    short = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return json.dumps(short, ensure_ascii=False)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A closing remark with the nearest known word, or ""."""
    nearest = get_close_matches(word, list(known), n=1)
    return f" Maksudnya {quoted(nearest[0])}?" if nearest else ""


def has_controls(text: str) -> bool:
    """Whether a text holds what no file of ours may hold: see `Fields.text`."""
    return _CONTROL.search(text) is not None


def entry_place(name: str, number: int, entry_id: str) -> str:
    """The place of one entry of a list of tables, as `langkah[3] (kumpulkan-data)`."""
    return f"{name}[{number}] ({entry_id})" if _is_plain(entry_id) else f"{name}[{number}]"


class Fields:
    """One table. A value that is missing or of a wrong type is noted and read as empty.

    Call `close` after the last key: what was never asked for is unknown.
    """

    def __init__(
        self, table: Mapping[str, object], *, place: str, problems: list[Problem]
    ) -> None:
        self._table = table
        self._place = place
        self._problems = problems
        self._known: set[str] = set()

    def __contains__(self, key: str) -> bool:
        return key in self._table

    def names(self) -> tuple[str, ...]:
        """The keys of a table whose keys are data."""
        return tuple(self._table)

    def note(self, key: str, message: str) -> None:
        """Note a problem at a key of this table."""
        self._problems.append(Problem(self._at(key), message))

    def text(self, key: str) -> str:
        """A text that must be there and say something."""
        text = self._needed(key, str)
        return "" if text is None else self._entry_text(key, text)

    def open_text(self, key: str) -> str:
        """A text that may be empty, under a key that must be there."""
        return self._printable(key, self._needed(key, str) or "")

    def optional_text(self, key: str) -> str:
        """A text that may be empty or left out."""
        return self._printable(key, self._taken(key, str) or "")

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, perhaps an empty list, under a key that must be there."""
        return self._texts_of(key, self._needed(key, list))

    def members(self, key: str) -> tuple[str, ...]:
        """A list of at least one text, under a key that must be there."""
        entries = self._needed(key, list)
        if entries == []:
            self.note(key, "Daftar ini masih kosong.")
        return self._texts_of(key, entries)

    def optional_texts(self, key: str) -> tuple[str, ...]:
        """A list of texts that may be left out."""
        return self._texts_of(key, self._taken(key, list))

    def number(self, key: str) -> int:
        """A whole number from 1 up; 0 where it is missing or wrong."""
        number = self._needed(key, int)
        if number is None:
            return 0
        if not 1 <= number <= LARGEST_NUMBER:
            self.note(key, "Harus bilangan bulat dari 1 sampai 1.000.000.")
            return 0
        return number

    def optional_number(self, key: str) -> int:
        """A whole number from 1 up that may be left out; 0 where it is, or is wrong."""
        if key in self._table:
            return self.number(key)
        self._known.add(key)
        return 0

    def flag(self, key: str) -> bool:
        """Whether the key is there and true."""
        return self._taken(key, bool) or False

    def word(self, key: str, meanings: Mapping[str, _T], otherwise: _T) -> _T:
        """One of a few fixed words, under a key that must be there."""
        return self._meaning(key, self._needed(key, str), meanings, otherwise)

    def optional_word(self, key: str, meanings: Mapping[str, _T], otherwise: _T) -> _T:
        """One of a few fixed words that may be left out."""
        return self._meaning(key, self._taken(key, str), meanings, otherwise)

    def table(self, key: str) -> "Fields":
        """A table that must be there. Where it is not, its keys are not missed one by one."""
        table = self._needed(key, dict)
        return self._unread() if table is None else self._inside(table, self._at(key))

    def optional_table(self, key: str) -> "Fields | None":
        """A table that may be left out; None where it is."""
        if key not in self._table:
            self._known.add(key)
            return None
        return self.table(key)

    def tables(self, key: str) -> list["Fields"]:
        """A list of at least one table, each placed by its number and its `id`."""
        entries = self._needed(key, list)
        if entries == []:
            self.note(key, "Daftar ini masih kosong.")
        return self._tables_of(key, entries)

    def optional_tables(self, key: str) -> list["Fields"]:
        """A list of tables that may be left out."""
        return self._tables_of(key, self._taken(key, list))

    def close(self) -> None:
        """Note every key that nobody asked for."""
        for key in self._table:
            if key not in self._known:
                guess = did_you_mean(key, sorted(self._known - self._table.keys()))
                self.note(key, f"Kunci {quoted(key)} tidak dikenal di sini.{guess}")

    def _at(self, key: str) -> str:
        name = key if _is_plain(key) else quoted(key)
        return f"{self._place}.{name}" if self._place else name

    def _inside(self, table: Mapping[str, object], place: str) -> "Fields":
        return Fields(table, place=place, problems=self._problems)

    def _unread(self) -> "Fields":
        return Fields({}, place="", problems=[])

    def _needed(self, key: str, kind: type[_T]) -> _T | None:
        if key not in self._table:
            self.note(key, "Kunci ini belum ada.")
        return self._taken(key, kind)

    def _taken(self, key: str, kind: type[_T]) -> _T | None:
        self._known.add(key)
        if key not in self._table:
            return None
        return self._typed(key, self._table[key], kind)

    def _typed(self, key: str, value: object, kind: type[_T]) -> _T | None:
        # Exactly this type: to isinstance, `true` would be a whole number.
        if isinstance(value, kind) and type(value) is kind:
            return value
        wanted = next(name for known, name in _KIND_NAMES if known is kind)
        self.note(key, f"Harus berupa {wanted}, bukan {_kind_name(value)}.")
        return None

    def _texts_of(self, key: str, entries: list[object] | None) -> tuple[str, ...]:
        return tuple(
            self._entry_text(f"{key}[{number}]", entry)
            for number, entry in enumerate(entries or (), 1)
        )

    def _entry_text(self, place: str, entry: object) -> str:
        text = self._typed(place, entry, str)
        if text is None:
            return ""
        if not text.strip():
            self.note(place, "Teks ini masih kosong.")
        return self._printable(place, text)

    def _tables_of(self, key: str, entries: list[object] | None) -> list["Fields"]:
        return [
            self._entry_table(key, number, entry)
            for number, entry in enumerate(entries or (), 1)
        ]

    def _entry_table(self, key: str, number: int, entry: object) -> "Fields":
        table: dict[str, object] | None = self._typed(f"{key}[{number}]", entry, dict)
        if table is None:
            return self._unread()
        return self._inside(table, entry_place(self._at(key), number, _shown_id(table)))

    def _printable(self, key: str, text: str) -> str:
        if has_controls(text):
            self.note(key, "Teks ini memuat karakter kendali yang tidak dapat dicetak.")
            return ""
        return text

    def _meaning(
        self, key: str, word: str | None, meanings: Mapping[str, _T], otherwise: _T
    ) -> _T:
        if word is None:
            return otherwise
        if word not in meanings:
            known = ", ".join(quoted(known) for known in meanings)
            guess = did_you_mean(word, meanings)
            self.note(key, f"Isi {quoted(word)} tidak dikenal; pilihannya: {known}.{guess}")
        return meanings.get(word, otherwise)


def _kind_name(value: object) -> str:
    names = (name for kind, name in _KIND_NAMES if isinstance(value, kind))
    return next(names, "tanggal atau jam")


def _shown_id(entry: Mapping[str, object]) -> str:
    entry_id = entry.get("id")
    return entry_id if isinstance(entry_id, str) else ""


def _is_plain(name: str) -> bool:
    return 0 < len(name) <= _SHOWN_CHARACTERS and name.isprintable()
