"""What is well, what to look at, what is wrong: tables typed by hand."""

from datetime import date, timedelta

import pytest

from lkj.domain import health
from lkj.domain.health import Check, Finding, Health, LastBackup
from tests.support.times import moment

FINE, LOOK, WRONG = Health.FINE, Health.LOOK, Health.WRONG
NOW = moment("2026-03-09 08:00").at
GIB, MIB = 1024**3, 1024**2


@pytest.mark.parametrize(
    ("name", "version", "expected"),
    [
        ("sqlite", "3.40.1", FINE),
        ("sqlite", "3.53.3", FINE),
        ("sqlite", "3.40.0", LOOK),
        ("sqlite", "3.9.2", LOOK),
        ("postgresql", "15.18", FINE),
        ("postgresql", "14.2", LOOK),
    ],
)
def test_engines_are_those_that_were_tested_or_newer(
    name: str, version: str, expected: Health
) -> None:
    found = health.engine_finding(name, version)

    assert (found.check, found.health) == (Check.ENGINE, expected)
    assert (found.facts["name"], found.facts["version"]) == (name, version)


@pytest.mark.parametrize(
    ("free", "expected"),
    [
        ({"database": GIB, "files": 5 * GIB}, FINE),
        ({"database": 5 * GIB, "files": GIB - 1}, LOOK),
        ({"database": 200 * MIB}, LOOK),
        ({"database": 5 * GIB, "backups": 200 * MIB - 1}, WRONG),
    ],
)
def test_the_fullest_disk_counts(free: dict[str, int], expected: Health) -> None:
    found = health.disk_finding(free)

    assert found.health is expected
    assert found.facts == {place: size // MIB for place, size in free.items()}


@pytest.mark.parametrize(
    ("minutes", "expected", "behind"),
    [(-60, FINE, 0), (0, FINE, 0), (2, FINE, 0), (3, WRONG, 3), (60 * 24, WRONG, 1440)],
)
def test_a_clock_that_was_set_back_is_found(
    minutes: int, expected: Health, behind: int
) -> None:
    found = health.clock_finding(NOW, NOW + timedelta(minutes=minutes))

    assert found == Finding(Check.CLOCK, expected, {"minutes_behind": behind})


def test_a_new_office_has_no_row_to_compare_the_clock_with() -> None:
    assert health.clock_finding(NOW, None).health is FINE


@pytest.mark.parametrize(("machine", "expected"), [(7, FINE), (8, LOOK), (0, LOOK), (-5, LOOK)])
def test_the_machine_shows_the_hour_of_the_office(machine: int, expected: Health) -> None:
    found = health.zone_finding("Asia/Pontianak", timedelta(hours=7), timedelta(hours=machine))

    facts = {"zone": "Asia/Pontianak", "office": 420, "machine": 60 * machine}
    assert found == Finding(Check.ZONE, expected, facts)


@pytest.mark.parametrize(
    ("hours_ago", "failed_hours_ago", "expected"),
    [
        (1, None, FINE),
        (48, None, FINE),
        (49, None, LOOK),
        (7 * 24, None, LOOK),
        (7 * 24 + 1, None, WRONG),
        (None, None, WRONG),
        (1, 2, FINE),  # a later attempt worked
        (2, 1, LOOK),  # the last one failed
        (7 * 24 + 1, 1, WRONG),
        (None, 1, WRONG),
    ],
)
def test_the_age_of_the_last_backup(
    hours_ago: int | None, failed_hours_ago: int | None, expected: Health
) -> None:
    def ago(hours: int | None) -> object:
        return None if hours is None else NOW - timedelta(hours=hours)

    last = LastBackup(ago(hours_ago), ago(failed_hours_ago), "1A2B", "StorageFailed", "full")
    found = health.backup_finding(NOW, last, days_ago=3)

    has_failed = failed_hours_ago is not None and (hours_ago or 1000) > failed_hours_ago
    code = {"code": "1A2B", "kind": "StorageFailed", "problem": "full"} if has_failed else {}
    assert found == Finding(Check.BACKUP, expected, {"days_ago": 3, **code})


@pytest.mark.parametrize(
    ("scheme", "host", "on_lan", "expected", "kind"),
    [
        ("", "", False, FINE, "here"),
        ("", "", True, FINE, "lan"),
        ("http", "192.168.1.7", True, FINE, "lan"),
        ("http", "10.0.0.7", False, FINE, "lan"),
        ("http", "pc-renja", True, FINE, "lan"),
        ("http", "lkj.kantor.local", True, FINE, "lan"),
        ("http", "lkj.example.go.id", False, LOOK, "public"),
        ("http", "8.8.8.8", True, LOOK, "public"),
        ("https", "lkj.example.go.id", False, FINE, "tls"),
        ("https", "lkj.example.go.id", True, LOOK, "tls"),
    ],
)
def test_who_can_read_passwords_on_the_way(
    scheme: str, host: str, expected: Health, kind: str, *, on_lan: bool
) -> None:
    url = f"{scheme}://{host}" if scheme else ""

    found = health.exposure_finding(url, scheme, host, is_on_lan=on_lan)

    assert (found.health, found.facts["kind"]) == (expected, kind)
    assert found.facts["has_url"] is bool(scheme)


@pytest.mark.parametrize(
    ("host", "private"),
    [
        ("127.0.0.1", True),
        ("172.16.0.1", True),
        ("172.32.0.1", False),
        ("fd00::1", True),
        ("2001:4860:4860::8888", False),
        ("localhost", True),
        ("SERVER.LAN.", True),
        ("local.example.com", False),
    ],
)
def test_private_hosts(host: str, *, private: bool) -> None:
    assert health.is_private(host) is private


@pytest.mark.parametrize(
    ("today", "last_year", "expected"),
    [
        (date(2026, 10, 31), 2026, FINE),
        (date(2026, 11, 1), 2026, LOOK),
        (date(2026, 12, 31), 2027, FINE),
        (date(2027, 1, 1), 2026, WRONG),
    ],
)
def test_from_november_the_next_year_must_be_there(
    today: date, last_year: int, expected: Health
) -> None:
    found = health.calendar_finding(today, last_year)

    assert found == Finding(Check.CALENDAR, expected, {"last_year": last_year})


def test_the_gravest_answer_counts() -> None:
    def of(*answers: Health) -> Health:
        return health.worst(Finding(Check.DISK, one) for one in answers)

    assert of() is FINE
    assert of(FINE, LOOK, FINE) is LOOK
    assert of(WRONG, LOOK, FINE) is WRONG
