"""What the archive of an office file must pass before anything in it is read."""

import io
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile, ZipInfo
from zlib import error as BadDeflate  # noqa: N812 -- an error like the others

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import DefusedXMLParser

from lkj.errors import FileRefused
from lkj.exchange.read_limits import Problem, ReadLimits, refuse

ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
WORKBOOK, LETTER = "xl/workbook.xml", "word/document.xml"
_MACRO = "vbaproject.bin"
_IS_ENCRYPTED = 0x1
_END, _LIST_SIZE = b"PK\x05\x06", 12
_MOST_OF_AN_ENTRY = 1_024  # bytes in the list of parts
_LINKS = ("http://", "https://", "mailto:")
_MACROS = ("macroenabled", "vbaproject")
_CHUNK = 256 * 1024
_BROKEN = (BadZipFile, BadDeflate, EOFError, NotImplementedError, OSError)


def open_package(
    content: bytes, limits: ReadLimits, *, main_parts: Sequence[str] = (WORKBOOK,)
) -> ZipFile:
    """Open an office file's archive after every part was unpacked once and looked at.

    Raises:
        FileRefused: it has none of the main parts, is encrypted or cut off; has too many
            parts, or some that unpack to too much; names outside the archive or twice; macros;
            external references other than links, where `limits` allow these; XML with a DTD
            or entities; or its sizes are not true.
    """
    refuse(_kind_problems(content))
    refuse(_directory_problems(content, limits))
    try:
        archive = ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (*_BROKEN, ValueError, UnicodeDecodeError) as error:
        raise FileRefused(problems=(("", "damaged", ""),)) from error
    refuse(_entry_problems(entries, limits, main_parts))
    refuse(_part_problems(archive, entries, limits))
    return archive


def _kind_problems(content: bytes) -> Iterator[Problem]:
    if content.startswith(_OLE_MARK):
        yield ("", "encrypted" if _ENCRYPTED in content else "old_format", "")
    elif not content:
        yield ("", "empty", "")
    elif not content.startswith(ZIP_MARK):
        yield ("", "not_a_workbook", "")


def _directory_problems(content: bytes, limits: ReadLimits) -> Iterator[Problem]:
    """Before anything is listed: how long the list is, by what the archive's end says."""
    end = content.rfind(_END)
    listed = content[end + _LIST_SIZE : end + _LIST_SIZE + 4]
    if end >= 0 and int.from_bytes(listed, "little") > limits.entries * _MOST_OF_AN_ENTRY:
        yield ("", "too_many_parts", str(limits.entries))


def _entry_problems(
    entries: list[ZipInfo], limits: ReadLimits, main_parts: Sequence[str]
) -> Iterator[Problem]:
    if len(entries) > limits.entries:
        yield ("", "too_many_parts", str(limits.entries))
        return
    names = [entry.filename for entry in entries]
    if _TYPES not in names or set(main_parts).isdisjoint(names):
        yield ("", "not_a_workbook", "")
    folded = [name.casefold() for name in names]
    times = Counter(folded)
    for entry, name in zip(entries, folded, strict=True):
        if times[name] > 1:
            yield (entry.filename, "part_repeated", "")
        if _leads_out(entry):
            yield (entry.filename, "part_outside", "")
        if entry.flag_bits & _IS_ENCRYPTED:
            yield (entry.filename, "encrypted", "")
        if name.rpartition("/")[2] == _MACRO or "/macrosheets/" in name:
            yield (entry.filename, "macro", "")


def _leads_out(entry: ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return is_link or name.startswith("/") or ":" in name or ".." in name.split("/")


def _part_problems(
    archive: ZipFile, entries: list[ZipInfo], limits: ReadLimits
) -> Iterator[Problem]:
    total = 0
    for entry in entries:
        part = _Part(archive, entry, limits, left=limits.unpacked - total)
        problem = part.problem()
        if problem is not None:
            yield problem
        total += part.size
        if total > limits.unpacked:
            return


class _Part:
    """One part, unpacked in a counted stream; XML is parsed on the way and thrown away."""

    def __init__(
        self, archive: ZipFile, entry: ZipInfo, limits: ReadLimits, *, left: int
    ) -> None:
        self.size = 0
        self._archive, self._entry, self._limits, self._left = archive, entry, limits, left

    def problem(self) -> Problem | None:
        name = self._entry.filename
        target = _References(with_links=self._limits.links)
        try:
            code = self._read(_parser(name, target))
        except DefusedXmlException:
            code = "entities"
        except (ParseError, ValueError, LookupError):
            code = "damaged_xml"
        except (*_BROKEN, RuntimeError):
            code = "damaged"
        if not code and target.is_macro:
            code = "macro"
        if not code and target.is_external:
            code = "external"
        return (name, code, "") if code else None

    def _read(self, parser: Any) -> str:
        entry, limits = self._entry, self._limits
        with self._archive.open(entry) as stream:
            while chunk := stream.read(_CHUNK):
                self.size += len(chunk)
                if self.size > self._left:
                    return "unpacks_too_large"
                if self.size > max(limits.small, limits.ratio * entry.compress_size):
                    return "ratio"
                if self.size > limits.other and not _is_streamed(entry.filename):
                    return "unpacks_too_large"
                if parser is not None:
                    parser.feed(chunk)
        if self.size != entry.file_size:
            return "false_size"
        if parser is not None:
            parser.close()
        return ""


def _is_streamed(name: str) -> bool:
    return name.startswith(("xl/worksheets/", "xl/sharedStrings"))


def _parser(name: str, target: "_References") -> Any:
    lowered = name.lower()
    if lowered.endswith(".rels") or name == _TYPES:
        return DefusedXMLParser(target=target, forbid_dtd=True)
    if lowered.endswith((".xml", ".vml")):
        return DefusedXMLParser(target=_Nothing(), forbid_dtd=True)
    return None


class _Nothing:
    """A target that keeps nothing: parsing is the check."""

    def close(self) -> None:
        """End of the document."""


class _References(_Nothing):
    """Whether relationships lead out of the file, and whether they or types tell of macros."""

    def __init__(self, *, with_links: bool) -> None:
        self.is_external = self.is_macro = False
        self._with_links = with_links

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        """Called by the parser for every element."""
        kind = attributes.get("Type", "")
        told = f"{kind} {attributes.get('ContentType', '')}".lower()
        self.is_macro |= any(word in told for word in _MACROS)
        target = attributes.get("Target", "").strip().lower()
        is_link = kind.endswith("/hyperlink") and target.startswith(_LINKS) and self._with_links
        if attributes.get("TargetMode", "").lower() == "external" and not is_link:
            self.is_external = True
