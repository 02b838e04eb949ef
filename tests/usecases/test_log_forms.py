"""What must not matter: the form of the file, and the order of its rows."""

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lkj.usecases.log_analysis import LogAnalysis, analyze
from tests.exchange.bad_files import workbook
from tests.support.small_log import LOG, small_calendar, small_map, small_sop

RECORDS = [line.split(",") for line in LOG.splitlines()]
HEADINGS, ROWS = (
    RECORDS[0],
    [record for record in RECORDS[1:] if len(record) == len(RECORDS[0])],
)
COLUMNS = dict(zip(HEADINGS, map(list, zip(*ROWS, strict=True)), strict=True))


def tables_of(log: Path, out: Path) -> dict[str, str]:
    """The tables of an analysis as text; refused rows without their number in the file."""
    rules = (small_map(), small_sop(), small_calendar())
    analyze(LogAnalysis(log=log, log_map=rules[0], sop=rules[1], calendar=rules[2]), out)
    found = {path.name: path.read_text(encoding="utf-8") for path in sorted(out.glob("*.csv"))}
    refused = found.pop("refused.csv", "row\n").splitlines()
    found["refused.csv"] = "\n".join(sorted(line.partition(",")[2] for line in refused))
    return found


def as_csv(rows: list[list[str]]) -> bytes:
    return "\n".join(",".join(record) for record in [HEADINGS, *rows]).encode()


def as_utf16(rows: list[list[str]]) -> bytes:
    lines = (";".join(f'"{cell}"' for cell in record) for record in [HEADINGS, *rows])
    return "\r\n".join(lines).encode("utf-16")


def as_xlsx(rows: list[list[str]]) -> bytes:
    return workbook(HEADINGS, *rows)


def as_parquet(rows: list[list[str]]) -> bytes:
    content: bytes = pd.DataFrame(rows, columns=HEADINGS).to_parquet(None)
    return content


def as_typed_parquet(rows: list[list[str]]) -> bytes:
    """Categories, and gaps instead of empty texts."""
    table = pd.DataFrame(rows, columns=HEADINGS).replace("", None)
    content: bytes = table.astype({"apa": "category", "daur": "category"}).to_parquet(None)
    return content


def as_xes(rows: list[list[str]]) -> bytes:
    """One trace for each event: what belongs together, the map says."""
    traces = "".join(
        "<trace><event>"
        + "".join(
            f"<string key={quoteattr(name)} value={quoteattr(cell)}/>"
            for name, cell in zip(HEADINGS, record, strict=True)
        )
        + "</event></trace>"
        for record in rows
    )
    return f"<log>{traces}</log>".encode()


@pytest.mark.parametrize("form", [as_utf16, as_xlsx, as_parquet, as_typed_parquet, as_xes])
def test_the_form_of_a_log_changes_no_table(tmp_path: Path, form: object) -> None:
    (tmp_path / "csv").write_bytes(as_csv(ROWS))
    (tmp_path / "lain").write_bytes(form(ROWS))  # type: ignore[operator]

    expected = tables_of(tmp_path / "csv", tmp_path / "a")

    assert tables_of(tmp_path / "lain", tmp_path / "b") == expected
    assert expected["refused.csv"].count("\n") == 5


@settings(max_examples=5, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(range(len(ROWS))))
def test_the_order_of_rows_changes_no_table(
    tmp_path_factory: pytest.TempPathFactory, order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("urutan")
    (folder / "satu").write_bytes(as_csv(ROWS))
    (folder / "dua").write_bytes(as_csv([ROWS[at] for at in order]))

    assert tables_of(folder / "dua", folder / "b") == tables_of(folder / "satu", folder / "a")


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "é"]),
        st.sampled_from(["Kirim", "Setuju", "Tolak", "Arsip", "Telepon"]),
        st.integers(0, 20 * 24 * 60 * 60),
    ),
    max_size=25,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(events=EVENTS)
def test_the_parts_of_an_analysis_add_up(
    tmp_path_factory: pytest.TempPathFactory, events: list[tuple[str, str, int]]
) -> None:
    folder = tmp_path_factory.mktemp("jumlah")
    start = pd.Timestamp("2026-01-05")
    rows = [
        [case, name, str(start + pd.Timedelta(seconds=at)), "", "", "", ""]
        for case, name, at in events
    ]
    (folder / "log").write_bytes(as_csv(rows))
    out = folder / "hasil"

    tables_of(folder / "log", out)

    names = ("cases", "activities", "transitions", "variants")
    cases, activities, moves, ways = (pd.read_csv(out / f"{name}.csv") for name in names)
    assert ways["n"].sum() == len(cases) == len({case for case, _, _ in events})
    assert cases["n_events"].sum() == activities["n"].sum() == len(events)
    assert moves["n"].sum() == len(events) - len(cases)
    assert cases["fitness"].between(0, 1).all()
