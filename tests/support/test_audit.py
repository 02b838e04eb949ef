"""What `make audit` says to what the service tells, asked of a service on this machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from tests.support.audit import (
    EXCEPTIONS,
    Allowed,
    Audit,
    AuditBroken,
    Finding,
    allowed,
    ask,
    judge,
    read_audit,
)

TODAY = date(2026, 3, 2)
FAULT = Finding("segno", "1.6.6", ("PYSEC-1", "CVE-1"), ("1.6.7",))
HASH = "0" * 64
# As the OSV service answers; the fault is invented.
KNOWN = {
    "vulns": [
        {
            "id": "PYSEC-1",
            "aliases": ["CVE-1"],
            "summary": "contoh",
            "affected": [
                {
                    "package": {"name": "segno", "ecosystem": "PyPI"},
                    "ranges": [
                        {
                            "type": "ECOSYSTEM",
                            "events": [{"introduced": "0"}, {"fixed": "1.6.7"}],
                        }
                    ],
                }
            ],
        }
    ]
}


class Service(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        answer = KNOWN if asked["package"]["name"] == "segno" else {}
        self.send_response(200)
        self.end_headers()
        self.wfile.write(json.dumps(answer).encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def service() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Service) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/v1/query"
        server.shutdown()


def lock(directory: Path) -> Path:
    path = directory / "requirements.txt"
    path.write_text(
        f"segno==1.6.6 --hash=sha256:{HASH}\nsix==1.17.0 --hash=sha256:{HASH}\n", "utf-8"
    )
    return path


def exception(**other: object) -> Allowed:
    facts = {"id": "CVE-1", "package": "segno", "reason": "…", "until": date(2026, 4, 1)}
    return Allowed(**(facts | other))


def test_what_the_service_knows_is_found(tmp_path: Path) -> None:
    with service() as address:
        audit = ask(lock(tmp_path), "-s", "osv", "--osv-url", address)

    assert audit == Audit(2, (), (FAULT,))


def test_a_service_that_is_away_leaves_everything_unchecked(tmp_path: Path) -> None:
    with service() as gone:
        pass

    audit = ask(lock(tmp_path), "-s", "osv", "--osv-url", gone)

    assert audit == Audit(0, ("segno", "six"), ())
    assert judge(audit, (), TODAY)[0] == 0


def test_a_service_that_takes_too_long_leaves_everything_unchecked(tmp_path: Path) -> None:
    assert ask(lock(tmp_path), seconds=0.01) == Audit(0, ("segno", "six"), ())


def test_a_tool_that_breaks_is_no_silence(tmp_path: Path) -> None:
    with pytest.raises(AuditBroken):
        ask(lock(tmp_path), "--no-such-option")


def test_nothing_checked_is_told_loudly_and_does_not_fail() -> None:
    report = {"dependencies": [{"name": "segno", "skip_reason": "not found"}]}

    code, (line,) = judge(read_audit(report), (), TODAY)

    assert (code, line.split(":")[0]) == (0, "AUDIT NOT RUN")


def test_a_known_fault_fails() -> None:
    code, lines = judge(Audit(1, (), (FAULT,)), (), TODAY)

    assert code == 1
    assert lines[0] == "segno 1.6.6: PYSEC-1 = CVE-1, fixed in 1.6.7"


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        pytest.param(exception(), 0, id="by another name of it"),
        pytest.param(exception(id="PYSEC-1", until=TODAY), 0, id="on its last day"),
        pytest.param(exception(until=date(2026, 3, 1)), 1, id="after its last day"),
        pytest.param(exception(id="CVE-2"), 1, id="of another fault"),
        pytest.param(exception(package="six"), 1, id="of another library"),
    ],
)
def test_a_declared_exception_covers_only_its_fault(declared: Allowed, code: int) -> None:
    assert judge(Audit(1, (), (FAULT,)), (declared,), TODAY)[0] == code


def test_an_expired_exception_fails_even_without_its_fault() -> None:
    code, lines = judge(Audit(1, (), ()), (exception(until=date(2026, 1, 1)),), TODAY)

    assert code == 1
    assert "expired exception: CVE-1" in lines


def test_a_library_that_the_service_does_not_know_fails() -> None:
    code, lines = judge(Audit(1, ("segno",), ()), (), TODAY)

    assert code == 1
    assert "unknown to the service: segno" in lines


def test_nothing_known_is_well() -> None:
    assert judge(Audit(2, (), ()), (), TODAY) == (0, ("2 libraries checked, 0 known faults",))


def test_the_declared_exceptions_can_be_read() -> None:
    assert all(one.reason for one in allowed(EXCEPTIONS.read_text("utf-8")))


def test_an_exception_without_a_reason_is_refused() -> None:
    with pytest.raises(TypeError):
        allowed('[[exception]]\nid = "CVE-1"\npackage = "segno"\nuntil = 2026-04-01\n')
