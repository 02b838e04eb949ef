"""What each check of the system says, and what to do: in words of an office administrator."""

from collections.abc import Callable, Iterable
from datetime import datetime, tzinfo

from lkj.domain.health import Check, Fact, Finding, Health
from lkj.labels import document_words, words
from lkj.labels.formats import number, short_datetime
from lkj.labels.sign_in_words import problem_words

HEALTH_WORD = {Health.FINE: "OK", Health.LOOK: "PERIKSA", Health.WRONG: "SALAH"}
CHECK_NAME = {
    Check.SETTINGS: "Pengaturan",
    Check.DATABASE: "Basis data",
    Check.SCHEMA: "Skema basis data",
    Check.ENGINE: "Mesin basis data",
    Check.GUARDS: "Pengaman riwayat",
    Check.CHAIN: "Rantai riwayat",
    Check.DOCUMENTS: "Dokumen",
    Check.BACKUP: "Cadangan",
    Check.BACKUP_PLACE: "Tempat cadangan",
    Check.DISK: "Ruang disk",
    Check.CLOCK: "Jam komputer",
    Check.ZONE: "Zona waktu",
    Check.EXPOSURE: "Keterbukaan di jaringan",
    Check.PROVIDER: "Penyedia identitas",
    Check.CALENDAR: "Kalender kerja",
    Check.EXAMPLE: "Isi basis data",
}
_PLACE = {"database": "basis data", "files": "dokumen", "backups": "cadangan"}
_GIBIBYTE = 1024  # in mebibytes
_KINDS = {
    "ChainBroken": "rantai riwayat rusak",
    "FolderRefused": "folder cadangan tidak ada",
    "BackupInvalid": "salinan tidak lolos pemeriksaan",
    "StorageFailed": "penyimpanan bermasalah",
}

Said = tuple[str, str]  # what is so, and what to do ("" where nothing)
Facts = dict[str, Fact]


def finding_text(found: Finding, zone: tzinfo) -> Said:
    """What a finding says, and what to do about it; "" where nothing is to be done."""
    facts = dict(found.facts)
    if isinstance(at := facts.get("at"), str):
        facts["at"] = short_datetime(datetime.fromisoformat(at), zone)
    said, to_do = _TEXT[found.check](facts)
    return said, "" if found.health is Health.FINE else to_do


def summary(findings: Iterable[Finding]) -> str:
    """The sentence over all checks."""
    answers = [one.health for one in findings]
    n_wrong, n_look = answers.count(Health.WRONG), answers.count(Health.LOOK)
    if n_wrong:
        more = f", {number(n_look)} perlu diperiksa" if n_look else ""
        return f"{number(n_wrong)} hal salah dan perlu segera dibetulkan{more}"
    if n_look:
        return f"Berjalan baik; {number(n_look)} hal perlu diperiksa"
    return "Semuanya baik"


def ago(days: Fact) -> str:
    """`hari ini`, `kemarin`, `3 hari lalu`, `belum pernah`."""
    if not isinstance(days, int):
        return "belum pernah"
    return {0: "hari ini", 1: "kemarin"}.get(days, f"{number(days)} hari lalu")


def _settings(facts: Facts) -> Said:
    names = facts.get("names")
    if not names:
        return "Semua pengaturan terbaca.", ""
    return f"Belum benar: {names}.", "Perbaiki, lalu jalankan ulang aplikasi."


def _database(facts: Facts) -> Said:
    if not facts.get("problem"):
        return "Dapat dibaca dan ditulis.", ""
    problem = _NO_DATABASE.get(str(facts["problem"])) or _store_word(facts["problem"])
    return f"Tidak dapat dipakai: {problem}.", (
        "Periksa disk dan izin folder data; bila rusak, pulihkan cadangan terakhir."
    )


_NO_DATABASE = {"missing": "berkasnya tidak ada", "empty": "masih kosong"}


def _schema(facts: Facts) -> Said:
    if facts["is_current"]:
        return "Sesuai versi aplikasi ini.", ""
    return "Bukan skema versi aplikasi ini.", (
        "Cadangkan, lalu jalankan python -m lkj migrate; bila datanya dari versi yang lebih "
        "baru, perbarui aplikasinya."
    )


def _engine(facts: Facts) -> Said:
    said = f"{_ENGINE.get(str(facts['name']), facts['name'])} {facts['version']}."
    return said, f"Aplikasi diuji dengan {facts['tested']} atau lebih baru: perbarui."


_ENGINE = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def _guards(facts: Facts) -> Said:
    if not facts["missing"]:
        return "Terpasang: catatan lama tidak dapat diubah atau dihapus.", ""
    return f"Hilang: {facts['missing']}.", (
        "Seseorang mengubah basis data di luar aplikasi: jalankan python -m lkj verify dan "
        "bandingkan dengan cadangan."
    )


def _chain(facts: Facts) -> Said:
    if facts["at"] is None:
        return "Belum pernah diperiksa.", _RUN
    if "table" in facts:
        code = f" (kode {facts['code']})" if facts.get("code") else ""
        table = _store_word(facts["table"])
        return f"Rusak pada {facts['at']}: {table} nomor {facts['no']}{code}.", (
            "Hentikan aplikasi, simpan berkasnya apa adanya, dan pulihkan cadangan terakhir "
            "di sampingnya untuk dibandingkan."
        )
    rows = (
        f"{number(_int(facts['events']))} catatan, {number(_int(facts['audit']))} jejak audit"
    )
    return f"Utuh pada {facts['at']}: {rows}.", ""


def _documents(facts: Facts) -> Said:
    if facts["at"] is None:
        return "Belum pernah diperiksa.", _RUN
    lost = _int(facts["lost"])
    if lost:
        said = f"{number(lost)} dari {number(_int(facts['files']))} berkas hilang atau rusak"
    else:
        said = f"{number(_int(facts['files']))} berkas utuh"
    return f"Pada {facts['at']}: {said}.", (
        "Jalankan python -m lkj verify: berkasnya disebut satu per satu. Ambil dari cadangan."
    )


_RUN = "Jalankan python -m lkj doctor di server; cadangan harian juga memeriksanya."


def _backup(facts: Facts) -> Said:
    if facts.get("is_example"):
        return "Data contoh tidak dicadangkan.", ""
    if facts.get("is_off"):
        return "Cadangan harian dimatikan (LKJ_BACKUP_DIR=tidak).", (
            "Nyalakan kembali, atau pastikan ada cadangan lain setiap hari."
        )
    said = f"Cadangan terakhir: {ago(facts['days_ago'])}."
    to_do = "Biarkan aplikasi berjalan: cadangan dibuat sendiri sekali sehari."
    if code := facts.get("code"):
        why = _KINDS.get(str(facts["kind"]), "gangguan tak terduga")
        problem = f" ({_store_word(facts['problem'])})" if facts["problem"] else ""
        said += f" Percobaan terakhir gagal: {why}{problem}, kode {code}."
        to_do = "Perbaiki sebabnya; dicoba lagi setiap jam. Rinciannya di log dengan kode itu."
    return said, to_do


def _backup_place(facts: Facts) -> Said:
    if not facts["is_same_disk"]:
        return "Di disk lain daripada datanya.", ""
    return "Di disk yang sama dengan datanya.", (
        "Satu disk rusak menghilangkan keduanya: atur LKJ_BACKUP_DIR ke disk lain."
    )


def _disk(facts: Facts) -> Said:
    rooms = (f"{_PLACE[name]} {_size(_int(free))}" for name, free in facts.items())
    return f"Tersisa: {', '.join(rooms)}.", "Kosongkan disk; di bawah 1 GB berkas ditolak."


def _clock(facts: Facts) -> Said:
    minutes = _int(facts["minutes_behind"])
    if not minutes:
        return "Tidak tertinggal dari catatan terakhir.", ""
    return f"Tertinggal {number(minutes)} menit dari catatan terakhir.", (
        "Betulkan jam komputer ini sebelum mencatat apa pun."
    )


def _zone(facts: Facts) -> Said:
    if facts["machine"] == facts["office"]:
        return f"Sama dengan kantor: {facts['zone']}.", ""
    here, office = (_utc(_int(facts[name])) for name in ("machine", "office"))
    return f"Komputer ini {here}, kantor {office} ({facts['zone']}).", (
        "Pastikan jamnya benar: zona yang salah sering berarti jam yang salah."
    )


def _exposure(facts: Facts) -> Said:
    kind = str(facts["kind"])
    to_do = {
        "public": "Kata sandi dapat dibaca di jalan: pasang https di depan aplikasi.",
        "tls": "Jalankan tanpa --lan, supaya semua orang masuk lewat https.",
    }
    return _EXPOSURE[kind, bool(facts["is_on_lan"])], to_do.get(kind, "")


_LAN = "Dibuka lewat http di jaringan kantor; pakai hanya pada jaringan yang dipercaya."
_EXPOSURE = {
    ("here", False): "Hanya dari komputer ini.",
    ("lan", False): _LAN,
    ("lan", True): _LAN,
    ("tls", False): "Lewat https.",
    ("tls", True): "Lewat https, tetapi jaringan kantor juga mencapai aplikasi tanpa https.",
    ("public", False): "Alamatnya http di luar jaringan kantor.",
    ("public", True): "Alamatnya http di luar jaringan kantor, dan terbuka bagi jaringan ini.",
}


def _provider(facts: Facts) -> Said:
    if facts.get("is_off"):
        return "Tidak dipakai: masuk dengan kata sandi.", ""
    if not facts["problem"]:
        return "Menjawab, dan alamatnya sesuai.", ""
    return f"Tidak dapat dipakai: {problem_words(facts['problem'])}.", (
        "Periksa penyedianya dan pengaturan LKJ_OIDC_…; administrator tetap dapat masuk "
        "dengan kata sandi."
    )


def _calendar(facts: Facts) -> Said:
    return f"Memuat sampai tahun {facts['last_year']}.", (
        "Tambahkan tahun berikutnya pada halaman Kalender kerja."
    )


def _example(facts: Facts) -> Said:
    if not facts["is"]:
        return "Data kantor.", ""
    return f"{words.EXAMPLE_MARK}: orang dan angkanya rekaan.", (
        "Untuk pekerjaan sungguhan: python -m lkj office init."
    )


_TEXT: dict[Check, Callable[[Facts], Said]] = {
    Check.SETTINGS: _settings,
    Check.DATABASE: _database,
    Check.SCHEMA: _schema,
    Check.ENGINE: _engine,
    Check.GUARDS: _guards,
    Check.CHAIN: _chain,
    Check.DOCUMENTS: _documents,
    Check.BACKUP: _backup,
    Check.BACKUP_PLACE: _backup_place,
    Check.DISK: _disk,
    Check.CLOCK: _clock,
    Check.ZONE: _zone,
    Check.EXPOSURE: _exposure,
    Check.PROVIDER: _provider,
    Check.CALENDAR: _calendar,
    Check.EXAMPLE: _example,
}


def _int(fact: Fact) -> int:
    return fact if isinstance(fact, int) else 0


def _size(mebibytes: int) -> str:
    if mebibytes < _GIBIBYTE:
        return f"{number(mebibytes)} MB"
    return f"{number(mebibytes / _GIBIBYTE, decimals=1)} GB"


def _utc(minutes: int) -> str:
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'-' if minutes < 0 else '+'}{hours}" + (f".{rest:02}" if rest else "")


def _store_word(code: Fact) -> str:
    return (words.STORE | document_words.PROBLEM).get(str(code), str(code))
