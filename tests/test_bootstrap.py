from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.bootstrap import build_office, default_database_url, settings_from_env
from lkj.errors import InvalidSettings, LkjError, SopChanged, SopMissing
from lkj.reference import DATA, ROOT
from lkj.store import schema, sop_store
from lkj.usecases.office import Office, Settings
from tests.support.offices import NOW
from tests.support.sops import other_sop
from tests.support.staffed import Running, staffed_office

AT = NOW


def wrong(environ: dict[str, str]) -> list[str]:
    with pytest.raises(InvalidSettings) as caught:
        settings_from_env(environ)
    return list(caught.value.facts["problems"])


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The two database files stand in a folder of the test."""
    monkeypatch.setattr(bootstrap, "OFFICE_DATABASE", tmp_path / "lkj.db")
    monkeypatch.setattr(bootstrap, "EXAMPLE_DATABASE", tmp_path / "contoh.db")
    return tmp_path


@contextmanager
def built(settings: Settings) -> Iterator[Office]:
    office = build_office(settings, at=AT)
    try:
        yield office
    finally:
        office.database.dispose()


def refused_start(settings: Settings, kind: type[LkjError]) -> LkjError:
    with pytest.raises(kind) as caught:
        build_office(settings, at=AT)
    return caught.value


def folder_with(directory: Path, **texts: str) -> Path:
    folder = directory / "sop"
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    return folder


LETTER = (ROOT / "tests/data/sop/penerbitan-surat-keterangan.toml").read_text(encoding="utf-8")


def test_without_settings_everything_has_a_default(files: Path) -> None:
    settings = settings_from_env({"PATH": "/bin", "LC_ALL": "C"})

    assert settings == Settings(
        database_url=f"sqlite:///{files / 'contoh.db'}",
        public_url="",
        zone_name="Asia/Pontianak",
        session_idle_minutes=30,
        session_absolute_hours=12,
        records_on_behalf=True,
        sop_directory="",
        calendar_file="",
    )


def test_every_setting_is_read(tmp_path: Path) -> None:
    settings = settings_from_env(
        {
            "LKJ_DATABASE_URL": "postgresql+psycopg://lkj:x@localhost/lkj",
            "LKJ_PUBLIC_URL": " https://lkj.example.go.id ",
            "LKJ_ZONE": "Asia/Jayapura",
            "LKJ_SOP_DIRECTORY": str(tmp_path),
            "LKJ_CALENDAR_FILE": __file__,
            "LKJ_TEMPLATES": str(tmp_path),
            "LKJ_LETTER_NUMBER_TEMPLATE": "000.8.6.3/{no}/{tahun}",
            "LKJ_AGENDA_NUMBER_TEMPLATE": "{no:3}/{tahun}",
            "LKJ_FILES": str(tmp_path / "berkas"),
            "LKJ_NOTIFY_FILE": str(tmp_path / "pengingat.toml"),
            "LKJ_NOTIFY_QUIET": "16.00-08.00",
            "LKJ_LOG_FILE": str(tmp_path / "lkj.log"),
            "LKJ_LOG_LEVEL": "warning",
            "LKJ_BACKUP_DIR": str(tmp_path / "cadangan"),
            "LKJ_BACKUP_AT": "09.15",
            "LKJ_BACKUP_KEEP": "14",
            "LKJ_MAX_UPLOAD_MB": "7",
            "LKJ_REQUIRE_DOCUMENTS": "ya",
            "LKJ_SESSION_IDLE_MINUTES": "1",
            "LKJ_SESSION_ABSOLUTE_HOURS": "168",
            "LKJ_RECORD_ON_BEHALF": "tidak",
        }
    )

    assert settings == Settings(
        database_url="postgresql+psycopg://lkj:x@localhost/lkj",
        public_url="https://lkj.example.go.id",
        zone_name="Asia/Jayapura",
        session_idle_minutes=1,
        session_absolute_hours=168,
        records_on_behalf=False,
        sop_directory=str(tmp_path),
        calendar_file=__file__,
        templates_directory=str(tmp_path),
        files_directory=str(tmp_path / "berkas"),
        notify_file=str(tmp_path / "pengingat.toml"),
        notify_quiet="16.00-08.00",
        log_file=str(tmp_path / "lkj.log"),
        log_level="warning",
        backup_directory=str(tmp_path / "cadangan"),
        backup_at="09.15",
        backup_keep=14,
        max_upload_mebibytes=7,
        requires_documents=True,
        letter_number_template="000.8.6.3/{no}/{tahun}",
        agenda_number_template="{no:3}/{tahun}",
    )


def test_a_server_keeps_documents_in_the_data_folder_unless_told_otherwise() -> None:
    settings = settings_from_env({"LKJ_DATABASE_URL": "postgresql+psycopg://lkj:x@db/lkj"})

    assert settings.files_directory == str(DATA / "berkas")
    assert settings_from_env({"LKJ_DATABASE_URL": "sqlite:///a.db"}).files_directory == ""


def test_every_wrong_setting_is_told_at_once() -> None:
    environ = {
        "LKJ_AGENDA_NUMBER_TEMPLATE": "{nomor}",
        "LKJ_BACKUP_AT": "siang",
        "LKJ_BACKUP_KEEP": "0",
        "LKJ_CALENDAR_FILE": "/tidak/ada.toml",
        "LKJ_DATABASE_URL": "mysql://x",
        "LKJ_DATABSE_URL": "sqlite:///x.db",
        "LKJ_NOTIFY_FILE": str(DATA / "pengingat.toml"),
        "LKJ_NOTIFY_QUIET": "malam",
        "LKJ_PUBLIC_URL": "lkj.example.go.id",
        "LKJ_RECORD_ON_BEHALF": "yes",
        "LKJ_SESSION_ABSOLUTE_HOURS": "169",
        "LKJ_SESSION_IDLE_MINUTES": "0",
        "LKJ_SOP_DIRECTORY": "/tidak/ada",
        "LKJ_TEMPLATES": "/tidak/ada",
        "LKJ_ZONE": "WIB",
    }

    assert wrong(environ) == [
        "LKJ_BACKUP_KEEP: harus bilangan bulat 1 sampai 3650, bukan '0'",
        "LKJ_DATABSE_URL: pengaturan ini tidak dikenal",
        "LKJ_RECORD_ON_BEHALF: harus ya atau tidak, bukan 'yes'",
        "LKJ_SESSION_ABSOLUTE_HOURS: harus bilangan bulat 1 sampai 168, bukan '169'",
        "LKJ_SESSION_IDLE_MINUTES: harus bilangan bulat 1 sampai 1440, bukan '0'",
        "LKJ_DATABASE_URL: harus sqlite:///… atau postgresql+psycopg://…",
        "LKJ_PUBLIC_URL: harus diawali http:// atau https://, lalu nama host",
        "LKJ_ZONE: zona waktu tidak dikenal",
        "LKJ_SOP_DIRECTORY: folder tidak ada",
        "LKJ_TEMPLATES: folder tidak ada",
        "LKJ_CALENDAR_FILE: berkas tidak ada",
        "LKJ_BACKUP_AT: harus jam setempat seperti 12.30",
        "LKJ_NOTIFY_QUIET: harus seperti 17.00-07.00",
        "LKJ_NOTIFY_FILE: simpan di luar folder program, isinya kata sandi",
        "LKJ_AGENDA_NUMBER_TEMPLATE: {nomor} tidak dikenal; "
        "yang dikenal: {no}, {no:3}, {tahun}, {bulan}",
        "LKJ_AGENDA_NUMBER_TEMPLATE: harus memuat {no}, supaya nomor tidak berulang",
        "LKJ_AGENDA_NUMBER_TEMPLATE: harus memuat {tahun}, supaya nomor tidak berulang",
    ]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("LKJ_SESSION_IDLE_MINUTES", text)
        for text in ("", "-1", "1.5", "1e2", "٣", "\uff10", "0x10", "9" * 5_000)
    ]
    + [
        ("LKJ_DATABASE_URL", text)
        for text in (
            "",
            "sqlite://",
            "sqlite:///",
            "sqlite:///:memory:",
            "data/lkj.db",
            "postgresql://h/d",
            "postgresql+psycopg://h:port/d",
        )
    ]
    + [
        ("LKJ_PUBLIC_URL", text)
        for text in ("https://", "https:///x", "ftp://h", "http://h:99999", "http://[::1")
    ]
    + [("LKJ_ZONE", text) for text in ("", "../etc/passwd", "Asia", "Asia/Pontianak ?")]
    + [("LKJ_RECORD_ON_BEHALF", text) for text in ("", "Ya", "true", "1")]
    + [("LKJ_NOTIFY_QUIET", text) for text in ("", "17", "17.00-17.00", "17:00-07:00")]
    + [("LKJ_NOTIFY_FILE", text) for text in ("pengingat.toml", "lkj/../data/x.toml")]
    + [("LKJ_LOG_LEVEL", "INFO"), ("LKJ_LOG_FILE", "/tidak/ada/lkj.log")]
    + [("LKJ_RAHASIA", "x"), ("LKJ_", "x")],
)
def test_a_malformed_value_is_refused_by_its_name(name: str, text: str) -> None:
    (problem,) = wrong({name: text})

    assert problem.startswith(f"{name}: ")


def test_what_belongs_to_tests_or_others_is_left_alone(files: Path) -> None:
    environ = {"LKJ_TEST_NOW": "x", "LKJ_TEST_CHROMIUM": "/usr/bin/chromium", "lkj_zone": "?"}

    assert settings_from_env(environ) == settings_from_env({})


def test_the_offices_own_file_is_used_as_soon_as_it_exists(files: Path) -> None:
    example = default_database_url()
    (files / "lkj.db").touch()

    assert (example, default_database_url()) == (
        f"sqlite:///{files / 'contoh.db'}",
        f"sqlite:///{files / 'lkj.db'}",
    )


def test_a_start_creates_the_schema_and_remembers_the_sops(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'baru.db'}")

    with built(settings) as office, office.database.read() as conn:
        assert schema.is_current(office.database)
        assert [(used.sop_id, used.version) for used in sop_store.all(conn)] == [
            ("penyusunan-lkj", 1)
        ]
        assert (office.zone.key, office.settings) == ("Asia/Pontianak", settings)


def test_a_second_start_changes_nothing(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path / 'baru.db'}")
    with built(settings), built(settings) as office, office.database.read() as conn:
        assert len(sop_store.all(conn)) == 1


def test_a_changed_file_under_a_used_version_is_refused(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, surat=LETTER)
    url = f"sqlite:///{tmp_path / 'kantor.db'}"
    settings = Settings(database_url=url, sop_directory=str(folder))
    with built(settings):
        pass
    folder_with(tmp_path, surat=LETTER.replace("waktu_menit = 15", "waktu_menit = 16"))

    error = refused_start(settings, SopChanged)

    assert error.facts == {"sop_id": "penerbitan-surat-keterangan", "version": 3}


def test_another_layout_of_the_same_content_is_no_change(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, surat=LETTER)
    url = f"sqlite:///{tmp_path / 'kantor.db'}"
    settings = Settings(database_url=url, sop_directory=str(folder))
    with built(settings):
        pass
    folder_with(tmp_path, surat="# catatan\n" + LETTER.replace("versi = 3", "versi   =   3"))

    with built(settings) as office:
        assert office.sops.current[0].version == 3


def test_a_version_that_reports_run_under_must_not_vanish(tmp_path: Path) -> None:
    """Raising the number in the used file would leave its reports without their SOP."""
    office = staffed_office(tmp_path, sop=other_sop())
    Running(office).register()
    folder = folder_with(tmp_path, surat=LETTER)
    settings = replace(office.settings, sop_directory=str(folder))
    with built(settings):
        pass
    newer = LETTER.replace("versi = 3", "versi = 4")
    folder_with(tmp_path, surat=newer)

    error = refused_start(settings, SopMissing)
    folder_with(tmp_path, surat=LETTER, surat4=newer)

    assert error.facts == {"sop_id": "penerbitan-surat-keterangan", "version": 3}
    with built(settings) as both:
        assert [sop.version for sop in both.sops.versions] == [3, 4]


def test_a_version_without_reports_may_vanish(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, surat=LETTER)
    url = f"sqlite:///{tmp_path / 'kantor.db'}"
    settings = Settings(database_url=url, sop_directory=str(folder))
    with built(settings):
        pass
    folder_with(tmp_path, surat=LETTER.replace("versi = 3", "versi = 4"))

    with built(settings) as office:
        assert [sop.version for sop in office.sops.versions] == [4]
