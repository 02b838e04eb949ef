"""The locked requirements, as the files name them."""

import re
from dataclasses import dataclass
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


@dataclass(frozen=True)
class Pin:
    """One entry of a lock."""

    requirement: Requirement
    hashes: frozenset[str]

    @property
    def name(self) -> str:
        return canonicalize_name(self.requirement.name)

    @property
    def version(self) -> str:
        return str(self.requirement.specifier).removeprefix("==")

    @property
    def is_for_here(self) -> bool:
        """Whether this system and this Python install it."""
        return self.requirement.marker is None or self.requirement.marker.evaluate()


def pins(path: Path) -> list[Pin]:
    """All entries, each with the hashes of its files."""
    logical = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    entries = [line.split("#")[0].strip() for line in logical]
    return [
        Pin(
            Requirement(entry.split("--hash")[0].strip()),
            frozenset(_HASH.findall(entry)),
        )
        for entry in entries
        if entry and not entry.startswith("-")
    ]


def versions_here(path: Path) -> dict[str, str]:
    """Versions by name, of what is installed on this system."""
    return {pin.name: pin.version for pin in pins(path) if pin.is_for_here}
