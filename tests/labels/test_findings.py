from datetime import date

import pytest

from lkj.labels.findings import (
    causes_finding,
    completeness,
    of_how_many,
    paper_saved,
    period_words,
    returns_finding,
    returns_subtitle,
    status_finding,
    status_subtitle,
    time_finding,
    time_subtitle,
)

LATE = "2 laporan melewati tenggat, 3 lainnya sedang berjalan"
RUNNING = "1 laporan sedang berjalan, belum ada yang melewati tenggat"


@pytest.mark.parametrize(
    ("counts", "sentence"),  # late, running, not registered, in all, without deadline
    [
        ((0, 0, 0, 0, 0), "Belum ada laporan."),
        ((0, 0, 0, 5, 0), "Semua 5 laporan telah selesai"),
        ((0, 0, 0, 1, 0), "Satu-satunya laporan telah selesai"),
        ((0, 0, 0, 13335, 0), "Semua 13.335 laporan telah selesai"),
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


@pytest.mark.parametrize(
    ("n", "n_known", "worst", "sentence"),
    [
        (9, 2, None, "Waktu pengerjaan baru diketahui pada 2 dari 9 pelaksanaan: belum cukup"),
        (36_072, 0, None, "Waktu pengerjaan baru diketahui pada 0 dari 36.072 pelaksanaan: "),
        (9, 3, None, "Tidak ada yang melewati mutu baku waktu pada 3 pelaksanaan yang"),
        (9, 8, (3, 4, 5), "Langkah 3 melewati mutu baku waktu pada 4 dari 5 pelaksanaan"),
        (9, 2, (3, 2, 2), "Waktu pengerjaan baru diketahui pada 2 dari 9 pelaksanaan: belum"),
    ],
)
def test_working_minutes_speak_only_where_enough_are_known(
    n: int, n_known: int, worst: tuple[int, int, int] | None, sentence: str
) -> None:
    assert time_finding(n=n, n_known=n_known, worst=worst).startswith(sentence)


def test_returns_are_counted_of_the_reviews() -> None:
    some = "Konsep dikembalikan 3 kali dari 11 pemeriksaan"
    assert returns_finding(n=11, n_rejections=3) == some
    assert returns_finding(n=11, n_rejections=0) == "Tidak ada pengembalian dari 11 pemeriksaan"


def test_a_percentage_with_its_interval_needs_ten() -> None:
    assert of_how_many(8, 9, 0.56, 0.98) == "8 dari 9"
    assert of_how_many(3, 10, 0.1078, 0.6032) == "3 dari 10 (30%; 11%–60%)"
    assert of_how_many(0, 0, float("nan"), float("nan")) == "0 dari 0"


def test_subtitles_name_period_unknowns_and_moment() -> None:
    moment = "Senin, 23 November 2026 pukul 09.15 WIB"

    time = time_subtitle(period="sejak awal pencatatan", n_unknown=7, as_of=moment)
    returns = returns_subtitle(
        reviewers=["Sekretaris (langkah 5)"], period="sejak awal pencatatan", as_of=moment
    )

    assert time == (
        "Menit kerja tiap pelaksanaan yang selesai sejak awal pencatatan · 7 tanpa waktu "
        f"pengerjaan · garis = mutu baku waktu · keadaan per {moment}"
    )
    assert returns == (
        "Menurut pemeriksa: Sekretaris (langkah 5) · sejak awal pencatatan · "
        f"keadaan per {moment}"
    )


def test_completeness_says_how_much_is_known() -> None:
    assert completeness(n=28, n_known=21) == (
        "Kelengkapan pencatatan: waktu pengerjaan diketahui pada 21 dari 28 pelaksanaan"
    )


@pytest.mark.parametrize(
    ("n_over", "n_unexplained", "said"),
    [
        (0, 0, "Tidak ada pelaksanaan yang diketahui melewati mutu baku waktu"),
        (8, 0, "8 pelaksanaan melewati mutu baku waktu, semuanya sudah diberi penyebab"),
        (8, 6, "8 pelaksanaan melewati mutu baku waktu, 6 belum diberi penyebab"),
    ],
)
def test_causes_say_of_how_many_nobody_has_said_why(
    n_over: int, n_unexplained: int, said: str
) -> None:
    assert causes_finding(n_over=n_over, n_unexplained=n_unexplained) == said


def test_a_period_is_told_by_the_ends_that_it_has() -> None:
    first, last = date(2026, 1, 1), date(2026, 6, 30)

    assert period_words(first, last) == "Kam, 1 Jan 2026 sampai Sel, 30 Jun 2026"
    assert period_words(first, None) == "sejak Kam, 1 Jan 2026"
    assert period_words(None, last) == "sampai Sel, 30 Jun 2026"
    assert period_words(None, None) == "sejak awal pencatatan"
