"""A real identity provider on this machine: the certified `oidc-provider` for Node."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import gettempdir

from filelock import FileLock

from tests.support.missing import needs

FOLDER = Path(__file__).parent / "oidc"
HOW = "install Node.js 20 or newer with npm; `npm ci` in tests/support/oidc must work"
CLIENT_ID, CLIENT_SECRET = "monev-lkj", "rahasia antara dua mesin"
PROVIDER_PASSWORD = "sandi pada penyedia"
_INSTALL_SECONDS, _START_SECONDS = 180, 30


@dataclass(frozen=True)
class ProviderPerson:
    """Somebody whom the provider knows."""

    sub: str
    preferred_username: str
    nip: str = ""
    password: str = PROVIDER_PASSWORD


def needs_provider() -> None:
    """Install what the provider needs, once; skip where that cannot be had."""
    npm, node = shutil.which("npm"), shutil.which("node")
    needs("An identity provider", found=npm and node and _installed(npm), how=HOW)


@contextmanager
def running_provider(
    port: int, redirect_uri: str, people: Sequence[ProviderPerson], *, code_seconds: int = 60
) -> Iterator[str]:
    """Start the provider on a port; its issuer."""
    settings = {
        "port": port,
        "redirectUri": redirect_uri,
        "clientId": CLIENT_ID,
        "clientSecret": CLIENT_SECRET,
        "people": [asdict(one) for one in people],
        "codeSeconds": code_seconds,
    }
    command = ["node", str(FOLDER / "provider.mjs"), json.dumps(settings)]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        _wait(process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.communicate(timeout=10)


def _wait(process: "subprocess.Popen[str]") -> None:
    # It writes one line when it listens, and ends where it cannot.
    assert process.stdout is not None
    for line in process.stdout:
        if line.strip() == "ready":
            return
    raise AssertionError(f"the provider ended with {process.wait(_START_SECONDS)}")


def _installed(npm: str) -> bool:
    # Workers of one run begin at once, and `npm ci` clears away what the other laid down.
    with FileLock(Path(gettempdir()) / "lkj-test-provider.lock"):
        return _is_there() or _install(npm)


def _is_there() -> bool:
    lock = FOLDER / "node_modules" / ".package-lock.json"
    wanted = FOLDER / "package-lock.json"
    return lock.exists() and lock.stat().st_mtime >= wanted.stat().st_mtime


def _install(npm: str) -> bool:
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        done = subprocess.run(
            command, cwd=FOLDER, check=False, capture_output=True, timeout=_INSTALL_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
