"""A code of a document: it stands, it is of another history, or the chain is broken."""

from pathlib import Path

import pytest

from lkj.store import event_store
from lkj.usecases.check_codes import CodeAnswer, check_code
from tests.support.staffed import Running, door_of
from tests.usecases.naskah_office import returned_report


@pytest.fixture
def report(tmp_path: Path) -> Running:
    return returned_report(tmp_path)


def answer(report: Running, code: str) -> CodeAnswer:
    return check_code(code, door=door_of("monev"), **report.use)


def head_code(report: Running) -> str:
    with report.office.database.read() as conn:
        return event_store.head(conn).anchor


def test_a_code_stands_though_more_was_recorded_since(report: Running) -> None:
    code = head_code(report)
    number = report.events[-1].no
    later = Running(report.office, now=report.now).register(title="LKj lain")

    found = answer(report, f"  {code.lower()} ")

    assert found.stands
    assert (found.no, found.code) == (number, code)
    assert found.recorded_at == report.events[-1].recorded_at
    assert found.latest_no == later.events[-1].no


@pytest.mark.parametrize("code", ["", "7F3A", "0:7F3A-91C2-0B4D-55E1", "x" * 5000, "1:zzzz"])
def test_what_is_no_code_is_told_so(report: Running, code: str) -> None:
    found = answer(report, code)

    assert (found.stands, found.problem, found.no) == (False, "unreadable", 0)


def test_a_code_of_another_history_does_not_stand(report: Running) -> None:
    found = answer(report, "3:0000-0000-0000-0000")

    assert (found.stands, found.problem, found.broken_at) == (False, "anchor", 3)


def test_a_record_that_is_not_there_is_missed(report: Running) -> None:
    found = answer(report, "9999:0000-0000-0000-0000")

    assert (found.stands, found.problem, found.recorded_at) == (False, "cut", None)
