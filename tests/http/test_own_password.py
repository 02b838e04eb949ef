from datetime import timedelta

import pytest

from lkj.usecases.accounts import LinkForm, create_link, link_path, new_link_token
from lkj.usecases.callers import HOST
from lkj.usecases.initial_passwords import reset_password
from tests.http.sites import Visitor, Web
from tests.support.offices import NOW, OTHER_PASSWORD, PASSWORD, set_account


@pytest.fixture
def link(web: Web) -> str:
    token = new_link_token()
    form = LinkForm(request_id="r", account_id="akun-budi", token=token)
    create_link(form, door=HOST, office=web.office, now=NOW)
    return link_path(token)


def change(visitor: Visitor, current: str, new: str, repeated: str = "", **more: str):
    fields = {"current": current, "new": new, "repeated": repeated or new}
    return visitor.send("/ganti-sandi", **fields, **more)


def test_the_page_needs_a_session(visitor: Visitor) -> None:
    assert visitor.get("/ganti-sandi").headers["location"] == "/masuk"


def test_a_password_is_changed_and_this_browser_stays_signed_in(
    web: Web, visitor: Visitor
) -> None:
    visitor.sign_in()
    before = visitor.cookies["lkj_sid"]
    elsewhere = web.visitor()
    elsewhere.sign_in()

    answer = change(visitor, PASSWORD, OTHER_PASSWORD)

    assert answer.headers["location"] == "/ganti-sandi?pesan=tersimpan"
    assert "Kata sandi tersimpan" in visitor.get("/ganti-sandi?pesan=tersimpan").text
    assert visitor.cookies["lkj_sid"] != before
    assert visitor.get("/").status_code == 200
    assert elsewhere.get("/").status_code == 303
    assert web.visitor().sign_in(password=PASSWORD).status_code == 401
    assert web.visitor().sign_in(password=OTHER_PASSWORD).status_code == 303


@pytest.mark.parametrize(
    ("current", "new", "repeated", "sentence"),
    [
        ("salah", OTHER_PASSWORD, "", "Kata sandi sekarang tidak benar."),
        (PASSWORD, OTHER_PASSWORD, "lain", "Kedua kata sandi baru tidak sama."),
        (PASSWORD, "pendek", "", "Paling sedikit 15 karakter."),
        (PASSWORD, "SatpolPP-Kalbar-2026!", "", "Terlalu mudah ditebak"),
        (PASSWORD, "rumah percontohan di hulu", "", "Jangan memuat nama"),
        (PASSWORD, "abcabcabcabcabcabc", "", "pengulangan"),
        (PASSWORD, "abcdefghijklmnopq", "", "urutan"),
        (PASSWORD, PASSWORD, "", "harus berbeda"),
    ],
)
def test_a_refused_password_says_why(
    visitor: Visitor, current: str, new: str, repeated: str, sentence: str
) -> None:
    visitor.sign_in()

    answer = change(visitor, current, new, repeated)

    assert answer.status_code == 400
    assert sentence in answer.text
    assert 'role="alert"' in answer.text
    assert visitor.get("/").status_code == 200


def test_what_was_typed_is_never_sent_back(visitor: Visitor) -> None:
    visitor.sign_in()

    answer = change(visitor, "rahasia sekarang 1", "rahasia baru 2", "rahasia lain 3")

    assert "rahasia" not in answer.text


def test_a_form_from_elsewhere_changes_nothing(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()

    answer = change(visitor, PASSWORD, OTHER_PASSWORD, form_token="x")

    assert answer.status_code == 400
    assert web.visitor().sign_in().status_code == 303


def test_a_temporary_password_is_replaced_by_an_own_one(web: Web, visitor: Visitor) -> None:
    temporary = reset_password("budi", door=HOST, office=web.office, now=NOW)
    visitor.sign_in(password=temporary)
    assert "Buat kata sandi Anda sendiri" in visitor.get("/ganti-sandi").text

    wrong = change(visitor, "salah", OTHER_PASSWORD)
    change(visitor, temporary, OTHER_PASSWORD)

    assert "Kata sandi sementara tidak benar." in wrong.text
    assert visitor.get("/").status_code == 200


def test_signing_out_is_possible_while_the_password_must_be_changed(
    web: Web, visitor: Visitor
) -> None:
    temporary = reset_password("budi", door=HOST, office=web.office, now=NOW)
    visitor.sign_in(password=temporary)

    assert visitor.send("/keluar").headers["location"] == "/masuk?pesan=keluar"


def test_a_session_that_ends_meanwhile_leads_to_the_sign_in_page(
    web: Web, visitor: Visitor
) -> None:
    visitor.sign_in()
    token = visitor.cookies["lkj_form"]
    set_account(web.office, "akun-budi", is_active=False)

    fields = {"form_token": token, "current": PASSWORD, "new": "x", "repeated": "x"}
    answer = visitor.client.post("/ganti-sandi", data=fields)

    assert answer.headers["location"] == "/masuk?pesan=berakhir"


def test_a_link_sets_a_password_without_a_session(
    web: Web, visitor: Visitor, link: str
) -> None:
    assert "Atur kata sandi Anda" in visitor.get(link).text

    answer = visitor.send(link, new=OTHER_PASSWORD, repeated=OTHER_PASSWORD)

    assert answer.headers["location"] == "/masuk?pesan=sandi"
    assert "Kata sandi tersimpan" in visitor.get("/masuk?pesan=sandi").text
    assert visitor.sign_in(password=OTHER_PASSWORD).status_code == 303


def test_a_link_works_once(web: Web, visitor: Visitor, link: str) -> None:
    visitor.send(link, new=OTHER_PASSWORD, repeated=OTHER_PASSWORD)

    answer = visitor.send(link, new=PASSWORD, repeated=PASSWORD)

    assert answer.status_code == 400
    assert "Tautan ini sudah dipakai atau kedaluwarsa." in answer.text
    assert visitor.sign_in(password=OTHER_PASSWORD).status_code == 303


def test_a_link_ends_after_a_day(web: Web, visitor: Visitor, link: str) -> None:
    web.clock.now += timedelta(hours=24)

    answer = visitor.send(link, new=OTHER_PASSWORD, repeated=OTHER_PASSWORD)

    assert "kedaluwarsa" in answer.text


def test_looking_at_a_link_does_not_use_it_up(visitor: Visitor, link: str) -> None:
    for _ in range(3):
        visitor.get(link)

    answer = visitor.send(link, new=OTHER_PASSWORD, repeated=OTHER_PASSWORD)
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("new", "repeated"), [("pendek", "pendek"), (OTHER_PASSWORD, "lain"), ("", "")]
)
def test_a_refused_password_leaves_the_link_good(
    visitor: Visitor, link: str, new: str, repeated: str
) -> None:
    assert visitor.send(link, new=new, repeated=repeated).status_code == 400

    answer = visitor.send(link, new=OTHER_PASSWORD, repeated=OTHER_PASSWORD)
    assert answer.status_code == 303


def test_a_link_form_from_elsewhere_sets_nothing(visitor: Visitor, link: str) -> None:
    fields = {"new": OTHER_PASSWORD, "repeated": OTHER_PASSWORD}
    assert visitor.send(link, form_token="x", **fields).status_code == 400
    assert visitor.send(link, {"origin": "https://evil.example"}, **fields).status_code == 400

    assert visitor.send(link, **fields).status_code == 303


def test_an_address_that_cannot_be_a_link_is_private(visitor: Visitor) -> None:
    for path in ("/atur-sandi/pendek", "/atur-sandi/", "/atur-sandi/" + "x" * 43 + "/y"):
        assert visitor.get(path).status_code == 303
