"""Signing in at a real identity provider, without a browser: every step by hand."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import httpx2
import pytest
from httpx2 import Response as Answer

from lkj.oidc.settings import RETURN_PATH, OidcSettings
from lkj.store import audit_store, identity_store
from lkj.usecases.office import Office
from tests.http.sites import Visitor, Web
from tests.support.offices import BUDI, set_account, small_office
from tests.support.oidc_provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    PROVIDER_PASSWORD,
    ProviderPerson,
    needs_provider,
    running_provider,
)
from tests.support.server import free_port

HERE = "http://testserver"
PEOPLE = (
    ProviderPerson("s-1", "budi.p", BUDI.nip),
    ProviderPerson("s-2", "siti.p"),
    ProviderPerson("s-3", "orang.lain"),
)


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    needs_provider()
    with running_provider(free_port(), HERE + RETURN_PATH, PEOPLE) as address:
        yield address


@pytest.fixture
def office(tmp_path: Path, issuer: str) -> Office:
    return provided(small_office(tmp_path, public_url=HERE), issuer)


@pytest.fixture
def web(office: Office) -> Web:
    made = Web.of(office)
    made.clock.now = datetime.now(UTC)  # the provider's own clock cannot be stopped
    return made


@pytest.fixture
def visitor(web: Web) -> Visitor:
    return web.visitor()


def provided(office: Office, issuer: str, **changes: str) -> Office:
    """The office with a provider, where Budi is known by his user name there."""
    oidc = OidcSettings(
        issuer=issuer, client_id=CLIENT_ID, client_secret=CLIENT_SECRET, public_url=HERE
    )
    with office.database.write() as conn:
        identity_store.put(conn, "akun-budi", "budi.p")
    settings = replace(office.settings, oidc=replace(oidc, **changes))
    return replace(office, settings=settings)


@dataclass
class AtProvider:
    """A browser at the provider; what it is told there is real."""

    client: httpx2.Client

    def sign_in(self, address: str, username: str, **form: str) -> str:
        """Go through the provider's pages; the address at which it leads back to us."""
        answer = self.follow(self.client.get(address))
        if answer.status_code == 200:
            place = re.search(r'action="([^"]+)"', answer.text)
            assert place is not None
            fields = {"login": username, "password": PROVIDER_PASSWORD, "act": "sign-in"} | form
            answer = self.follow(self.client.post(place.group(1), data=fields))
        assert answer.is_redirect, answer.text
        return answer.headers["location"]

    def follow(self, answer: Answer) -> Answer:
        """Until a page of the provider comes, or the way leads back to us."""
        while answer.is_redirect and not answer.headers["location"].startswith(HERE):
            answer = self.client.get(answer.headers["location"])
        return answer


@pytest.fixture
def provider(issuer: str) -> Iterator[AtProvider]:
    with httpx2.Client(base_url=issuer, follow_redirects=False) as client:
        yield AtProvider(client)


def leave(visitor: Visitor, path: str = "/masuk/oidc") -> str:
    """Press the button; where the provider is."""
    return visitor.get(path).headers["location"]


def back(visitor: Visitor, address: str) -> Answer:
    """Come back to us."""
    return visitor.get(address.removeprefix(HERE))


def whole_way(visitor: Visitor, provider: AtProvider, username: str, path: str = "") -> Answer:
    return back(visitor, provider.sign_in(leave(visitor, path or "/masuk/oidc"), username))


def is_signed_in(visitor: Visitor) -> bool:
    return visitor.get("/laporan").status_code == 200


def audit(office: Office) -> list[tuple[str, str, dict[str, object]]]:
    with office.database.read() as conn:
        rows = audit_store.of_actions(
            conn,
            ["session.open", "session.refuse", "session.confirm", "identity.bind"],
        )
    return [(row.action, row.subject, dict(row.detail)) for row in rows]


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


def test_who_has_no_account_here_gets_none(
    visitor: Visitor, provider: AtProvider, office: Office, issuer: str
) -> None:
    answer = whole_way(visitor, provider, "orang.lain")

    assert answer.status_code == 403
    assert "identitas orang.lain tidak tertaut pada akun di sini" in answer.text
    assert re.search(r"Kode: <code>[0-9A-F]{4}-[0-9A-F]{4}</code>", answer.text)
    assert not is_signed_in(visitor)
    facts = {"address": "10.0.0.7", "provider": issuer, "problem": "IdentityUnknown"}
    assert audit(office) == [("session.refuse", "", facts)]


def test_a_disabled_account_is_refused_in_words(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    set_account(office, "akun-budi", is_active=False)

    answer = whole_way(visitor, provider, "budi.p")

    assert answer.status_code == 403
    assert "akun Anda dinonaktifkan" in answer.text
    assert not is_signed_in(visitor)


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


def test_another_subject_with_the_same_name_is_kept_out(
    visitor: Visitor, provider: AtProvider, office: Office, issuer: str
) -> None:
    now = datetime.now(UTC)
    with office.database.write() as conn:
        identity_store.bind(conn, "akun-budi", issuer=issuer, subject="former", at=now)

    answer = whole_way(visitor, provider, "budi.p")

    assert answer.status_code == 403
    assert "terikat pada orang lain" in answer.text


def test_an_answer_cannot_be_used_twice(visitor: Visitor, provider: AtProvider) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")
    taken_along = visitor.cookies["lkj_oidc"]
    back(visitor, address)
    visitor.client.cookies.clear()
    visitor.client.cookies.set("lkj_oidc", taken_along)

    answer = back(visitor, address)

    assert answer.status_code == 400
    assert "permintaan ini sudah dipakai" in answer.text
    assert not is_signed_in(visitor)


def test_a_used_code_is_refused_by_the_provider(
    visitor: Visitor, provider: AtProvider, web: Web
) -> None:
    code = parse_qs(urlsplit(provider.sign_in(leave(visitor), "budi.p")).query)["code"][0]
    other = web.visitor()
    state = parse_qs(urlsplit(leave(other)).query)["state"][0]
    issuer = web.office.settings.oidc.issuer  # type: ignore[union-attr]

    answer = other.get(f"{RETURN_PATH}?code={code}&state={state}&iss={issuer}")

    assert answer.status_code == 400
    assert "kode dari penyedia sudah dipakai atau kedaluwarsa" in answer.text


def test_another_browser_cannot_finish_a_sign_in(
    visitor: Visitor, provider: AtProvider, web: Web
) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")
    victim = web.visitor()
    leave(victim)

    answer = back(victim, address)

    assert answer.status_code == 400
    assert "tidak berasal dari peramban ini" in answer.text
    assert not is_signed_in(victim)


def test_a_forged_state_is_refused(visitor: Visitor, provider: AtProvider) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")

    answer = back(visitor, re.sub(r"state=[^&]+", "state=tebakan", address))

    assert answer.status_code == 400


def test_a_sign_in_that_took_too_long_begins_again(
    visitor: Visitor, provider: AtProvider, web: Web, office: Office
) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")
    web.clock.advance(minutes=10)

    answer = back(visitor, address)

    assert "terlalu lama terbuka" in answer.text
    assert audit(office) == []  # slow people are no attack


def test_a_token_for_another_nonce_is_refused(
    visitor: Visitor, provider: AtProvider, office: Office, issuer: str
) -> None:
    asked = re.sub(r"nonce=[^&]+", "nonce=milik-permintaan-lain", leave(visitor))

    answer = back(visitor, provider.sign_in(asked, "budi.p"))

    assert answer.status_code == 400
    assert "jawaban penyedia tidak sah" in answer.text
    assert audit(office)[0][2]["problem"] == "nonce"
    assert not is_signed_in(visitor)


def test_an_expired_token_is_refused(
    visitor: Visitor, provider: AtProvider, web: Web, office: Office
) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")
    web.clock.advance(minutes=5)  # its tokens live for one

    answer = back(visitor, address)

    assert answer.status_code == 400
    assert audit(office)[0][2]["problem"] == "exp"


def test_an_answer_of_another_provider_is_refused(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    address = provider.sign_in(leave(visitor), "budi.p")

    answer = back(visitor, re.sub(r"iss=[^&]+", "iss=https://lain.example", address))

    assert answer.status_code == 400
    assert audit(office)[0][2]["problem"] == "iss"


def test_turning_back_at_the_provider_is_no_attack(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    answer = back(visitor, provider.sign_in(leave(visitor), "budi.p", act="cancel"))

    assert "dibatalkan pada halaman penyedia" in answer.text
    assert audit(office) == []


def test_it_leads_to_no_foreign_address(visitor: Visitor, provider: AtProvider) -> None:
    answer = whole_way(visitor, provider, "budi.p", "/masuk/oidc?next=//jahat.example/")

    assert answer.headers["location"] == "/"


def test_many_failures_from_one_address_are_stopped(
    visitor: Visitor, provider: AtProvider, web: Web
) -> None:
    for _ in range(20):
        leave(visitor)
        visitor.get(f"{RETURN_PATH}?code=x&state=tebakan")
    stopped = whole_way(visitor, provider, "budi.p")
    elsewhere = web.visitor(address="10.0.0.8")

    whole_way(elsewhere, provider, "budi.p")

    assert stopped.status_code == 429
    assert is_signed_in(elsewhere)


def test_who_signs_in_elsewhere_need_not_replace_a_temporary_password(
    visitor: Visitor, provider: AtProvider, office: Office
) -> None:
    set_account(office, "akun-budi", must_change_password=True)

    whole_way(visitor, provider, "budi.p")

    assert is_signed_in(visitor)


def test_a_provider_that_does_not_know_us_is_said_to(
    tmp_path: Path, issuer: str, provider: AtProvider
) -> None:
    office = provided(small_office(tmp_path, public_url=HERE), issuer, client_secret="lain")
    web = Web.of(office)
    web.clock.now = datetime.now(UTC)
    visitor = web.visitor()

    answer = whole_way(visitor, provider, "budi.p")

    assert answer.status_code == 503
    assert "penyedia tidak mengenal aplikasi ini" in answer.text


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


def web_page(web: Web) -> str:
    return web.visitor().get("/masuk").text


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
