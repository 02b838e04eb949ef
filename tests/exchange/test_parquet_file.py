"""Parquet: typed columns come back as they were."""

import io

import pandas as pd
import pyarrow.parquet as pq
from hypothesis import given

from lkj.exchange.parquet_file import to_parquet
from tests.exchange.log_frames import event_logs


@given(event_logs())
def test_export_and_import_give_the_same_event_log(log: pd.DataFrame) -> None:
    again = pd.read_parquet(io.BytesIO(to_parquet(log, about={})))

    plain = log.astype(dict.fromkeys(log.select_dtypes("category"), "str"))
    pd.testing.assert_frame_equal(again, plain)


def test_the_file_says_where_it_comes_from() -> None:
    content = to_parquet(pd.DataFrame({"no": [1]}), about={"keadaan_per": "2026-03-02"})

    facts = pq.read_schema(io.BytesIO(content)).metadata
    assert facts[b"lkj.keadaan_per"] == b"2026-03-02"
