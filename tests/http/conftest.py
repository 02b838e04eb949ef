from dataclasses import replace
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lkj.http.office_files import office_file_routes
from lkj.http.server import exception_handlers, middleware, routes
from lkj.http.site import Site
from lkj.reference import read_document_kinds
from lkj.usecases.acts import RegisterForm, submit
from lkj.usecases.documents import attach
from lkj.usecases.office import Office
from tests.http.sites import SHELL, Visitor, Web
from tests.support.documents import attachment
from tests.support.offices import BUDI, Clock, cheap_passwords, enter, small_office
from tests.support.sops import office_sop
from tests.support.staffed import Running, a_registration, new_request


@pytest.fixture
def office(tmp_path: Path) -> Office:
    return replace(small_office(tmp_path), documents=read_document_kinds([office_sop()]))


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


@pytest.fixture
def address(office: Office, site: Site) -> str:
    """Where a document lies that Budi, Sekretaris, attached."""
    use = {"door": enter(office, BUDI.id), "office": office, "now": site.clock()}
    form = RegisterForm(
        sop_id="penyusunan-lkj", request_id=new_request(), command=a_registration()
    )
    submit(form, **use)
    report = Running(office, form.report_id, site.clock())
    name = 'konsep "akhir" – é.pdf'
    event = attach(attachment(report, "dpa", file_name=name), **use)
    return f"/unduh/dokumen/{form.report_id}/{event.no}"
