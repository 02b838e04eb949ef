"""The sentences of Tabel 7, with figures typed by hand."""

from lkj.domain.table7 import Assessment, Difference, Figures, Semester, StepFigures
from lkj.labels import table7_words as words

FEW = Figures(n=6, n_known=4, n_within=3, n_over=1, n_unknown=1, n_forgotten=1)
MANY = Figures(
    n=13,
    n_known=10,
    n_within=8,
    n_over=2,
    n_unknown=3,
    n_reviewed=5,
    n_returned=2,
    within_rate_low=0.4902,
    within_rate_high=0.9433,
    causes=(("meeting", 1), ("", 1)),
)


def test_semesters_are_named_in_roman() -> None:
    assert words.semester_name(Semester(2026, 1)) == "Semester I Tahun 2026"
    assert words.semester_name(Semester(2025, 2)) == "Semester II Tahun 2025"


def test_too_few_known_passes_leave_the_decision_to_the_assessor() -> None:
    said = "Belum cukup data (4 pelaksanaan); penilai memutuskan."

    assert words.assessment_text(None, FEW) == said
    assert words.reason_of_proposal(FEW, threshold=80) == said
    assert words.assessment_text(None, None) == "–"
    assert words.assessment_text(Assessment.NOT_WELL, FEW) == "Tidak berjalan dengan baik"


def test_a_percentage_comes_with_its_interval_and_only_from_ten_on() -> None:
    assert words.kept(FEW) == "3 dari 4"
    assert words.kept(MANY) == "8 dari 10 (80%; 49%–94%)"
    assert words.kept(Figures()) == "–"


def test_the_proposed_note_holds_the_figures_line_by_line() -> None:
    slow = StepFigures(
        step="s3",
        number=3,
        name="Kumpulkan data",
        standard_minutes=60,
        figures=Figures(n=5, n_known=5, n_within=1, n_over=4),
    )

    assert words.proposed_note(MANY, threshold=80, steps=[slow]).split("\n") == [
        "8 dari 10 (80%; 49%–94%) pelaksanaan yang diketahui waktunya sesuai mutu baku waktu.",
        "3 tanpa waktu pengerjaan, tidak dinilai.",
        "2 pengembalian dari 5 pemeriksaan.",
        "Penyebab: rapat 1, belum diberi penyebab 1.",
        "Di bawah batas: langkah 3 (1 dari 5).",
    ]
    assert words.proposed_note(FEW, threshold=80).split("\n")[1:] == [
        "1 tanpa waktu pengerjaan, 1 lupa dicatat, tidak dinilai."
    ]
    assert words.proposed_note(Figures(), threshold=80) == words.NOTHING_FINISHED
    nothing_known = Figures(n=2, n_unknown=2, n_reviewed=1)
    assert words.proposed_note(nothing_known, threshold=80).split("\n") == [
        "Waktu pengerjaan tidak diketahui pada 2 pelaksanaan.",
        "Tidak ada pengembalian dari 1 pemeriksaan.",
    ]


def test_the_annex_shows_dashes_where_nothing_is_known() -> None:
    step = StepFigures(
        step="s1", number=1, name="Terima", standard_minutes=None, figures=Figures(n=1)
    )

    assert words.step_cells(step) == (
        "1. Terima", "beberapa", "1", "–", "–", "0", "–", "–", "–", "–",
    )  # fmt: skip
    assert len(words.ANNEX_HEADINGS) == 10


def test_an_open_sheet_says_who_filled_in_what() -> None:
    said = words.draft_finding(n_assessed=1, n_proposed=2, n_open=3)

    assert (
        said == "Konsep: 6 baris, 1 dinilai penilai, 2 menurut usulan sistem, 3 belum dinilai"
    )


def test_changes_are_told_step_by_step() -> None:
    changes = [
        Difference("lkj", "s2", 2, "n_over", 0, 1),
        Difference("lkj", "s2", 2, "p50_minutes", None, 90.0),
        Difference("lkj", "s3", 3, "causes", (("", 1),), (("meeting", 1),)),
    ]

    assert words.change_sentences(changes) == [
        "Langkah 2: melewati 0 → 1; median – → 90 menit.",
        "Langkah 3: penyebab belum diberi penyebab 1 → rapat 1.",
    ]
