"""A small log of another tool, and the map that reads it as our SOP."""

import tempfile
from pathlib import Path
from typing import Any

from lkj.domain.log_map import parse_map
from lkj.usecases.log_import import LogImport
from tests.support.sops import office_sop

MAP = """
zona = "Asia/Pontianak"
[kolom]
kasus = "kasus"
aktivitas = "aktivitas"
selesai = "selesai"
mulai = "mulai"
orang = "orang"
[[aktivitas]]
nama = "diteruskan"
langkah = "terima-disposisi"
jenis = "serahkan"
[[aktivitas]]
nama = "tim dibentuk"
langkah = "bentuk-tim"
jenis = "serahkan"
[[aktivitas]]
nama = "bahan diserahkan"
langkah = "kumpulkan-data"
jenis = "serahkan"
[[aktivitas]]
nama = "dikembalikan"
langkah = "periksa-kasubbag"
jenis = "kembalikan"
"""
# A-1 is returned once and waits at step 3 again; B-2 has only begun.
LOG = """kasus;aktivitas;selesai;mulai;orang
A-1;diteruskan;02/02/2026 08:10;02/02/2026 08:00;Nama sekretaris
A-1;tim dibentuk;02/02/2026 09:00;;Rina
B-2;diteruskan;02/02/2026 09:30;;
A-1;bahan diserahkan;02/02/2026 11:00;02/02/2026 08:30;Rina
A-1;rapat;02/02/2026 11:05;;Rina
A-1;dikembalikan;02/02/2026 11:20;02/02/2026 11:10;Budi
B-2;;02/02/2026 11:30;;
"""


def a_log(
    folder: Path | None = None, *, log: str = LOG, request_id: str = "log-1", **other: Any
) -> LogImport:
    """The import of a log that is written into a folder, of its own where none is named."""
    place = folder or Path(tempfile.mkdtemp())
    path = place / "agenda.csv"
    path.write_text(log, encoding="utf-8")
    given: dict[str, Any] = {"log_map": parse_map(MAP), "sop": office_sop()}
    return LogImport(request_id=request_id, log=path, **(given | other))
