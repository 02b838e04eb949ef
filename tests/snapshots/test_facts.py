"""What a snapshot says of itself, and that another kind of file is no snapshot."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from lkj.analytics.schema import empty
from lkj.errors import SnapshotDamaged
from lkj.exchange.parquet_file import to_parquet
from lkj.snapshots.facts import PASSES_FILE, REPORTS_FILE, Facts, Source, read_facts
from lkj.snapshots.tables import SNAPSHOT_PASSES, SNAPSHOT_REPORTS

FACTS = Facts(
    source=Source(
        office="satpol-pp",
        revision=12,
        calendar=3,
        sops=("penyusunan-lkj/1", "lain/2"),
        plan="abc",
        day=date(2026, 3, 2),
    ),
    as_of=datetime(2026, 3, 2, 1, 15, tzinfo=UTC),
    head="12:7F3A-91C2-0B4D-55E1",
    is_example=True,
)


def written(folder: Path, facts: Facts = FACTS, **metadata: str) -> Path:
    about = facts.to_metadata() | metadata
    tables = {PASSES_FILE: empty(SNAPSHOT_PASSES), REPORTS_FILE: empty(SNAPSHOT_REPORTS)}
    for name, table in tables.items():
        (folder / name).write_bytes(to_parquet(table, about=about))
    return folder


def problem_of(snapshot: Path) -> object:
    with pytest.raises(SnapshotDamaged) as caught:
        read_facts(snapshot)
    assert caught.value.facts["path"] == str(snapshot)
    return caught.value.facts["problem"]


def test_what_was_written_is_read(tmp_path: Path) -> None:
    assert read_facts(written(tmp_path)) == FACTS


@pytest.mark.parametrize("at", [PASSES_FILE, REPORTS_FILE])
@pytest.mark.parametrize("content", [None, b"", b"PAR1 bukan"])
def test_what_is_no_parquet_is_damaged(tmp_path: Path, at: str, content: bytes | None) -> None:
    path = written(tmp_path) / at
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)

    assert problem_of(tmp_path) == "content"


def test_another_format_is_named_and_not_guessed_at(tmp_path: Path) -> None:
    assert problem_of(written(tmp_path, format="2")) == "format"


@pytest.mark.parametrize("broken", [{"revision": "x"}, {"sops": "1"}, {"day": "kemarin"}])
def test_facts_that_cannot_be_read_are_another_format(
    tmp_path: Path, broken: dict[str, str]
) -> None:
    assert problem_of(written(tmp_path, **broken)) == "format"


def test_a_file_of_another_program_is_no_snapshot(tmp_path: Path) -> None:
    pq.write_table(pa.table({"a": [1]}), written(tmp_path) / REPORTS_FILE)

    assert problem_of(tmp_path) == "format"


def test_other_columns_are_another_format(tmp_path: Path) -> None:
    table = empty(SNAPSHOT_PASSES).assign(orang="Budi")
    content = to_parquet(pd.DataFrame(table), about=FACTS.to_metadata())
    (written(tmp_path) / PASSES_FILE).write_bytes(content)

    assert problem_of(tmp_path) == "format"


def test_two_files_of_different_moments_are_no_snapshot(tmp_path: Path) -> None:
    passes = (written(tmp_path) / PASSES_FILE).read_bytes()
    written(tmp_path, replace(FACTS, head="13:x"))
    (tmp_path / PASSES_FILE).write_bytes(passes)

    assert problem_of(tmp_path) == "apart"
