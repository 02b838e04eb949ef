"""Reminders in the table of who may do what."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

from lkj.usecases import digest
from lkj.usecases.digest import DigestForm
from tests.support.staffed import Running


def _form(report: Running) -> DigestForm:
    """Everybody's reminders, where the file of channels names nobody."""
    file = Path(mkdtemp()) / "pengingat.toml"
    file.touch()
    settings = replace(report.office.settings, notify_file=str(file))
    report.office = replace(report.office, settings=settings)
    return DigestForm()


# Name → use case, state of the office, what it is given.
DIGEST_CASES: dict[str, tuple[Callable[..., object], str, Callable[[Running], object]]] = {
    "send reminders": (digest.send_digest, "registered", _form),
    "see reminders": (digest.preview_digest, "registered", lambda _: None),
}
