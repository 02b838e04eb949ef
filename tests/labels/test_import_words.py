"""Counts of an import are written as everywhere else."""

from lkj.labels.import_words import batch_words, imported_words, preview_words, support_words


def test_thousands_have_their_point() -> None:
    said = [
        batch_words(when="Min", who="Petugas", n_reports=6760, n_passes=36072),
        imported_words(no=7, n_reports=6760, n_passes=36072),
        preview_words(n_reports=6760, n_open=1000, n_persons=1234, n_examples=2000),
        support_words(n_passes=36072, n_lead=6760, n_standard=1000),
    ]

    assert said == [
        "Min oleh Petugas: 6.760 laporan, 36.072 pelaksanaan",
        "Diimpor: 6.760 laporan, 36.072 pelaksanaan (jejak audit no. 7).",
        "6.760 laporan akan dibuat; 1.000 di antaranya belum selesai; 1.234 orang baru tanpa "
        "akun; 2.000 baris contoh dilewati.",
        "36.072 pelaksanaan: 6.760 untuk lama penyelesaian, 1.000 untuk mutu baku waktu",
    ]
