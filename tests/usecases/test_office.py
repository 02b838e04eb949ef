from dataclasses import replace
from pathlib import Path

import pytest

from lkj.reference import DATA
from lkj.store.database import opened, sqlite_url
from lkj.usecases.office import Settings, Sops, backups_of
from tests.support.sops import office_sop, other_sop

V1, OTHER = office_sop(), other_sop()
V2 = replace(V1, version=2)
V10 = replace(V1, version=10)


def test_the_newest_version_of_each_sop_is_current() -> None:
    sops = Sops.of([V10, OTHER, V2, V1])

    assert sops.versions == (OTHER, V1, V2, V10)
    assert sops.current == (OTHER, V10)
    assert sops.latest(V1.id) == V10
    assert sops.version(V1.id, 2) == V2


def test_an_unknown_sop_or_version_is_an_error() -> None:
    sops = Sops.of([V1])

    with pytest.raises(KeyError):
        sops.latest("lain")
    with pytest.raises(KeyError):
        sops.version(V1.id, 2)


@pytest.mark.parametrize(
    ("url", "is_secure"),
    [("", False), ("http://10.0.0.2:8501", False), ("https://lkj.example.go.id", True)],
)
def test_cookies_are_secure_where_people_come_by_https(url: str, is_secure: bool) -> None:
    assert Settings(database_url="sqlite:///x", public_url=url).cookie_secure is is_secure


def test_daily_backups_go_beside_the_data_unless_told_otherwise_or_switched_off() -> None:
    beside_file, server = Path("/srv/lkj.db"), "postgresql+psycopg://lkj:x@db/lkj"
    with opened(sqlite_url(beside_file)) as own, opened(server) as far:
        assert backups_of(own, "") == Path("/srv/cadangan")
        assert backups_of(far, "") == DATA / "cadangan"
        assert backups_of(own, "/mnt/usb") == Path("/mnt/usb")
        assert backups_of(own, "tidak") is None
