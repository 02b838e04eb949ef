"""One Indonesian sentence for every way we refuse: what happened, and what to do."""

from datetime import datetime, tzinfo

from lkj import errors as e
from lkj.domain.accounts import Permission
from lkj.domain.events import Moment
from lkj.domain.sop import Sop
from lkj.labels import document_words, sign_in_words, unit_data_words, words
from lkj.labels.formats import short_datetime, short_moment

ERROR_TEXT: dict[type[e.LkjError], str] = {
    e.LkjError: "Permintaan ini tidak dapat dijalankan.",
    e.DecisionRefused: "SOP tidak mengizinkan tindakan ini sekarang.",
    e.WrongRole: "Langkah ini dikerjakan oleh {needed}. Peran yang dipegang: {given}.",
    e.DecisionNotOffered: "Keputusan ini tidak ada pada langkah tersebut.",
    e.ReportFinished: "Laporan ini sudah selesai atau dibatalkan; tidak ada langkah tersisa.",
    e.AlreadyRegistered: "Laporan ini sudah didaftarkan.",
    e.NotRegistered: "Laporan ini belum didaftarkan.",
    e.AlreadyStarted: "Waktu mulai langkah ini sudah tercatat.",
    e.NotStarted: "Langkah ini baru dapat diselesaikan setelah diperintahkan oleh {needed}.",
    e.ReasonMissing: "Pilih sedikitnya satu alasan pengembalian.",
    e.ReasonUnknown: "Alasan pengembalian ini tidak dapat dipakai di sini.",
    e.NoteTooShort: "Penjelasan wajib diisi (minimal {minimum} karakter).",
    e.InTheFuture: "Waktu {given} belum terjadi. Isi waktu yang sudah lewat.",
    e.BeforePrevious: "Waktu {given} mendahului {previous}, saat berkas diterima pelaksana.",
    e.StartAfterFinish: "Waktu mulai {started_at} sesudah waktu selesai {finished_at}.",
    e.EffortTooLong: "Lama pengerjaan {given} menit melebihi {limit} menit sejak diterima.",
    e.EffortInvalid: "Lama pengerjaan harus bilangan bulat menit, nol atau lebih.",
    e.RolesConflict: (
        "Rangkap peran: Anda sudah menyelesaikan langkah {earlier} pada laporan ini. "
        "Langkah ini harus dikerjakan orang lain, atau sebagai Plt./Plh."
    ),
    e.NothingToTakeBack: "Tidak dapat ditarik kembali: pelaksana berikutnya sudah bertindak.",
    e.NotYourAct: "Hanya yang mengerjakan atau mencatatnya yang dapat menarik kembali.",
    e.ReceiptNotDue: "Penerimaan hanya dikonfirmasi sekali, setelah laporan dikirim.",
    e.CorrectionRefused: "Koreksi ini tidak mengubah apa pun atau salah sasaran.",
    e.CauseNotDue: "Penyebab hanya dicatat untuk pelaksanaan yang sudah selesai.",
    e.InputsIncomplete: "Tulis alasan untuk kelengkapan yang tidak ada: {missing}.",
    e.NotAdopted: (
        "Laporan ini berasal dari impor dan hanya dapat dibaca. Pemegang berkasnya atau "
        "Petugas Monev mengambil alih dahulu."
    ),
    e.NothingToAdopt: "Laporan ini tidak perlu diambil alih.",
    e.StepUnknown: "Langkah {given} tidak ada dalam SOP.",
    e.PaperRefused: "Sebagian baris belum dapat dicatat. Perbaiki yang ditandai.",
    e.FileRefused: "Berkas ini tidak dapat dibaca. Tidak ada yang dicatat.",
    e.CellInvalid: "Isi sel ini tidak dapat dibaca.",
    e.ImportRefused: "Sebagian riwayat belum dapat diimpor. Tidak ada yang dicatat.",
    e.ReportExists: "Laporan dengan tahun, jenis, dan judul ini sudah ada.",
    e.AlreadyImported: (
        "Berkas yang sama sudah diimpor pada {when} oleh {who} ({n_reports} laporan). Tidak "
        "ada yang dicatat lagi. Tarik impor itu dahulu bila ingin mengulang."
    ),
    e.NothingToImport: "Tidak ada baris yang dapat diimpor.",
    e.UnknownBatch: "Impor itu tidak ada atau sudah ditarik. Muat ulang halaman.",
    e.BatchContinued: (
        "Belum ditarik: laporan berikut sudah diambil alih dan berjalan di aplikasi: {titles}."
    ),
    e.StaleReport: (
        "Belum tersimpan: laporan ini sudah diproses oleh {who} pada {when}. "
        "Muat ulang untuk melihat keadaan terbaru."
    ),
    e.StaleDraft: (
        "Belum tersimpan: {document} sudah diganti dengan versi {number} oleh {who} pada "
        "{when}. Periksa versi itu dahulu; isian Anda tetap di formulir."
    ),
    e.NotTheHolder: (
        "Versi baru dari naskah yang diputus hanya ditambahkan oleh pemegang langkah yang "
        "sedang berjalan: {needed}."
    ),
    e.DocumentsMissing: "Lampirkan dahulu dokumen wajib langkah ini: {missing}.",
    e.DocumentRefused: "Berkas tidak dilampirkan: {problem}.",
    e.StoredFileMissing: (
        "Berkas ini tidak ada lagi di penyimpanan. Hubungi administrator; salinannya ada pada "
        "cadangan."
    ),
    e.StoredFileDamaged: (
        "Berkas ini rusak di penyimpanan dan tidak diberikan. Hubungi administrator; "
        "salinannya ada pada cadangan."
    ),
    e.UnknownDocument: "Dokumen tidak ditemukan pada laporan ini.",
    e.InvalidDocumentKinds: "Berkas jenis dokumen belum benar.",
    e.InvalidDataTables: "Berkas tabel data Bagian belum benar.",
    e.DataMissing: (
        "Belum tersimpan: data berikut belum ada: {missing}. Lengkapi dahulu, atau isi alasan "
        "menyerahkan tanpa data itu (minimal 10 karakter)."
    ),
    e.CellsRefused: "Belum tersimpan: {cells} {problem}.",
    e.UnknownUnit: "Unit tidak ditemukan, atau tidak lagi memberi data. Muat ulang halaman.",
    e.NothingCollected: (
        "Data Bagian tidak dicatat pada laporan ini: SOP-nya tidak mengumpulkan data, atau "
        "laporannya sudah berakhir."
    ),
    e.RequestReused: "Belum tersimpan: isian berubah saat dikirim ulang. Muat ulang halaman.",
    e.UnknownReport: "Laporan tidak ditemukan.",
    e.UnknownPerson: "Orang atau akun tidak ditemukan.",
    e.NotPermitted: "Akun Anda tidak berhak {permission}.",
    e.ChangesNothing: (
        "Akun ini tidak dapat mengubah apa pun: auditor hanya membaca, dan kata sandi "
        "sementara harus diganti dahulu."
    ),
    e.SessionEnded: "Sesi berakhir. Silakan masuk lagi; isian Anda tersimpan sebagai konsep.",
    e.SignInRefused: "Nama pengguna atau kata sandi salah, atau akun tidak aktif.",
    e.TooManyAttempts: "Terlalu banyak percobaan masuk. Coba lagi {minutes} menit lagi.",
    e.PasswordRefused: "Kata sandi belum memenuhi syarat.",
    e.LinkInvalid: "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru.",
    e.ProviderUnavailable: "Belum dapat masuk lewat penyedia identitas: {problem}.",
    e.ProviderRefused: "Belum masuk: {problem}. Silakan coba lagi.",
    e.IdentityUnknown: (
        "Belum masuk: identitas {identity} tidak tertaut pada akun di sini. Minta "
        "administrator menautkannya."
    ),
    e.IdentityElsewhere: (
        "Belum masuk: akun untuk identitas {identity} terikat pada orang lain di penyedia. "
        "Administrator dapat menautkannya kembali."
    ),
    e.AccountDisabled: "Belum masuk: akun Anda dinonaktifkan. Hubungi administrator.",
    e.OtherIdentity: "Belum dikonfirmasi: yang masuk pada penyedia bukan pemilik sesi ini.",
    e.SignatureUnconfirmed: "Belum tersimpan: {way}. Isian Anda tetap di formulir.",
    e.ReenteredWrong: (
        "Belum tersimpan: kata sandi yang dimasukkan tidak benar. Isian Anda tetap di formulir."
    ),
    e.LastAdministrator: "Administrator aktif terakhir tidak dapat dinonaktifkan.",
    e.FormInvalid: "Periksa kembali isian berikut.",
    e.FindingGone: "Temuan atau pembenaran itu sudah tidak ada. Muat ulang halaman.",
    e.OwnFinding: "Temuan tentang perbuatan Anda sendiri harus dibenarkan orang lain.",
    e.EntryOvertaken: (
        "Belum tersimpan: baris Buku Agenda ini sudah diubah oleh {who} pada {when}. Muat "
        "ulang halaman, lalu periksa isi terbarunya."
    ),
    e.EntryGone: "Baris Buku Agenda itu tidak ada atau sudah dibatalkan. Muat ulang halaman.",
    e.AlreadyFiled: "Penyerahan ini sudah tercatat dalam Buku Agenda, nomor urut {serial}.",
    e.StaleSheet: (
        "Belum tersimpan: bagian Tabel 7 ini sudah diubah oleh {who} pada {when}. Isian Anda "
        "tetap di formulir; salin bila perlu, lalu buka yang terbaru."
    ),
    e.SheetDetermined: (
        "Belum tersimpan: Tabel 7 ini sudah ditetapkan oleh {who} pada {when}. Buat perubahan "
        "penetapan bila isinya perlu diperbaiki."
    ),
    e.FiguresChanged: (
        "Belum ditetapkan: angkanya berubah sejak halaman ini dibuka. Periksa lembar yang "
        "sekarang tampil, lalu tetapkan lagi."
    ),
    e.InvalidSop: "Berkas SOP belum benar.",
    e.SopChanged: (
        "Isi SOP {sop_id} versi {version} berubah padahal versi itu sudah dipakai. "
        "Kembalikan isinya; tulis versi baru dalam berkas tersendiri dengan nomor berikutnya."
    ),
    e.SopMissing: (
        "Berkas SOP {sop_id} versi {version} tidak ada, padahal ada laporan menurut versi itu. "
        "Kembalikan berkasnya; versi baru ditulis dalam berkas tersendiri."
    ),
    e.InvalidSettings: "Pengaturan belum benar.",
    e.OfficeUnprepared: (
        "{name} belum disiapkan di sini. Administrator menyiapkannya dengan "
        "`python -m lkj --satuan {code} office init`."
    ),
    e.InvalidLogMap: "Peta log belum benar.",
    e.FolderRefused: (
        "Folder {path} tidak dapat ditulis ({problem}). Sebutkan folder yang belum ada, atau "
        "yang kosong."
    ),
    e.InvalidCalendar: "Berkas kalender kerja belum benar.",
    e.InvalidLetterhead: "Berkas kantor.toml untuk naskah belum benar.",
    e.RemindersUnset: (
        "Pengingat belum diatur, jadi tidak ada yang dikirim. Sebutkan berkas kanalnya dengan "
        "LKJ_NOTIFY_FILE; contohnya pada docs/operations.md."
    ),
    e.InvalidChannels: "Berkas kanal pengingat belum benar. Tidak ada yang dikirim.",
    e.TemplateBroken: (
        "Naskah belum dapat dibuat: templat {file} tidak cocok ({place}): {reason}. Perbaiki "
        "templat itu, atau hapus agar yang bawaan dipakai."
    ),
    e.OutsideCalendar: (
        "Kalender kerja belum memuat tahun {year}. Periksa tanggalnya, atau tambahkan dahulu "
        "tahun itu dengan hari libur, cuti bersama, dan jam kerja Ramadannya pada halaman "
        "Kalender kerja."
    ),
    e.StaleCalendar: (
        "Belum tersimpan: kalender sudah diubah oleh {who} pada {when}. Di bawah ini keadaan "
        "terbarunya; periksa, lalu kirim lagi bila masih perlu."
    ),
    e.NoCalendarDraft: "Tidak ada rancangan kalender yang berbeda dari yang berlaku.",
    e.YearsUnlisted: (
        "Belum dapat diberlakukan: tahun {years} belum memuat hari libur nasional atau jam "
        "kerja Ramadan. Tambahkan keduanya; tandai perkiraan bila belum ada keputusannya."
    ),
    e.SchemaOutdated: (
        "Skema basis data {found} lebih lama dari yang diperlukan, {needed}: buat cadangan, "
        "lalu jalankan `python -m lkj migrate`."
    ),
    e.SchemaNewer: (
        "Basis data ini ditulis oleh versi aplikasi yang lebih baru: skemanya {found}, versi "
        "ini mengenal sampai {needed}. Tidak ada yang diubah. Jalankan versi yang baru itu, "
        "atau pulihkan salinan yang dibuat sebelum pembaruan."
    ),
    e.SchemaForeign: "Basis data ini milik program lain. Tidak ada yang diubah.",
    e.SchemaIncomplete: (
        "Basis data ini tidak memuat {tables} yang seharusnya ada pada skemanya. Tidak ada "
        "yang diubah; pulihkan cadangan terakhir."
    ),
    e.NoRoomToUpgrade: (
        "Pembaruan basis data perlu {needed} MB kosong untuk salinannya, yang ada {free} MB. "
        "Tidak ada yang diubah: kosongkan tempat di disknya, lalu jalankan lagi."
    ),
    e.DatabaseNotEmpty: "Basis data ini sudah berisi data.",
    e.ChainBroken: "Rantai riwayat rusak: {table} nomor {no} ({problem}).",
    e.SnapshotDamaged: "Potret satuan kerja di {path} tidak dapat dipakai: {problem}.",
    e.BackupInvalid: "Salinan {path} tidak lolos pemeriksaan: {problem}.",
    e.StorageFailed: (
        "Belum tersimpan: penyimpanan bermasalah ({problem}). Isian Anda tetap di layar; "
        "hubungi administrator."
    ),
}


def error_text(error: e.LkjError, *, zone: tzinfo, sop: Sop | None = None) -> str:
    """The sentence for an error, with its facts in words; ids are named by the SOP."""
    template = next(ERROR_TEXT[kind] for kind in type(error).__mro__ if kind in ERROR_TEXT)
    facts = {
        name: _store_word(value) if name in _STORE_FACTS else _show(value, zone, sop)
        for name, value in error.facts.items()
    }
    if isinstance(error, e.ProviderRefused | e.ProviderUnavailable):
        facts["problem"] = sign_in_words.problem_words(error.facts.get("problem"))
    if isinstance(error, e.SignatureUnconfirmed):
        way = str(error.facts.get("way"))
        facts["way"] = sign_in_words.CONFIRM_BY.get(way, words.MISSING)
    if isinstance(error, e.DataMissing | e.CellsRefused):  # sixty names would fill a screen
        facts |= {
            name: unit_data_words.some_names(value)
            for name, value in error.facts.items()
            if name in _CELL_FACTS and isinstance(value, tuple)
        }
    return template.format_map(_Known(facts))


class _Known(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return words.MISSING


_STORE_FACTS = frozenset({"problem", "table"})
_CELL_FACTS = frozenset({"missing", "cells"})


def _store_word(code: object) -> str:
    known = words.STORE | document_words.PROBLEM | unit_data_words.PROBLEM
    return known.get(str(code), str(code))


def _show(value: object, zone: tzinfo, sop: Sop | None) -> str:
    match value:
        case None | "" | () | []:
            shown = words.MISSING
        case Moment():
            shown = short_moment(value, zone)
        case datetime():
            shown = short_datetime(value, zone)
        case Permission():
            shown = words.PERMISSION[value]
        case str():
            shown = _name(value, sop)
        case tuple() | list():
            shown = ", ".join(_show(item, zone, sop) for item in value)
        case _:
            shown = str(value)
    return shown


def _name(code: str, sop: Sop | None) -> str:
    if sop is None:
        return code
    names = {role.id: role.name for role in sop.roles}
    names |= {step.id: f"{step.number} ({step.short_name})" for step in sop.steps}
    return names.get(code, code)
