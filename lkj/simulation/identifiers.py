"""Ids and digests of the example, drawn from the one seeded generator."""

from datetime import datetime
from hashlib import sha256
from random import Random

_VARIANT, _VERSION = 0b10 << 62, 7 << 76
_RANDOM_LOW, _RANDOM_HIGH = (1 << 62) - 1, 0xFFF


def new_id(rng: Random, at: datetime) -> str:
    """A UUID, version 7: later ids sort after earlier ones, so indexes grow at their end."""
    drawn = rng.getrandbits(74)
    milliseconds = int(at.timestamp() * 1000)
    high = (drawn >> 62) & _RANDOM_HIGH
    value = milliseconds << 80 | _VERSION | high << 64 | _VARIANT | drawn & _RANDOM_LOW
    text = f"{value:032x}"
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def request_digest(recorder: str, request_id: str) -> str:
    """Stands for the digest of a form: every request of the example asks for one thing only."""
    return sha256(f"{recorder}\n{request_id}".encode()).hexdigest()
