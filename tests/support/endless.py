"""A look at a file that never ends, in a process that may use a processor for a second."""

import sys
from itertools import count

from lkj.exchange.apart import answer


def look(_content: bytes) -> tuple[bytes, bool]:
    """Count for ever."""
    return bytes(any(number < 0 for number in count())), False


if __name__ == "__main__":
    sys.exit(answer(look, most_memory=2**30, most_seconds=1))
