"""Every refusal is one Indonesian sentence without codes of ours in it."""

from collections.abc import Iterator

import pytest

from lkj import errors as e
from lkj.domain.accounts import Permission
from lkj.domain.commands import CorrectableField
from lkj.domain.sop import Decision
from lkj.errors import LkjError
from lkj.labels.error_text import error_text
from tests.labels.sign_in_samples import SIGN_IN_SAMPLES
from tests.labels.storage_samples import STORAGE
from tests.support.sops import office_sop
from tests.support.times import ZONE, moment

SOP = office_sop()
MORNING, NOON = moment("2026-03-02 08:00"), moment("2026-03-02 12:00")
DAY = moment("2026-03-02")
SAMPLES: dict[LkjError, str] = {
    e.LkjError(): "Permintaan ini tidak dapat dijalankan.",
    e.DecisionRefused(): "SOP tidak mengizinkan tindakan ini sekarang.",
    e.WrongRole(needed=("tim_lkj", "sekretaris"), given=()): (
        "Langkah ini dikerjakan oleh Tim LKj, Sekretaris. Peran yang dipegang: –."
    ),
    e.NotTheHolder(needed=("kasubbag_renja_monev",)): (
        "Versi baru dari naskah yang diputus hanya ditambahkan oleh pemegang langkah yang "
        "sedang berjalan: Kasubbag Renja dan Monev."
    ),
    e.StaleDraft(document="Konsep LKj", number=3, who="Budi", when=NOON.at): (
        "Belum tersimpan: Konsep LKj sudah diganti dengan versi 3 oleh Budi pada "
        "Sen, 2 Mar 2026 12.00 WIB. Periksa versi itu dahulu; isian Anda tetap di formulir."
    ),
    e.EntryOvertaken(who="Budi", when=NOON.at): (
        "Belum tersimpan: baris Buku Agenda ini sudah diubah oleh Budi pada "
        "Sen, 2 Mar 2026 12.00 WIB. Muat ulang halaman, lalu periksa isi terbarunya."
    ),
    e.EntryGone(): (
        "Baris Buku Agenda itu tidak ada atau sudah dibatalkan. Muat ulang halaman."
    ),
    e.AlreadyFiled(serial=12): (
        "Penyerahan ini sudah tercatat dalam Buku Agenda, nomor urut 12."
    ),
    e.UnknownDocument(): "Dokumen tidak ditemukan pada laporan ini.",
    e.DocumentsMissing(missing=("DPA", "Disposisi")): (
        "Lampirkan dahulu dokumen wajib langkah ini: DPA, Disposisi."
    ),
    e.DocumentRefused(problem="macro"): (
        "Berkas tidak dilampirkan: memuat makro; simpan dahulu tanpa makro."
    ),
    e.StoredFileMissing(sha256="0" * 64): (
        "Berkas ini tidak ada lagi di penyimpanan. Hubungi administrator; salinannya ada pada "
        "cadangan."
    ),
    e.StoredFileDamaged(sha256="0" * 64): (
        "Berkas ini rusak di penyimpanan dan tidak diberikan. Hubungi administrator; "
        "salinannya ada pada cadangan."
    ),
    e.InvalidDocumentKinds(problems=("x",)): "Berkas jenis dokumen belum benar.",
    e.InvalidDataTables(problems=("x",)): "Berkas tabel data Bagian belum benar.",
    e.DataMissing(missing=("A: T1", "A: T2", "B: T1", "B: T2", "C: T1", "C: T2")): (
        "Belum tersimpan: data berikut belum ada: A: T1, A: T2, B: T1, B: T2, dan 2 lagi. "
        "Lengkapi dahulu, atau isi alasan menyerahkan tanpa data itu (minimal 10 karakter)."
    ),
    e.CellsRefused(problem="already_asked", cells=("Linmas: T1", "Linmas: T2")): (
        "Belum tersimpan: Linmas: T1, Linmas: T2 sudah diminta."
    ),
    e.UnknownUnit(unit="linmas"): (
        "Unit tidak ditemukan, atau tidak lagi memberi data. Muat ulang halaman."
    ),
    e.NothingCollected(): (
        "Data Bagian tidak dicatat pada laporan ini: SOP-nya tidak mengumpulkan data, atau "
        "laporannya sudah berakhir."
    ),
    e.DecisionNotOffered(decision=Decision.APPROVE, step="bentuk-tim"): (
        "Keputusan ini tidak ada pada langkah tersebut."
    ),
    e.ReportFinished(): (
        "Laporan ini sudah selesai atau dibatalkan; tidak ada langkah tersisa."
    ),
    e.AlreadyRegistered(): "Laporan ini sudah didaftarkan.",
    e.NotRegistered(): "Laporan ini belum didaftarkan.",
    e.AlreadyStarted(): "Waktu mulai langkah ini sudah tercatat.",
    e.NotStarted(needed=("kasubbag_renja_monev",)): (
        "Langkah ini baru dapat diselesaikan setelah diperintahkan oleh "
        "Kasubbag Renja dan Monev."
    ),
    e.ReasonMissing(): "Pilih sedikitnya satu alasan pengembalian.",
    e.ReasonUnknown(
        given=("lain_lain",)
    ): "Alasan pengembalian ini tidak dapat dipakai di sini.",
    e.NoteTooShort(minimum=10): "Penjelasan wajib diisi (minimal 10 karakter).",
    e.InTheFuture(given=NOON, now=MORNING.at): (
        "Waktu Sen, 2 Mar 2026 12.00 WIB belum terjadi. Isi waktu yang sudah lewat."
    ),
    e.BeforePrevious(given=DAY, previous=NOON): (
        "Waktu Sen, 2 Mar 2026 mendahului Sen, 2 Mar 2026 12.00 WIB, "
        "saat berkas diterima pelaksana."
    ),
    e.StartAfterFinish(started_at=NOON, finished_at=MORNING): (
        "Waktu mulai Sen, 2 Mar 2026 12.00 WIB sesudah waktu selesai Sen, 2 Mar 2026 08.00 WIB."
    ),
    e.EffortTooLong(given=500, limit=240): (
        "Lama pengerjaan 500 menit melebihi 240 menit sejak diterima."
    ),
    e.EffortInvalid(given=-1): "Lama pengerjaan harus bilangan bulat menit, nol atau lebih.",
    e.RolesConflict(step="periksa-kasubbag", earlier=("kumpulkan-data",)): (
        "Rangkap peran: Anda sudah menyelesaikan langkah 3 (Kumpulkan data) pada laporan ini. "
        "Langkah ini harus dikerjakan orang lain, atau sebagai Plt./Plh."
    ),
    e.NothingToTakeBack(): (
        "Tidak dapat ditarik kembali: pelaksana berikutnya sudah bertindak."
    ),
    e.NotYourAct(): "Hanya yang mengerjakan atau mencatatnya yang dapat menarik kembali.",
    e.ReceiptNotDue(): "Penerimaan hanya dikonfirmasi sekali, setelah laporan dikirim.",
    e.CorrectionRefused(target=3, field=CorrectableField.STARTED_AT): (
        "Koreksi ini tidak mengubah apa pun atau salah sasaran."
    ),
    e.CauseNotDue(target=3): "Penyebab hanya dicatat untuk pelaksanaan yang sudah selesai.",
    e.InputsIncomplete(missing=("DPA", "disposisi")): (
        "Tulis alasan untuk kelengkapan yang tidak ada: DPA, disposisi."
    ),
    e.PaperRefused(problems=((0, e.ReasonMissing()),)): (
        "Sebagian baris belum dapat dicatat. Perbaiki yang ditandai."
    ),
    e.StaleReport(report_id="R1", who="Budi {who}", when=MORNING.at): (
        "Belum tersimpan: laporan ini sudah diproses oleh Budi {who} pada "
        "Sen, 2 Mar 2026 08.00 WIB. Muat ulang untuk melihat keadaan terbaru."
    ),
    e.RequestReused(request_id="a1"): (
        "Belum tersimpan: isian berubah saat dikirim ulang. Muat ulang halaman."
    ),
    e.UnknownReport(report_id="R1"): "Laporan tidak ditemukan.",
    e.UnknownPerson(person_id="p_1"): "Orang atau akun tidak ditemukan.",
    e.FindingGone(finding="time/2"): (
        "Temuan atau pembenaran itu sudah tidak ada. Muat ulang halaman."
    ),
    e.OwnFinding(finding="time/2"): (
        "Temuan tentang perbuatan Anda sendiri harus dibenarkan orang lain."
    ),
    e.NotPermitted(permission=Permission.RECORD_ON_BEHALF): (
        "Akun Anda tidak berhak mencatat dari berkas atas nama pelaksana."
    ),
    e.ChangesNothing(): (
        "Akun ini tidak dapat mengubah apa pun: auditor hanya membaca, dan kata sandi "
        "sementara harus diganti dahulu."
    ),
    e.SessionEnded(): (
        "Sesi berakhir. Silakan masuk lagi; isian Anda tersimpan sebagai konsep."
    ),
    **SIGN_IN_SAMPLES,
    e.LastAdministrator(): "Administrator aktif terakhir tidak dapat dinonaktifkan.",
    e.FormInvalid(problems=(("title", "required", ""),)): "Periksa kembali isian berikut.",
    e.StaleSheet(who="Siti", when=NOON.at): (
        "Belum tersimpan: bagian Tabel 7 ini sudah diubah oleh Siti pada Sen, 2 Mar 2026 12.00 "
        "WIB. Isian Anda tetap di formulir; salin bila perlu, lalu buka yang terbaru."
    ),
    e.SheetDetermined(who="Siti", when=NOON.at): (
        "Belum tersimpan: Tabel 7 ini sudah ditetapkan oleh Siti pada Sen, 2 Mar 2026 12.00 "
        "WIB. Buat perubahan penetapan bila isinya perlu diperbaiki."
    ),
    e.FiguresChanged(): (
        "Belum ditetapkan: angkanya berubah sejak halaman ini dibuka. Periksa lembar yang "
        "sekarang tampil, lalu tetapkan lagi."
    ),
    e.InvalidSop(problems=()): "Berkas SOP belum benar.",
    e.SopChanged(sop_id="penyusunan-lkj", version=1): (
        "Isi SOP penyusunan-lkj versi 1 berubah padahal versi itu sudah dipakai. "
        "Kembalikan isinya; tulis versi baru dalam berkas tersendiri dengan nomor berikutnya."
    ),
    e.SopMissing(sop_id="penyusunan-lkj", version=1): (
        "Berkas SOP penyusunan-lkj versi 1 tidak ada, padahal ada laporan menurut versi itu. "
        "Kembalikan berkasnya; versi baru ditulis dalam berkas tersendiri."
    ),
    e.InvalidSettings(problems=()): "Pengaturan belum benar.",
    e.InvalidLogMap(problems=()): "Peta log belum benar.",
    e.RemindersUnset(): (
        "Pengingat belum diatur, jadi tidak ada yang dikirim. Sebutkan berkas kanalnya dengan "
        "LKJ_NOTIFY_FILE; contohnya pada docs/operations.md."
    ),
    e.InvalidChannels(problems=()): (
        "Berkas kanal pengingat belum benar. Tidak ada yang dikirim."
    ),
    e.FolderRefused(path="/a/hasil", problem="not_empty"): (
        "Folder /a/hasil tidak dapat ditulis (sudah berisi). Sebutkan folder yang belum ada, "
        "atau yang kosong."
    ),
    e.InvalidCalendar(problems=()): "Berkas kalender kerja belum benar.",
    e.InvalidLetterhead(problems=()): "Berkas kantor.toml untuk naskah belum benar.",
    e.TemplateBroken(file="kop.typ", place="baris 3", reason="unclosed delimiter"): (
        "Naskah belum dapat dibuat: templat kop.typ tidak cocok (baris 3): unclosed delimiter. "
        "Perbaiki templat itu, atau hapus agar yang bawaan dipakai."
    ),
    e.OutsideCalendar(year=2019): (
        "Kalender kerja belum memuat tahun 2019. Periksa tanggalnya, atau tambahkan dahulu "
        "tahun itu dengan hari libur, cuti bersama, dan jam kerja Ramadannya pada halaman "
        "Kalender kerja."
    ),
    e.StaleCalendar(who="Budi {who}", when=MORNING.at): (
        "Belum tersimpan: kalender sudah diubah oleh Budi {who} pada "
        "Sen, 2 Mar 2026 08.00 WIB. Di bawah ini keadaan terbarunya; periksa, lalu kirim lagi "
        "bila masih perlu."
    ),
    e.NoCalendarDraft(): "Tidak ada rancangan kalender yang berbeda dari yang berlaku.",
    e.YearsUnlisted(years=("2022", "2028")): (
        "Belum dapat diberlakukan: tahun 2022, 2028 belum memuat hari libur nasional atau jam "
        "kerja Ramadan. Tambahkan keduanya; tandai perkiraan bila belum ada keputusannya."
    ),
    e.SchemaOutdated(found="0001", needed="0002"): (
        "Skema basis data 0001 lebih lama dari yang diperlukan, 0002: buat cadangan, lalu "
        "jalankan `python -m lkj migrate`."
    ),
    e.SchemaNewer(found="0009", needed="0002"): (
        "Basis data ini ditulis oleh versi aplikasi yang lebih baru: skemanya 0009, versi ini "
        "mengenal sampai 0002. Tidak ada yang diubah. Jalankan versi yang baru itu, atau "
        "pulihkan salinan yang dibuat sebelum pembaruan."
    ),
    e.SchemaForeign(found="", needed="0002"): (
        "Basis data ini milik program lain. Tidak ada yang diubah."
    ),
    e.SchemaIncomplete(found="0004", needed="0006", tables="calendar_versions"): (
        "Basis data ini tidak memuat calendar_versions yang seharusnya ada pada skemanya. "
        "Tidak ada yang diubah; pulihkan cadangan terakhir."
    ),
    **STORAGE,
    e.NotAdopted(): (
        "Laporan ini berasal dari impor dan hanya dapat dibaca. Pemegang berkasnya atau "
        "Petugas Monev mengambil alih dahulu."
    ),
    e.NothingToAdopt(): "Laporan ini tidak perlu diambil alih.",
    e.StepUnknown(given="IX"): "Langkah IX tidak ada dalam SOP.",
    e.FileRefused(
        problems=(("", "empty", ""),)
    ): "Berkas ini tidak dapat dibaca. Tidak ada yang dicatat.",
    e.CellInvalid(code="date", detail="x"): "Isi sel ini tidak dapat dibaca.",
    e.ImportRefused(problems=()): (
        "Sebagian riwayat belum dapat diimpor. Tidak ada yang dicatat."
    ),
    e.ReportExists(): "Laporan dengan tahun, jenis, dan judul ini sudah ada.",
    e.AlreadyImported(when=NOON.at, who="Petugas", n_reports=2): (
        "Berkas yang sama sudah diimpor pada Sen, 2 Mar 2026 12.00 WIB oleh Petugas "
        "(2 laporan). Tidak ada yang dicatat lagi. Tarik impor itu dahulu bila ingin mengulang."
    ),
    e.NothingToImport(): "Tidak ada baris yang dapat diimpor.",
    e.UnknownBatch(batch_id="x"): "Impor itu tidak ada atau sudah ditarik. Muat ulang halaman.",
    e.BatchContinued(titles=("LKj 2025",)): (
        "Belum ditarik: laporan berikut sudah diambil alih dan berjalan di aplikasi: LKj 2025."
    ),
}


def kinds(base: type[LkjError]) -> Iterator[type[LkjError]]:
    yield base
    for kind in base.__subclasses__():
        yield from kinds(kind)


@pytest.mark.parametrize(
    ("error", "sentence"), SAMPLES.items(), ids=[type(error).__name__ for error in SAMPLES]
)
def test_a_refusal_reads_as_one_sentence(error: LkjError, sentence: str) -> None:
    assert error_text(error, zone=ZONE, sop=SOP) == sentence


def test_every_refusal_is_read_above() -> None:
    ours = {kind for kind in kinds(LkjError) if kind.__module__.startswith("lkj.errors")}

    assert {type(error) for error in SAMPLES} == ours


def test_a_fact_that_was_not_given_is_a_dash() -> None:
    text = error_text(e.StaleReport(), zone=ZONE)

    assert text.startswith("Belum tersimpan: laporan ini sudah diproses oleh – pada –.")


def test_a_refusal_of_a_new_kind_reads_like_its_parent() -> None:
    class Newer(e.WrongRole):
        """No sentence of its own."""

    assert error_text(Newer(needed=("Lurah",), given=("RT",)), zone=ZONE) == (
        "Langkah ini dikerjakan oleh Lurah. Peran yang dipegang: RT."
    )
