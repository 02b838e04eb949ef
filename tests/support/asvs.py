"""How the product stands to OWASP ASVS 5.0: docs/asvs.toml as a table for people."""

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.support.settings import ROOT

SOURCE, TABLE = ROOT / "docs" / "asvs.toml", ROOT / "docs" / "asvs.md"
STATES = ("met", "partly", "not met", "not applicable")
CHAPTERS = (
    *("Encoding and sanitization", "Validation and business logic", "Web frontend"),
    *("API and web service", "File handling", "Authentication", "Session management"),
    *("Authorization", "Self-contained tokens", "OAuth and OIDC", "Cryptography"),
    *("Secure communication", "Configuration", "Data protection"),
    *("Secure coding and architecture", "Logging and error handling", "WebRTC"),
)


@dataclass(frozen=True)
class Requirement:
    """One requirement and our answer."""

    id: str
    level: int
    state: str
    about: str
    control: str
    tests: tuple[str, ...]

    @property
    def chapter(self) -> int:
        return int(self.id.split(".")[0])

    @property
    def nodes(self) -> tuple[str, ...]:
        """The tests as pytest names them."""
        named = (test.partition("::") for test in self.tests)
        return tuple(f"tests/{file}.py{sep}{name}" for file, sep, name in named)


def requirements() -> tuple[Requirement, ...]:
    """All of them, in the standard's order.

    Raises:
        TypeError: an entry lacks a field, or has an unknown one.
    """
    entries = tomllib.loads(SOURCE.read_text("utf-8"))["requirement"]
    return tuple(
        Requirement(id=name, **entry | {"tests": tuple(entry["tests"])})
        for name, entry in entries.items()
    )


def bssn_function(name: str, functions: Mapping[str, str]) -> str:
    """The function of Peraturan BSSN 4/2021 that a requirement or its chapter belongs to."""
    parts = name.split(".")
    return functions.get(".".join(parts[:2])) or functions[parts[0]]


def table_text() -> str:
    """The document."""
    rows, source = requirements(), tomllib.loads(SOURCE.read_text("utf-8"))
    return "\n".join([source["head"], *_counts(rows), *_chapters(rows, source["bssn"])]) + "\n"


def _counts(rows: tuple[Requirement, ...]) -> Iterator[str]:
    counted = Counter((row.level, row.state) for row in rows)
    yield "| level | " + " | ".join(STATES) + " | all |"
    yield "| --- |" + " ---: |" * (len(STATES) + 1)
    for level in (1, 2, 3):
        found = [counted[level, state] for state in STATES]
        named = "3, chosen" if level == 3 else str(level)
        yield f"| {named} | " + " | ".join(map(str, [*found, sum(found)])) + " |"


def _chapters(rows: tuple[Requirement, ...], functions: Mapping[str, str]) -> Iterator[str]:
    for number, title in enumerate(CHAPTERS, 1):
        yield f"\n## V{number} {title}\n"
        yield "| id | level | about | BSSN | state | control | shown by |"
        yield "| --- | --- | --- | --- | --- | --- | --- |"
        yield from (_row(row, functions) for row in rows if row.chapter == number)


def _row(row: Requirement, functions: Mapping[str, str]) -> str:
    control = row.control.replace("Gap:", "**Gap:**").replace("|", r"\|")
    shown = "<br>".join(f"`{node}`" for node in row.nodes) or "–"
    cells = (
        row.id,
        str(row.level),
        row.about,
        bssn_function(row.id, functions),
        row.state,
        control,
        shown,
    )
    return f"| {' | '.join(cells)} |"


if __name__ == "__main__":
    TABLE.write_text(table_text(), "utf-8")
    print(TABLE.relative_to(ROOT))  # noqa: T201 -- the answer of the command
