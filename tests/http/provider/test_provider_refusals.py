"""Whom a real provider's word does not let in."""

import re
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
    back,
    is_signed_in,
    leave,
    provided,
    whole_way,
)
from tests.http.sites import Visitor, Web
from tests.support.offices import set_account, small_office


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
