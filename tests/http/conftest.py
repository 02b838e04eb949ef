from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.usecases.office import Office
from tests.http.sites import SHELL, Visitor, Web
from tests.support.offices import Clock, cheap_passwords, small_office


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return small_office(tmp_path)


@pytest.fixture
def web(office: Office) -> Web:
    return Web.of(office)


@pytest.fixture
def visitor(web: Web) -> Visitor:
    return web.visitor()


@pytest.fixture
def site(office: Office) -> Site:
    return Site(office=office, clock=Clock(), shell=SHELL, passwords=cheap_passwords())


@pytest.fixture
def reader(site: Site) -> Visitor:
    """A visitor of the product's own routes and of the files that it makes."""
    app = Starlette(
        routes=[*routes(site), *office_file_routes(site)],
        middleware=middleware(site),
        exception_handlers=exception_handlers(),
    )
    return Visitor(TestClient(app, follow_redirects=False, raise_server_exceptions=False))
