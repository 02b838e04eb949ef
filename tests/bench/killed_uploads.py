"""`python -m tests.bench.killed_uploads 1000`: kill so many processes, and count what is left.

First such that upload, then such that attach drafts and decide on them.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.store import schema
from lkj.store.database import opened, sqlite_url
from lkj.store.file_store import FileStore
from tests.support.deciding import kill_decisions
from tests.support.uploading import kill_uploads


def main(rounds: int) -> None:
    """Print rounds, acknowledged uploads, events, and what was lost or broken."""
    with (
        TemporaryDirectory() as folder,
        opened(sqlite_url(Path(folder) / "kantor.db")) as database,
    ):
        schema.upgrade(database)
        left = kill_uploads(database, FileStore(Path(folder) / "f"), rounds=rounds, seed=rounds)
    sys.stdout.write(
        f"{rounds} rounds: {left.n_acknowledged} acknowledged, {left.n_events} events, "
        f"{len(left.lost)} lost, {len(left.broken)} events without their file\n"
    )
    sys.stdout.flush()
    with TemporaryDirectory() as folder:
        decided = kill_decisions(Path(folder), rounds=rounds, seed=rounds)
    sys.stdout.write(
        f"{rounds} rounds: {decided.n_attached} drafts and {decided.n_decided} decisions "
        f"acknowledged, {decided.n_events} events, the chain is whole, "
        f"{len(decided.lost)} lost, {len(decided.broken)} events without their file, "
        f"{len(decided.unfounded)} of {decided.n_shown} decisions on a version that was not "
        "there\n"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]))
