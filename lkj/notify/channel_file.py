"""The file that says where each account's reminders go; it holds passwords."""

import re
import tomllib
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from lkj.domain.toml_fields import Fields, Problem, did_you_mean, quoted
from lkj.errors import InvalidChannels
from lkj.labels.system_words import text_problem
from lkj.notify.sending import is_understood

ADDRESS = "{pos_el}"
_TEMPLATE, _ADDRESSES, _CHANNELS = "templat_pos_el", "pos_el", "kanal"
_MAIL = re.compile(r"[^\s@<>\"',;:?&/\\]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*")


@dataclass(frozen=True)
class Channel:
    """One way to somebody: its place in the file and its kind may be told, never `url`."""

    place: str
    url: str = field(repr=False)

    @property
    def kind(self) -> str:
        """What carries the message, as `mailtos` or `tgram`."""
        return urlsplit(self.url).scheme


Channels = dict[str, tuple[Channel, ...]]  # by username


def read_channels(path: Path, usernames: Collection[str]) -> Channels:
    """Read the file, and check it against the accounts that there are.

    Raises:
        InvalidChannels: with every problem and its place, none with what it holds.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidChannels(problems=(Problem(path.name, text_problem(error)),)) from error
    try:
        table = tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        problem = Problem("berkas", f"Bukan TOML yang benar: {error}")
        raise InvalidChannels(problems=(problem,)) from error
    problems: list[Problem] = []
    channels = _channels(Fields(table, place="", problems=problems), problems)
    problems += _strangers(table, usernames)
    if problems:
        raise InvalidChannels(problems=tuple(problems))
    return channels


def _channels(fields: Fields, problems: list[Problem]) -> Channels:
    template = fields.optional_text(_TEMPLATE)
    addresses = _addresses(fields, problems)
    found: dict[str, list[Channel]] = {}
    if (addresses or template) and ADDRESS not in template:
        fields.note(_TEMPLATE, f"Alamat kanal pos-el yang memuat {ADDRESS} harus diisi.")
    found = {
        name: [Channel(_TEMPLATE, _filled(template, address))]
        for name, address in addresses.items()
        if address and ADDRESS in template
    }
    for name, place, url in _listed(fields):
        address = addresses.get(name)
        if ADDRESS not in url or address:
            found.setdefault(name, []).append(Channel(place, _filled(url, address or "")))
        elif address is None:
            problems.append(Problem(place, f"Tidak ada pos_el untuk {quoted(name)}."))
    fields.close()
    problems += _not_understood(found)
    return {name: tuple(channels) for name, channels in found.items()}


def _addresses(fields: Fields, problems: list[Problem]) -> dict[str, str]:
    table = fields.optional_table(_ADDRESSES)
    if table is None:
        return {}
    found = {name: table.text(name) for name in table.names()}
    problems += [
        Problem(f"{_ADDRESSES}.{name}", "Ini bukan satu alamat pos-el.")
        for name, address in found.items()
        if address and not _MAIL.fullmatch(address)
    ]
    return found


def _listed(fields: Fields) -> Iterator[tuple[str, str, str]]:
    """Username, place and template of every channel that the file lists by name."""
    table = fields.optional_table(_CHANNELS)
    for name in table.names() if table is not None else ():
        for number, url in enumerate(table.members(name) if table is not None else (), 1):
            if url:
                yield name, f"{_CHANNELS}.{name}[{number}]", url


def _filled(template: str, address: str) -> str:
    return template.replace(ADDRESS, quote(address, safe=""))


def _not_understood(found: dict[str, list[Channel]]) -> Iterator[Problem]:
    places: dict[str, bool] = {}
    for channel in (one for channels in found.values() for one in channels):
        is_fine = not re.search(r"\s", channel.url) and is_understood(channel.url)
        places[channel.place] = places.get(channel.place, True) and is_fine
    for place, is_fine in places.items():
        if not is_fine:
            yield Problem(place, "Alamat kanal ini tidak dikenali; periksa ejaannya.")


def _strangers(table: dict[str, object], usernames: Collection[str]) -> Iterator[Problem]:
    for key in (_ADDRESSES, _CHANNELS):
        named = table.get(key)
        for name in named if isinstance(named, dict) else ():
            if name not in usernames:
                guess = did_you_mean(name, usernames)
                yield Problem(f"{key}.{name}", f"Tidak ada akun dengan nama ini.{guess}")
