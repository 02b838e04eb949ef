"""What each check says, and what to do: every kind of answer, typed by hand."""

import pytest

from lkj.domain.health import Check, Fact, Finding, Health
from lkj.labels.drill_words import drill_problems, drill_summary
from lkj.labels.health_words import CHECK_NAME, HEALTH_WORD, ago, finding_text, summary
from tests.support.times import ZONE

FINE, LOOK, WRONG = Health.FINE, Health.LOOK, Health.WRONG
AT = "2026-03-02T01:00:00.000000+00:00"
FAILED = {"code": "1A2B", "kind": "StorageFailed", "problem": "full"}
SAID: list[tuple[Check, dict[str, Fact], str]] = [
    (Check.SETTINGS, {}, "Semua pengaturan terbaca."),
    (Check.SETTINGS, {"names": "LKJ_ZONE"}, "Belum benar: LKJ_ZONE."),
    (Check.DATABASE, {"problem": ""}, "Dapat dibaca dan ditulis."),
    (Check.DATABASE, {"problem": "full"}, "Tidak dapat dipakai: penuh."),
    (Check.DATABASE, {"problem": "missing"}, "Tidak dapat dipakai: berkasnya tidak ada."),
    (Check.SCHEMA, {"is_current": True}, "Sesuai versi aplikasi ini."),
    (Check.SCHEMA, {"is_current": False}, "Bukan skema versi aplikasi ini."),
    (Check.ENGINE, {"name": "sqlite", "version": "3.40.1", "tested": ""}, "SQLite 3.40.1."),
    (Check.ENGINE, {"name": "postgresql", "version": "15", "tested": ""}, "PostgreSQL 15."),
    (
        Check.GUARDS,
        {"missing": ""},
        "Terpasang: catatan lama tidak dapat diubah atau dihapus.",
    ),
    (Check.GUARDS, {"missing": "a, b"}, "Hilang: a, b."),
    (Check.CHAIN, {"at": None}, "Belum pernah diperiksa."),
    (
        Check.CHAIN,
        {"at": AT, "events": 1234, "audit": 5},
        "Utuh pada Sen, 2 Mar 2026 08.00 WIB: 1.234 catatan, 5 jejak audit.",
    ),
    (
        Check.CHAIN,
        {"at": AT, "table": "events", "no": "7"},
        "Rusak pada Sen, 2 Mar 2026 08.00 WIB: riwayat nomor 7.",
    ),
    (
        Check.CHAIN,
        {"at": AT, "table": "audit", "no": "7", "code": "1A2B"},
        "Rusak pada Sen, 2 Mar 2026 08.00 WIB: jejak audit nomor 7 (kode 1A2B).",
    ),
    (Check.DOCUMENTS, {"at": None}, "Belum pernah diperiksa."),
    (
        Check.DOCUMENTS,
        {"at": AT, "files": 9, "lost": 0},
        "Pada Sen, 2 Mar 2026 08.00 WIB: 9 berkas utuh.",
    ),
    (
        Check.DOCUMENTS,
        {"at": AT, "files": 9, "lost": 2},
        "Pada Sen, 2 Mar 2026 08.00 WIB: 2 dari 9 berkas hilang atau rusak.",
    ),
    (Check.BACKUP, {"days_ago": 3}, "Cadangan terakhir: 3 hari lalu."),
    (
        Check.BACKUP,
        {"days_ago": None, **FAILED},
        "Cadangan terakhir: belum pernah. Percobaan terakhir gagal: penyimpanan bermasalah "
        "(penuh), kode 1A2B.",
    ),
    (
        Check.BACKUP,
        {"days_ago": 1, **FAILED, "kind": "RuntimeError", "problem": ""},
        "Cadangan terakhir: kemarin. Percobaan terakhir gagal: gangguan tak terduga, "
        "kode 1A2B.",
    ),
    (Check.BACKUP, {"is_off": False, "is_example": True}, "Data contoh tidak dicadangkan."),
    (
        Check.BACKUP,
        {"is_off": True, "is_example": False},
        "Cadangan harian dimatikan (LKJ_BACKUP_DIR=tidak).",
    ),
    (Check.BACKUP_PLACE, {"is_same_disk": False}, "Di disk lain daripada datanya."),
    (Check.BACKUP_PLACE, {"is_same_disk": True}, "Di disk yang sama dengan datanya."),
    (
        Check.DISK,
        {"database": 900, "files": 1536, "backups": 1024},
        "Tersisa: basis data 900 MB, dokumen 1,5 GB, cadangan 1,0 GB.",
    ),
    (Check.CLOCK, {"minutes_behind": 0}, "Tidak tertinggal dari catatan terakhir."),
    (
        Check.CLOCK,
        {"minutes_behind": 1440},
        "Tertinggal 1.440 menit dari catatan terakhir.",
    ),
    (
        Check.ZONE,
        {"zone": "Asia/Pontianak", "office": 420, "machine": 420},
        "Sama dengan kantor: Asia/Pontianak.",
    ),
    (
        Check.ZONE,
        {"zone": "Asia/Pontianak", "office": 420, "machine": -210},
        "Komputer ini UTC-3.30, kantor UTC+7 (Asia/Pontianak).",
    ),
    (Check.EXPOSURE, {"kind": "here", "is_on_lan": False}, "Hanya dari komputer ini."),
    (
        Check.EXPOSURE,
        {"kind": "lan", "is_on_lan": True},
        "Dibuka lewat http di jaringan kantor; pakai hanya pada jaringan yang dipercaya.",
    ),
    (
        Check.EXPOSURE,
        {"kind": "public", "is_on_lan": False},
        "Alamatnya http di luar jaringan kantor.",
    ),
    (Check.EXPOSURE, {"kind": "tls", "is_on_lan": False}, "Lewat https."),
    (Check.PROVIDER, {"is_off": True}, "Tidak dipakai: masuk dengan kata sandi."),
    (Check.PROVIDER, {"problem": ""}, "Menjawab, dan alamatnya sesuai."),
    (
        Check.PROVIDER,
        {"problem": "client"},
        "Tidak dapat dipakai: penyedia tidak mengenal aplikasi ini.",
    ),
    (Check.CALENDAR, {"last_year": 2027}, "Memuat sampai tahun 2027."),
    (Check.EXAMPLE, {"is": False}, "Data kantor."),
    (Check.EXAMPLE, {"is": True}, "DATA CONTOH: orang dan angkanya rekaan."),
]


@pytest.mark.parametrize(("check", "facts", "expected"), SAID)
def test_what_a_check_says(check: Check, facts: dict[str, Fact], expected: str) -> None:
    assert finding_text(Finding(check, WRONG, facts), ZONE)[0] == expected


def test_every_check_says_something() -> None:
    assert {check for check, _, _ in SAID} == set(Check) == set(CHECK_NAME)
    assert set(HEALTH_WORD) == set(Health)


TO_DO: list[tuple[Check, dict[str, Fact], str]] = [
    (Check.BACKUP, {"days_ago": 3}, "Biarkan aplikasi berjalan"),
    (Check.BACKUP, {"days_ago": 3, **FAILED}, "Perbaiki sebabnya"),
    (Check.BACKUP_PLACE, {"is_same_disk": True}, "Satu disk rusak menghilangkan keduanya"),
    (Check.EXPOSURE, {"kind": "public", "is_on_lan": False}, "Kata sandi dapat dibaca"),
    (Check.EXPOSURE, {"kind": "tls", "is_on_lan": True}, "Jalankan tanpa --lan"),
    (Check.CHAIN, {"at": None}, "Jalankan python -m lkj doctor"),
    (Check.CHAIN, {"at": AT, "table": "events", "no": "7"}, "Hentikan aplikasi"),
    (Check.SCHEMA, {"is_current": False}, "Cadangkan, lalu jalankan python -m lkj migrate"),
    (Check.DISK, {"files": 100}, "Kosongkan disk"),
    (Check.PROVIDER, {"problem": "keys"}, "Periksa penyedianya"),
    (Check.CALENDAR, {"last_year": 2026}, "Tambahkan tahun berikutnya"),
]


@pytest.mark.parametrize(("check", "facts", "begins"), TO_DO)
def test_what_is_to_be_done(check: Check, facts: dict[str, Fact], begins: str) -> None:
    assert finding_text(Finding(check, LOOK, facts), ZONE)[1].startswith(begins)
    assert not finding_text(Finding(check, FINE, facts), ZONE)[1]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "belum pernah"),
        (0, "hari ini"),
        (1, "kemarin"),
        (3, "3 hari lalu"),
        (1200, "1.200 hari lalu"),
    ],
)
def test_the_age_in_words(days: int | None, words: str) -> None:
    assert ago(days) == words


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ((FINE, FINE), "Semuanya baik"),
        ((FINE, LOOK), "Berjalan baik; 1 hal perlu diperiksa"),
        ((WRONG, FINE), "1 hal salah dan perlu segera dibetulkan"),
        (
            (WRONG, LOOK, LOOK, WRONG),
            "2 hal salah dan perlu segera dibetulkan, 2 perlu diperiksa",
        ),
    ],
)
def test_the_sentence_over_all(answers: tuple[Health, ...], sentence: str) -> None:
    assert summary([Finding(Check.DISK, one) for one in answers]) == sentence


def test_a_drill_tells_what_came_back_and_what_did_not() -> None:
    assert drill_summary(reports=1200, events=34567, documents=0, seconds=4.25) == (
        "Dipulihkan dan diperiksa dalam 4,3 detik: 1.200 laporan, 34.567 catatan, 0 dokumen."
    )
    assert drill_problems(
        has_note=True, files=[("ab" * 32, "missing")], rows=[("events", 2, 1)], triggers=()
    ) == [
        "dokumen abababababab…: tidak ada",
        "tabel events: 2 baris menurut .json, 1 yang pulih",
    ]
