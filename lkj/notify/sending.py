"""Sending one message through one channel; the only home of the library that does it."""

import logging

from apprise import Apprise, AppriseAsset, NotifyFormat, NotifyType

NAME = "Monev LKj"

# What it logs may hold addresses and passwords; that a message failed is told without them.
logging.getLogger("apprise").disabled = True

_ASSET = AppriseAsset(app_id=NAME, app_desc=NAME, app_url="")


def is_understood(url: str) -> bool:
    """Whether the address of a channel is one that something can be sent to."""
    return Apprise.instantiate(url, asset=_ASSET) is not None


def send(url: str, *, subject: str, body: str) -> bool:
    """Send a plain text; whether the channel took it.

    Mail goes as plain text, unless the address asks for HTML: then it is escaped.
    """
    target = Apprise.instantiate(url, asset=_ASSET)
    if target is None:
        return False
    outlet = Apprise(asset=_ASSET)
    outlet.add(target)
    taken = outlet.notify(
        body=body, title=subject, notify_type=NotifyType.INFO, body_format=NotifyFormat.TEXT
    )
    return bool(taken)
