import html
import re
from pathlib import Path

import pytest

from lkj.usecases.office import Office
from tests.http.sites import Browser, Web, token_in
from tests.support.offices import PASSWORD, mark_as_example, set_account, small_office


def test_the_form_is_indonesian_and_needs_no_script(browser: Browser) -> None:
    answer = browser.get("/masuk")

    assert answer.status_code == 200
    assert '<html lang="id">' in answer.text
    assert "Nama pengguna" in answer.text
    assert "Satuan Polisi Pamong Praja Provinsi Kalimantan Barat" in answer.text
    assert "<script" not in answer.text
    assert "DATA CONTOH" not in answer.text


def test_name_and_password_lead_into_the_app(browser: Browser) -> None:
    answer = browser.sign_in()

    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert browser.get("/").status_code == 200


def test_signing_in_leads_back_to_the_page_that_was_asked_for(browser: Browser) -> None:
    first = browser.get("/laporan?thn=2026&q=a%26b")
    assert first.headers["location"] == "/masuk?next=/laporan%3Fthn%3D2026%26q%3Da%2526b"
    page = browser.get(first.headers["location"])
    kept = html.unescape(re.search(r'name="next" value="([^"]*)"', page.text).group(1))

    answer = browser.sign_in(next=kept)

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
def test_no_other_place_is_led_to(browser: Browser, target: str) -> None:
    assert browser.sign_in(next=target).headers["location"] == "/"
    assert browser.get("/masuk", params={"next": target}).headers["location"] == "/"


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(browser: Browser) -> None:
    cookie = browser.sign_in().headers["set-cookie"]

    assert re.fullmatch(
        r"lkj_sid=[A-Za-z0-9_-]{43}; HttpOnly; Path=/; SameSite=lax", cookie, re.IGNORECASE
    )


def test_over_https_the_cookie_is_bound_to_the_host(tmp_path: Path) -> None:
    web = Web.of(small_office(tmp_path, public_url="https://testserver"))
    browser = web.browser()
    cookie = browser.sign_in().headers["set-cookie"]

    assert cookie.startswith("__Host-lkj_sid=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=lax"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert browser.get("/").status_code == 200


def test_a_wrong_password_keeps_the_name_and_not_the_password(browser: Browser) -> None:
    answer = browser.sign_in('"><b>budi', "kata sandi yang salah")

    assert answer.status_code == 401
    assert "Nama pengguna atau kata sandi salah, atau akun tidak aktif." in answer.text
    assert 'value="&#34;&gt;&lt;b&gt;budi"' in answer.text
    assert "kata sandi yang salah" not in answer.text
    assert "lkj_sid" not in browser.cookies


def test_every_refusal_looks_the_same(web: Web) -> None:
    set_account(web.office, "akun-rina", is_active=False)
    pages = {
        re.sub(r'value="[^"]*"', "", web.browser().sign_in(name, password).text)
        for name, password in [("budi", "salah"), ("siapa", PASSWORD), ("rina", PASSWORD)]
    }

    assert len(pages) == 1


@pytest.mark.parametrize("fields", [{}, {"username": "budi"}, {"password": PASSWORD}])
def test_an_empty_field_is_asked_for_and_no_attempt(
    browser: Browser, fields: dict[str, str]
) -> None:
    for _ in range(6):
        answer = browser.send("/masuk", **fields)

    assert answer.status_code == 400
    assert "Isi nama pengguna dan kata sandi." in answer.text
    assert browser.sign_in().status_code == 303


def test_the_sixth_attempt_is_refused_with_the_time_to_wait(browser: Browser) -> None:
    codes = [browser.sign_in(password="salah").status_code for _ in range(5)]
    answer = browser.sign_in()

    assert codes == [401] * 5
    assert answer.status_code == 429
    assert "15 menit" in answer.text


def test_twenty_failures_of_one_address_do_not_close_another(web: Web) -> None:
    here, there = web.browser(address="10.0.0.1"), web.browser(address="10.0.0.2")
    for number in range(20):
        here.sign_in(f"orang{number}", "salah")

    assert here.sign_in().status_code == 429
    assert there.sign_in().status_code == 303


@pytest.mark.parametrize("token", ["", "x", "A" * 43])
def test_a_form_that_is_not_ours_is_refused(browser: Browser, token: str) -> None:
    answer = browser.send("/masuk", username="budi", password=PASSWORD, form_token=token)

    assert answer.status_code == 400
    assert "lkj_sid" not in browser.cookies
    assert "kirim sekali lagi" in answer.text


def test_a_form_without_our_cookie_is_refused(web: Web) -> None:
    token = token_in(web.browser().get("/masuk").text)

    answer = web.browser().client.post(
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
def test_a_form_from_another_site_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    answer = browser.send("/masuk", headers, username="budi", password=PASSWORD)

    assert answer.status_code == 400
    assert "lkj_sid" not in browser.cookies


def test_the_form_of_a_second_tab_still_works(browser: Browser) -> None:
    first_tab = token_in(browser.get("/masuk").text)
    browser.get("/masuk")

    assert browser.sign_in(form_token=first_tab).status_code == 303


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
    browser: Browser, body: bytes, content_type: str, status: int
) -> None:
    answer = browser.client.post("/masuk", content=body, headers={"content-type": content_type})

    assert answer.status_code == status
    assert "Kode" in answer.text


def test_signing_in_again_changes_the_session_and_ends_the_former(
    web: Web, browser: Browser
) -> None:
    browser.sign_in()
    former = browser.cookies["lkj_sid"]
    other_tab = web.browser()
    other_tab.client.cookies = {"lkj_sid": former}
    token = browser.cookies["lkj_form"]

    fields = {"form_token": token, "username": "siti", "password": PASSWORD}
    browser.client.post("/masuk", data=fields)

    assert browser.cookies["lkj_sid"] != former
    assert other_tab.get("/").headers["location"] == "/masuk?pesan=berakhir"


def test_signing_out_ends_the_session_in_every_tab(web: Web, browser: Browser) -> None:
    browser.sign_in()
    other_tab = web.browser()
    other_tab.client.cookies = {"lkj_sid": browser.cookies["lkj_sid"]}
    assert other_tab.get("/").status_code == 200

    answer = browser.send("/keluar")

    assert answer.headers["location"] == "/masuk?pesan=keluar"
    assert "lkj_sid" not in browser.cookies
    assert other_tab.get("/").status_code == 303
    assert "Anda telah keluar." in browser.get("/masuk?pesan=keluar").text


def test_a_link_alone_signs_nobody_out(browser: Browser) -> None:
    browser.sign_in()

    assert "Keluar dari Monev LKj?" in browser.get("/keluar").text
    browser.send("/keluar", {"origin": "https://evil.example"})

    assert browser.get("/").status_code == 200


def test_messages_come_from_us_only(browser: Browser) -> None:
    assert "Sesi Anda berakhir" in browser.get("/masuk?pesan=berakhir").text
    assert "halo dunia" not in browser.get("/masuk?pesan=halo+dunia").text


def test_the_example_is_entered_with_one_button(web: Web, browser: Browser) -> None:
    mark_as_example(web.office)
    page = browser.get("/masuk").text

    assert "DATA CONTOH" in page
    assert re.findall(r'class="roles">([^<]+)<', page) == [
        "Sekretaris",
        "Auditor",
        "Administrator",
    ]
    assert browser.send("/masuk", contoh="akun-siti").status_code == 303
    assert browser.get("/").status_code == 200


def test_the_button_does_nothing_in_the_office(office: Office, browser: Browser) -> None:
    answer = browser.send("/masuk", contoh="akun-siti")

    assert answer.status_code == 401
    assert "lkj_sid" not in browser.cookies
    assert "akun-siti" not in browser.get("/masuk").text


def test_the_example_button_needs_our_form_too(web: Web, browser: Browser) -> None:
    mark_as_example(web.office)

    answer = browser.send("/masuk", contoh="akun-siti", form_token="x")

    assert answer.status_code == 400
    assert "lkj_sid" not in browser.cookies
