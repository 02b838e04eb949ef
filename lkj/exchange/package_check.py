"""What the archive of an office file must pass before anything in it is read."""

import io
import stat
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as BadDeflate  # noqa: N812 -- an error like the others

from lkj.errors import FileRefused
from lkj.exchange.read_limits import Problem, ReadLimits, refuse
from lkj.exchange.xml_check import XmlCheck, XmlRefused

ZIP_MARK = b"PK\x03\x04"
_OLE_MARK = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_TYPES = "[Content_Types].xml"
WORKBOOK, LETTER = "xl/workbook.xml", "word/document.xml"
_MACRO = "vbaproject.bin"
_IS_ENCRYPTED = 0x1
_END, _LIST_SIZE = b"PK\x05\x06", 12
_MOST_OF_AN_ENTRY = 1_024  # bytes in the list of parts
_LISTED, _LISTS = b"PK\x01\x02", 10
_LINKS = ("http://", "https://", "mailto:")
_MACROS = ("macroenabled", "vbaproject")
_CHUNK = 1024 * 1024
_PACKED = (ZIP_STORED, ZIP_DEFLATED)  # others are no office's, and may want any memory
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
    """Before anything is listed: how long the list is.

    By what the archive's end says, and by what stands in it: the end may be of two kinds that
    contradict each other. Archives within have lists too.
    """
    end = content.rfind(_END)
    listed = content[end + _LIST_SIZE : end + _LIST_SIZE + 4]
    is_long = int.from_bytes(listed, "little") > limits.entries * _MOST_OF_AN_ENTRY
    if (end >= 0 and is_long) or content.count(_LISTED) > limits.entries * _LISTS:
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
        yield from ((entry.filename, code, "") for code in _codes_of(entry, name))


def _codes_of(entry: ZipInfo, name: str) -> Iterator[str]:
    if _leads_out(entry):
        yield "part_outside"
    if entry.flag_bits & _IS_ENCRYPTED:
        yield "encrypted"
    elif entry.compress_type not in _PACKED:
        yield "damaged"
    if name.rpartition("/")[2] == _MACRO or "/macrosheets/" in name:
        yield "macro"


def _leads_out(entry: ZipInfo) -> bool:
    name = entry.orig_filename.replace("\\", "/")
    is_link = stat.S_ISLNK(entry.external_attr >> 16)
    return is_link or name.startswith("/") or ":" in name or ".." in name.split("/")


def _part_problems(
    archive: ZipFile, entries: list[ZipInfo], limits: ReadLimits
) -> Iterator[Problem]:
    left = _Left(limits.unpacked, limits.tags, limits.references)
    for entry in entries:
        code = _Part(archive, entry, limits, left).problem()
        if code:
            yield (entry.filename, code, "")
        if left.unpacked < 0:
            return


@dataclass
class _Left:
    """What the parts that follow may still take."""

    unpacked: int
    tags: int
    references: int


class _Part:
    """One part, unpacked in a counted stream; XML is parsed on the way and thrown away."""

    def __init__(
        self, archive: ZipFile, entry: ZipInfo, limits: ReadLimits, left: _Left
    ) -> None:
        self._archive, self._entry, self._limits, self._left = archive, entry, limits, left
        self._size = 0

    def problem(self) -> str:
        references = _References(with_links=self._limits.links)
        xml = self._parser(references)
        try:
            code = self._read(xml)
        except XmlRefused as error:
            code = error.code
        except (*_BROKEN, RuntimeError, ValueError):
            code = "damaged"
        if xml is not None:
            self._left.tags -= xml.tags
        return code or references.problem

    def _parser(self, references: "_References") -> XmlCheck | None:
        name, tags = self._entry.filename, self._left.tags
        if _tells_references(name):
            return XmlCheck(most_tags=tags, started=references.start)
        is_xml = name.lower().endswith((".xml", ".vml"))
        return XmlCheck(most_tags=tags) if is_xml else None

    def _read(self, xml: XmlCheck | None) -> str:
        with self._archive.open(self._entry) as stream:
            while chunk := stream.read(_CHUNK):
                if not self._fits(len(chunk)):
                    return "unpacks_too_large"
                if self._size > self._most_for_its_packed_size():
                    return "ratio"
                if xml is not None:
                    xml.feed(chunk)
        if self._size != self._entry.file_size:
            return "false_size"
        if xml is not None:
            xml.close()
        return ""

    def _fits(self, more: int) -> bool:
        name, left = self._entry.filename, self._left
        self._size += more
        left.unpacked -= more
        if _tells_references(name):
            left.references -= more
        is_small = self._size <= self._limits.other or _is_streamed(name)
        return is_small and left.unpacked >= 0 and left.references >= 0

    def _most_for_its_packed_size(self) -> int:
        limits = self._limits
        return max(limits.small, limits.ratio * self._entry.compress_size)


def _is_streamed(name: str) -> bool:
    return name.startswith(("xl/worksheets/", "xl/sharedStrings"))


def _tells_references(name: str) -> bool:
    return name.lower().endswith(".rels") or name == _TYPES


class _References:
    """Whether relationships lead out of the file, and whether they or types tell of macros."""

    def __init__(self, *, with_links: bool) -> None:
        self.is_external = self.is_macro = False
        self._with_links = with_links

    @property
    def problem(self) -> str:
        """The code of what was found."""
        if self.is_macro:
            return "macro"
        return "external" if self.is_external else ""

    def start(self, _tag: str, attributes: dict[str, str]) -> None:
        """Called by the parser for every element."""
        if not attributes:
            return  # a hostile file may hold millions
        kind = attributes.get("Type", "")
        told = kind + " " + attributes.get("ContentType", "")
        self.is_macro = self.is_macro or any(word in told.lower() for word in _MACROS)
        if attributes.get("TargetMode", "").lower() == "external":
            target = attributes.get("Target", "").strip().lower()
            is_link = kind.endswith("/hyperlink") and target.startswith(_LINKS)
            self.is_external |= not (is_link and self._with_links)
