"""The SOP file: the one place where its Indonesian keys become the types of `domain.sop`."""

import hashlib
import json
import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import asdict

from lkj.domain.sop import (
    Adoption,
    Decision,
    Endorsement,
    Identity,
    QualityStandard,
    Reason,
    ReasonClass,
    Role,
    Route,
    Sop,
    Step,
)
from lkj.domain.sop_rules import DECISION_KEYS, FINISHED, broken_rules
from lkj.domain.toml_fields import Fields, Problem
from lkj.errors import InvalidSop

__all__ = ["Problem", "canonical_text", "content_sha256", "parse_draft", "parse_sop"]

_Minutes = Callable[[Fields, str], int]  # reads the waktu of a step

_ENDORSEMENTS: Mapping[str, Endorsement | None] = {
    "paraf": Endorsement.PARAF,
    "tanda_tangan": Endorsement.SIGNATURE,
}
_REASON_CLASSES: Mapping[str, ReasonClass] = {
    "mutu": ReasonClass.QUALITY,
    "arahan": ReasonClass.DIRECTION,
    "lainnya": ReasonClass.OTHER,
    "tidak_diketahui": ReasonClass.UNKNOWN,
}
_SYNTAX_HINTS: tuple[tuple[str, str], ...] = (
    (r"Cannot|Duplicate", "kunci atau tabel ini sudah ditulis sebelumnya"),
    (r"Unterminated|Illegal character", "tanda kutip mungkin belum ditutup"),
    (r"Unclosed|Expected '\]'", "kurung mungkin belum ditutup"),
    (r"Expected '='", "sesudah kunci harus ada tanda sama dengan"),
    (r"Expected newline", "sesudah nilai harus ganti baris"),
    (r"Unescaped", "garis miring terbalik di dalam teks harus ditulis dua kali"),
    (r"Invalid value", "nilai tidak dikenal; teks harus diapit tanda kutip"),
)


def parse_sop(text: str) -> Sop:
    """Read an SOP file and check it as a whole.

    Raises:
        InvalidSop: `problems` holds every `Problem`, what cannot be read before what does not
            fit together. A file that is not TOML has exactly one.
    """
    return _checked(text, Fields.number)


def parse_draft(text: str) -> Sop:
    """Read an SOP whose steps need no waktu_menit yet; without one, it is 0.

    For the analysis of logs. The office runs no report under a draft.

    Raises:
        InvalidSop: as `parse_sop`.
    """
    return _checked(text, Fields.optional_number)


def _checked(text: str, minutes: _Minutes) -> Sop:
    problems: list[Problem] = []
    sop = _sop(Fields(_toml(text), place="", problems=problems), minutes)
    problems.extend(broken_rules(sop))
    if problems:
        raise InvalidSop(problems=tuple(problems))
    return sop


def canonical_text(sop: Sop) -> str:
    """The whole content of an SOP as JSON, equal for files that differ only in layout.

    Empty values are left out, so a field that a later version of the product adds does not
    change the text of an SOP that was in use before.
    """
    return json.dumps(
        _filled(asdict(sop)), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )


def content_sha256(sop: Sop) -> str:
    """SHA-256 of the canonical text, in hex."""
    return hashlib.sha256(canonical_text(sop).encode()).hexdigest()


def _filled(value: object) -> object:
    if isinstance(value, dict):
        filled = {key: _filled(inner) for key, inner in value.items()}
        return {
            key: inner for key, inner in filled.items() if inner not in ("", None, False, [])
        }
    if isinstance(value, (tuple, list)):
        return [_filled(inner) for inner in value]
    return value


def _toml(text: str) -> dict[str, object]:
    try:
        text.encode()
        # Windows editors put a byte order mark before the first key.
        return tomllib.loads(text.removeprefix("\ufeff"))
    except UnicodeEncodeError as error:
        message = "Berkas memuat karakter yang bukan UTF-8."
        raise InvalidSop(problems=(Problem("berkas", message),)) from error
    except (ValueError, RecursionError) as error:
        raise InvalidSop(problems=(_syntax_problem(str(error), text),)) from error


def _syntax_problem(reported: str, text: str) -> Problem:
    hints = (hint for pattern, hint in _SYNTAX_HINTS if re.search(pattern, reported))
    hint = next(hints, "tulisannya tidak mengikuti aturan TOML")
    found = re.search(r"at line (\d+), column (\d+)", reported)
    if found:
        line, column = found.groups()
        message = f"Tidak dapat dibaca sebagai TOML mulai kolom {column}: {hint}."
        return Problem(f"baris {line}", message)
    if "end of document" in reported:
        place = f"baris {text.count(chr(10)) + 1}"
        return Problem(place, f"Berkas berakhir sebelum selesai: {hint}.")
    message = "Tidak dapat dibaca sebagai TOML: ada nilai yang terlalu panjang atau bersarang."
    return Problem("berkas", message)


def _sop(file: Fields, minutes: _Minutes) -> Sop:
    authority = file.table("kewenangan")
    sop = Sop(
        id=file.text("id"),
        version=file.number("versi"),
        title=file.text("nama"),
        short_title=file.text("nama_singkat"),
        identity=_identity(file),
        roles=tuple(_role(role) for role in file.tables("pelaksana")),
        steps=tuple(_step(step, minutes) for step in file.tables("langkah")),
        reasons=tuple(_reason(reason) for reason in file.optional_tables("alasan")),
        registrars=authority.members("mendaftarkan"),
        cancellers=authority.optional_texts("membatalkan"),
        correctors=authority.optional_texts("mengoreksi"),
        receivers=authority.optional_texts("konfirmasi_terima"),
        separation=tuple(_separation(group) for group in file.optional_tables("pemisahan")),
        readings=file.optional_texts("catatan_penafsiran"),
    )
    authority.close()
    file.close()
    return sop


def _identity(file: Fields) -> Identity:
    return Identity(
        agency=file.text("instansi"),
        legal_basis=file.texts("dasar_hukum"),
        qualifications=file.texts("kualifikasi_pelaksana"),
        related=file.texts("keterkaitan"),
        equipment=file.texts("peralatan"),
        warning=file.open_text("peringatan"),
        records=file.texts("pencatatan"),
        adoption=_adoption(file.table("pengesahan")),
    )


def _adoption(table: Fields) -> Adoption:
    adoption = Adoption(
        number=table.optional_text("nomor"),
        created_on=table.optional_text("tanggal_pembuatan"),
        revised_on=table.optional_text("tanggal_revisi"),
        effective_on=table.optional_text("tanggal_efektif"),
        signatory_title=table.optional_text("jabatan"),
        signatory_name=table.optional_text("nama"),
        signatory_nip=table.optional_text("nip"),
    )
    table.close()
    return adoption


def _role(table: Fields) -> Role:
    role = Role(
        id=table.text("id"),
        name=table.text("nama"),
        short_name=table.text("nama_singkat"),
        superior=table.optional_text("atasan") or None,
    )
    table.close()
    return role


def _step(table: Fields, minutes: _Minutes) -> Step:
    step = Step(
        id=table.text("id"),
        number=table.number("nomor"),
        short_name=table.text("nama_singkat"),
        activity=table.text("aktivitas"),
        starters=table.members("memulai"),
        finishers=table.members("menyelesaikan"),
        standard=QualityStandard(
            inputs=table.texts("kelengkapan"),
            minutes=minutes(table, "waktu_menit"),
            output=table.text("output"),
        ),
        next=_next(table.table("keputusan")),
        start_button=table.optional_text("tombol_mulai"),
        reading=table.optional_text("catatan_penafsiran"),
    )
    table.close()
    return step


def _next(table: Fields) -> dict[Decision, Route]:
    found = {decision: table.optional_table(key) for decision, key in DECISION_KEYS.items()}
    table.close()
    return {
        decision: _route(route, decision)
        for decision, route in found.items()
        if route is not None
    }


def _route(table: Fields, decision: Decision) -> Route:
    target, button = table.text("ke"), table.text("tombol")
    route = Route(
        target=None if target == FINISHED else target,
        button=button,
        repeat_button=table.optional_text("tombol_ulang") or button,
        endorsement=table.optional_word("pengesahan", _ENDORSEMENTS, None),
    )
    if decision is not Decision.APPROVE and "pengesahan" in table:
        table.note("pengesahan", "Pengesahan hanya berlaku pada setujui.")
    table.close()
    return route


def _reason(table: Fields) -> Reason:
    reason = Reason(
        id=table.text("id"),
        name=table.text("nama"),
        reason_class=table.word("kelas", _REASON_CLASSES, ReasonClass.UNKNOWN),
        paper_only=table.flag("khusus_berkas"),
    )
    table.close()
    return reason


def _separation(table: Fields) -> tuple[str, ...]:
    steps = table.members("langkah")
    table.close()
    return steps
