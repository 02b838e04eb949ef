import gzip
from pathlib import Path

import pandas as pd
import pytest

from lkj.errors import FileRefused
from lkj.exchange.xes_reader import read_xes

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<log xmlns="http://www.xes-standard.org">'
TRACE = """
<trace>
  <string key="concept:name" value="A-1"/>
  <event>
    <string key="concept:name" value="serahkan"/>
    <date key="time:timestamp" value="2026-01-05T09:00:00.000+07:00"/>
    <int key="menit" value="20"/>
    <float key="biaya" value="1.5"/>
    <boolean key="tepat" value="true"/>
    <string key="org:role" value="tim"><string key="rincian" value="dalam"/></string>
  </event>
  <event>
    <string key="concept:name" value="setujui"/>
    <date key="time:timestamp" value="2026-01-05T10:30:00Z"/>
  </event>
  <string key="penutup" value="di belakang"/>
</trace>"""


def written(tmp_path: Path, text: str, *, name: str = "log.xes") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def problems_of(path: Path) -> object:
    with pytest.raises(FileRefused) as refused:
        read_xes(path)
    return refused.value.facts["problems"]


def test_events_are_rows_with_the_attributes_of_their_trace(tmp_path: Path) -> None:
    log = read_xes(written(tmp_path, f"{HEAD}{TRACE}</log>"))

    assert log.index.tolist() == [1, 2]
    assert log["case:concept:name"].tolist() == ["A-1", "A-1"]
    assert log["case:penutup"].tolist() == ["di belakang", "di belakang"]
    assert log["concept:name"].tolist() == ["serahkan", "setujui"]
    assert log["time:timestamp"].tolist() == [
        pd.Timestamp("2026-01-05 02:00", tz="UTC"),
        pd.Timestamp("2026-01-05 10:30", tz="UTC"),
    ]


def test_attributes_keep_their_types_and_missing_ones_are_missing(tmp_path: Path) -> None:
    log = read_xes(written(tmp_path, f"{HEAD}{TRACE}</log>"))

    assert log[["menit", "biaya", "tepat", "org:role"]].dtypes.astype(str).tolist() == [
        "Int64",
        "float64",
        "boolean",
        "str",
    ]
    assert log["menit"].iloc[0] == 20
    assert bool(log["tepat"].iloc[0]) is True
    assert log.loc[2, ["menit", "biaya", "tepat", "org:role"]].isna().all()


def test_attributes_of_attributes_are_left_out(tmp_path: Path) -> None:
    log = read_xes(written(tmp_path, f"{HEAD}{TRACE}</log>"))

    assert "rincian" not in log


def test_only_the_wanted_columns_are_kept(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}{TRACE}</log>")

    log = read_xes(path, columns={"case:concept:name", "concept:name"})

    assert set(log) == {"case:concept:name", "concept:name"}


def test_a_packed_log_is_told_by_its_content(tmp_path: Path) -> None:
    path = tmp_path / "log.xes"
    path.write_bytes(gzip.compress(f"{HEAD}{TRACE}</log>".encode()))

    assert len(read_xes(path)) == 2


def test_elements_with_a_prefix_are_known(tmp_path: Path) -> None:
    text = (
        '<x:log xmlns:x="http://www.xes-standard.org"><x:trace><x:event>'
        '<x:string value="a" key="concept:name"/></x:event></x:trace></x:log>'
    )

    assert read_xes(written(tmp_path, text))["concept:name"].tolist() == ["a"]


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        ("2026-01-05T09:00:00", "date"),
        ("kemarin", "date"),
        ("2026-13-01T00:00:00Z", "date"),
        ("dua puluh", "int"),
        ("1.5", "int"),
        ("banyak", "float"),
        ("mungkin", "boolean"),
    ],
)
def test_values_that_do_not_fit_their_type_stay_as_written(
    tmp_path: Path, value: str, kind: str
) -> None:
    text = f'{HEAD}<trace><event><{kind} key="x" value="{value}"/></event></trace></log>'

    assert read_xes(written(tmp_path, text))["x"].tolist() == [value]


def test_a_log_without_events_is_an_empty_table(tmp_path: Path) -> None:
    assert read_xes(written(tmp_path, f"{HEAD}</log>")).empty


def test_a_cut_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    path.write_bytes(gzip.compress(f"{HEAD}{TRACE * 999}</log>".encode())[:-40])

    assert problems_of(path) == (("", "damaged", ""),)


def test_cut_xml_is_refused_with_its_line(tmp_path: Path) -> None:
    path = written(tmp_path, f"{HEAD}\n<trace>\n<event>")

    assert problems_of(path) == (("4", "damaged_xml", ""),)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE log [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE log [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE log SYSTEM "http://contoh.invalid/log.dtd">',
    ],
)
def test_declared_entities_are_refused(tmp_path: Path, declared: str) -> None:
    path = written(tmp_path, f"{declared}<log></log>")

    assert problems_of(path) == (("", "entities", ""),)


def test_other_xml_is_refused(tmp_path: Path) -> None:
    assert problems_of(written(tmp_path, "<html></html>")) == (("", "not_xes", ""),)


def test_an_archive_that_unpacks_without_end_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "log.xes.gz"
    with gzip.open(path, "wb") as file:
        file.write(HEAD.encode())
        for _ in range(66):
            file.write(b" " * (1 << 20))

    assert problems_of(path) == (("", "unpacks_too_large", ""),)
