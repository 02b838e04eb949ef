"""The settings of an installation that serves several satuan kerja."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.bootstrap import current_offices, offices_from_env, settings_from_env
from lkj.errors import InvalidSettings, OfficeUnprepared
from lkj.store import account_store
from lkj.store.database import sqlite_url
from lkj.usecases.frames import revision
from lkj.usecases.sign_in import is_example
from tests.support import postgres
from tests.support.missing import needs
from tests.support.offices import SITI

FILE = """
[[satuan]]
kode = "satpol-pp"
nama = "Satuan Polisi Pamong Praja"

[[satuan]]
kode = "dinkes"
nama = "Dinas Kesehatan"
contoh = true

[[satuan]]
kode = "bappeda"
nama = "Bappeda"
contoh = true
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "satuan.toml"
    path.write_text(FILE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def fresh_process() -> Iterator[None]:
    current_offices.cache_clear()
    yield
    current_offices.cache_clear()


def wrong(**environ: str) -> list[str]:
    with pytest.raises(InvalidSettings) as caught:
        settings_from_env(environ)
    return list(caught.value.facts["problems"])


def test_without_the_file_there_is_one_office_without_a_code() -> None:
    offices = offices_from_env({"LKJ_DATABASE_URL": "sqlite:///a.db"})

    assert [(one.office_code, one.database_url) for one in offices] == [("", "sqlite:///a.db")]


def test_each_entry_of_the_file_has_settings_of_its_own(file: Path) -> None:
    offices = offices_from_env({"LKJ_OFFICES": str(file), "LKJ_SESSION_IDLE_MINUTES": "5"})

    assert [(one.office_code, one.session_idle_minutes) for one in offices] == [
        ("satpol-pp", 5),
        ("dinkes", 5),
        ("bappeda", 5),
    ]
    assert offices[0].database_url == sqlite_url(file.parent / "satpol-pp" / "lkj.db")


def test_a_command_works_on_the_office_that_is_named(file: Path) -> None:
    settings = settings_from_env({"LKJ_OFFICES": str(file), "LKJ_OFFICE": "dinkes"})

    assert settings.office_name == "Dinas Kesehatan"


@pytest.mark.parametrize("named", [{}, {"LKJ_OFFICE": "dinas"}])
def test_a_command_that_could_mean_each_of_several_says_which_there_are(
    file: Path, named: dict[str, str]
) -> None:
    assert wrong(LKJ_OFFICES=str(file), **named) == [
        "LKJ_OFFICE: sebutkan satu dengan --satuan; yang ada: satpol-pp, dinkes, bappeda"
    ]


def test_every_problem_of_the_file_stands_beside_those_of_the_settings(tmp_path: Path) -> None:
    file = tmp_path / "satuan.toml"
    file.write_text('[[satuan]]\nkode = "A"\nnama = "A"\nzona = "WIB"', encoding="utf-8")

    found = wrong(LKJ_OFFICES=str(file), LKJ_ZONE="WIB", LKJ_DATABASE_URL="sqlite:///a.db")

    assert found == [
        "LKJ_ZONE: zona waktu tidak dikenal",
        "LKJ_OFFICES: satuan[1].kode: Hanya huruf kecil, angka, dan tanda hubung; paling "
        "banyak 32.",
        "LKJ_OFFICES: satuan[1].zona: zona waktu tidak dikenal",
        "LKJ_DATABASE_URL: tidak bersama LKJ_OFFICES; tulis basis_data di sana",
    ]


def test_an_office_can_be_named_only_where_there_are_several() -> None:
    assert wrong(LKJ_OFFICE="dinkes") == ["LKJ_OFFICE: hanya bersama LKJ_OFFICES"]


def test_a_file_that_breaks_after_the_start_is_told(file: Path) -> None:
    installation = bootstrap.installation_from_env({"LKJ_OFFICES": str(file)})
    file.unlink()

    with pytest.raises(InvalidSettings):
        bootstrap.offices_of(installation)


def test_examples_fill_themselves_each_with_a_history_of_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LKJ_OFFICES", str(file))
    offices = current_offices()

    one, other = offices.of("dinkes"), offices.of("bappeda")

    assert one.database.path == file.parent / "dinkes" / "contoh.db"
    assert revision(one) > 100
    with one.database.read() as a, other.database.read() as b:
        assert is_example(a)
        assert is_example(b)
    assert heads(one.database.path) != heads(other.database.path)
    offices.dispose()


def heads(path: Path | None) -> bytes:
    assert path is not None
    return path.read_bytes()


def test_an_office_without_a_database_waits_until_it_is_prepared(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LKJ_OFFICES", str(file))

    with pytest.raises(OfficeUnprepared) as caught:
        current_offices().of("satpol-pp")

    assert caught.value.facts == {"code": "satpol-pp", "name": "Satuan Polisi Pamong Praja"}
    assert not (file.parent / "satpol-pp").exists()


@pytest.mark.postgres
def test_two_offices_on_one_server_have_a_database_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    needs("PostgreSQL", found=postgres.server_url(), how=postgres.HOW)
    with postgres.new_database() as one, postgres.new_database() as other:
        entries = [
            f'[[satuan]]\nkode = "{code}"\nnama = "{code}"\nbasis_data = "{url}"\n'
            for code, url in (("a", one), ("b", other))
        ]
        file = tmp_path / "satuan.toml"
        file.write_text("".join(entries), encoding="utf-8")
        monkeypatch.setenv("LKJ_OFFICES", str(file))
        offices = current_offices()

        with offices.of("a").database.write() as conn:
            account_store.add_person(conn, SITI)

        people = []
        for code in ("a", "b"):
            with offices.of(code).database.read() as conn:
                people.append(len(account_store.persons(conn)))
        assert people == [1, 0]
        assert offices.of("b").files.root == tmp_path / "b" / "berkas"
        offices.dispose()
