"""One message through one channel, to a real mail server."""

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from lkj.notify.sending import is_understood, send
from tests.support.mail_server import MailServer, mail_server
from tests.support.server import free_port


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server() as running:
        yield running


def test_a_mail_arrives_as_plain_text(server: MailServer) -> None:
    body = "Yth. <b>Budi</b> & Siti,\n\n- *LKj* ü\n"

    assert send(server.url("budi%40kantor.example"), subject="Monev LKj: 1", body=body)

    mail = server.to("budi@kantor.example")
    assert mail.message.get_content_type() == "text/plain"
    assert mail.message["Subject"] == "Monev LKj: 1"
    assert mail.message["From"] == "monev@kantor.example"
    assert mail.body.rstrip("\n") == body.rstrip("\n")


def test_where_html_is_asked_for_a_text_stays_a_text(server: MailServer) -> None:
    url = server.url("budi%40kantor.example") + "&format=html"

    assert send(url, subject="Monev LKj", body="<script>alert(1)</script>")

    html = server.mails[0].message.get_body(("html",))
    assert html is not None
    assert "<script>" not in html.get_content()
    assert "&lt;script&gt;" in html.get_content()


def test_any_other_channel_of_the_library_takes_it_too() -> None:
    with a_webhook() as (port, received):
        assert send(f"json://127.0.0.1:{port}/lkj", subject="Monev LKj: 1", body="- <b>LKj</b>")

    ((path, content),) = received
    assert path == "/lkj"
    assert (content["title"], content["message"]) == ("Monev LKj: 1", "- <b>LKj</b>")


@contextmanager
def a_webhook() -> Iterator[tuple[int, list[tuple[str, dict[str, str]]]]]:
    """A web server that keeps what it is sent, as the chat programs of an office would."""
    received: list[tuple[str, dict[str, str]]] = []

    class Hook(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            received.append((self.path, json.loads(self.rfile.read(length))))
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_: object) -> None:
            """Stay silent."""

    with HTTPServer(("127.0.0.1", 0), Hook) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server.server_port, received
        finally:
            server.shutdown()
            thread.join()


def test_a_line_break_in_a_subject_makes_no_header(server: MailServer) -> None:
    subject = "Monev LKj\r\nBcc: lain@kantor.example"

    assert send(server.url("budi%40kantor.example"), subject=subject, body="x")

    (mail,) = server.mails
    assert mail.recipients == ("budi@kantor.example",)
    assert mail.message["Bcc"] is None


def test_what_is_not_taken_is_told(server: MailServer) -> None:
    server.refused = "pindah@kantor.example"

    assert not send(server.url("pindah%40kantor.example"), subject="Monev LKj", body="x")
    assert server.mails == []


def test_an_unreachable_channel_is_told_and_nothing_is_logged(
    caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"mailto://akun:rahasia@127.0.0.1:{free_port()}?from=a@b.example&to=c@d.example"

    with caplog.at_level(logging.DEBUG):
        assert not send(url, subject="Monev LKj", body="x")

    assert caplog.text == ""
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("url", ["ngawur://x", "mailto://", "", "bukan alamat"])
def test_what_is_no_address_of_a_channel_is_known_and_not_sent(url: str) -> None:
    assert not is_understood(url)
    assert not send(url, subject="Monev LKj", body="x")
