import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from lkj.http.gate import signed_in
from lkj.http.server import exception_handlers
from lkj.usecases.callers import HOST
from lkj.usecases.initial_passwords import reset_password
from lkj.usecases.sign_in import token_sha256
from tests.http.sites import Visitor, Web, ask_raw
from tests.support.offices import set_account

STREAM = "/_stcore/stream"
PAGES = ["/", "/laporan", "/sop", "/masukX", "/masuk/", "/sehatX", "/staticX", "/pages/x.py"]
MACHINERY = [
    "/_stcore/host-config",
    "/_stcore/healthX",
    "/_stcore/upload_file/a/b",
    "/_stcore/stream",
    "/media/abc.csv",
    "/component/x/index.html",
]
CLOSED = [
    "/_stcore/metrics",
    "/_stcore/script-health-check",
    "/_stcore/agent/openapi.json",
    "/_stcore/agent/mcp",
    "/_stcore/agent/interact",
    "/auth/login",
    "/oauth2callback",
]
TRICKS = [
    "//_stcore/metrics",
    "//masuk",
    "/static/../_stcore/metrics",
    "/static/%2e%2e/_stcore/metrics",
    "/static/..%2f_stcore/metrics",
    "/static/%2e%2e%2f_stcore%2fmetrics",
    "/masuk/../laporan",
    "/masuk%2f..%2flaporan",
    "/masuk%00",
    "/masuk%252e",
    "/static\\..\\laporan",
    "/static/%5c..%5claporan",
    "/./laporan",
    "/static//x",
    "/masuk%0d%0aSet-Cookie:%20a=b",
]


def test_nobody_without_a_session_gets_a_page(web: Web, visitor: Visitor) -> None:
    answers = {path: visitor.get(path) for path in PAGES}

    assert {answer.status_code for answer in answers.values()} == {303}
    assert all(a.headers["location"].startswith("/masuk") for a in answers.values())
    assert web.stand_in.reached == []


@pytest.mark.parametrize("path", MACHINERY)
def test_scripts_without_a_session_are_told_so(web: Web, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 401
    assert web.stand_in.reached == []


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "QUATSCH"])
@pytest.mark.parametrize("path", ["/", "/media/x", "/ganti-sandi", "/keluar"])
def test_other_methods_need_a_session_too(
    web: Web, visitor: Visitor, method: str, path: str
) -> None:
    answer = visitor.client.request(method, path)

    assert answer.status_code in {303, 401}
    assert "next" not in answer.headers.get("location", "")
    assert web.stand_in.reached == []


@pytest.mark.parametrize(
    "path", ["/_stcore/health", "/favicon.png", "/static/js/index.DormvYxC.js"]
)
def test_the_frame_of_the_app_is_open(web: Web, visitor: Visitor, path: str) -> None:
    assert visitor.get(path).status_code == 200
    assert web.stand_in.reached == [path]


@pytest.mark.parametrize("path", CLOSED)
def test_some_doors_are_closed_to_everybody(web: Web, visitor: Visitor, path: str) -> None:
    anonymous = visitor.get(path).status_code
    visitor.sign_in("siti")

    assert (anonymous, visitor.get(path).status_code) == (404, 404)
    assert web.stand_in.reached == []


@pytest.mark.parametrize("path", TRICKS)
@pytest.mark.parametrize("username", ["", "siti"])
def test_tricks_with_paths_lead_nowhere(web: Web, path: str, username: str) -> None:
    visitor = web.visitor()
    if username:
        visitor.sign_in(username)
    cookie = "; ".join(f"{name}={value}" for name, value in visitor.cookies.items())

    assert ask_raw(web.app, path, cookie=cookie) == 400
    assert web.stand_in.reached == []


@pytest.mark.parametrize("path", ["*", "http://testserver/laporan", "", "laporan"])
def test_what_is_no_path_leads_nowhere(web: Web, path: str) -> None:
    assert ask_raw(web.app, path) == 400
    assert web.stand_in.reached == []


def test_with_a_session_everything_else_is_let_through(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    asked = [*PAGES, *MACHINERY]

    statuses = {visitor.get(path).status_code for path in asked}

    assert statuses == {200}
    assert web.stand_in.reached == asked


def test_a_stream_without_a_session_is_refused_before_it_is_accepted(web: Web) -> None:
    client = web.visitor().client

    with pytest.raises(WebSocketDisconnect) as refused, client.websocket_connect(STREAM):
        pass
    assert refused.value.code == 1008
    assert web.stand_in.reached == []


def test_a_stream_with_a_session_is_let_through(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()

    with visitor.client.websocket_connect(STREAM) as stream:
        assert stream.receive_text() == "halo"


@pytest.mark.parametrize(
    "origin",
    ["http://jahat.example", "null", "", "http://testserver:9999", "http://localhost:8501"],
)
def test_a_page_from_elsewhere_opens_no_stream_in_somebodys_name(
    web: Web, visitor: Visitor, origin: str
) -> None:
    visitor.sign_in()
    asked = visitor.client.websocket_connect(STREAM, headers={"origin": origin})

    with pytest.raises(WebSocketDisconnect), asked:
        pass
    assert web.stand_in.reached == []


def test_our_own_page_opens_its_stream(visitor: Visitor) -> None:
    visitor.sign_in()
    own = {"origin": "http://testserver"}

    with visitor.client.websocket_connect(STREAM, headers=own) as stream:
        assert stream.receive_text() == "halo"


@pytest.mark.parametrize("path", ["/", "/masuk", "/_stcore/streamX", "/_stcore/agent/mcp"])
def test_no_other_stream_is_let_through(web: Web, visitor: Visitor, path: str) -> None:
    visitor.sign_in()

    with pytest.raises(WebSocketDisconnect), visitor.client.websocket_connect(path):
        pass
    assert web.stand_in.reached == []


def test_a_stream_is_refused_after_the_session_has_ended(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    web.clock.advance(minutes=31)

    with pytest.raises(WebSocketDisconnect), visitor.client.websocket_connect(STREAM):
        pass
    assert web.stand_in.reached == []


@pytest.mark.parametrize("cookie", ["", "x", "x" * 43, "x" * 5000, '"', "\u00e9", "a b; c"])
def test_a_made_up_cookie_opens_nothing(web: Web, cookie: str) -> None:
    assert ask_raw(web.app, "/laporan", cookie=f"lkj_sid={cookie}") == 303
    assert web.stand_in.reached == []


def test_the_stored_id_of_a_session_is_no_cookie(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    session_id = visitor.get("/unduh/pintu").text
    visitor.client.cookies = {"lkj_sid": session_id}

    assert len(session_id) == 64
    assert visitor.get("/").status_code == 303


def test_an_idle_session_ends_and_says_so(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    web.clock.advance(minutes=31)

    answer = visitor.get("/laporan")

    assert answer.headers["location"] == "/masuk?pesan=berakhir&next=/laporan"


def test_asking_for_pages_keeps_a_session_alive_and_what_scripts_fetch_does_not(
    web: Web, visitor: Visitor
) -> None:
    visitor.sign_in()
    for path in ("/", "/_stcore/host-config", "/media/x"):
        web.clock.advance(minutes=20)
        answer = visitor.get(path)

    assert answer.status_code == 401


def test_a_disabled_account_is_out_at_the_next_request(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    set_account(web.office, "akun-budi", is_active=False)

    assert visitor.get("/").status_code == 303
    assert visitor.get("/media/x").status_code == 401


def test_forged_headers_do_not_pass(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()

    visitor.get("/", headers={"X-LKJ-User": "siti", "x-lkj-door": "1"})

    assert web.stand_in.reached == ["/"]
    assert web.stand_in.forged == []


def test_a_temporary_password_leads_nowhere_but_to_its_change(
    web: Web, visitor: Visitor
) -> None:
    temporary = reset_password("budi", door=HOST, office=web.office, now=web.clock())
    visitor.sign_in(password=temporary)

    assert visitor.get("/").headers["location"] == "/ganti-sandi"
    assert visitor.get("/unduh/pintu").headers["location"] == "/ganti-sandi"
    assert visitor.get("/media/x").status_code == 403
    with pytest.raises(WebSocketDisconnect), visitor.client.websocket_connect(STREAM):
        pass
    assert visitor.get("/ganti-sandi").status_code == 200
    assert web.stand_in.reached == []


def test_a_protected_route_knows_the_session(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    other = web.visitor()
    other.sign_in("siti")

    assert visitor.get("/unduh/pintu").text == token_sha256(visitor.cookies["lkj_sid"])
    assert other.get("/unduh/pintu").text == token_sha256(other.cookies["lkj_sid"])


def test_a_protected_route_outside_the_gate_sends_to_the_sign_in_page() -> None:
    app = Starlette(
        routes=[Route("/unduh/x", protected)], exception_handlers=exception_handlers()
    )

    answer = TestClient(app, follow_redirects=False).get("/unduh/x?id=1")

    assert (answer.status_code, answer.headers["location"]) == (
        303,
        "/masuk?next=/unduh/x%3Fid%3D1",
    )


async def protected(request: Request) -> PlainTextResponse:
    return PlainTextResponse(signed_in(request).session_id)
