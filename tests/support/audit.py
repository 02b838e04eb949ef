"""Whether a library that we run on has a known fault; `make audit` and CI ask."""

import json
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from tests.support.pins import pins
from tests.support.settings import ROOT

LOCK = ROOT / "requirements-dev.txt"  # holds requirements.txt too
EXCEPTIONS = ROOT / "docs" / "audit.toml"
_MOST_SECONDS = 300.0
# How pip-audit ends where the service cannot be reached at all.
_AWAY = ("ConnectionError", "ConnectTimeout", "ReadTimeout", "ServiceError", "ProxyError")


class AuditBroken(Exception):
    """The tool ended without an answer, and not because its service is away."""


@dataclass(frozen=True)
class Finding:
    """One known fault of one library."""

    package: str
    version: str
    ids: tuple[str, ...]  # its own id first, then its other names
    fixed_in: tuple[str, ...]

    def __str__(self) -> str:
        fixed = ", ".join(self.fixed_in) or "no version yet"
        return f"{self.package} {self.version}: {' = '.join(self.ids)}, fixed in {fixed}"


@dataclass(frozen=True)
class Allowed:
    """A fault that we live with, why, and until when."""

    id: str
    package: str
    reason: str
    until: date

    def covers(self, finding: Finding, today: date) -> bool:
        """Whether it is about this fault and still holds."""
        is_same = self.package == finding.package and self.id in finding.ids
        return is_same and today <= self.until


@dataclass(frozen=True)
class Audit:
    """What the service told: how many libraries it knows, which not, and their faults."""

    n_checked: int
    unchecked: tuple[str, ...]
    findings: tuple[Finding, ...]


def allowed(text: str) -> tuple[Allowed, ...]:
    """The declared exceptions.

    Raises:
        TypeError: one of them lacks a field, or has an unknown one.
    """
    return tuple(Allowed(**entry) for entry in tomllib.loads(text).get("exception", ()))


def read_audit(report: Mapping[str, Any]) -> Audit:
    """What pip-audit's JSON tells."""
    parts = report["dependencies"]
    return Audit(
        n_checked=sum("skip_reason" not in part for part in parts),
        unchecked=tuple(part["name"] for part in parts if "skip_reason" in part),
        findings=tuple(
            Finding(
                part["name"],
                part["version"],
                (fault["id"], *fault["aliases"]),
                tuple(fault["fix_versions"]),
            )
            for part in parts
            for fault in part.get("vulns", ())
        ),
    )


def judge(
    audit: Audit, exceptions: Sequence[Allowed], today: date
) -> tuple[int, tuple[str, ...]]:
    """The exit code and what to print: nothing checked is told loudly and does not fail."""
    if not audit.n_checked:
        n = len(audit.unchecked)
        return 0, (f"AUDIT NOT RUN: the service did not answer; {n} libraries are UNCHECKED.",)
    open_ones = [
        finding
        for finding in audit.findings
        if not any(one.covers(finding, today) for one in exceptions)
    ]
    expired = [f"expired exception: {one.id}" for one in exceptions if one.until < today]
    missed = [f"unknown to the service: {name}" for name in audit.unchecked]
    problems = [*map(str, open_ones), *expired, *missed]
    told = f"{audit.n_checked} libraries checked, {len(audit.findings)} known faults"
    return int(bool(problems)), (*problems, told)


def ask(lock: Path = LOCK, *options: str, seconds: float = _MOST_SECONDS) -> Audit:
    """Run pip-audit on a lock; `options` choose another service.

    A service that does not answer, or not in time, leaves every library unchecked.

    Raises:
        AuditBroken: it gave no answer for another reason than a service that is away.
    """
    away = Audit(0, tuple(pin.name for pin in pins(lock)), ())
    try:
        done = subprocess.run(
            [
                *(sys.executable, "-m", "pip_audit", "--requirement", lock, "--no-deps"),
                *("--disable-pip", "--format", "json", "--progress-spinner", "off", *options),
            ],
            capture_output=True,
            check=False,
            text=True,
            timeout=seconds,
        )
    except subprocess.TimeoutExpired:
        return away
    if done.stdout.strip():
        return read_audit(json.loads(done.stdout))
    if any(word in done.stderr for word in _AWAY):
        return away
    raise AuditBroken(done.stderr)


def main() -> int:
    """Ask, print, and say by the exit code whether something must be done."""
    exceptions = allowed(EXCEPTIONS.read_text("utf-8"))
    today = datetime.now(UTC).date()
    code, lines = judge(ask(LOCK, *sys.argv[1:]), exceptions, today)
    print("\n".join(lines))  # noqa: T201 -- the answer of the command
    return code


if __name__ == "__main__":
    sys.exit(main())
