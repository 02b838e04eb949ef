"""What a failing page shows: our words and a code."""

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from lkj.errors import InvalidSettings
from lkj.ui.failures import require_safe_configuration
from tests.pages.stage import Stage


def page_with_a_bug() -> None:
    from lkj.ui.failures import show_failure  # noqa: PLC0415 -- runs as a script of its own

    show_failure(ValueError("sandi basis data: rahasia"), report=lambda _: "AB12-CD34")


def page_with_a_refusal() -> None:
    from lkj.errors import UnknownReport  # noqa: PLC0415
    from lkj.ui.failures import show_failure  # noqa: PLC0415

    show_failure(UnknownReport(report_id="x"), report=lambda _: "AB12-CD34")


def test_a_bug_shows_a_code_and_nothing_of_itself(fresh: Stage) -> None:
    at = AppTest.from_function(page_with_a_bug).run()

    said = at.error[0].value.replace("\\", "")
    assert "kode AB12-CD34" in said
    assert "rahasia" not in said
    assert "ValueError" not in said


def test_a_refusal_that_no_page_caught_is_told_in_its_own_words(fresh: Stage) -> None:
    at = AppTest.from_function(page_with_a_refusal).run()

    assert at.error[0].value == "Laporan tidak ditemukan."


def test_a_configuration_that_would_show_internals_stops_the_start() -> None:
    before = config.get_option("client.showErrorDetails")
    config.set_option("client.showErrorDetails", "full")
    try:
        with pytest.raises(InvalidSettings) as refused:
            require_safe_configuration()
    finally:
        config.set_option("client.showErrorDetails", before)
    assert any("showErrorDetails" in problem for problem in refused.value.facts["problems"])
