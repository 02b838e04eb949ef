import pytest

from lkj.domain.log_map import ActKind
from lkj.domain.log_words import ActivityWords, guess_columns, read_activity, safe_id


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Draft REJECTED by CHIEF", ActivityWords("Draft", ActKind.REJECTED, "CHIEF")),
        ("Konsep ditolak oleh Kasubbag", ActivityWords("Konsep", ActKind.REJECTED, "Kasubbag")),
        ("Draft FINAL_APPROVED by HEAD", ActivityWords("Draft", ActKind.APPROVED, "HEAD")),
        ("Draft SUBMITTED by STAFF", ActivityWords("Draft", ActKind.SUBMITTED, "STAFF")),
        ("disetujui oleh Kepala", ActivityWords("", ActKind.APPROVED, "Kepala")),
        (" Bayar ", ActivityWords("", ActKind.SUBMITTED, "")),
        ("Stand by", ActivityWords("", ActKind.SUBMITTED, "")),
        ("", ActivityWords("", ActKind.SUBMITTED, "")),
    ],
)
def test_a_name_tells_what_was_done_and_by_whom(name: str, words: ActivityWords) -> None:
    assert read_activity(name) == words


def test_columns_are_known_by_the_names_of_usual_tools() -> None:
    names = ["org:resource", "time:timestamp", "concept:name", "case:concept:name", "org:role"]

    assert guess_columns(names) == {
        "case": "case:concept:name",
        "activity": "concept:name",
        "finished": "time:timestamp",
        "person": "org:resource",
        "role": "org:role",
    }


def test_a_column_is_guessed_for_one_field_only() -> None:
    assert guess_columns([" Laporan ", "KEGIATAN", "Selesai", "Mulai", "selesai"]) == {
        "case": " Laporan ",
        "activity": "KEGIATAN",
        "finished": "Selesai",
        "started": "Mulai",
    }
    assert guess_columns([]) == {}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("BUDGET OWNER", "budget-owner"),
        ("Sekretaris / Kasubbag.", "sekretaris-kasubbag"),
        ("Réviu", "reviu"),
        ("PRE_APPROVER", "pre_approver"),
        ("?!", "lain"),
        ("selesai", "selesai-2"),
    ],
)
def test_any_text_becomes_an_id(text: str, words: str) -> None:
    assert safe_id(text) == words


def test_an_id_that_is_taken_gets_a_number() -> None:
    assert safe_id("A b", ["a-b", "a-b-2"]) == "a-b-3"


def test_texts_that_differ_in_what_an_id_cannot_hold_differ_in_their_ids() -> None:
    long = "sangat " * 20
    texts = ["財務", "人事", "Tim 財務", "Tim 人事", f"{long}satu", f"{long}dua"]

    ids = [safe_id(text) for text in texts]

    assert len(set(ids)) == len(texts)
    assert max(map(len, ids)) <= 64
    assert ids[2].startswith("tim-")
