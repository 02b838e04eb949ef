"""A reminder tells what its reader's own screen shows."""

import re
from dataclasses import replace
from datetime import datetime

import pytest

from lkj import bootstrap
from lkj.usecases.callers import HOST
from lkj.usecases.digest import preview_digest
from tests.pages.stage import LOOKED_AT, OFFICIALS, Stage


def reminded_of(who: str, now: datetime) -> list[str]:
    """Ids of the reports that somebody's reminder calls waiting, in its order."""
    office = bootstrap.current_office()
    settings = replace(office.settings, public_url="https://lkj.example")
    office = replace(office, settings=settings)
    messages = preview_digest(who.replace("_", "."), door=HOST, office=office, now=now)
    return [one for m in messages for one in re.findall(r"/tugas\?id=(\S+)", m.body)]


@pytest.mark.parametrize("who", OFFICIALS)
def test_what_waits_is_what_stands_under_tugas_saya(stage: Stage, who: str) -> None:
    page = stage.look(who, "tasks")
    keys = [button.key or "" for button in page.main.button]
    listed = [key.removeprefix("open/") for key in keys if key.startswith("open/")]

    assert reminded_of(who, LOOKED_AT) == listed
    assert listed or not {"returned to Tim", "returned to Kasubbag"} <= stage.reports.keys()


def test_the_message_is_made_when_somebody_opens_it(stage: Stage) -> None:
    waiting = [one for name, one in stage.reports.items() if name == "periksa-kasubbag"]
    page = stage.open("monev", "home")
    assert list(page.code) == []

    for report_id in waiting:
        page.session_state[f"remind/{report_id}"] = True  # as a click on it would
    page.run()

    assert [one.value.rpartition("=")[2] for one in page.code] == waiting
