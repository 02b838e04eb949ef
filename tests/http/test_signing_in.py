import html
import re
from pathlib import Path

import pytest

from lkj.usecases.office import Office
from tests.http.sites import Visitor, Web, token_in
from tests.support.offices import PASSWORD, mark_as_example, set_account, small_office


def test_the_form_is_indonesian_and_needs_no_script(visitor: Visitor) -> None:
    answer = visitor.get("/masuk")

    assert answer.status_code == 200
    assert '<html lang="id">' in answer.text
    assert "Nama pengguna" in answer.text
    assert "Satuan Polisi Pamong Praja Provinsi Kalimantan Barat" in answer.text
    assert "<script" not in answer.text
    assert "DATA CONTOH" not in answer.text


def test_name_and_password_lead_into_the_app(visitor: Visitor) -> None:
    answer = visitor.sign_in()

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert visitor.get("/").status_code == 200


def test_signing_in_leads_back_to_the_page_that_was_asked_for(visitor: Visitor) -> None:
    first = visitor.get("/laporan?thn=2026&q=a%26b")
    assert first.headers["location"] == "/masuk?next=/laporan%3Fthn%3D2026%26q%3Da%2526b"
    page = visitor.get(first.headers["location"])
    kept = html.unescape(re.search(r'name="next" value="([^"]*)"', page.text).group(1))

    answer = visitor.sign_in(next=kept)

    assert answer.headers["location"] == "/laporan?thn=2026&q=a%26b"


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "evil.example",
        "/\tevil",
        "/\r\nSet-Cookie: a=b",
        "/x" * 2000,
        "",
        "/masuk",
        "/keluar",
        "/_stcore/metrics",
        "/laporan\u202e",
    ],
)
def test_no_other_place_is_led_to(visitor: Visitor, target: str) -> None:
    assert visitor.sign_in(next=target).headers["location"] == "/"
    assert visitor.get("/masuk", params={"next": target}).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(visitor: Visitor) -> None:
    cookie = visitor.sign_in().headers["set-cookie"]

    assert re.fullmatch(
        r"lkj_sid=[A-Za-z0-9_-]{43}; HttpOnly; Path=/; SameSite=lax", cookie, re.IGNORECASE
    )


def test_over_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    web = Web.of(small_office(tmp_path, public_url="https://testserver"))
    visitor = web.visitor()
    cookie = visitor.sign_in().headers["set-cookie"]

    assert cookie.startswith("__Host-lkj_sid=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert visitor.get("/").status_code == 200


def test_a_wrong_password_keeps_the_name_and_not_the_password(visitor: Visitor) -> None:
    answer = visitor.sign_in('"><b>budi', "kata sandi yang salah")

    assert answer.status_code == 401
    assert "Nama pengguna atau kata sandi salah, atau akun tidak aktif." in answer.text
    assert 'value="&#34;&gt;&lt;b&gt;budi"' in answer.text
    assert "kata sandi yang salah" not in answer.text
    assert "lkj_sid" not in visitor.cookies


def test_every_refusal_looks_the_same(web: Web) -> None:
    set_account(web.office, "akun-rina", is_active=False)
    pages = {
        re.sub(r'value="[^"]*"', "", web.visitor().sign_in(name, password).text)
        for name, password in [("budi", "salah"), ("siapa", PASSWORD), ("rina", PASSWORD)]
    }

    assert len(pages) == 1


@pytest.mark.parametrize("fields", [{}, {"username": "budi"}, {"password": PASSWORD}])
def test_an_empty_field_is_asked_for_and_no_attempt(
    visitor: Visitor, fields: dict[str, str]
) -> None:
    for _ in range(6):
        answer = visitor.send("/masuk", **fields)

    assert answer.status_code == 400
    assert "Isi nama pengguna dan kata sandi." in answer.text
    assert visitor.sign_in().status_code == 303


def test_the_sixth_attempt_is_refused_with_the_time_to_wait(visitor: Visitor) -> None:
    codes = [visitor.sign_in(password="salah").status_code for _ in range(5)]
    answer = visitor.sign_in()

    assert codes == [401] * 5
    assert answer.status_code == 429
    assert "15 menit" in answer.text


def test_twenty_failures_of_one_address_do_not_close_another(web: Web) -> None:
    here, there = web.visitor(address="10.0.0.1"), web.visitor(address="10.0.0.2")
    for number in range(20):
        here.sign_in(f"orang{number}", "salah")

    assert here.sign_in().status_code == 429
    assert there.sign_in().status_code == 303


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_form_that_is_not_ours_is_refused(visitor: Visitor, token: str) -> None:
    answer = visitor.send("/masuk", username="budi", password=PASSWORD, form_token=token)

    assert answer.status_code == 400
    assert "lkj_sid" not in visitor.cookies
    assert "kirim sekali lagi" in answer.text


def test_a_form_without_our_cookie_is_refused(web: Web) -> None:
    token = token_in(web.visitor().get("/masuk").text)

    answer = web.visitor().client.post(
        "/masuk", data={"form_token": token, "username": "budi", "password": PASSWORD}
    )

    assert answer.status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://testserver.evil.example"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_a_form_from_another_site_is_refused(visitor: Visitor, headers: dict[str, str]) -> None:
    answer = visitor.send("/masuk", headers, username="budi", password=PASSWORD)

    assert answer.status_code == 400
    assert "lkj_sid" not in visitor.cookies


def test_the_form_of_a_second_tab_still_works(visitor: Visitor) -> None:
    first_tab = token_in(visitor.get("/masuk").text)
    visitor.get("/masuk")

    assert visitor.sign_in(form_token=first_tab).status_code == 303


@pytest.mark.parametrize(
    ("body", "content_type", "status"),
    [
        (b"x" * 20_000, "application/x-www-form-urlencoded", 413),
        (b"&".join([b"a=1"] * 100), "application/x-www-form-urlencoded", 400),
        (b"username=%ff%fe", "application/x-www-form-urlencoded", 400),
        (b"\xff\xfe", "application/x-www-form-urlencoded", 400),
        (b"{}", "application/json", 415),
        (b"", "multipart/form-data; boundary=x", 415),
    ],
)
def test_a_body_no_form_has_is_refused(
    visitor: Visitor, body: bytes, content_type: str, status: int
) -> None:
    answer = visitor.client.post("/masuk", content=body, headers={"content-type": content_type})

    assert answer.status_code == status
    assert "Kode" in answer.text


def test_signing_in_again_changes_the_session_and_ends_the_former(
    web: Web, visitor: Visitor
) -> None:
    visitor.sign_in()
    former = visitor.cookies["lkj_sid"]
    other_tab = web.visitor()
    other_tab.client.cookies = {"lkj_sid": former}
    token = visitor.cookies["lkj_form"]

    fields = {"form_token": token, "username": "siti", "password": PASSWORD}
    visitor.client.post("/masuk", data=fields)

    assert visitor.cookies["lkj_sid"] != former
    assert other_tab.get("/").headers["location"] == "/masuk?pesan=berakhir"


def test_signing_out_ends_the_session_in_every_tab(web: Web, visitor: Visitor) -> None:
    visitor.sign_in()
    other_tab = web.visitor()
    other_tab.client.cookies = {"lkj_sid": visitor.cookies["lkj_sid"]}
    assert other_tab.get("/").status_code == 200

    answer = visitor.send("/keluar")

    assert answer.headers["location"] == "/masuk?pesan=keluar"
    assert "lkj_sid" not in visitor.cookies
    assert other_tab.get("/").status_code == 303
    assert "Anda telah keluar." in visitor.get("/masuk?pesan=keluar").text


def test_a_link_alone_signs_nobody_out(visitor: Visitor) -> None:
    visitor.sign_in()

    assert "Keluar dari Monev LKj?" in visitor.get("/keluar").text
    visitor.send("/keluar", {"origin": "https://evil.example"})

    assert visitor.get("/").status_code == 200


def test_messages_come_from_us_only(visitor: Visitor) -> None:
    assert "Sesi Anda berakhir" in visitor.get("/masuk?pesan=berakhir").text
    assert "halo dunia" not in visitor.get("/masuk?pesan=halo+dunia").text


def test_the_example_is_entered_with_one_button(web: Web, visitor: Visitor) -> None:
    mark_as_example(web.office)
    page = visitor.get("/masuk").text

    assert "DATA CONTOH" in page
    assert re.findall(r'class="roles">([^<]+)<', page) == [
        "Sekretaris",
        "Auditor",
        "Administrator",
    ]
    assert visitor.send("/masuk", contoh="akun-siti").status_code == 303
    assert visitor.get("/").status_code == 200


def test_the_button_does_nothing_in_the_office(office: Office, visitor: Visitor) -> None:
    answer = visitor.send("/masuk", contoh="akun-siti")

    assert answer.status_code == 401
    assert "lkj_sid" not in visitor.cookies
    assert "akun-siti" not in visitor.get("/masuk").text


def test_the_example_button_needs_our_form_too(web: Web, visitor: Visitor) -> None:
    mark_as_example(web.office)

    answer = visitor.send("/masuk", contoh="akun-siti", form_token="x")

    assert answer.status_code == 400
    assert "lkj_sid" not in visitor.cookies
