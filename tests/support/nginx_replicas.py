"""A real nginx in front of several servers, with the configuration that docs/deploy shows."""

import re
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from tests.support.machine import program
from tests.support.server import free_port
from tests.support.settings import ROOT

SHOWN = ROOT / "docs" / "deploy" / "nginx-replicas.conf"

_MAIN = """\
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 512; }}
http {{
    log_format which '$upstream_addr|$http_cookie';
    access_log {folder}/access.log which;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{site}
}}
"""
_TLS = re.compile(r"^\s*ssl_.*\n", re.MULTILINE)
_SERVERS = re.compile(r"(?:^\s*server 127\.0\.0\.1:\d+.*;\n)+", re.MULTILINE)


def has_nginx() -> bool:
    """Whether this machine has it."""
    return program("nginx") is not None


@contextmanager
def nginx_before(servers: Sequence[str], folder: Path) -> Iterator[str]:
    """Its address, while it hands requests on to servers at these addresses.

    Raises:
        AssertionError: it ended, or did not answer in time.
    """
    port = free_port()
    folder.mkdir()
    file = folder / "nginx.conf"
    site = as_for(SHOWN.read_text(encoding="utf-8"), servers, port)
    file.write_text(_MAIN.format(folder=folder, site=site), encoding="utf-8")
    process = subprocess.Popen(
        [
            str(program("nginx")),
            "-p",
            str(folder),
            "-e",
            str(folder / "error.log"),
            "-c",
            str(file),
        ]
    )
    try:
        _wait(f"http://127.0.0.1:{port}/sehat", process, folder / "error.log")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(10)


def as_for(shown: str, servers: Sequence[str], port: int) -> str:
    """The configuration with other ports, and without TLS: a test has no certificate."""
    lines = "".join(
        f"    server {url.removeprefix('http://')} max_fails=1 fail_timeout=5s;\n"
        for url in servers
    )
    told, n = _SERVERS.subn(lines, _TLS.sub("", shown))
    assert n == 1
    return told.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};")


def servers_seen(folder: Path, cookie: str) -> list[str]:
    """Which server (host and port) answered each request with this among its cookies.

    `folder` is that in which `served` has put the folder of nginx.
    """
    log = (folder / "nginx" / "access.log").read_text(encoding="utf-8")
    asked = [line.partition("|")[0] for line in log.splitlines() if cookie in line]
    return [servers.split(", ")[-1] for servers in asked]  # the last one that was tried


def _wait(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(100):
        assert process.poll() is None, log.read_text(encoding="utf-8")
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    raise AssertionError(log.read_text(encoding="utf-8"))
