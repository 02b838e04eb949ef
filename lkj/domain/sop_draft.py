"""A first SOP file for a new office, out of what its log shows."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lkj.domain.sop import RoleId, StepId
from lkj.domain.toml_text import toml_text, toml_texts

_ROLE = RoleId("pelaksana")  # where the log names none


@dataclass(frozen=True)
class DraftStep:
    """One step of a draft, in its order. `returns_to` "" returns nothing."""

    id: StepId
    name: str
    roles: tuple[RoleId, ...]
    is_review: bool
    returns_to: StepId
    remark: str


def draft_text(
    sop_id: str, name: str, steps: Sequence[DraftStep], role_names: Mapping[RoleId, str]
) -> str:
    """An SOP file whose waktu is empty; `parse_draft` reads it, `parse_sop` once it is filled.

    Args:
        sop_id: of the SOP.
        name: of the SOP.
        steps: in order; each leads to the next one, the last to the end.
        role_names: of roles whose id alone would not say it.
    """
    return "\n".join(_lines(sop_id, name, steps, role_names)) + "\n"


def _lines(
    sop_id: str, name: str, steps: Sequence[DraftStep], role_names: Mapping[RoleId, str]
) -> Iterator[str]:
    yield "# Konsep SOP dari sebuah log: langkah, pelaksana, dan pengembalian seperti terjadi."
    yield "# Periksa urutannya, ganti namanya, lalu isi waktu_menit setiap langkah."
    yield ""
    yield f"id = {toml_text(sop_id)}"
    yield "versi = 1"
    yield f"nama = {toml_text(name)}"
    yield f"nama_singkat = {toml_text(name)}"
    yield 'instansi = "belum diisi"'
    for key in ("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan"):
        yield f"{key} = []"
    yield 'peringatan = ""'
    yield "pencatatan = []"
    yield "\n[pengesahan]"
    roles = list(dict.fromkeys(role or _ROLE for step in steps for role in step.roles))
    for role in roles:
        yield "\n[[pelaksana]]"
        yield f"id = {toml_text(role)}"
        shown = toml_text(role_names.get(role, role))
        yield f"nama = {shown}"
        yield f"nama_singkat = {shown}"
    yield "\n[kewenangan]"
    first = steps[0].roles[:1] if steps else ()
    yield f"mendaftarkan = {toml_texts(role or _ROLE for role in first)}"
    for place, step in enumerate(steps):
        yield from _step_lines(place, step, steps)
    if any(step.returns_to for step in steps):
        yield '\n[[alasan]]\nid = "lainnya"\nnama = "Lainnya"\nkelas = "lainnya"'
        yield "[[alasan]]"
        yield 'id = "tidak_tercatat"\nnama = "Tidak tercatat di berkas"'
        yield 'kelas = "tidak_diketahui"\nkhusus_berkas = true'


def _step_lines(place: int, step: DraftStep, steps: Sequence[DraftStep]) -> Iterator[str]:
    roles = toml_texts(dict.fromkeys(role or _ROLE for role in step.roles))
    target = steps[place + 1].id if place + 1 < len(steps) else "selesai"
    forward = "setujui" if step.is_review else "serahkan"
    yield "\n[[langkah]]"
    if step.remark:
        yield f"# {step.remark}"
    yield f"id = {toml_text(step.id)}"
    yield f"nomor = {place + 1}"
    yield f"nama_singkat = {toml_text(step.name)}"
    yield f"aktivitas = {toml_text(step.name)}"
    yield f"memulai = {roles}"
    yield f"menyelesaikan = {roles}"
    yield "kelengkapan = []"
    yield "# waktu_menit =    (mutu baku waktu, menit kerja)"
    yield 'output = "belum diisi"'
    yield f"[langkah.keputusan.{forward}]"
    yield f"ke = {toml_text(target)}"
    yield f'tombol = "{"Setujui" if step.is_review else "Serahkan"}"'
    if step.returns_to:
        yield "[langkah.keputusan.kembalikan]"
        yield f"ke = {toml_text(step.returns_to)}"
        yield 'tombol = "Kembalikan"'
