"""The file of an installation that serves several satuan kerja: which, and where each lies."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lkj.domain.toml_fields import Fields, Problem

_CODE = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?")
_PLACE = "satuan"
# Two offices in one database would read each other's reports.
_UNIQUE = {"code": "kode", "name": "nama", "database_url": "basis_data"}


@dataclass(frozen=True, kw_only=True)
class OfficeEntry:
    """One satuan kerja of the file; a text that the file leaves out is empty."""

    code: str  # names its folder, and the office in addresses and commands
    name: str
    database_url: str  # empty: a SQLite file in its folder
    zone_name: str  # empty: that of the installation
    letter_number_template: str
    agenda_number_template: str
    compares: bool  # its people may read the figures of all satuan kerja
    is_example: bool  # an example history is made for it


def parse_offices(text: str) -> tuple[tuple[OfficeEntry, ...], tuple[Problem, ...]]:
    """Read the file, with every problem and its place; entries count only where none is found.

    A code is 1 to 32 small letters, digits and dashes, so that it can stand in a folder's name
    and in an address on every system.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return (), (Problem("TOML", str(error)),)
    problems: list[Problem] = []
    fields = Fields(raw, place="", problems=problems)
    entries = [_entry(table) for table in fields.tables(_PLACE)]
    fields.close()
    for key in _UNIQUE:
        problems += _twice(key, [getattr(entry, key) for entry in entries])
    return tuple(entries), tuple(problems)


def _entry(table: Fields) -> OfficeEntry:
    facts: Mapping[str, Any] = {
        "code": table.text("kode"),
        "name": table.text("nama"),
        "database_url": table.optional_text("basis_data"),
        "zone_name": table.optional_text("zona"),
        "letter_number_template": table.optional_text("nomor_surat"),
        "agenda_number_template": table.optional_text("nomor_agenda"),
        "compares": table.flag("membandingkan"),
        "is_example": table.flag("contoh"),
    }
    if facts["code"] and not _CODE.fullmatch(facts["code"]):
        table.note("kode", "Hanya huruf kecil, angka, dan tanda hubung; paling banyak 32.")
    if facts["is_example"] and facts["database_url"]:
        table.note("contoh", "Contoh memakai berkas sendiri; hapus basis_data.")
    table.close()
    return OfficeEntry(**facts)


def _twice(key: str, values: Iterable[str]) -> list[Problem]:
    word = _UNIQUE[key]
    seen: dict[str, int] = {}
    problems = []
    for number, value in enumerate(values, 1):
        if value and value.casefold() in seen:
            first = seen[value.casefold()]
            problems.append(
                Problem(f"{_PLACE}[{number}].{word}", f"Sama dengan {_PLACE}[{first}].")
            )
        seen.setdefault(value.casefold(), number)
    return problems
