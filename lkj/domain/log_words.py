"""What the names of columns and activities of logs usually mean."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lkj.domain.log_map import ActKind

# By field of LogColumns, the likeliest first. XES names what XES, and tools that read it, use.
COLUMN_NAMES: Mapping[str, Sequence[str]] = {
    "case": (
        "case:concept:name", "case id", "case_id", "caseid", "case", "report_id", "id_laporan",
        "laporan", "id_kasus", "kasus", "trace",
    ),
    "activity": (
        "concept:name", "activity", "aktivitas", "kegiatan", "langkah", "event", "task",
    ),
    "finished": (
        "time:timestamp", "complete timestamp", "complete_timestamp", "completion_time",
        "end_timestamp", "end_time", "occurred_at", "timestamp", "selesai", "waktu", "tanggal",
        "time", "date",
    ),
    "started": (
        "start_timestamp", "start timestamp", "start_time", "started_at", "mulai", "start",
    ),
    "lifecycle": ("lifecycle:transition", "lifecycle", "transition", "daur_hidup"),
    "person": ("org:resource", "resource", "actor", "person", "orang", "nama", "user"),
    "role": ("org:role", "role", "peran", "jabatan", "pelaksana"),
}  # fmt: skip
NEEDED = ("case", "activity", "finished")
_LONGEST, _DIGITS = 48, 6  # characters of an id; an id may have 64

_VERBS: Mapping[ActKind, str] = {
    ActKind.REJECTED: "rejected|declined|returned|ditolak|dikembalikan",
    ActKind.APPROVED: "final[_ ]approved|approved|accepted|disetujui|diparaf|ditandatangani",
    ActKind.SUBMITTED: "[a-z_]+",
}
_BY: Mapping[ActKind, re.Pattern[str]] = {
    kind: re.compile(
        rf"(?P<what>.*?)\s*\b(?:{verbs})\s+(?:by|oleh)\s+(?P<role>\S.*)", re.IGNORECASE
    )
    for kind, verbs in _VERBS.items()
}


@dataclass(frozen=True)
class ActivityWords:
    """What an activity's name tells: what is acted on, what is done, and by which role.

    `what` and `role` are "" where the name does not say them.
    """

    what: str
    kind: ActKind
    role: str


def read_activity(name: str) -> ActivityWords:
    """Read `Konsep REJECTED by KASUBBAG` or `… oleh …`; other names only tell what was done."""
    for kind, pattern in _BY.items():
        found = pattern.fullmatch(name.strip())
        if found:
            return ActivityWords(found["what"].strip(), kind, found["role"].strip())
    return ActivityWords("", ActKind.SUBMITTED, "")


def guess_columns(names: Sequence[str]) -> dict[str, str]:
    """The likeliest column of each field of LogColumns; fields without one are left out."""
    by_lower = {name.strip().lower(): name for name in reversed(names)}
    guessed: dict[str, str] = {}
    for field, likely in COLUMN_NAMES.items():
        free = (by_lower[one] for one in likely if one in by_lower)
        found = next((name for name in free if name not in guessed.values()), None)
        if found is not None:
            guessed[field] = found
    return guessed


def safe_id(text: str, taken: Sequence[str] = ()) -> str:
    """An id for SOP files out of any text, other than those that are taken.

    Texts that differ in more than case, accents and punctuation get different ids: what does
    not fit into an id is told by a few characters of its hash.
    """
    apart = unicodedata.normalize("NFKD", text)
    plain = apart.encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9_]+", "-", plain).strip("-_")
    if len(words) > _LONGEST or any(one.isalnum() and not one.isascii() for one in apart):
        digest = hashlib.sha256(apart.encode("utf-8", "replace")).hexdigest()
        words = f"{words[:_LONGEST] or 'lain'}-{digest[:_DIGITS]}"
    words = words or "lain"
    if words in taken or words == "selesai":
        tried = (f"{words}-{number}" for number in range(2, len(taken) + 3))
        return next(one for one in tried if one not in taken)
    return words
