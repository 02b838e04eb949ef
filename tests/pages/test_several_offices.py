"""Pages of an installation that serves two satuan kerja with the same people and sessions."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile

import pytest
from streamlit.runtime.context import ContextProxy
from streamlit.testing.v1 import AppTest

from lkj import bootstrap
from tests.pages.stage import (
    COOKIE,
    MAIN,
    ONE,
    SEVERAL,
    Stage,
    headers,
    on_stage,
    titles,
    token,
)
from tests.support.offices import set_account

NAMES = {"satpol-pp": "Satuan Polisi Pamong Praja", "dinkes": "Dinas Kesehatan <b>"}


@pytest.fixture
def province(tmp_path: Path) -> Iterator[Stage]:
    """Satpol PP has one report, the other several; both know the same cookie."""
    lines = []
    for (code, name), state in zip(NAMES.items(), (ONE, SEVERAL), strict=True):
        folder = tmp_path / code
        folder.mkdir()
        with on_stage(state, folder) as one:
            one.database.dispose()
        copyfile(folder / "kantor.db", folder / "lkj.db")
        lines.append(f'[[satuan]]\nkode = "{code}"\nnama = "{name}"\n')
    file = tmp_path / "satuan.toml"
    file.write_text("".join(lines), encoding="utf-8")
    with on_stage(ONE, tmp_path) as stage:
        stage.monkeypatch.delenv("LKJ_DATABASE_URL")
        stage.monkeypatch.setenv("LKJ_OFFICES", str(file))
        bootstrap.current_offices.cache_clear()
        yield stage
        bootstrap.current_offices().dispose()


def home(stage: Stage, **cookies: str) -> AppTest:
    """What Petugas Monev sees first in a browser that sends these cookies too."""
    sent = {COOKIE: token("monev"), **cookies}
    stage.monkeypatch.setattr(ContextProxy, "cookies", property(lambda _: sent))
    at = AppTest.from_file(str(MAIN), default_timeout=60).run()
    return stage.go(at, "home")


def office_lines(at: AppTest) -> list[str]:
    """The lines that say whose figures these are."""
    bodies = [element.proto.body for element in at.main if element.type == "html"]
    return [body for body in bodies if "lkj-office" in body]


def test_each_office_sees_its_own_reports(province: Stage) -> None:
    seen = [headers(home(province, lkj_satuan=code))[0] for code in NAMES]

    assert seen[0] != seen[1]


def test_every_page_says_whose_figures_it_shows(province: Stage) -> None:
    assert office_lines(home(province, lkj_satuan="dinkes")) == [
        '<div class="lkj-office">Dinas Kesehatan &lt;b&gt;</div>'
    ]


@pytest.mark.parametrize("cookies", [{}, {"lkj_satuan": "tidak-ada"}])
def test_the_first_office_answers_a_browser_that_names_none(
    province: Stage, cookies: dict[str, str]
) -> None:
    assert office_lines(home(province, **cookies)) == [
        '<div class="lkj-office">Satuan Polisi Pamong Praja</div>'
    ]


def test_who_is_shut_out_of_one_office_stays_in_the_other(province: Stage) -> None:
    set_account(bootstrap.current_offices().of("dinkes"), "akun-monev", is_active=False)

    assert titles(home(province, lkj_satuan="dinkes")) == []
    assert titles(home(province, lkj_satuan="satpol-pp")) == ["Beranda"]
