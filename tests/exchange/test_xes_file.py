"""XES: what is written is read back, and other tools find what the standard promises."""

import gzip
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree

import pandas as pd
from hypothesis import given

from lkj.analytics.schema import EVENT_LOG, conform
from lkj.exchange.xes_file import OF_EVENT, OF_TRACE, legal, to_xes, to_xes_gz
from lkj.exchange.xes_reader import CASE, read_xes
from tests.exchange.log_frames import event_logs

XES = "{http://www.xes-standard.org/}"
ABOUT = {"concept:name": "Log <uji>"}
NAMES = {CASE + key: name for name, key in OF_TRACE.items()} | {
    key: name for name, key in OF_EVENT.items()
}


def written(log: pd.DataFrame) -> pd.DataFrame:
    """A log as writers get it."""
    return log.assign(activity="Periksa", lifecycle="complete")


def reread(content: bytes) -> pd.DataFrame:
    """What a file holds, under the names of EVENT_LOG, in the order of the log."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "log.xes"
        path.write_bytes(content)
        found = read_xes(path).rename(columns=NAMES)
    # A column of which no event has a value is not in the file.
    whole = found.reindex(columns=dict.fromkeys([*found, *(one.name for one in EVENT_LOG)]))
    return conform(whole.sort_values("no").reset_index(drop=True), EVENT_LOG)


def plain(log: pd.DataFrame) -> pd.DataFrame:
    """Without the order of categories, which no file keeps."""
    return log.astype(dict.fromkeys(log.select_dtypes("category"), "str"))


@given(event_logs())
def test_export_and_import_give_the_same_event_log(log: pd.DataFrame) -> None:
    again = reread(to_xes(written(log), about=ABOUT))

    pd.testing.assert_frame_equal(plain(again), plain(log))


@given(event_logs())
def test_a_compressed_file_holds_the_same_and_is_the_same_each_time(log: pd.DataFrame) -> None:
    content = to_xes_gz(written(log), about=ABOUT)

    assert gzip.decompress(content) == to_xes(written(log), about=ABOUT)
    assert content == to_xes_gz(written(log), about=ABOUT)


def small_log() -> pd.DataFrame:
    at = pd.to_datetime(["2026-03-02T01:00:00.000001Z", "2026-03-02T02:00Z"], format="ISO8601")
    return pd.DataFrame(
        {
            "report_id": ["R2", "R1"],
            "title": ["Kedua", "Pertama"],
            "fiscal_year": pd.array([2025, None], dtype="Int64"),
            "activity": ["Periksa", "Periksa"],
            "lifecycle": ["start", "complete"],
            "occurred_at": at,
            "resource": ["Siti", None],
            "is_checked": [True, False],
            "minutes": [1.5, float("nan")],
        }
    )


def test_traces_events_and_extensions_are_those_of_the_standard() -> None:
    root = ElementTree.fromstring(to_xes(small_log(), about=ABOUT))  # noqa: S314

    assert root.tag == XES + "log"
    assert root.attrib == {"xes.version": "1849.2016", "xes.features": ""}
    prefixes = [one.attrib["prefix"] for one in root.findall(XES + "extension")]
    assert prefixes == ["concept", "time", "lifecycle", "org"]
    order = list(dict.fromkeys(child.tag.removeprefix(XES) for child in root))
    assert order == ["extension", "global", "classifier", "string", "trace"]
    first, second = root.findall(XES + "trace")
    attributes = [(a.tag.removeprefix(XES), *a.attrib.values()) for a in second[:3]]
    assert attributes == [
        ("string", "concept:name", "R2"),
        ("string", "title", "Kedua"),
        ("int", "fiscal_year", "2025"),
    ]
    assert [(a.tag.removeprefix(XES), *a.attrib.values()) for a in second[3]] == [
        ("string", "concept:name", "Periksa"),
        ("string", "lifecycle:transition", "start"),
        ("date", "time:timestamp", "2026-03-02T01:00:00.000001+00:00"),
        ("string", "org:resource", "Siti"),
        ("boolean", "is_checked", "true"),
        ("float", "minutes", "1.5"),
    ]
    assert len(first[-1]) == 4


def test_what_xml_cannot_carry_is_replaced_and_the_rest_kept() -> None:
    assert legal("a\x00b\x0bc\ud800d\uffffe") == "a\ufffdb\ufffdc\ufffdd\ufffde"
    assert legal("tab\t baris\n \U0001f4c4 ü") == "tab\t baris\n \U0001f4c4 ü"


def test_hostile_text_stays_text() -> None:
    log = small_log().assign(title='"><event/> \n\t&amp; \x00')

    again = ElementTree.fromstring(to_xes(log, about=ABOUT))  # noqa: S314

    titles = {
        one.attrib["value"]
        for one in again.iter(XES + "string")
        if one.attrib["key"] == "title"
    }
    assert titles == {'"><event/> \n\t&amp; \ufffd'}
