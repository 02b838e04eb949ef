"""`check_document` in a process of its own, with little memory and time."""

import sys

from lkj.domain.documents import DocumentFormat
from lkj.errors import DocumentRefused
from lkj.exchange.apart import TookTooLong, TookTooMuch, answer, ask
from lkj.exchange.document_check import check_document

SECONDS = 20.0
_MOST_SECONDS = 4  # of a processor; with what it takes to begin and end, five
_MOST_MEMORY = 256 * 1024**2  # of addresses, so that what is really used is less


def check_document_apart(content: bytes, *, seconds: float = SECONDS) -> DocumentFormat:
    """The same in another process, which is ended when it takes too long.

    Raises:
        DocumentRefused: as `check_document`; too_slow after `seconds`, or four of a
            processor; unpacks_too_large where memory did not suffice.
    """
    try:
        said, is_refused = ask(__name__, (), content, seconds=seconds)
    except TookTooLong as error:
        raise DocumentRefused(problem="too_slow") from error
    except TookTooMuch as error:
        raise DocumentRefused(problem="unpacks_too_large") from error
    if is_refused:
        raise DocumentRefused(problem=said.decode())
    return DocumentFormat(said.decode())


def said_of(content: bytes) -> tuple[bytes, bool]:
    """What the process answers, and whether it refuses the file."""
    try:
        return check_document(content).value.encode(), False
    except DocumentRefused as error:
        return str(error.facts["problem"]).encode(), True


if __name__ == "__main__":
    sys.exit(answer(said_of, most_memory=_MOST_MEMORY, most_seconds=_MOST_SECONDS))
