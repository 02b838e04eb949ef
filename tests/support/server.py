"""The real app in a process of its own, on a free port, with its log kept."""

import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib import import_module
from multiprocessing.context import ForkServerProcess
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from tests.support.processes import imported
from tests.support.settings import ROOT, for_the_product


class ServerFailed(AssertionError):
    """The app did not come up; the message ends with its log."""


@dataclass(frozen=True)
class Server:
    """A running app."""

    url: str  # without a slash at the end
    process: ForkServerProcess
    log_file: Path

    def log(self) -> str:
        """All that the server has written so far, both streams."""
        return self.log_file.read_text(encoding="utf-8", errors="replace")

    def stop(self, *, grace: float = 10.0) -> None:
        """End it as an administrator would (SIGTERM), then by force."""
        self._signal(signal.SIGTERM)
        self.process.join(grace)
        if self.process.is_alive():
            self.kill()

    def kill(self) -> None:
        """End it as a crash would (SIGKILL)."""
        self._signal(signal.SIGKILL)
        self.process.join()

    def _signal(self, number: int) -> None:
        # The process leads a group of its own, so that nothing it started is left behind;
        # in its first moment it does not lead it yet.
        for send in (os.killpg, os.kill):
            with suppress(ProcessLookupError):
                send(self.process.pid, number)
                return


@contextmanager
def running_app(
    directory: Path,
    *,
    env: Mapping[str, str],
    app: Path = ROOT / "app.py",
    ready: str = "/sehat",
    timeout: float = 60.0,
    port: int = 0,
) -> Iterator[Server]:
    """Start what `streamlit run app.py` starts, wait for `ready`, stop it at the end.

    Args:
        directory: where the log goes, one file per start.
        env: the product's settings (LKJ_DATABASE_URL, ...); nothing else of the kind leaks in.
        app: another app than the product's, for tests of this module.
        ready: the path that answers 200; it touches no page, so the server is still cold.
        timeout: seconds.
        port: where it listens; by default on a free one.

    Raises:
        ServerFailed: it ended, or did not answer in time.
    """
    server = _start(directory, env=env, app=app, port=port or free_port())
    try:
        _wait_until_ready(server, ready, deadline=time.monotonic() + timeout)
        yield server
    finally:
        server.stop()


def _start(directory: Path, *, env: Mapping[str, str], app: Path, port: int) -> Server:
    log_file = directory / f"server-{port}.log"
    log_file.touch()
    environment = for_the_product(os.environ) | dict(env)
    process = imported().Process(target=_serve, args=(app, port, log_file, environment))
    process.start()
    return Server(f"http://127.0.0.1:{port}", process, log_file)


def _serve(app: Path, port: int, log_file: Path, environment: dict[str, str]) -> None:
    """Become what the command `streamlit run` is, as the head of a group of its own."""
    os.setsid()
    os.chdir(ROOT)
    os.environ.clear()
    os.environ.update(environment)
    log = os.open(log_file, os.O_WRONLY | os.O_APPEND)
    for stream in (sys.stdout, sys.stderr):
        os.dup2(log, stream.fileno())
        stream.reconfigure(line_buffering=True)  # type: ignore[union-attr]
    options = [f"--server.port={port}", "--server.address=127.0.0.1"]
    import_module("streamlit.web.cli").main(["run", str(app), *options], prog_name="streamlit")


def _wait_until_ready(server: Server, ready: str, *, deadline: float) -> None:
    while not _answers(server.url + ready):
        if not server.process.is_alive():
            code = server.process.exitcode
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
    """A port that nobody listens on at the moment.

    It is the one that this process used before, where that is free again: so a browser keeps
    what it loaded from there. The system itself gives away ports from 32768 on.
    """
    first = 20_000 + os.getpid() % 10_000
    return next(port for port in range(first, first + 100) if _is_free(port))


def _is_free(port: int) -> bool:
    with socket.socket() as probe, suppress(OSError):
        # As the server does: what is left of closed connections does not matter.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        probe.bind(("127.0.0.1", port))
        return True
    return False
