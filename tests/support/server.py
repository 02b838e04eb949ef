"""The real app in a process of its own, on a free port, with its log kept."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.support.settings import ROOT, for_the_product


class ServerFailed(AssertionError):
    """The app did not come up; the message ends with its log."""


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str  # without a slash at the end
    process: subprocess.Popen[bytes]
    log_file: Path

    def log(self) -> str:
        """All that the server has written so far, both streams."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def stop(self, *, grace: float = 10.0) -> None:
        """End it as an administrator would (SIGTERM), then by force."""
        self._signal(signal.SIGTERM)
        try:
            self.process.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End it as a crash would (SIGKILL)."""
        self._signal(signal.SIGKILL)
        self.process.wait()

    def _signal(self, number: int) -> None:
        # The process leads a group of its own, so that nothing it started is left behind.
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, number)


@contextmanager
def running_app(
    directory: Path,
    *,
    env: Mapping[str, str],
    app: Path = ROOT / "app.py",
    ready: str = "/sehat",
    timeout: float = 60.0,
) -> Iterator[Server]:
    """Start `streamlit run app.py`, wait until `ready` answers 200, stop it at the end.

    Args:
        directory: where the log goes, one file per start.
        env: the product's settings (LKJ_DATABASE_URL, ...); nothing else of the kind leaks in.
        app: another app than the product's, for tests of this module.
        ready: the path to ask; it touches no page, so the server is still cold.
        timeout: seconds.

    Raises:
        ServerFailed: it ended, or did not answer in time.
    """
    server = _start(directory, env=env, app=app)
    try:
        _wait_until_ready(server, ready, deadline=time.monotonic() + timeout)
        yield server
    finally:
        server.stop()


def _start(directory: Path, *, env: Mapping[str, str], app: Path) -> Server:
    port = free_port()
    log_file = directory / f"server-{port}.log"
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", str(app), *options],
            cwd=ROOT,
            env=for_the_product(os.environ) | {"PYTHONUNBUFFERED": "1"} | dict(env),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Server(f"http://127.0.0.1:{port}", process, log_file)


def _wait_until_ready(server: Server, ready: str, *, deadline: float) -> None:
    while not _answers(server.url + ready):
        if server.process.poll() is not None:
            code = server.process.returncode
            raise ServerFailed(f"ended with {code}:\n{server.log()[-4000:]}")
        if time.monotonic() > deadline:
            raise ServerFailed(f"{ready} did not answer in time:\n{server.log()[-4000:]}")
        time.sleep(0.1)


def _answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5) as answer:
            return bool(answer.status == 200)
    except HTTPError as error:
        error.close()
        return False
    except (URLError, ConnectionError, TimeoutError):
        return False


def free_port() -> int:
    """A port that nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
