"""What the app promises, and the tests of `make check` that show it; made into docs/janji.md.

Order and targets are those of the threat model.
"""

from dataclasses import dataclass

from tests.torture.runs import ACCESSIBLE, MATRIX, RUNS, Run


@dataclass(frozen=True)
class Promise:
    """One promise and its short tests: files, or one test as "file::name"."""

    code: str
    text: str
    short: tuple[str, ...]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The long runs that wear it down."""
        return RUNS[self.code]


PROMISES = (
    Promise(
        "P1",
        "Tindakan yang sudah dikonfirmasi di layar tidak hilang karena program mati",
        ("tests/store/test_killed_uploads.py",),
    ),
    Promise(
        "P2",
        "… maupun karena listrik padam, di basis data dan di antara berkas",
        ("tests/torture/test_power.py",),
    ),
    Promise(
        "P3",
        "Satu putusan per langkah; yang lain diberi tahu siapa yang memutuskan",
        ("tests/store/test_races.py", "tests/usecases/test_acts_races.py"),
    ),
    Promise(
        "P4",
        "Menekan dua kali, F5, atau mengirim ulang tidak mencatat dua kali",
        (
            "tests/usecases/test_acts_races.py",
            "tests/e2e/test_forms_survive.py::test_a_double_click_decides_once",
        ),
    ),
    Promise(
        "P5",
        "Tidak ada yang dapat melompati, mengulang, atau mengambil langkah peran lain",
        ("tests/domain/test_reference_model.py",),
    ),
    Promise(
        "P6",
        "Setiap halaman × peran × keadaan × tindakan diizinkan atau ditolak oleh satu tabel",
        MATRIX,
    ),
    Promise(
        "P7",
        "Yang ditandatangani adalah yang ditampilkan",
        (
            "tests/usecases/test_documents.py::test_a_draft_replaced_between_look_and_click"
            "_stops_the_decision",
            "tests/usecases/test_documents.py::test_the_paraf_keeps_the_version_that_it_covered",
        ),
    ),
    Promise(
        "P8",
        "Riwayat tidak dapat diubah tanpa ketahuan",
        (
            "tests/store/test_verification.py",
            "tests/store/test_append_only.py",
            "tests/torture/test_tampering.py",
        ),
    ),
    Promise(
        "P9",
        "Isian apa pun tersimpan utuh atau ditolak dengan kalimat Indonesia",
        (
            "tests/torture/test_inputs.py",
            "tests/domain/test_text.py",
            "tests/exchange/test_hostile_files.py",
            "tests/e2e/test_hostile_text.py",
        ),
    ),
    Promise(
        "P10",
        "Ekspor tidak menjalankan rumus",
        ("tests/exchange/test_csv_file.py", "tests/exchange/test_xlsx_file.py"),
    ),
    Promise(
        "P11",
        "Penyimpanan penuh tidak menghilangkan apa pun dan dikatakan terus terang",
        ("tests/torture/test_faults.py", "tests/store/test_storage_failures.py"),
    ),
    Promise(
        "P12",
        "Cadangan dapat dipulihkan",
        ("tests/store/test_backup.py", "tests/cli/test_drill.py"),
    ),
    Promise(
        "P13",
        "Pengguna yang dinonaktifkan keluar pada klik berikutnya",
        (
            "tests/usecases/test_acts_races.py",
            "tests/usecases/test_callers.py",
            "tests/pages/test_sessions.py",
        ),
    ),
    Promise(
        "P14",
        "Gangguan menampilkan kode, bukan isi dalam program",
        (
            "tests/e2e/test_failing_page.py",
            "tests/http/test_incidents.py",
            "tests/ui/test_failures.py",
        ),
    ),
    Promise(
        "P15",
        "SQLite dan PostgreSQL memberi riwayat yang sama, byte demi byte",
        ("tests/torture/test_both_engines.py",),
    ),
    Promise(
        "P16",
        "Kegagalan baca-tulis di titik mana pun meninggalkan keadaan lama atau baru",
        ("tests/torture/test_faults.py", "tests/store/test_failures.py"),
    ),
    Promise(
        "P17",
        "Dapat dipakai dengan papan tik dan pembaca layar; isian setengah jadi tidak hilang",
        ACCESSIBLE,
    ),
)
