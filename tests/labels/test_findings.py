import pytest

from lkj.labels.findings import paper_saved, status_finding, status_subtitle

LATE = "2 laporan melewati tenggat, 3 lainnya sedang berjalan"
RUNNING = "1 laporan sedang berjalan, belum ada yang melewati tenggat"


@pytest.mark.parametrize(
    ("counts", "sentence"),  # late, running, not registered, in all, without deadline
    [
        ((0, 0, 0, 0, 0), "Belum ada laporan."),
        ((0, 0, 0, 5, 0), "Semua 5 laporan telah selesai"),
        ((0, 0, 2, 5, 0), "Tidak ada laporan yang berjalan, 2 belum didaftarkan"),
        ((0, 1, 2, 5, 0), RUNNING),
        ((0, 1, 0, 1, 1), f"{RUNNING}; tenggat 1 laporan belum diisi"),
        ((2, 3, 0, 5, 0), LATE),
        ((2, 3, 1, 9, 4), f"{LATE}; tenggat 4 laporan belum diisi"),
        ((1, 0, 0, 5, 0), "1 laporan melewati tenggat, 0 lainnya sedang berjalan"),
    ],
)
def test_the_status_is_one_sentence(counts: tuple[int, ...], sentence: str) -> None:
    names = ("n_late", "n_running", "n_unregistered", "n_total", "n_undated")

    assert status_finding(**dict(zip(names, counts, strict=True))) == sentence


def test_the_subtitle_names_population_and_moment() -> None:
    subtitle = status_subtitle(
        n_planned=5, n_unregistered=2, as_of="Senin, 23 November 2026 pukul 09.15 WIB"
    )

    assert subtitle == (
        "5 laporan direncanakan, 2 belum didaftarkan · "
        "keadaan per Senin, 23 November 2026 pukul 09.15 WIB"
    )


@pytest.mark.parametrize(
    ("n", "first", "last", "without", "sentence"),
    [
        (
            9,
            101,
            109,
            5,
            "9 langkah dicatat (no. 101–109). 5 tanpa jam: dihitung dalam lama penyelesaian, "
            "tidak dinilai terhadap mutu baku waktu.",
        ),
        (2, 7, 8, 0, "2 langkah dicatat (no. 7–8)."),
        (1, 7, 7, 0, "1 langkah dicatat (no. 7)."),
    ],
)
def test_what_was_saved_from_paper_is_told_with_its_numbers(
    n: int, first: int, last: int, without: int, sentence: str
) -> None:
    assert paper_saved(n=n, first=first, last=last, n_without_hours=without) == sentence
