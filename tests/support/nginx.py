"""A real nginx on 127.0.0.1 with the site that the product ships and a certificate."""

import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.machine import HOW, program
from tests.support.missing import needs
from tests.support.settings import ROOT

SITE = ROOT / "docs" / "deploy" / "nginx-lkj.conf"
NAME = "lkj.example.go.id"
HOST = "localhost"
_SECONDS = 20
_AROUND = """
daemon off;
worker_processes 1;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 256; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/lkj.conf;
}}
"""


@dataclass(frozen=True)
class Proxy:
    """An nginx in front of an app."""

    https: int  # ports on 127.0.0.1
    http: int
    folder: Path

    @property
    def url(self) -> str:
        """What people would type."""
        return f"https://{HOST}:{self.https}"

    def log(self) -> str:
        """The site's own log of requests."""
        return (self.folder / "lkj.log").read_text(encoding="utf-8")


def free_ports(count: int) -> list[int]:
    """Ports that nobody listens on at the moment."""
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [int(one.getsockname()[1]) for one in sockets]
    for one in sockets:
        one.close()
    return ports


@contextmanager
def running_nginx(folder: Path, proxy: Proxy, *, app: str, shipped: str = "") -> Iterator[None]:
    """Serve the shipped site, its names, ports and places replaced, in front of `app`."""
    for name in ("nginx", "openssl"):
        needs(name, found=program(name), how=HOW)
    _certificate(folder)
    (folder / "lkj.conf").write_text(
        _site(shipped or SITE.read_text(encoding="utf-8"), folder, proxy, app), encoding="utf-8"
    )
    whole = folder / "nginx.conf"
    whole.write_text(_AROUND.format(folder=folder), encoding="utf-8")
    command = [str(program("nginx")), "-c", str(whole), "-p", str(folder)]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen([*command, "-e", str(folder / "error.log")], stderr=said)
    try:
        _wait(proxy.https, process, folder)
        yield
    finally:
        process.terminate()
        process.wait(_SECONDS)


def for_several(one: str, several: str) -> str:
    """The shipped site with the blocks for several copies, as docs/operations.md says."""
    blocks = re.findall(r"^(?:map \$http_cookie|upstream lkj) .*?^}\n", several, _BLOCK)
    assert len(blocks) == 2
    told, n = re.subn(r"^upstream lkj .*?^}\n", lambda _: "".join(blocks), one, flags=_BLOCK)
    assert n == 1
    return told


_BLOCK = re.MULTILINE | re.DOTALL


def _site(text: str, folder: Path, proxy: Proxy, app: str) -> str:
    for shipped, here in (
        (NAME, HOST),
        ("listen 443", f"listen 127.0.0.1:{proxy.https}"),
        ("listen 80", f"listen 127.0.0.1:{proxy.http}"),
        ("127.0.0.1:8501", app.removeprefix("http://")),
        ("/etc/ssl/lkj", f"{folder}/lkj"),
        ("/var/log/nginx/lkj.log", f"{folder}/lkj.log"),
        # The port is 443 in an office, and stands in no address there.
        ("https://$host$request_uri", f"https://$host:{proxy.https}$request_uri"),
    ):
        assert shipped in text
        text = text.replace(shipped, here)
    return text


def _certificate(folder: Path) -> None:
    subject = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    files = ["-keyout", str(folder / "lkj.key"), "-out", str(folder / "lkj.crt")]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    subprocess.run(
        [str(program("openssl")), "req", "-x509", "-days", "1", *kind, *subject, *files],
        check=True,
        capture_output=True,
    )


def _wait(port: int, process: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError((folder / "said").read_text() + (folder / "error.log").read_text())
