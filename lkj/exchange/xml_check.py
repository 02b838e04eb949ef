"""Whether a part of a package is XML that may be read: well formed, and without a DTD.

Where nothing is looked for, expat runs without element handlers: no Python call for each of
millions of cells, and nothing is kept of them.
"""

from collections.abc import Callable
from xml.parsers import expat  # no DTD is let through, so there are no entities to abuse

LONGEST_TOKEN = 8 * 1024 * 1024  # bytes of one tag or comment: expat reads it anew each time

_NO_MEMORY = expat.errors.codes[expat.errors.XML_ERROR_NO_MEMORY]


class XmlRefused(Exception):
    """The code says why: entities, damaged_xml, unpacks_too_large."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class XmlCheck:
    """Reads one part, chunk by chunk, and throws it away."""

    def __init__(
        self, *, most_tags: int, started: Callable[[str, dict[str, str]], None] | None = None
    ) -> None:
        """A check of one part.

        Args:
            most_tags: begun and ended; more are refused before they take their time.
            started: called for every element with its name and attributes.
        """
        self.tags = 0
        self._most_tags = most_tags
        self._parser = expat.ParserCreate(namespace_separator="}")
        self._parser.StartDoctypeDeclHandler = _refuse_dtd
        if started is not None:
            self._parser.StartElementHandler = started
        self._fed = 0

    def feed(self, chunk: bytes) -> None:
        """The next bytes.

        Raises:
            XmlRefused.
        """
        self.tags += chunk.count(b"<")
        if self.tags > self._most_tags:
            raise XmlRefused("unpacks_too_large")
        self._parse(chunk)
        self._fed += len(chunk)
        if self._fed - self._parser.CurrentByteIndex > LONGEST_TOKEN:
            raise XmlRefused("damaged_xml")

    def close(self) -> None:
        """The end of the part.

        Raises:
            XmlRefused.
        """
        self._parse(b"", is_last=True)

    def _parse(self, chunk: bytes, *, is_last: bool = False) -> None:
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            is_full = error.code == _NO_MEMORY
            raise XmlRefused("unpacks_too_large" if is_full else "damaged_xml") from error
        except (ValueError, LookupError) as error:  # of the encoding that it names
            raise XmlRefused("damaged_xml") from error


def _refuse_dtd(*_declared: object) -> None:
    raise XmlRefused("entities")
