import logging
import re
from contextvars import copy_context

import pytest

from lkj.diagnostics.codes import begin_code, end_code
from lkj.diagnostics.lines import ReadableLines, note
from tests.diagnostics.records import a_logger, noted
from tests.support.log_lines import told

TYPED = "Budi Rahasia"
FORGED = 'x\n{"level": "info", "said": "palsu"}\r\x1b[2J\u2028\x85'


@pytest.fixture(autouse=True)
def nothing_goes_on() -> None:
    end_code()


def test_a_line_has_time_level_words_and_facts() -> None:
    line = noted("request", route="/laporan", status=200, ms=12)

    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z", line.pop("at"))
    assert line == {
        "level": "info",
        "logger": "pustaka.bagian",
        "said": "request",
        "route": "/laporan",
        "status": 200,
        "ms": 12,
    }


def test_a_line_has_the_code_of_what_goes_on_or_the_one_that_is_named() -> None:
    def both() -> tuple[str, str, str]:
        return begin_code(), noted()["code"], noted(code="ABCD-0123")["code"]

    going_on, said, named = copy_context().run(both)

    assert said == going_on
    assert named == "ABCD-0123"


def test_no_fact_forges_a_line() -> None:
    assert noted(route=FORGED)["route"] == FORGED  # told asserts that it is one line


def test_no_fact_forges_a_line_on_a_terminal() -> None:
    logger, kept = a_logger()
    note(logger, logging.INFO, "request", route=FORGED, status=200, page="beranda")

    line = ReadableLines().format(kept.records[0])

    assert line.isprintable()
    assert line.endswith('\\u2028\\u0085" status=200 page=beranda')
    assert " INFO request logger=pustaka.bagian route=" in line


def test_what_a_library_filled_in_is_not_told() -> None:
    logger, kept = a_logger()
    logger.warning("Cell %s holds %r", "A1", TYPED)

    line = told(kept.records[0])

    assert line["said"] == "Cell %s holds %r"
    assert line["place"].startswith("tests/diagnostics/test_lines.py:")


@pytest.mark.parametrize("words", [f"Cell A1 holds {TYPED + '!'}", f"{TYPED + '?'}\nmore"])
def test_words_that_stand_nowhere_in_a_library_are_not_told(words: str) -> None:
    logger, kept = a_logger()
    logger.warning(words)

    assert "said" not in told(kept.records[0])


def test_an_error_of_a_library_is_told_without_its_message() -> None:
    logger, kept = a_logger()
    try:
        int(TYPED)
    except ValueError:
        logger.exception("Exception in ASGI application\n")

    line = told(kept.records[0])

    assert line["error"]["type"] == "ValueError"
    assert TYPED not in str(line)
