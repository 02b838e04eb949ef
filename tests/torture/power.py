"""P2: what was confirmed survives a power cut, in the database and among the files."""

import random
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from lkj.errors import LkjError
from lkj.store import audit_store, event_store, schema
from lkj.store.attached_files import attached_files, beside
from lkj.store.database import Database, opened, sqlite_url
from lkj.store.sqlite_copy import check_file
from tests.torture import disk
from tests.torture.power_writer import AS_BUILT, NAME, VARIANTS
from tests.torture.replay import Disk, records
from tests.torture.tally import Tally

CUTS = 200  # of one recorded history
ACTS = 12  # of one writer
# Where memory is a folder, what is found after a cut is laid down there: it need not last.
_MEMORY = Path("/dev/shm")  # noqa: S108 -- only names the place


@dataclass(frozen=True)
class Cut:
    """What one power cut left undone."""

    n_lost: int = 0
    n_dangling: int = 0
    damage: str = ""


def cuts(
    seed: int, *, number: int = CUTS, variant: str = AS_BUILT, acts: int = ACTS
) -> list[Cut]:
    """Record writers at work, and let the power fail at that many points of it."""
    chance = random.Random(seed)  # noqa: S311 -- a seed, not a secret
    with tempfile.TemporaryDirectory() as name:
        folder, log = Path(name).resolve() / "kantor", Path(name) / "log"
        folder.mkdir()
        with opened(sqlite_url(folder / NAME)) as database:
            schema.upgrade(database)
        before = Disk(folder)
        writing = [(f"W{n}", seed, acts, variant) for n in range(chance.randint(1, 3))]
        _record(folder, log, writing)
        return _replay(before, log, number=number, chance=chance)


def _record(folder: Path, log: Path, writing: list[tuple[str, int, int, str]]) -> None:
    module = "tests.torture.power_writer"
    running = [disk.start(module, folder, *one, root=folder, log=log) for one in writing]
    for process in running:
        process.communicate()
        assert process.returncode == 0, f"the writer failed: {writing}"


def _replay(state: Disk, log: Path, *, number: int, chance: random.Random) -> list[Cut]:
    written = list(records(log))
    places = sorted(chance.choices(range(len(written)), k=number))
    found = []
    for place, record in enumerate(written):
        while places and places[0] == place:
            places.pop(0)
            found.append(_after_cut(state, chance))
        state.follow(record)
    return found


def _after_cut(state: Disk, chance: random.Random) -> Cut:
    memory = _MEMORY if _MEMORY.is_dir() else None
    folder = Path(tempfile.mkdtemp(dir=memory))
    try:
        state.after_cut(folder, chance)
        with opened(sqlite_url(folder / NAME)) as database:
            return _found(database, folder / NAME, state.acknowledged)
    except LkjError as error:
        return Cut(damage=repr(error))
    finally:
        shutil.rmtree(folder)


def _found(database: Database, path: Path, acknowledged: set[str]) -> Cut:
    """As our own code finds it: SQLite recovers at the first reading."""
    with database.read() as conn:
        event_store.verify(conn)
        audit_store.verify(conn)
        log = event_store.event_log(conn)
        named = attached_files(conn)
        stored = {
            f"{event.no} {event.hash}"
            for report in log["report_id"].unique()
            for event in event_store.history(conn, report)
        }
    check_file(path)
    dangling = list(beside(path).problems(named))
    return Cut(n_lost=len(acknowledged - stored), n_dangling=len(dangling))


def batch(seed: int) -> Tally:
    """Cuts of one history as built."""
    found = cuts(seed)
    facts = {
        "catatan hilang": sum(cut.n_lost for cut in found),
        "berkas hilang atau rusak": sum(cut.n_dangling for cut in found),
        "basis data rusak": sum(bool(cut.damage) for cut in found),
    }
    broken = tuple(f"seed {seed}: {cut}" for cut in found if cut != Cut())
    return Tally(len(found), facts, broken)


def control(variant: str, seed: int, *, number: int = CUTS, acts: int = ACTS) -> int:
    """How many cuts lost something under a recipe that is known to lose."""
    assert variant in VARIANTS, variant
    return sum(cut != Cut() for cut in cuts(seed, number=number, variant=variant, acts=acts))
