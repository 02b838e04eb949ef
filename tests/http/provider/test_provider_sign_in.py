"""Signing in at a real identity provider, without a browser."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from lkj.oidc.settings import RETURN_PATH
from lkj.store import identity_store
from lkj.usecases.office import Office
from tests.http.provider_way import (
    HERE,
    AtProvider,
    audit,
    is_signed_in,
    leave,
    provided,
    whole_way,
)
from tests.http.sites import Visitor, Web
from tests.support.offices import BUDI, set_account, small_office
from tests.support.oidc_provider import (
    CLIENT_ID,
)


def test_the_button_leads_to_the_provider_with_every_proof(
    visitor: Visitor, issuer: str
) -> None:
    asked = urlsplit(leave(visitor))
    sent = {name: values[0] for name, values in parse_qs(asked.query).items()}

    assert f"{asked.scheme}://{asked.netloc}" == issuer
    assert sent["response_type"] == "code"
    assert sent["redirect_uri"] == HERE + RETURN_PATH
    assert sent["code_challenge_method"] == "S256"
    assert {len(sent[name]) for name in ("state", "nonce", "code_challenge")} == {43}
    assert "prompt" not in sent


def test_whoever_the_provider_vouches_for_gets_a_session_and_is_led_on(
    visitor: Visitor, provider: AtProvider, office: Office, issuer: str
) -> None:
    answer = whole_way(visitor, provider, "budi.p", "/masuk/oidc?next=/laporan?tahun=2026")

    assert (answer.status_code, answer.headers["location"]) == (303, "/laporan?tahun=2026")
    assert is_signed_in(visitor)
    assert "lkj_oidc" not in visitor.cookies
    assert audit(office) == [
        ("identity.bind", "akun-budi", {"provider": issuer}),
        ("session.open", "akun-budi", {"address": "10.0.0.7", "provider": issuer}),
    ]


def test_an_identity_may_be_the_nip(tmp_path: Path, issuer: str, provider: AtProvider) -> None:
    office = provided(small_office(tmp_path, public_url=HERE), issuer, claim="nip")
    with office.database.write() as conn:
        identity_store.put(conn, "akun-budi", BUDI.nip)
    web = Web.of(office)
    web.clock.now = datetime.now(UTC)
    visitor = web.visitor()

    whole_way(visitor, provider, "budi.p")

    assert is_signed_in(visitor)


def test_disabling_ends_such_a_session_at_the_next_click(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    whole_way(visitor, provider, "budi.p")

    set_account(office, "akun-budi", is_active=False)

    assert not is_signed_in(visitor)


def test_the_session_idles_out_like_any_other(
    visitor: Visitor, provider: AtProvider, web: Web
) -> None:
    whole_way(visitor, provider, "budi.p")

    web.clock.advance(minutes=31)

    assert not is_signed_in(visitor)


def test_it_leads_to_no_foreign_address(visitor: Visitor, provider: AtProvider) -> None:
    answer = whole_way(visitor, provider, "budi.p", "/masuk/oidc?next=//jahat.example/")

    assert answer.headers["location"] == "/"


def test_who_signs_in_elsewhere_need_not_replace_a_temporary_password(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    set_account(office, "akun-budi", must_change_password=True)

    whole_way(visitor, provider, "budi.p")

    assert is_signed_in(visitor)


def test_only_the_administrator_uses_a_password_where_the_office_wants_that(
    web: Web, office: Office
) -> None:
    strict = replace(office, settings=replace(office.settings, password_for_all=False))
    closed = Web.of(strict)
    budi, siti = closed.visitor(), closed.visitor()

    assert budi.sign_in("budi").status_code == 401
    assert siti.sign_in("siti").status_code == 303
    assert "Masuk dengan kata sandi (administrator)" in web_page(closed)
    assert "Masuk dengan kata sandi (administrator)" not in web_page(web)


def test_a_link_of_another_site_leads_to_the_button_and_not_to_the_provider(
    visitor: Visitor,
) -> None:
    answer = visitor.client.get(
        "/masuk/oidc?next=/laporan", headers={"sec-fetch-site": "cross-site"}
    )

    assert (answer.status_code, answer.headers["location"]) == (303, "/masuk?next=%2Flaporan")
    assert "lkj_oidc" not in visitor.cookies


def test_the_button_keeps_where_the_person_wanted_to_go(visitor: Visitor) -> None:
    page = visitor.get("/masuk?next=/laporan").text

    assert f'href="{HERE}/masuk/oidc?next=%2Flaporan"' in page
    assert "Masuk dengan akun kantor" in page


def test_after_signing_out_one_may_sign_out_of_the_provider_too(
    visitor: Visitor, issuer: str
) -> None:
    assert "?keluar=1" in visitor.get("/masuk?pesan=keluar").text
    assert "?keluar=1" not in visitor.get("/masuk").text

    address = visitor.get("/masuk/oidc?keluar=1").headers["location"]

    assert address == f"{issuer}/session/end?client_id={CLIENT_ID}"


def web_page(web: Web) -> str:
    return web.visitor().get("/masuk").text
