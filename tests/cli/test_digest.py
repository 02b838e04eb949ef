"""`python -m lkj digest`, to a real mail server."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from lkj.domain import commands as c
from lkj.usecases.office import Office
from tests.cli.commands import answer, at, process, refused, run
from tests.support.mail_server import MailServer, mail_server
from tests.support.server import free_port
from tests.support.staffed import Running, staffed_office
from tests.support.times import moment

TUESDAY, EVENING = moment("2026-03-03 08:00").at, moment("2026-03-03 17:00").at
SAID = "1 menunggu Anda, 1 lewat mutu baku"


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A report waits for its team on a Tuesday morning."""
    monkeypatch.setenv("LKJ_TEST_NOW", TUESDAY.isoformat())
    office = staffed_office(tmp_path)
    Running(office).register().until("kumpulkan-data").act("kasubbag_renja_monev", c.Start())
    return office


def database(office: Office) -> tuple[str, str]:
    assert office.database.path is not None
    return at(office.database.path)


def configure(monkeypatch: pytest.MonkeyPatch, directory: Path, text: str) -> None:
    file = directory / "pengingat.toml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setenv("LKJ_NOTIFY_FILE", str(file))


def addressed(server: MailServer, *usernames: str) -> str:
    addresses = "".join(f'"{name}" = "{name}@kantor.example"\n' for name in usernames)
    return f'templat_pos_el = "{server.url()}"\n[pos_el]\n{addresses}'


def test_a_dry_run_shows_the_messages_and_sends_nothing(office: Office) -> None:
    said = answer("digest", "--dry-run", "--person", "tim.lkj", *database(office))

    assert said.startswith(f"Kepada: tim.lkj\nPerihal: Monev LKj: {SAID}\n\nYth. Nama tim lkj,")
    assert said.endswith("\n1 pesan; tidak ada yang dikirim.\n")


def test_the_messages_are_sent_once(
    office: Office, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, tmp_path, addressed(server, "tim.lkj", "sekretaris"))

    first, second = (answer("digest", *database(office)).splitlines() for _ in range(2))

    assert f"tim.lkj: terkirim lewat mailto ({SAID})" in first
    assert "sekretaris: tidak ada yang perlu disampaikan" in first
    assert "monev: tanpa kanal (1 lewat mutu baku)" in first
    assert "tim.lkj: sudah diingatkan hari ini" in second
    assert [mail.recipients for mail in server.mails] == [("tim.lkj@kantor.example",)]


def test_again_sends_them_again(
    office: Office, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, tmp_path, addressed(server, "tim.lkj"))
    answer("digest", *database(office))

    said = answer("digest", "--again", "--person", "tim.lkj", *database(office))

    assert said == f"tim.lkj: terkirim lewat mailto ({SAID})\n"
    assert len(server.mails) == 2


def test_in_quiet_hours_nothing_is_sent_unless_asked_for(
    office: Office, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(monkeypatch, tmp_path, addressed(server, "tim.lkj"))
    monkeypatch.setenv("LKJ_TEST_NOW", EVENING.isoformat())

    said = answer("digest", *database(office))

    assert said == "Jam tenang (17.00-07.00) atau bukan hari kerja: tidak ada yang dikirim.\n"
    assert server.mails == []
    assert "terkirim" in answer("digest", "--now", *database(office))


def test_a_channel_that_fails_is_told_and_ends_with_code_1(
    office: Office, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead = f"mailto://akun:rahasia@127.0.0.1:{free_port()}?from=a@b.example&to=c@d.example"
    text = f'kanal.monev = ["{dead}"]\n{addressed(server, "tim.lkj")}'
    configure(monkeypatch, tmp_path, text)

    result = run("digest", *database(office))

    assert result.exit_code == 1
    assert result.stderr == "monev: GAGAL: kanal.monev[1] (1 lewat mutu baku)\n"
    assert f"tim.lkj: terkirim lewat mailto ({SAID})" in result.stdout
    assert len(server.mails) == 1


def test_without_configuration_it_says_so_and_ends_with_code_2(office: Office) -> None:
    result = run("digest", *database(office))

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(
        "Error: Pengingat belum diatur, jadi tidak ada yang dikirim"
    )


def test_a_wrong_file_is_refused_with_every_problem_and_no_secret(
    office: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = 'kanal.sekertaris = ["ngawur://rahasia"]\nkanal.monev = []'
    configure(monkeypatch, tmp_path, text)

    assert refused("digest", *database(office)) == [
        "Berkas kanal pengingat belum benar. Tidak ada yang dikirim.",
        "  - kanal.monev: Daftar ini masih kosong.",
        "  - kanal.sekertaris[1]: Alamat kanal ini tidak dikenali; periksa ejaannya.",
        '  - kanal.sekertaris: Tidak ada akun dengan nama ini. Maksudnya "sekretaris"?',
    ]


def test_somebody_unknown_is_refused(office: Office) -> None:
    told = refused("digest", "--dry-run", "--person", "siapa", *database(office))

    assert told == ["Orang atau akun tidak ditemukan."]


@pytest.mark.slow
def test_a_scheduler_runs_it_as_a_process_that_leaks_nothing(
    office: Office, server: MailServer, tmp_path: Path
) -> None:
    dead = f"mailto://akun:rahasia@127.0.0.1:{free_port()}?from=a@b.example&to=c@d.example"
    file = tmp_path / "pengingat.toml"
    text = f'kanal.monev = ["{dead}"]\n{addressed(server, "tim.lkj")}'
    file.write_text(text, encoding="utf-8")
    settings = {"LKJ_NOTIFY_FILE": str(file), "LKJ_TEST_NOW": TUESDAY.isoformat()}

    done = process("digest", *database(office), **settings)

    assert (done.returncode, len(server.mails)) == (1, 1)
    assert done.stderr == "monev: GAGAL: kanal.monev[1] (1 lewat mutu baku)\n"
    assert not re.search("rahasia|akun:|kantor.example", done.stdout + done.stderr)
