"""The long runs of each promise: what is counted, up to what target, for how many minutes."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from tests.torture import (
    backing_up,
    both_engines,
    broken_pages,
    contest,
    disabling,
    exporting,
    faults,
    killing,
    power,
    resending,
    screens,
    signing,
    small_disk,
    suites,
    tampering,
    typing_in,
)
from tests.torture.tally import Tally

MATRIX = (
    "tests/usecases/test_permission_matrix.py",
    "tests/pages/test_every_page.py",
    "tests/pages/test_acts_of_a_report.py",
    "tests/pages/test_guards.py",
    "tests/e2e/test_cold_server.py",
    "tests/http/test_several_offices.py",
    "tests/pages/test_several_offices.py",
)
ACCESSIBLE = (
    "tests/e2e/test_accessible.py",
    "tests/e2e/test_accessible_forms.py",
    "tests/e2e/test_keyboard.py",
    "tests/e2e/test_forms_survive.py",
)
K, M = 1_000, 1_000_000


@dataclass(frozen=True)
class Run:
    """One long run; `target` None means everything there is, once."""

    name: str
    unit: str  # what is counted, in Indonesian
    target: int | None
    batch: Callable[[int], Tally]
    minutes: float = 30.0  # at most, at full scale
    remark: str = ""  # what the figure does not cover


def _everywhere(cases: list[tuple[str, int, str]]) -> Callable[[int], Tally]:
    return lambda _: faults.at_every_operation(cases)


RUNS: Mapping[str, tuple[Run, ...]] = {
    "P1": (
        Run("mati-unggah", "kali tiga penulis dimatikan paksa", 10 * K, killing.uploads, 90),
        Run("mati-putusan", "kali pemutus dimatikan paksa", 10 * K, killing.decisions, 90),
    ),
    "P2": (
        Run(
            "listrik-padam",
            "kali padam",
            10 * K,
            power.batch,
            remark="disimulasikan, pada SQLite; PostgreSQL bersandar pada fsync-nya sendiri",
        ),
    ),
    "P3": tuple(
        Run(
            f"rebutan-{engine}",
            "putaran 64 proses",
            K,
            partial(contest.rivals, engine),
            60,
            remark="sasaran: paling banyak 1 % jawaban lebih dari 1 detik",
        )
        for engine in ("sqlite", "postgres")
    ),
    "P4": (
        Run(
            "kirim-ulang",
            "formulir, pengirimnya dimatikan, dikirim lagi 2–100 kali serentak",
            K,
            resending.batch,
        ),
    ),
    "P5": (Run("model", "rangkaian acak di samping model acuan", M, suites.random_walks),),
    "P6": (Run("matriks", "uji", None, suites.tests_of(*MATRIX)),),
    "P7": (
        Run("versi-baru", "klik saat atau sesudah versi baru datang", 2 * K, signing.batch),
    ),
    "P8": (
        Run(
            "pemalsuan",
            "pemalsuan",
            100 * K,
            tampering.batch,
            remark="yang dihitung ulang ketahuan hanya oleh kode yang dicatat di luar",
        ),
    ),
    "P9": (
        Run("isian-layanan", "isian, kedua basis data", M, typing_in.batch, 120),
        Run("isian-layar", "isian lewat layar (AppTest)", 20 * K, screens.batch, 120),
    ),
    "P10": (
        Run("ekspor-openpyxl", "sel", M, exporting.in_openpyxl, 15),
        Run("ekspor-libreoffice", "sel", 100 * K, exporting.in_libre_office, 15),
    ),
    "P11": (
        Run(
            "penuh-tiap-titik",
            "titik tempat penyimpanan menjadi penuh",
            None,
            _everywhere(faults.FILLING),
        ),
        Run("penuh-tmpfs", "kali tmpfs dipenuhi", K, small_disk.batch, 10),
    ),
    "P12": (
        Run("cadangan", "cadangan selama orang menulis, dipulihkan", 100, backing_up.batch),
    ),
    "P13": (Run("nonaktif", "akun dinonaktifkan di tengah 8 formulir", K, disabling.batch),),
    "P14": (
        Run("gangguan", "halaman dibuka saat satu tabel hilang", 2 * K, broken_pages.batch, 60),
    ),
    "P15": (Run("dua-mesin", "rangkaian tindakan", 10 * K, both_engines.batch, 120),),
    "P16": (
        Run(
            "gagal-tiap-titik",
            "operasi yang digagalkan (EIO, ENOSPC)",
            None,
            _everywhere(faults.FAILING),
        ),
    ),
    "P17": (
        Run(
            "aksesibel",
            "uji layar, formulir, papan tik, dan isian yang bertahan",
            None,
            suites.tests_of(*ACCESSIBLE),
        ),
        Run(
            "papan-tik",
            "tindakan kedelapan langkah dengan papan tik saja, pengembalian termasuk",
            None,
            suites.tests_of("tests/torture/keyboard_walk.py"),
        ),
    ),
}
