"""The hash that links every row of an append-only table to the row before it.

The hash of a row is the SHA-256 of the table's label, a line feed, and a JSON array: the hash
of the row before ("" for the first), then every column but `prev_hash` and `hash` in table
order. Free text stands in the array as the SHA-256 of the row's salt and the text.
`verification.py` states the same rule a second time, on purpose.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

EVENTS_LABEL = "lkj-event-v1"
AUDIT_LABEL = "lkj-audit-v1"
TABLE7_LABEL = "lkj-table7-v1"

Cell = str | int | None
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


@dataclass(frozen=True)
class Head:
    """The last row of a chain: its number (0 when empty) and hash ("" when empty)."""

    no: int
    hash: str

    @property
    def code(self) -> str:
        """The short hash that is printed, "" when the chain is empty."""
        return short_code(self.hash)

    @property
    def anchor(self) -> str:
        """Number and code as sheets carry them, `214:7F3A-…`; "" when the chain is empty."""
        return f"{self.no}:{self.code}" if self.no else ""

    @property
    def mark(self) -> str:
        """The anchor as the end of a file's name, for formats with no place of their own."""
        return f"-no{self.no}-{self.code}" if self.no else ""


def short_code(digest: str) -> str:
    """First 64 bits of a hash for people: "7F3A-91C2-0B4D-55E1"."""
    return "-".join(digest[at : at + 4].upper() for at in range(0, min(16, len(digest)), 4))


def text_digest(salt: str, text: str) -> str:
    """SHA-256 of salt and text, in hex."""
    return sha256((salt + text).encode()).hexdigest()


def row_hash(label: str, prev_hash: str, cells: Sequence[Cell]) -> str:
    """Hash of a row whose columns, free text already replaced by its digest, are `cells`.

    Raises:
        ValueError: a text cannot be stored the same on both engines (a lone surrogate).
    """
    return sha256(f"{label}\n{_encode([prev_hash, *cells])}".encode()).hexdigest()
