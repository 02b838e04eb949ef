from pathlib import Path

import pytest

from lkj.domain.office_file import OfficeEntry, parse_offices
from lkj.store.database import opened, sqlite_url
from lkj.usecases.office import Settings, backups_of
from lkj.usecases.office_settings import read_entries, settings_of

INSTALLATION = Settings(database_url="sqlite:///tidak-dipakai.db", zone_name="Asia/Jakarta")


def entry(more: str = "") -> OfficeEntry:
    text = f'[[satuan]]\nkode = "dinkes"\nnama = "Dinas Kesehatan"\n{more}'
    return parse_offices(text)[0][0]


def test_an_office_has_a_folder_of_its_own_beside_the_file(tmp_path: Path) -> None:
    found = settings_of(entry(), INSTALLATION, tmp_path)

    own = tmp_path / "dinkes"
    assert (found.office_code, found.office_name) == ("dinkes", "Dinas Kesehatan")
    assert found.database_url == sqlite_url(own / "lkj.db")
    # Beside the SQLite file, as for every office.
    assert found.files_directory == found.backup_directory == ""
    assert found.snapshots_directory == str(tmp_path / "potret")
    assert not found.compares_offices


def test_what_lies_in_its_folder_counts_before_what_the_installation_has(
    tmp_path: Path,
) -> None:
    own = tmp_path / "dinkes"
    (own / "sop").mkdir(parents=True)
    (own / "templat").mkdir()
    (own / "kalender.toml").touch()
    (own / "pengingat.toml").touch()

    found = settings_of(entry(), INSTALLATION, tmp_path)

    assert found.sop_directory == str(own / "sop")
    assert found.templates_directory == str(own / "templat")
    assert found.calendar_file == str(own / "kalender.toml")
    assert found.notify_file == str(own / "pengingat.toml")


def test_what_its_folder_lacks_the_installation_gives(tmp_path: Path) -> None:
    shared = Settings(
        database_url="sqlite:///x.db", sop_directory="/srv/sop", calendar_file="/srv/k.toml"
    )

    found = settings_of(entry('zona = "Asia/Makassar"'), shared, tmp_path)

    assert (found.sop_directory, found.calendar_file) == ("/srv/sop", "/srv/k.toml")
    assert (found.zone_name, INSTALLATION.zone_name) == ("Asia/Makassar", "Asia/Jakarta")


def test_documents_and_backups_of_a_server_are_never_shared(tmp_path: Path) -> None:
    server = entry('basis_data = "postgresql+psycopg://lkj@localhost/dinkes"')
    named = Settings(
        database_url="", files_directory="/srv/berkas", backup_directory="/srv/cadangan"
    )

    alone, shared = (settings_of(server, one, tmp_path) for one in (INSTALLATION, named))

    assert alone.files_directory == str(tmp_path / "dinkes" / "berkas")
    assert alone.backup_directory == str(tmp_path / "dinkes" / "cadangan")
    assert shared.files_directory == str(Path("/srv/berkas/dinkes"))
    assert shared.backup_directory == str(Path("/srv/cadangan/dinkes"))


def test_backups_that_are_off_stay_off(tmp_path: Path) -> None:
    off = Settings(database_url="", backup_directory="tidak")

    found = settings_of(entry(), off, tmp_path)

    assert found.backup_directory == "tidak"


def test_every_wrong_value_of_the_file_has_its_place(tmp_path: Path) -> None:
    file = tmp_path / "satuan.toml"
    file.write_text(
        '[[satuan]]\nkode = "a"\nnama = "A"\nbasis_data = "mysql://x"\nzona = "WIB"\n'
        'nomor_surat = "{nomer}"\n[[satuan]]\nkode = "B"\nnama = ""\n',
        encoding="utf-8",
    )

    _, found = read_entries(file)

    assert {line.partition(": ")[0] for line in found} == {
        "satuan[1].basis_data",
        "satuan[1].zona",
        "satuan[1].nomor_surat",
        "satuan[2].kode",
        "satuan[2].nama",
    }


@pytest.mark.parametrize("content", [None, b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_one_problem(
    tmp_path: Path, content: bytes | None
) -> None:
    file = tmp_path / "satuan.toml"
    if content is not None:
        file.write_bytes(content)

    entries, found = read_entries(file)

    assert entries == ()
    assert len(found) == 1


def test_daily_backups_of_two_offices_lie_apart(tmp_path: Path) -> None:
    places = set()
    for code in ("a", "b"):
        one = parse_offices(f'[[satuan]]\nkode = "{code}"\nnama = "{code}"')[0][0]
        settings = settings_of(one, INSTALLATION, tmp_path)
        with opened(settings.database_url) as database:
            places.add(backups_of(database, settings.backup_directory))

    assert places == {tmp_path / "a" / "cadangan", tmp_path / "b" / "cadangan"}
