"""P1: what was confirmed survives `kill -9`, among the events and among the files."""

from pathlib import Path
from tempfile import TemporaryDirectory

from lkj.store import schema
from lkj.store.database import opened, sqlite_url
from lkj.store.file_store import FileStore
from tests.support.deciding import kill_decisions
from tests.support.uploading import kill_uploads
from tests.torture.tally import Tally

ROUNDS = 25  # of one office
WRITERS = 3


def uploads(seed: int) -> Tally:
    """Three processes that keep files and record them, killed together."""
    with (
        TemporaryDirectory() as folder,
        opened(sqlite_url(Path(folder) / "kantor.db")) as database,
    ):
        schema.upgrade(database)
        files = FileStore(Path(folder) / "berkas")
        left = kill_uploads(database, files, rounds=ROUNDS, seed=seed, writers=WRITERS)
    facts = {
        "dikonfirmasi": left.n_acknowledged,
        "hilang": len(left.lost),
        "catatan tanpa berkasnya": len(left.broken),
    }
    broken = tuple(f"seed {seed}: {one}" for one in (*left.lost, *left.broken))
    return Tally(ROUNDS, facts, broken)


def decisions(seed: int) -> Tally:
    """Processes that attach drafts and decide on them, each killed."""
    with TemporaryDirectory() as folder:
        left = kill_decisions(Path(folder), rounds=ROUNDS, seed=seed)
    facts = {
        "dikonfirmasi": left.n_attached + left.n_decided,
        "hilang": len(left.lost),
        "catatan tanpa berkasnya": len(left.broken),
        "keputusan atas versi yang tidak ada": len(left.unfounded),
    }
    broken = tuple(f"seed {seed}: {one}" for one in (*left.lost, *left.broken, *left.unfounded))
    return Tally(ROUNDS, facts, broken)
