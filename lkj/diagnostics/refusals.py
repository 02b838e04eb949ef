"""A line for what was refused: which kind and which right, never whose or what was typed."""

import logging

from lkj.diagnostics.failures import own_words
from lkj.diagnostics.lines import note
from lkj.errors import LkjError, NotPermitted, NotYourAct, WrongRole

_LOG = logging.getLogger("lkj.refused")
# What the pages do not offer: whoever asks for it has an old page, or asks past the page.
_RIGHTS = (NotPermitted, WrongRole, NotYourAct)


def note_refusal(error: LkjError) -> None:
    """Note an act that was refused, a lacking right as a warning.

    Called where a refusal is answered, on a page or by a route, so that what is refused within
    a form of many rows, or tried on the way, is told once.
    """
    note(
        _LOG,
        logging.WARNING if isinstance(error, _RIGHTS) else logging.INFO,
        "refused",
        kind=type(error).__name__,
        problem=own_words(error),
        permission=error.facts.get("permission", ""),
    )


def note_foreign(kind: str) -> None:
    """Note a request that no page of ours makes; `kind` is a constant of whoever refuses it."""
    note(_LOG, logging.WARNING, "refused", kind=kind)
