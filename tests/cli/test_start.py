"""The one command that starts the app, in a process of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from lkj.cli.start import lan_address
from lkj.store import audit_store
from lkj.store.database import sqlite_url
from tests.support.server import free_port
from tests.support.settings import ROOT, for_the_product
from tests.support.staffed import Running, staffed_office

SECONDS = 60


@contextmanager
def started(
    directory: Path, *options: str, name: str = "contoh.db"
) -> Iterator[subprocess.Popen[bytes]]:
    """`python -m lkj start` with a file of its own, leading a group of its own."""
    settings = {"LKJ_DATABASE_URL": sqlite_url(directory / name)}
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "lkj", "start", *options],
            cwd=ROOT,
            env=for_the_product(os.environ) | settings | {"PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        yield process
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def answers(port: int) -> bool:
    """Whether the app says that it is well."""
    try:
        with urlopen(f"http://127.0.0.1:{port}/sehat", timeout=5) as answer:
            return bool(answer.status == 200)
    except (URLError, ConnectionError, TimeoutError):
        return False


def wait_until_up(port: int) -> None:
    deadline = time.monotonic() + SECONDS
    while not answers(port):
        assert time.monotonic() < deadline, "the app did not come up"
        time.sleep(0.1)


@pytest.mark.slow
def test_one_command_fills_the_example_serves_and_stops(tmp_path: Path) -> None:
    port = free_port()

    with started(tmp_path, "--port", str(port)) as process:
        wait_until_up(port)
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)
        is_up_still = answers(port)

    said = (tmp_path / "log").read_text(encoding="utf-8").splitlines()
    assert not is_up_still
    assert said[0] == "Riwayat contoh dibuat."
    assert f"Buka http://localhost:{port} di peramban." in said
    place = said.index("DATA CONTOH: masuk dengan satu tombol sebagai")
    people = [line for line in said[place + 1 :] if line.startswith("  ")]
    roles = {line.split("(")[-1].rstrip(")") for line in people}
    assert {"Sekretaris", "Tim LKj", "Petugas Monev", "Auditor", "Administrator"} <= roles


@pytest.mark.thorough(
    "tests/http/test_daily.py::test_it_looks_at_once_and_goes_on_until_the_waiter_says_stop"
)
@pytest.mark.slow
def test_the_server_of_an_office_backs_it_up_by_itself_and_once(tmp_path: Path) -> None:
    office = staffed_office(tmp_path)
    Running(office).register()
    port = free_port()

    with started(tmp_path, "--port", str(port), name="kantor.db") as process:
        wait_until_up(port)
        deadline = time.monotonic() + SECONDS
        while not (notes := list(tmp_path.glob("cadangan/lkj-harian-*.json"))):
            assert time.monotonic() < deadline, "no backup was made"
            time.sleep(0.1)
        process.send_signal(signal.SIGTERM)
        process.wait(SECONDS)

    assert len(notes) == 1
    said = (tmp_path / "log").read_text(encoding="utf-8")
    assert f"Cadangan harian pukul 12.30: {tmp_path / 'cadangan'}" in said
    with office.database.read() as conn:
        (line,) = audit_store.of_actions(conn, ["backup.made", "backup.failed"])
    assert (line.action, line.subject) == ("backup.made", notes[0].with_suffix(".db").name)
    office.database.dispose()


def test_an_address_for_the_network_is_found() -> None:
    assert lan_address()
