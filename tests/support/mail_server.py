"""A real mail server of a test: it keeps what it receives, and may refuse an address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.support.server import free_port


@dataclass(frozen=True)
class Mail:
    """One mail as it came in: who it was handed over for, and its text."""

    recipients: tuple[str, ...]
    message: EmailMessage

    @property
    def body(self) -> str:
        """The text, with line ends as we write them."""
        return str(self.message.get_content()).replace("\r\n", "\n")


@dataclass
class MailServer:
    """Where it listens, and what has come in."""

    port: int
    refused: str = ""  # an address that it does not take
    mails: list[Mail] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 -- the server asks for this name
        self, _server: Any, _session: Any, envelope: Any, address: str, _options: Any
    ) -> str:
        if address == self.refused:
            return "550 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: N802
        message = message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(Mail(tuple(envelope.rcpt_tos), message))
        return "250 OK"

    def url(self, to: str = "{pos_el}") -> str:
        """The address of a channel through this server."""
        sender = "from=monev%40kantor.example"
        return f"mailto://127.0.0.1:{self.port}?{sender}&to={to}"

    def to(self, address: str) -> Mail:
        """The one mail for an address."""
        (found,) = [mail for mail in self.mails if mail.recipients == (address,)]
        return found


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Receive mail on this machine."""
    server = MailServer(free_port())
    controller = Controller(server, hostname="127.0.0.1", port=server.port)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
