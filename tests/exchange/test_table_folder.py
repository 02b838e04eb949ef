import json
from pathlib import Path

import pandas as pd
import pytest

from lkj.errors import FolderRefused
from lkj.exchange.table_folder import write_folder

TABLE = pd.DataFrame(
    {
        "nama": pd.Series(["é, b", None, 'x"y', "=1+1"], dtype="str"),
        "jenis": pd.Categorical(["a", None, "b", "a"], categories=["b", "a"]),
        "at": pd.to_datetime(
            ["2026-01-05T02:00:00.000001Z", None, "2026-01-05T02:00Z", "1990-01-01T00:00Z"],
            format="ISO8601",
            utc=True,
        ).as_unit("us"),
        "n": pd.array([1, None, 3, 4], dtype="Int64"),
        "rate": [1 / 3, None, 1.0, 0.1],
        "is_closed": [True, False, True, True],
    }
)
TEXT = """\
"nama","jenis","at","n","rate","is_closed"
"é, b","a","2026-01-05T02:00:00.000001Z",1,0.3333333333333333,true
,,,,,false
"x""y","b","2026-01-05T02:00:00.000000Z",3,1,true
"'=1+1","a","1990-01-01T00:00:00.000000Z",4,0.1,true
"""


def refused(folder: Path, **tables: pd.DataFrame) -> dict[str, object]:
    with pytest.raises(FolderRefused) as caught:
        write_folder(folder, tables or {"a": TABLE}, {})
    return dict(caught.value.facts)


def test_tables_are_utf8_with_commas_iso_times_and_full_precision(tmp_path: Path) -> None:
    write_folder(tmp_path / "hasil", {"satu": TABLE, "dua": TABLE.iloc[:0]}, {"é": 1})

    folder = tmp_path / "hasil"
    assert (folder / "satu.csv").read_bytes() == TEXT.encode()
    assert (folder / "dua.csv").read_text() == TEXT.splitlines(keepends=True)[0]
    assert json.loads((folder / "summary.json").read_text(encoding="utf-8")) == {"é": 1}
    assert [path.name for path in tmp_path.iterdir()] == ["hasil"]


def test_folders_above_are_made_and_an_empty_one_is_filled(tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()

    write_folder(tmp_path / "kosong", {"a": TABLE}, {})
    write_folder(tmp_path / "b" / "c" / "d", {"a": TABLE}, {})

    assert (tmp_path / "kosong" / "a.csv").exists()
    assert (tmp_path / "b" / "c" / "d" / "a.csv").exists()


def test_a_folder_that_holds_something_keeps_it(tmp_path: Path) -> None:
    (tmp_path / "isi").write_text("lama", encoding="utf-8")

    assert refused(tmp_path) == {"path": str(tmp_path), "problem": "not_empty"}
    assert refused(tmp_path / "isi")["problem"] == "not_empty"
    assert [path.name for path in tmp_path.iterdir()] == ["isi"]
    assert (tmp_path / "isi").read_text(encoding="utf-8") == "lama"


def test_a_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("", encoding="utf-8")

    below = tmp_path / "berkas" / "hasil"
    assert refused(below)["path"] == str(below)
    assert refused(tmp_path / ("x" * 300))["path"] == str(tmp_path / ("x" * 300))
    assert [path.name for path in tmp_path.iterdir()] == ["berkas"]


def test_nothing_is_left_where_writing_fails(tmp_path: Path) -> None:
    facts = refused(tmp_path / "hasil", **{"tidak-ada/a": TABLE})

    assert facts["path"] == str(tmp_path / "hasil")
    assert list(tmp_path.iterdir()) == []


def test_names_that_are_no_text_are_shown_as_far_as_they_are(tmp_path: Path) -> None:
    write_folder(tmp_path / "hasil", {}, {"log": "a\udcff.csv"})

    told = (tmp_path / "hasil" / "summary.json").read_text(encoding="utf-8")
    assert json.loads(told) == {"log": "a?.csv"}
