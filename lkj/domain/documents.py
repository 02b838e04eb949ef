"""Documents beside a report: the formats that are kept, and the versions of each."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from lkj.domain.text import is_line_character


class DocumentFormat(StrEnum):
    """A kind of file that may be attached, named by its usual ending."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PNG = "png"
    JPG = "jpg"


LONGEST_FILE_NAME = 120
_NOT_IN_NAMES = frozenset('<>:"/\\|?*%')
_PORTS = (f"{one}{n}" for one in ("COM", "LPT") for n in "0123456789¹²³")
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *_PORTS})
_ENDINGS: Mapping[DocumentFormat, tuple[str, ...]] = {
    **{kind: (kind.value,) for kind in DocumentFormat},
    DocumentFormat.JPG: ("jpg", "jpeg"),
}

_OFFICE = "application/vnd.openxmlformats-officedocument"

MEDIA_TYPE: Mapping[DocumentFormat, str] = {
    DocumentFormat.PDF: "application/pdf",
    DocumentFormat.DOCX: f"{_OFFICE}.wordprocessingml.document",
    DocumentFormat.XLSX: f"{_OFFICE}.spreadsheetml.sheet",
    DocumentFormat.PNG: "image/png",
    DocumentFormat.JPG: "image/jpeg",
}


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file that is kept: what it is called, what it is, and where its content lies."""

    sha256: str
    name: str  # as shown and downloaded; never a path
    size: int  # bytes
    format: DocumentFormat


@dataclass(frozen=True, kw_only=True)
class DocumentVersion:
    """One version of a document beside a report: a file, or the place where the paper lies."""

    document: str  # id of its kind
    name: str  # of its kind, as it was called then
    number: int  # 1 is the first version of this document in the report
    is_draft: bool
    file: StoredFile | None
    place: str
    event_no: int
    actor: str  # person
    at: datetime

    @property
    def sha256(self) -> str:
        """Tells it from other versions: the digest of the content, or of the place's text."""
        return self.file.sha256 if self.file else digest_of(self.place)


def clean_file_name(name: str, kind: DocumentFormat) -> str:
    """A name to show and to download under: never a path, and with the ending of its format.

    Control characters, characters that turn the reading direction or are not seen, and what
    Windows allows in no name are left out; names that Windows keeps for devices get a mark in
    front. At most LONGEST_FILE_NAME characters; "dokumen" where nothing is left.
    """
    last = re.split(r"[\\/]", unicodedata.normalize("NFC", name[: 10 * LONGEST_FILE_NAME]))[-1]
    kept = "".join(c for c in last if is_line_character(c) and c not in _NOT_IN_NAMES)
    stem = " ".join(kept.split())
    for ending in _ENDINGS[kind]:
        stem = re.sub(rf"\.{ending}$", "", stem, flags=re.IGNORECASE)
    ending = f".{kind.value}"
    stem = stem.strip(". ")[: LONGEST_FILE_NAME - len(ending)].strip(". ") or "dokumen"
    is_device = stem.partition(".")[0].strip().upper() in _DEVICES
    return ("_" if is_device else "") + stem + ending


def digest_of(text: str) -> str:
    """SHA-256 of a text, in hex."""
    return sha256(text.encode()).hexdigest()


def version_facts(version: DocumentVersion) -> dict[str, object]:
    """What the event that adds a version keeps in its payload."""
    facts: dict[str, object] = {
        "document": version.document,
        "name": version.name,
        "number": version.number,
        "place": version.place,
        "file": asdict(version.file) if version.file else None,
    }
    return facts | ({"is_draft": True} if version.is_draft else {})


def file_of(facts: Mapping[str, Any]) -> StoredFile | None:
    """The file that a payload names; None where it names none, or none that can be read."""
    try:
        file = facts["file"]
        return StoredFile(
            sha256=str(file["sha256"]),
            name=str(file["name"]),
            size=int(file["size"]),
            format=DocumentFormat(file["format"]),
        )
    except (LookupError, TypeError, ValueError):
        return None


def latest(versions: Iterable[DocumentVersion], document: str) -> DocumentVersion | None:
    """The last version of one document, None before the first."""
    return next((v for v in reversed(tuple(versions)) if v.document == document), None)
