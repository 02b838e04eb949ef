import gzip
import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from lkj.errors import FileRefused
from lkj.exchange.log_reader import read_log
from tests.exchange.bad_files import workbook

XES = '<log><trace><event><string key="a" value="x"/></event></trace></log>'


def log_file(folder: Path, content: bytes | str) -> Path:
    path = folder / "log"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows_of(folder: Path, content: bytes | str, **options: Any) -> dict[int, list[str]]:
    """The records by their number; none of them misfits."""
    rows, misfits = read_log(log_file(folder, content), **options)
    assert misfits.empty
    return dict(zip(rows.index, rows.to_numpy().tolist(), strict=True))


def misfits_of(folder: Path, content: bytes | str) -> tuple[list[int], dict[int, str]]:
    """The numbers of the records that fit, and the widths of the others."""
    rows, misfits = read_log(log_file(folder, content))
    wide = dict(zip(misfits["row"].tolist(), misfits["value"].tolist(), strict=True))
    return rows.index.tolist(), wide


def problems_of(folder: Path, content: bytes | str) -> object:
    with pytest.raises(FileRefused) as refused:
        read_log(log_file(folder, content))
    return refused.value.facts["problems"]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_csv_of_any_usual_kind_is_text(
    tmp_path: Path, separator: str, encoding: str, end: str
) -> None:
    lines = ["kasus;b;c", "é;01;", '"x;y";"p""q";2', ""]
    text = end.join(lines).replace(";", separator).encode(encoding)

    assert rows_of(tmp_path, text) == {
        2: ["é", "01", ""],
        3: [f"x{separator}y", 'p"q', "2"],
    }


def test_only_the_wanted_columns_that_there_are_are_kept(tmp_path: Path) -> None:
    rows, _ = read_log(log_file(tmp_path, "a,b,c\n1,2,3\n"), columns={"c", "a", "z"})

    assert list(rows) == ["a", "c"]
    assert rows.to_numpy().tolist() == [["1", "3"]]


def test_columns_without_a_heading_are_left_out(tmp_path: Path) -> None:
    rows, _ = read_log(log_file(tmp_path, ",a,, b \n1,2,3,4\n"))

    assert (list(rows), rows.to_numpy().tolist()) == (["a", "b"], [["2", "4"]])


def test_line_breaks_in_quotes_belong_to_their_cell(tmp_path: Path) -> None:
    assert rows_of(tmp_path, 'a,b\n"x\n\ny",1\nz,2\n') == {2: ["x\n\ny", "1"], 3: ["z", "2"]}


def test_records_that_do_not_fit_are_told_with_number_and_width(tmp_path: Path) -> None:
    text = 'a,b\n"x\ny",1\n1,2,3\n"p\nq",2\n9\n7,8\n'

    assert misfits_of(tmp_path, text) == ([2, 4, 6], {3: "3", 5: "1"})


def test_records_beyond_the_first_block_are_numbered_on(tmp_path: Path) -> None:
    n, long = 40, "x" * (1 << 20)
    text = "a,b\n" + f"1,{long}\n" * n + "9\n" + "7,8\n"

    numbers, wide = misfits_of(tmp_path, text)

    assert wide == {n + 2: "1"}
    assert numbers == [*range(2, n + 2), n + 3]


def test_blank_records_count_and_are_left_out(tmp_path: Path) -> None:
    text = 'a,b\n\n1,2\n\r\n"x\n\ny",\n1,2,3\n\n5,6\n\n'

    assert misfits_of(tmp_path, text) == ([3, 5, 8], {6: "3"})


def test_every_usual_end_of_a_line_makes_a_blank_record(tmp_path: Path) -> None:
    for blank in ("\n\n", "\r\n\r\n", "\r\r", "\n\r"):
        assert rows_of(tmp_path, f"a,b\n1,2{blank}5,6\n") == {2: ["1", "2"], 4: ["5", "6"]}


def test_a_record_without_any_text_is_no_blank_line(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "a,b\n,\n5,6\n") == {2: ["", ""], 3: ["5", "6"]}


@pytest.mark.parametrize(
    ("at", "dtype"),
    [
        ("2026-01-05 09:00:00+07:00", "datetime64[us, UTC]"),
        ("2026-01-05T02:00Z", "datetime64[us, UTC]"),
        ("2026-01-05 09:00:00", "str"),
        (" 2026-01-05 09:00:00+07:00", "str"),
        ("05/01/2026 09.00", "str"),
    ],
)
@pytest.mark.parametrize("before", ["", "2026-01-04 09:00:00+07:00"])
def test_times_are_read_as_such_where_all_have_their_offset(
    tmp_path: Path, before: str, at: str, dtype: str
) -> None:
    path = log_file(tmp_path, f"a,kapan\n1,{before}\n2,{at}\n")

    rows, _ = read_log(path, columns={"a", "kapan"}, repeated={"a"}, times={"kapan"})

    assert (rows["kapan"].dtype, rows.index.tolist()) == (dtype, [2, 3])
    read = rows["kapan"].iloc[1]
    assert read == (at if dtype == "str" else pd.Timestamp("2026-01-05 02:00", tz="UTC"))


def test_headings_may_stand_below_blank_lines(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "\n\na,b\n1,2\n") == {4: ["1", "2"]}
    assert rows_of(tmp_path, "\n\n a , b \n1,2\n", columns={"b"}) == {4: ["2"]}


def test_a_line_that_tells_the_separator_is_no_heading(tmp_path: Path) -> None:
    assert rows_of(tmp_path, "sep=;\na;b\n1;2\n") == {3: ["1", "2"]}


@pytest.mark.parametrize("text", ["a,b\n", "a,b", "\ufeffa,b\r\n"])
def test_headings_alone_are_a_log_without_rows(tmp_path: Path, text: str) -> None:
    rows, misfits = read_log(log_file(tmp_path, text))

    assert (list(rows), len(rows), len(misfits)) == (["a", "b"], 0, 0)


@pytest.mark.parametrize(
    ("content", "problems"),
    [
        ("", (("", "empty", ""),)),
        ("\n\n", (("", "empty", ""),)),
        (
            "a,b,a,b\n1,2,3,4\n",
            (("1", "heading_repeated", "a"), ("1", "heading_repeated", "b")),
        ),
        ("a,b\n1,\0\n", (("2", "nul", ""),)),
        (b"a;b\n\x81\xe9;2\n", (("2", "encoding", "81"),)),
        ('a,b\n1,2\n1,"2\n3,4\n', (("3", "quote", ""),)),
        ('"a,b\n1,2\n', (("1", "quote", ""),)),
        ('a,b\n"1"x,2\n', (("2", "quote", ""),)),
        (b"PAR1 but nothing else", (("", "damaged", ""),)),
        (b"PK\x03\x04 but nothing else", (("", "damaged", ""),)),
    ],
)
def test_what_cannot_be_read_is_refused(
    tmp_path: Path, content: bytes | str, problems: object
) -> None:
    assert problems_of(tmp_path, content) == problems


def test_a_cell_of_many_megabytes_is_refused(tmp_path: Path) -> None:
    assert problems_of(tmp_path, 'a,b\n1,"' + "x" * (1 << 20) + '"\n') == (("2", "quote", ""),)
    assert problems_of(tmp_path, "x" * (1 << 20)) == (("1", "quote", ""),)
    assert problems_of(tmp_path, "a,b\n1," + "x" * (40 << 20)) == (("", "damaged", ""),)


@pytest.mark.parametrize("name", [".", "tidak-ada"])
def test_a_path_that_is_no_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(FileRefused) as refused:
        read_log(tmp_path / name)

    ((place, code, _),) = refused.value.facts["problems"]  # type: ignore[misc]
    assert (place, code) == ((tmp_path / name).name, "unreadable")


@pytest.mark.parametrize(
    "content", [XES.encode(), f"\n\n  {XES}".encode(), gzip.compress(XES.encode(), mtime=0)]
)
def test_xes_is_known_by_its_first_bytes(tmp_path: Path, content: bytes) -> None:
    assert rows_of(tmp_path, content, columns={"a"}) == {1: ["x"]}


def test_a_workbook_is_text_by_its_headings(tmp_path: Path) -> None:
    content = workbook(("kasus", "b"), ("A", 7), (), ("B", None))

    assert rows_of(tmp_path, content, columns={"kasus", "b"}) == {2: ["A", "7"], 4: ["B", ""]}


def test_parquet_keeps_its_types_and_whole_numbers_with_gaps(tmp_path: Path) -> None:
    table = pd.DataFrame(
        {
            "kasus": pd.array([7, None], dtype="Int64"),
            "tepat": pd.array([None, True], dtype="boolean"),
            "kapan": pd.to_datetime(["2026-01-05 09:00", None], utc=True),
            "apa": pd.Categorical(["x", "y"]),
        },
        index=[5, 9],
    )
    path = tmp_path / "log"
    table.to_parquet(path)

    rows, _ = read_log(path, columns={"kasus", "tepat", "kapan", "apa"})

    assert rows.index.tolist() == [1, 2]
    assert rows["kasus"].astype("str").tolist()[0] == "7"
    assert bool(rows["tepat"].iloc[1]) is True
    assert rows["kapan"].iloc[0] == pd.Timestamp("2026-01-05 09:00", tz="UTC")
    assert rows["apa"].tolist() == ["x", "y"]


def test_parquet_that_is_cut_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log"
    pd.DataFrame({"a": range(1000)}).to_parquet(path)
    os.truncate(path, path.stat().st_size // 2)

    with pytest.raises(FileRefused):
        read_log(path)
