"""A map of a log as the file that people edit."""

from collections.abc import Iterator

from lkj.domain.log_map import LogMap
from lkj.domain.toml_text import toml_text, toml_texts

_HEAD = """\
# Peta log: kolom mana berisi apa, dan aktivitas mana adalah perbuatan apa pada langkah SOP.
# Periksa dan ubah seperlunya; `python -m lkj analyze` menyebut semua yang tidak cocok.

# Zona waktu untuk jam yang ditulis tanpa selisih dari UTC.
"""
_COLUMNS = """
# Kolom dalam log. kasus, aktivitas, dan selesai wajib; yang lain dikosongkan bila tidak ada.
"""
_LIFECYCLE = """
# Isi kolom daur_hidup yang berarti mulai dan selesai; baris lain tidak dihitung.
"""
_ACTIVITIES = """
# jenis: serahkan, setujui, kembalikan, atau mulai (mulai dikerjakan). pelaksana: peran dalam
# SOP; bila kosong, kolom peran. Aktivitas yang tidak dipetakan dihitung di luar SOP.
"""


def map_text(log_map: LogMap) -> str:
    """The file of a map; `parse_map` reads the same map from it."""
    return "\n".join(_lines(log_map)) + "\n"


def _lines(log_map: LogMap) -> Iterator[str]:
    columns = log_map.columns
    yield f"{_HEAD}zona = {toml_text(log_map.zone.key)}"
    yield "\n# Aktivitas yang tidak ikut dihitung sama sekali."
    yield f"abaikan = {toml_texts(log_map.ignored)}"
    yield f"{_COLUMNS}[kolom]"
    for key, name in (
        ("kasus", columns.case),
        ("aktivitas", columns.activity),
        ("selesai", columns.finished),
        ("mulai", columns.started),
        ("daur_hidup", columns.lifecycle),
        ("orang", columns.person),
        ("peran", columns.role),
    ):
        yield f"{key} = {toml_text(name)}"
    yield f"{_LIFECYCLE}[daur_hidup]"
    yield f"mulai = {toml_texts(log_map.start_words)}"
    yield f"selesai = {toml_texts(log_map.finish_words)}"
    yield _ACTIVITIES.rstrip()
    for one in log_map.activities:
        yield "\n[[aktivitas]]"
        yield f"nama = {toml_text(one.name)}"
        yield f"langkah = {toml_text(one.step)}"
        yield f"jenis = {toml_text(one.kind)}"
        yield f"pelaksana = {toml_text(one.role)}"
