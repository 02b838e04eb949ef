"""An office with a file of channels, for tests of reminders."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from lkj.store import audit_store
from lkj.usecases.callers import HOST
from lkj.usecases.digest import (
    DigestForm,
    DigestRun,
    Fate,
    Message,
    preview_digest,
    send_digest,
)
from lkj.usecases.office import Office
from tests.support.mail_server import MailServer
from tests.support.times import moment

TUESDAY = moment("2026-03-03 08:00").at


@dataclass
class Desk:
    """An office with a file of channels, and its reminders."""

    office: Office
    file: Path

    def configure(self, text: str) -> None:
        """Write the file of channels, and name it in the settings."""
        self.file.write_text(text, encoding="utf-8")
        settings = replace(self.office.settings, notify_file=str(self.file))
        self.office = replace(self.office, settings=settings)

    def by_mail(self, server: MailServer, *usernames: str) -> None:
        """Give these accounts an address each."""
        addresses = "".join(f'"{name}" = "{name}@kantor.example"\n' for name in usernames)
        self.configure(f'templat_pos_el = "{server.url()}"\n[pos_el]\n{addresses}')

    def run(self, now: datetime = TUESDAY, **asked: object) -> DigestRun:
        """Send what is due."""
        return send_digest(DigestForm(**asked), door=HOST, office=self.office, now=now)

    def fates(self, now: datetime = TUESDAY, **asked: object) -> dict[str, Fate]:
        """What becomes of those who have something to be told."""
        outcomes = self.run(now, **asked).outcomes
        return {o.username: o.fate for o in outcomes if o.fate is not Fate.NOTHING}

    def preview(self, username: str = "", now: datetime = TUESDAY) -> list[Message]:
        """What would be sent."""
        return preview_digest(username, door=HOST, office=self.office, now=now)

    @property
    def noted(self) -> list[audit_store.AuditRow]:
        """What the audit log says of reminders."""
        with self.office.database.read() as conn:
            return audit_store.of_actions(conn, ["digest.sent"])
