from pathlib import Path

import pytest

from lkj.usecases.office import Office
from tests.http.sites import Visitor, Web
from tests.support.offices import small_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


@pytest.fixture
def web(office: Office) -> Web:
    return Web.of(office)


@pytest.fixture
def visitor(web: Web) -> Visitor:
    return web.visitor()
