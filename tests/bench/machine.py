"""What the figures were measured on."""

import os
import platform
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from sqlite3 import sqlite_version

PACKAGES = ("numpy", "pandas", "pyarrow", "SQLAlchemy", "streamlit", "duckdb")


def facts() -> list[str]:
    """Lines on the machine, the versions and the moment."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    versions = ", ".join(f"{name} {metadata.version(name)}" for name in PACKAGES)
    return [
        f"{processor()}, {os.cpu_count()} processors, {memory:.0f} GiB, {platform.system()}",
        f"Python {platform.python_version()}, SQLite {sqlite_version}, {versions}",
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, load {os.getloadavg()[0]:.1f} at the end",
    ]


def processor() -> str:
    """The processor's name where the system tells it."""
    try:
        told = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.machine()
    names = [line.partition(":")[2] for line in told.splitlines() if "model name" in line]
    return names[0].strip() if names else platform.machine()
