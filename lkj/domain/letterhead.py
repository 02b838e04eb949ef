"""The office as its naskah dinas print it: kop, titles, and sentences that it may change."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lkj.domain.toml_fields import Fields, Problem
from lkj.errors import InvalidLetterhead

_PLACE = re.compile(r"\{([a-z_]*)\}")
_SOURCES = {"kantor": True, "ingatan": False}
_NIP = re.compile(r"[0-9]{18}")
YEAR, REPORT, OUTPUT, INPUTS, NEXT = (
    "tahun",
    "laporan",
    "keluaran",
    "kelengkapan",
    "langkah_berikut",
)


@dataclass(frozen=True, kw_only=True)
class Official:
    """What the accounts do not say of a person; empty texts say nothing either."""

    nip: str
    rank: str
    plain_name: str


@dataclass(frozen=True, kw_only=True)
class MemoWords:
    """Sentences of a nota dinas; `is_checked` by the office against its own rules."""

    is_checked: bool
    urgency: str
    handing_over: str
    returning: str
    closing: str


@dataclass(frozen=True, kw_only=True)
class DecreeWords:
    """Sentences of the SK of the team."""

    is_checked: bool
    about: str
    considering: tuple[str, ...]
    clauses: tuple[str, ...]
    copies: tuple[str, ...]
    positions: Mapping[str, str]  # in the team, by role of the SOP


@dataclass(frozen=True, kw_only=True)
class DispositionWords:
    """The boxes of a lembar disposisi."""

    is_checked: bool
    urgencies: tuple[str, ...]
    instructions: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ReceiptWords:
    """The sentence of a tanda terima."""

    is_checked: bool
    statement: str


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Everything in the office's file."""

    head: tuple[str, ...]
    address: str
    contact: str
    agency: str
    city: str
    titles: Mapping[str, str]  # by role of the SOP
    front_degrees: tuple[str, ...]
    officials: tuple[Official, ...]
    memo: MemoWords
    decree: DecreeWords
    disposition: DispositionWords
    receipt: ReceiptWords

    def rank_of(self, nip: str) -> str:
        """Pangkat and golongan of an official, "" where the file does not say."""
        return next((one.rank for one in self.officials if nip and one.nip == nip), "")

    def plain_name(self, name: str, nip: str) -> str:
        """A name without gelar, as a keputusan prints it."""
        said = (one.plain_name for one in self.officials if nip and one.nip == nip)
        words = name.partition(",")[0].split()
        while words and words[0] in self.front_degrees:
            words.pop(0)
        return next(said, "") or " ".join(words)


def filled(sentence: str, facts: Mapping[str, str]) -> str:
    """A sentence of the office with its `{words}` replaced; others stay as they are."""
    return _PLACE.sub(lambda found: facts.get(found[1], found[0]), sentence)


def parse_letterhead(text: str) -> Letterhead:
    """Read the office's file.

    Raises:
        InvalidLetterhead: with every problem and its place.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InvalidLetterhead(problems=(Problem("TOML", str(error)),)) from error
    problems: list[Problem] = []
    fields = Fields(raw, place="", problems=problems)
    parts: dict[str, Any] = {}
    for read in (_kop, _people, _memo, _decree, _disposition, _receipt):
        parts |= read(fields)
    fields.close()
    if problems:
        raise InvalidLetterhead(problems=tuple(problems))
    return Letterhead(**parts)


def _kop(fields: Fields) -> dict[str, Any]:
    kop, office = fields.table("kop"), fields.table("kantor")
    parts = {
        "head": kop.members("baris"),
        "address": kop.open_text("alamat"),
        "contact": kop.open_text("kontak"),
        "agency": office.text("nama"),
        "city": office.text("kota"),
    }
    kop.close()
    office.close()
    return parts


def _people(fields: Fields) -> dict[str, Any]:
    titles, degrees = fields.table("jabatan"), fields.table("gelar")
    parts = {
        "titles": {role: titles.text(role) for role in titles.names()},
        "front_degrees": degrees.texts("depan"),
        "officials": tuple(map(_official, fields.optional_tables("pejabat"))),
    }
    degrees.close()
    return parts


def _official(entry: Fields) -> Official:
    nip = entry.text("nip")
    if nip and not _NIP.fullmatch(nip):
        entry.note("nip", "Harus 18 angka.")
    official = Official(
        nip=nip,
        rank=entry.optional_text("pangkat"),
        plain_name=entry.optional_text("nama_tanpa_gelar"),
    )
    entry.close()
    return official


def _memo(fields: Fields) -> dict[str, Any]:
    table = fields.table("nota_dinas")
    words = MemoWords(
        is_checked=table.word("sumber", _SOURCES, otherwise=False),
        urgency=table.text("sifat"),
        handing_over=_sentence(table, "penyerahan", (OUTPUT, REPORT, NEXT)),
        returning=_sentence(table, "pengembalian", (INPUTS, REPORT)),
        closing=table.text("penutup"),
    )
    table.close()
    return {"memo": words}


def _decree(fields: Fields) -> dict[str, Any]:
    table = fields.table("sk_tim")
    positions = table.table("kedudukan")
    words = DecreeWords(
        is_checked=table.word("sumber", _SOURCES, otherwise=False),
        about=_sentence(table, "tentang", (YEAR,)),
        considering=_sentences(table, "menimbang"),
        clauses=_sentences(table, "diktum"),
        copies=table.texts("tembusan"),
        positions={role: positions.text(role) for role in positions.names()},
    )
    table.close()
    return {"decree": words}


def _disposition(fields: Fields) -> dict[str, Any]:
    table = fields.table("disposisi")
    words = DispositionWords(
        is_checked=table.word("sumber", _SOURCES, otherwise=False),
        urgencies=table.members("sifat"),
        instructions=table.members("instruksi"),
    )
    table.close()
    return {"disposition": words}


def _receipt(fields: Fields) -> dict[str, Any]:
    table = fields.table("tanda_terima")
    words = ReceiptWords(
        is_checked=table.word("sumber", _SOURCES, otherwise=False),
        statement=_sentence(table, "pernyataan", (OUTPUT, REPORT)),
    )
    table.close()
    return {"receipt": words}


def _sentence(table: Fields, key: str, known: Iterable[str]) -> str:
    sentence = table.text(key)
    _check_places(table, key, sentence, set(known))
    return sentence


def _sentences(table: Fields, key: str) -> tuple[str, ...]:
    sentences = table.members(key)
    for sentence in sentences:
        _check_places(table, key, sentence, {YEAR})
    return sentences


def _check_places(table: Fields, key: str, sentence: str, known: set[str]) -> None:
    for word in _PLACE.findall(sentence):
        if word not in known:
            words = ", ".join(f"{{{one}}}" for one in sorted(known))
            table.note(key, f"Isian {{{word}}} tidak dikenal; pilihannya: {words}.")
