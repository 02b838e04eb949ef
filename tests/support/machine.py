"""What tests use of the machine beside Python: a browser, nginx, openssl, systemd's tools.

`python -m tests.support.machine` gets what is missing, where it may.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping

from tests.support import browser

# Debian's package of each program.
PACKAGES = {"nginx": "nginx-light", "openssl": "openssl", "systemd-analyze": "systemd"}
HOW = (
    "apt-get install nginx-light openssl systemd, or `python -m tests.support.machine` as root"
)


def program(name: str) -> str | None:
    """Where a program is; servers stand outside the path of most people."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")


def wanted(found: Mapping[str, str | None]) -> list[str]:
    """The packages of programs that were not found."""
    return [PACKAGES[name] for name, place in found.items() if place is None]


def install() -> list[str]:
    """Get the packages that are missing, by apt-get and as root; those still missing."""
    packages = wanted({name: program(name) for name in PACKAGES})
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    if packages and is_root and shutil.which("apt-get"):
        # A run level in which a package does not start a server of its own.
        silent = os.environ | {"DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        options = ["-qy", "--no-install-recommends"]
        for command in (
            ["apt-get", "update", "-q"],
            ["apt-get", "install", *options, *packages],
        ):
            subprocess.run(command, env=silent, check=False)
    return wanted({name: program(name) for name in PACKAGES})


if __name__ == "__main__":
    if not browser.install():
        sys.stderr.write(f"!!! NO BROWSER !!! browser tests cannot run: {browser.HOW}\n")
    missing = install()
    if missing:
        sys.stderr.write(f"!!! MISSING: {', '.join(missing)} !!! {HOW}\n")
