from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from lkj import bootstrap
from lkj.domain.accounts import Account, AppRole
from lkj.errors import SignInRefused
from lkj.store import schema
from lkj.store.database import Database, sqlite_url
from lkj.usecases.callers import identify
from lkj.usecases.office import Office, Settings
from lkj.usecases.sign_in import door_of, sign_in
from tests.cli.commands import answer, at, refused
from tests.support.offices import HERE

LONG_ENOUGH = "kuda pacu di ladang jagung"
INIT = ("office", "init", "--name", "Siti Contoh", "--username", "siti")


def init(path: Path, password: str = LONG_ENOUGH) -> tuple[str | Path, ...]:
    return (*INIT, "--password", password, *at(path))


@contextmanager
def opened(path: Path) -> Iterator[Office]:
    office = bootstrap.build_office(
        Settings(database_url=sqlite_url(path)), at=bootstrap.clock()
    )
    try:
        yield office
    finally:
        office.database.dispose()


def who_signs_in(path: Path, username: str, password: str) -> Account:
    with opened(path) as office:
        now = bootstrap.clock()
        token = sign_in(username, password, attempt=HERE, office=office, now=now)
        door = door_of(token, office.settings)
        with office.database.read() as conn:
            return identify(conn, door, now=now).account


def test_a_new_office_has_its_first_administrator(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"

    said = answer(*init(path))

    assert said == "Kantor siap. Jalankan `python -m lkj start`, masuk sebagai siti.\n"
    account = who_signs_in(path, "siti", LONG_ENOUGH)
    assert (account.app_roles, account.must_change_password) == (
        frozenset({AppRole.ADMINISTRATOR}),
        False,
    )


def test_what_is_not_given_is_asked_for_in_indonesian(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"
    typed = f"Siti Contoh\nsiti\n{LONG_ENOUGH}\n{LONG_ENOUGH}\n"

    said = answer("office", "init", *at(path), typed=typed)

    prompts = [line.split(":")[0] for line in said.splitlines()]
    assert prompts[:4] == [
        "Nama administrator",
        "Nama pengguna",
        "Kata sandi (minimal 15 karakter)",
        "Ulangi kata sandi",
    ]
    assert LONG_ENOUGH not in said
    assert who_signs_in(path, "siti", LONG_ENOUGH).username == "siti"


def test_without_a_name_the_office_gets_its_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bootstrap, "OFFICE_DATABASE", tmp_path / "lkj.db")
    monkeypatch.setattr(bootstrap, "EXAMPLE_DATABASE", tmp_path / "contoh.db")

    answer(*INIT, "--password", LONG_ENOUGH)

    assert [path.name for path in tmp_path.glob("*.db")] == ["lkj.db"]
    assert bootstrap.default_database_url() == sqlite_url(tmp_path / "lkj.db")


def test_an_office_is_set_up_once(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"
    answer(*init(path))

    assert refused(*init(path)) == ["Basis data ini sudah berisi data."]
    assert who_signs_in(path, "siti", LONG_ENOUGH).username == "siti"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (
            (*INIT, "--password", "pendek"),
            [
                "Kata sandi belum memenuhi syarat.",
                "  - Kata sandi: terlalu pendek, paling sedikit 15 karakter.",
            ],
        ),
        (
            (
                "office",
                "init",
                "--name",
                " ",
                "--nip",
                "12",
                "--username",
                "s",
                "--password",
                "x",
            ),
            [
                "Periksa kembali isian berikut.",
                "  - Nama: wajib diisi.",
                "  - NIP: harus 18 angka.",
            ],
        ),
    ],
)
def test_a_refused_office_says_why_and_leaves_no_file(
    tmp_path: Path, arguments: tuple[str, ...], lines: list[str]
) -> None:
    """A file without anybody in it would be used instead of the example from then on."""
    assert refused(*arguments, *at(tmp_path / "lkj.db")) == lines
    assert list(tmp_path.iterdir()) == []


def test_a_refused_office_leaves_a_file_that_was_there(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"
    answer("migrate", *at(path))

    refused(*init(path, "pendek"))

    assert path.exists()
    assert answer(*init(path)).startswith("Kantor siap.")


def test_a_reset_password_works_once_and_must_be_changed(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"
    answer(*init(path))

    said = answer("account", "reset", "siti", *at(path))

    temporary = said.removeprefix("Kata sandi sementara: ").strip()
    assert who_signs_in(path, "siti", temporary).must_change_password
    with pytest.raises(SignInRefused):
        who_signs_in(path, "siti", LONG_ENOUGH)


def test_resetting_an_unknown_account_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "lkj.db"
    answer(*init(path))

    assert refused("account", "reset", "budi", *at(path)) == [
        "Periksa kembali isian berikut.",
        "  - Nama pengguna: tidak dikenal.",
    ]


def test_resetting_in_a_database_that_is_not_there_creates_none(tmp_path: Path) -> None:
    path = tmp_path / "salah-ketik.db"

    assert refused("account", "reset", "siti", *at(path)) == [f"Basis data tidak ada: {path}"]
    assert list(tmp_path.iterdir()) == []


def test_migrating_creates_the_schema(tmp_path: Path) -> None:
    path = tmp_path / "baru.db"

    assert answer("migrate", *at(path)) == "Skema basis data terkini.\n"
    database = Database.open(sqlite_url(path))
    assert schema.is_current(database)
    database.dispose()


def test_wrong_settings_stop_every_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LKJ_ZONE", "WIB")
    monkeypatch.setenv("LKJ_RAHASIA", "x")

    assert refused("start") == [
        "Pengaturan belum benar.",
        "  - LKJ_RAHASIA: pengaturan ini tidak dikenal",
        "  - LKJ_ZONE: zona waktu tidak dikenal",
    ]


@pytest.mark.parametrize(
    "command",
    [
        ("start",),
        ("demo",),
        ("verify",),
        ("backup",),
        ("restore",),
        ("migrate",),
        ("office", "init"),
        ("account", "reset"),
        ("sop", "check"),
    ],
)
def test_every_command_explains_itself(command: tuple[str, ...]) -> None:
    lines = answer(*command, "--help").splitlines()

    assert lines[0].startswith("Usage: ")
    assert lines[2].strip().endswith(".")
