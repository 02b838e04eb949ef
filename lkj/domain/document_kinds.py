"""Which documents go with the steps of an SOP: read from a file, or named by its mutu baku."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lkj.domain.sop import Sop, Step, StepId
from lkj.domain.toml_fields import Fields, Problem, did_you_mean, quoted
from lkj.errors import InvalidDocumentKinds

# Naskah of one report that a kind may name; `usecases.naskah_files` makes them.
TEMPLATES = frozenset(
    {"lembar-kendali", "nota-dinas", "sk-tim", "lembar-disposisi", "tanda-terima"}
)
MEMO = "nota-dinas"


@dataclass(frozen=True)
class DocumentKind:
    """A document as an office calls it, and the names that the SOP's mutu baku has for it.

    `is_draft` marks the one that reviewers decide on: only the holder of the open step adds a
    version of it, and a decision says which version was shown. `made_in` are steps that write
    it although their output on the sheet does not name it. `template` is the naskah that the
    product fills in for it, one of TEMPLATES or "".
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    is_required: bool = False
    is_draft: bool = False
    made_in: tuple[StepId, ...] = ()
    template: str = ""


@dataclass(frozen=True)
class DocumentKinds:
    """The documents of one SOP; nothing is missed in steps finished before `required_since`."""

    sop_id: str
    kinds: tuple[DocumentKind, ...]
    required_since: date | None = None

    def kind(self, kind_id: str) -> DocumentKind:
        """Find a kind by its id; KeyError where there is none."""
        return {kind.id: kind for kind in self.kinds}[kind_id]

    @property
    def draft(self) -> DocumentKind | None:
        """What reviewers decide on; None where the office keeps no such document here."""
        return next((kind for kind in self.kinds if kind.is_draft), None)

    @property
    def memo(self) -> DocumentKind | None:
        """What a filed Nota Dinas is kept as; None where the office keeps none."""
        return next((kind for kind in self.kinds if kind.template == MEMO), None)

    def needed_by(self, step: Step) -> tuple[DocumentKind, ...]:
        """The documents among the kelengkapan of a step, in the order of the file."""
        return tuple(k for k in self.kinds if set(k.aliases) & set(step.standard.inputs))

    def made_by(self, step: Step) -> tuple[DocumentKind, ...]:
        """The documents that a step brings out, in the order of the file."""
        output = step.standard.output
        return tuple(k for k in self.kinds if output in k.aliases or step.id in k.made_in)

    def of_step(self, step: Step) -> tuple[DocumentKind, ...]:
        """What a step needs or makes, each once."""
        return tuple(dict.fromkeys((*self.needed_by(step), *self.made_by(step))))


def named_by(sop: Sop) -> DocumentKinds:
    """One kind for every name among kelengkapan and output: for an SOP without a file.

    None is required and none is decided on.
    """
    names = dict.fromkeys(name for step in sop.steps for name in _names(step))
    kinds = (DocumentKind(name, name, (name,)) for name in names)
    return DocumentKinds(sop.id, tuple(kinds))


def parse_document_kinds(text: str, sop: Sop) -> DocumentKinds:
    """Read a file of documents and hold it against its SOP.

    Raises:
        InvalidDocumentKinds: `problems` holds every `Problem`.
    """
    problems: list[Problem] = []
    try:
        file = Fields(tomllib.loads(text), place="", problems=problems)
    except (ValueError, RecursionError) as error:
        problem = Problem("berkas", f"Tidak dapat dibaca sebagai TOML: {error}")
        raise InvalidDocumentKinds(problems=(problem,)) from error
    since = _day(file, "wajib_sejak")
    sop_id = file.text("sop")
    entries = file.tables("dokumen")
    kinds = tuple(_kind(entry, sop) for entry in entries)
    file.close()
    if sop_id and sop_id != sop.id:
        file.note("sop", f"Berkas ini milik SOP {quoted(sop_id)}, bukan {quoted(sop.id)}.")
    problems.extend(_broken_rules(kinds))
    if problems:
        raise InvalidDocumentKinds(problems=tuple(problems))
    return DocumentKinds(sop.id, kinds, since)


def _names(step: Step) -> tuple[str, ...]:
    return (*step.standard.inputs, step.standard.output)


def _kind(entry: Fields, sop: Sop) -> DocumentKind:
    kind = DocumentKind(
        id=entry.text("id"),
        name=entry.text("nama"),
        aliases=entry.optional_texts("sebutan"),
        is_required=entry.flag("wajib"),
        is_draft=entry.flag("naskah_diputus"),
        made_in=entry.optional_texts("dihasilkan"),
        template=entry.optional_text("naskah"),
    )
    _known(entry, "sebutan", kind.aliases, {n for step in sop.steps for n in _names(step)})
    _known(entry, "dihasilkan", kind.made_in, {step.id for step in sop.steps})
    if kind.template and kind.template not in TEMPLATES:
        guess = did_you_mean(kind.template, sorted(TEMPLATES))
        entry.note("naskah", f"Tidak ada naskah {quoted(kind.template)}.{guess}")
    if not re.fullmatch(r"[a-z0-9-]*", kind.id):
        entry.note("id", "Hanya huruf kecil, angka, dan tanda hubung.")
    entry.close()
    return kind


def _known(entry: Fields, key: str, given: tuple[str, ...], known: set[str]) -> None:
    for name in given:
        if name and name not in known:
            guess = did_you_mean(name, sorted(known))
            entry.note(key, f"SOP tidak memuat {quoted(name)}.{guess}")


def _day(file: Fields, key: str) -> date | None:
    text = file.optional_text(key)
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        file.note(key, f"Bukan tanggal: {quoted(text)}; contohnya 2027-01-01.")
        return None


def _broken_rules(kinds: tuple[DocumentKind, ...]) -> Iterator[Problem]:
    ids = [kind.id for kind in kinds if kind.id]
    for repeated in sorted({one for one in ids if ids.count(one) > 1}):
        yield Problem("dokumen", f"Id {quoted(repeated)} dipakai lebih dari sekali.")
    if sum(kind.is_draft for kind in kinds) > 1:
        yield Problem("dokumen", "Hanya satu dokumen dapat menjadi naskah_diputus.")
