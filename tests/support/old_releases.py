"""Databases that earlier releases of the product wrote, and how they were made.

`python -m tests.support.old_releases` makes the files of tests/data/databases anew, each with
the code of the last commit whose schema it has. All of it is example data: invented people.
"""

import gzip
import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from alembic import command
from sqlalchemy import MetaData, insert, select

from lkj.store import schema
from lkj.store.database import Database, opened, sqlite_url
from tests.support.settings import ROOT, for_the_product

FOLDER = ROOT / "tests" / "data" / "databases"
# Revision of the schema: the commit that last had it. No commit had 0002 or 0003 as its newest.
COMMITS = {"0001": "e860392", "0004": "7298323", "0005": "94f6ef7", "0006": "e3c9ac9"}
BETWEEN = {"0002": "0001", "0003": "0001"}
CHAINS = ("events", "audit")
REVISIONS = sorted(COMMITS | BETWEEN)
_FILLED = ["demo", "--reports", "3", "--seed", "7", "--until", "2026-03-31"]


@dataclass(frozen=True)
class Noted:
    """What a database held when its own release had written it."""

    rows: dict[str, int]
    heads: dict[str, tuple[int, str]]  # of the chains: number and hash of the last row


def unpacked(revision: str, directory: Path) -> Path:
    """A file as that release left it; where none did, an earlier one brought to its schema."""
    path = directory / "kantor.db"
    packed = FOLDER / f"{BETWEEN.get(revision, revision)}.db.gz"
    path.write_bytes(gzip.decompress(packed.read_bytes()))
    if revision in BETWEEN:
        with opened(sqlite_url(path)) as database, database.write() as connection:
            command.upgrade(schema._config(connection), revision)
    return path


def noted(revision: str) -> Noted:
    """What was written down of it at the time."""
    path = FOLDER / f"{BETWEEN.get(revision, revision)}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    heads = {name: (int(no), str(digest)) for name, (no, digest) in found["heads"].items()}
    return Noted(found["rows"], heads)


@contextmanager
def on_server(revision: str, url: str, directory: Path) -> Iterator[Database]:
    """The same rows on PostgreSQL, under the schema of that release."""
    with opened(url) as server:
        schema.create(server, revision)
        with opened(sqlite_url(unpacked(revision, directory))) as file:
            copy_rows(file, server)
        yield server


def copy_rows(file: Database, server: Database) -> None:
    """Copy every row as it is stored, by the tables that the file has."""
    tables = MetaData()
    tables.reflect(file.engine)
    with file.read() as source, server.write() as target:
        for table in tables.sorted_tables:
            rows = [dict(row) for row in source.execute(select(table)).mappings()]
            if rows and table.name != "alembic_version":
                target.execute(insert(table), rows)


def note_of(path: Path) -> dict[str, object]:
    """Count and read without any code of the product's."""
    with closing(sqlite3.connect(path)) as file:
        named = file.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        count, last = "SELECT count(*) FROM {}", "SELECT no, hash FROM {} ORDER BY no DESC"
        rows = {name: file.execute(count.format(name)).fetchone()[0] for (name,) in named}
        heads = {name: file.execute(last.format(name)).fetchone() for name in CHAINS}
    return {"rows": rows, "heads": heads}


def make(revision: str, commit: str) -> None:
    """Fill a database with the code of a commit, and keep it with what it holds."""
    with tempfile.TemporaryDirectory() as folder:
        code, path = Path(folder) / "kode", Path(folder) / "kantor.db"
        code.mkdir()
        packed = subprocess.run(
            ["git", "archive", commit], cwd=ROOT, check=True, capture_output=True
        )
        subprocess.run(["tar", "x"], cwd=code, input=packed.stdout, check=True)
        named = ["--database", sqlite_url(path)]
        for words in (_FILLED, ["account", "reset", "monev"], ["account", "reset", "tim"]):
            subprocess.run(
                [sys.executable, "-m", "lkj", *words, *named],
                cwd=code,
                env=for_the_product(os.environ) | {"LKJ_TEST_NOW": "2026-03-31T09:00:00+00:00"},
                check=True,
            )
        note = json.dumps({"commit": commit, **note_of(path)}, indent=2)
        (FOLDER / f"{revision}.json").write_text(f"{note}\n", encoding="utf-8")
        (FOLDER / f"{revision}.db.gz").write_bytes(gzip.compress(path.read_bytes(), 9, mtime=0))


if __name__ == "__main__":
    for each, its_commit in COMMITS.items():
        make(each, its_commit)
