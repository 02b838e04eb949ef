"""Every refusal of the database, its copies and the disk, as it is read."""

from lkj import errors as e

STORAGE: dict[e.LkjError, str] = {
    e.NoRoomToUpgrade(needed=21, free=20): (
        "Pembaruan basis data perlu 21 MB kosong untuk salinannya, yang ada 20 MB. Tidak ada "
        "yang diubah: kosongkan tempat di disknya, lalu jalankan lagi."
    ),
    e.OfficeUnprepared(code="dinkes", name="Dinas Kesehatan"): (
        "Dinas Kesehatan belum disiapkan di sini. Administrator menyiapkannya dengan "
        "`python -m lkj --satuan dinkes office init`."
    ),
    e.DatabaseNotEmpty(): "Basis data ini sudah berisi data.",
    e.ChainBroken(table="events", no=7, problem="content"): (
        "Rantai riwayat rusak: riwayat nomor 7 (isinya tidak cocok dengan kodenya)."
    ),
    e.BackupInvalid(path="/a/lkj.db", problem="foreign"): (
        "Salinan /a/lkj.db tidak lolos pemeriksaan: bukan basis data aplikasi ini."
    ),
    e.SnapshotDamaged(path="/a/potret/dinkes", problem="format"): (
        "Potret satuan kerja di /a/potret/dinkes tidak dapat dipakai: dibuat versi lain "
        "aplikasi ini."
    ),
    e.StorageFailed(problem="full"): (
        "Belum tersimpan: penyimpanan bermasalah (penuh). Isian Anda tetap di layar; "
        "hubungi administrator."
    ),
}
