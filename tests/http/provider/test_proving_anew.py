"""Proving anew at a real provider who sits there."""

from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

from lkj.store import identity_store
from lkj.usecases.office import Office
from tests.http.provider_way import AtProvider, audit, back, leave, whole_way
from tests.http.sites import Visitor, Web


def test_proving_anew_asks_the_provider_for_the_password(
    visitor: Visitor, provider: AtProvider, office: Office, issuer: str
) -> None:
    whole_way(visitor, provider, "budi.p")
    session = visitor.cookies["lkj_sid"]
    asked = leave(visitor, "/masuk/oidc?ulang=1&next=/tugas")

    answer = back(visitor, provider.sign_in(asked, "budi.p"))

    assert parse_qs(urlsplit(asked).query)["prompt"] == ["login"]
    assert parse_qs(urlsplit(asked).query)["max_age"] == ["0"]
    assert answer.headers["location"] == "/tugas"
    assert visitor.cookies["lkj_sid"] == session  # the same session goes on
    assert audit(office)[-1] == ("session.confirm", "akun-budi", {"provider": issuer})


def test_nobody_else_can_prove_it(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    with office.database.write() as conn:
        identity_store.put(conn, "akun-siti", "siti.p")
    whole_way(visitor, provider, "budi.p")
    asked = leave(visitor, "/masuk/oidc?ulang=1&next=/tugas")
    provider.client.cookies.clear()

    answer = back(visitor, provider.sign_in(asked, "siti.p"))

    assert answer.status_code == 403
    assert "bukan pemilik sesi ini" in answer.text
    assert "?next=%2Ftugas&amp;ulang=1" in answer.text


def test_a_provider_that_skips_the_question_proves_nothing(
    visitor: Visitor, provider: AtProvider, web: Web, office: Office
) -> None:
    whole_way(visitor, provider, "budi.p")
    web.clock.now = datetime.now(UTC)
    web.clock.advance(seconds=90)  # the sign-in above is too old by then
    asked = leave(visitor, "/masuk/oidc?ulang=1")
    unasked = asked.replace("&prompt=login", "").replace("&max_age=0", "")

    answer = back(visitor, provider.sign_in(unasked, "budi.p"))

    assert answer.status_code == 400
    assert "tidak memastikan ulang siapa Anda" in answer.text


def test_without_a_session_there_is_nobody_to_prove(web: Web) -> None:
    visitor = web.visitor()
    visitor.client.cookies.set("lkj_sid", "sesi-yang-tidak-ada")

    answer = visitor.get("/masuk/oidc?ulang=1")

    assert answer.headers["location"] == "/masuk?pesan=berakhir"
