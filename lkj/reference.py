"""Read what people write: SOPs, their documents, the calendar, maps of logs, the kop."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from lkj.domain.data_tables import DataTables, parse_data_tables
from lkj.domain.document_kinds import DocumentKinds, parse_document_kinds
from lkj.domain.letterhead import Letterhead, parse_letterhead
from lkj.domain.log_map import LogMap, parse_map
from lkj.domain.sop import Sop
from lkj.domain.sop_file import parse_draft, parse_sop
from lkj.errors import (
    InvalidCalendar,
    InvalidDataTables,
    InvalidDocumentKinds,
    InvalidLetterhead,
    InvalidLogMap,
    InvalidSop,
    LkjError,
)
from lkj.labels.system_words import text_problem
from lkj.worktime import WorkingCalendar

Found = TypeVar("Found")

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
NASKAH = DATA / "naskah"
VERIFIERS = DATA / "verifikasi"


def read_sop(path: Path) -> Sop:
    """Read one SOP file.

    Raises:
        InvalidSop: with every problem and its place; also where the file is not UTF-8 text.
    """
    return parse_sop(_sop_text(path))


def read_draft(path: Path) -> Sop:
    """Read an SOP file whose steps may lack waktu_menit; see `parse_draft`.

    Raises:
        InvalidSop: as `read_sop`.
    """
    return parse_draft(_sop_text(path))


def _sop_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidSop(problems=((path.name, text_problem(error)),)) from error


def read_sops(directory: Path | None = None) -> tuple[Sop, ...]:
    """Read every SOP of a folder, all problems of all files at once.

    Raises:
        InvalidSop: with the problems of every wrong file, and of ids that two files share.
    """
    problems: list[object] = []
    sops: dict[tuple[str, int], Sop] = {}
    folder = directory or DATA / "sop"
    for path in sorted(folder.glob("*.toml")):
        try:
            sop = read_sop(path)
        except InvalidSop as error:
            problems.extend((path.name, problem) for problem in _problems(error))
            continue
        if (sop.id, sop.version) in sops:
            problems.append((path.name, f"{sop.id} versi {sop.version} ada di dua berkas"))
        sops[sop.id, sop.version] = sop
    if not sops and not problems:
        problems.append((str(folder), "tidak ada berkas SOP"))
    if problems:
        raise InvalidSop(problems=tuple(problems))
    return tuple(sops.values())


def read_document_kinds(
    sops: Iterable[Sop], directory: Path | None = None
) -> dict[str, DocumentKinds]:
    """Read which documents go with the SOPs: `dokumen/<id>.toml` in the folder of the SOPs.

    Returns:
        By the id of the SOP; nothing for an SOP that has no such file.

    Raises:
        InvalidDocumentKinds: with the problems of every wrong file; also where one is no
            UTF-8 text.
    """
    folder = (directory or DATA / "sop") / "dokumen"
    return _beside_sops(sops, folder, parse_document_kinds, InvalidDocumentKinds)


def read_data_tables(
    sops: Iterable[Sop], directory: Path | None = None
) -> dict[str, DataTables]:
    """Read what the SOPs collect from units: `data-bagian/<id>.toml` in the folder of the SOPs.

    Returns:
        By the id of the SOP; nothing for an SOP that has no such file.

    Raises:
        InvalidDataTables: as InvalidDocumentKinds above.
    """
    folder = (directory or DATA / "sop") / "data-bagian"
    return _beside_sops(sops, folder, parse_data_tables, InvalidDataTables)


def _beside_sops(
    sops: Iterable[Sop],
    folder: Path,
    parse: Callable[[str, Sop], Found],
    invalid: type[LkjError],
) -> dict[str, Found]:
    found: dict[str, Found] = {}
    problems: list[object] = []
    for sop in sops:
        path = folder / f"{sop.id}.toml"
        if not path.exists():
            continue
        try:
            found[sop.id] = parse(path.read_text(encoding="utf-8"), sop)
        except invalid as error:
            problems.extend((path.name, problem) for problem in _problems(error))
        except (OSError, UnicodeDecodeError) as error:
            problems.append((path.name, text_problem(error)))
    if problems:
        raise invalid(problems=tuple(problems))
    return found


def _problems(error: LkjError) -> tuple[object, ...]:
    found = error.facts["problems"]
    return tuple(found) if isinstance(found, tuple) else (found,)


def read_calendar(path: Path | None = None) -> WorkingCalendar:
    """Read a calendar file; the office's own where none is named.

    Raises:
        InvalidCalendar: with every problem and its place; also where it is not UTF-8 text.
    """
    file = path or DATA / "calendar" / "kalbar.toml"
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidCalendar(problems=((file.name, text_problem(error)),)) from error
    return WorkingCalendar.from_toml(text)


def read_map(path: Path) -> LogMap:
    """Read the map of a log.

    Raises:
        InvalidLogMap: with every problem and its place; also where it is not UTF-8 text.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLogMap(problems=((path.name, text_problem(error)),)) from error
    return parse_map(text)


def read_verifiers() -> dict[str, bytes]:
    """The programs that check an audit package on somebody else's machine, by their names."""
    return {
        path.name: path.read_bytes()
        for path in sorted(VERIFIERS.iterdir())
        if path.suffix in {".html", ".py"}
    }


def read_letterhead(folders: Sequence[Path]) -> Letterhead:
    """Read the office's file for naskah from the last of these folders that has one.

    Raises:
        InvalidLetterhead: with every problem and its place; also where it is not UTF-8 text.
    """
    places = [folder / "kantor.toml" for folder in folders]
    file = next((path for path in reversed(places) if path.is_file()), places[0])
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidLetterhead(problems=((file.name, text_problem(error)),)) from error
    return parse_letterhead(text)
