"""What a page refuses leaves a line of the log, without a word of what was typed."""

from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.stage import TIM, Stage, titles
from tests.support.log_lines import Log, listening


@pytest.fixture
def log() -> Iterator[Log]:
    with listening() as kept:
        yield kept


def refused_acts() -> None:
    from lkj import errors as e  # noqa: PLC0415 -- runs as a script of its own
    from lkj.domain.accounts import Permission  # noqa: PLC0415
    from lkj.ui.messages import show_error  # noqa: PLC0415

    for error in (
        e.NotPermitted(permission=Permission.RECORD_ON_BEHALF),
        e.WrongRole(needed=("sekretaris",), given=("tim",)),
        e.NoteTooShort(given="Budi", needed=10),
        e.DocumentRefused(problem="script", name="rahasia.pdf"),
    ):
        show_error(error, zone=None)


def test_a_page_without_the_right_is_told(fresh: Stage, log: Log) -> None:
    at = fresh.open(TIM, "people")

    assert titles(at) == ["Tidak tersedia"]
    assert ("warning", "NotPermitted", "") in log.refused()


def test_a_refused_act_is_told_by_its_kind(fresh: Stage, log: Log) -> None:
    AppTest.from_function(refused_acts).run()

    assert log.refused() == [
        ("warning", "NotPermitted", "record_on_behalf"),
        ("warning", "WrongRole", ""),
        ("info", "NoteTooShort", ""),
        ("info", "DocumentRefused", ""),
    ]
    assert "script" in str(log.lines)
    assert "Budi" not in str(log.lines)
    assert "rahasia" not in str(log.lines)
