import pandas as pd

from lkj.analytics.sop_outline import OutlinedStep, outline
from tests.analytics.small_cases import WHO, read

HEADINGS = "no apa kapan siapa peran"


def ids(*records: str) -> list[str]:
    return [step.id for step in outline(read(*records).events)]


def test_steps_are_told_with_their_activities_roles_and_returns() -> None:
    log = read(
        "A | Kirim | 8 | Ani | Tim",
        "A | Tolak | 9 | Budi | Kepala",
        "A | Kirim | 10 | Ani | Tim",
        "A | Setuju | 11 | Budi | Kepala",
        "A | Arsip | 12 | Ani | Tim",
        "B | Kirim | 8 | Ani | Tim",
        "B | Telepon | 8:30 | Ani | Tim",
        "B | Setuju | 9 | Cici | ",
        columns=WHO,
        headings=HEADINGS,
    )

    assert outline(log.events) == (
        OutlinedStep("kirim", ("Kirim",), ("tim",), False, "", 2),
        OutlinedStep("reviu", ("Setuju", "Tolak"), ("kepala", ""), True, "kirim", 2),
        OutlinedStep("arsip", ("Arsip",), ("tim",), False, "", 1),
    )


def test_steps_stand_by_their_mean_place_when_first_passed() -> None:
    # Arsip at 0, 2, 2; Setuju at 1, 1, 1; Kirim at 2, 0, 0: ties by id.
    assert ids(
        "A | Arsip | 8", "A | Setuju | 9", "A | Kirim | 10",
        "B | Kirim | 8", "B | Setuju | 9", "B | Arsip | 10",
        "C | Kirim | 8", "C | Setuju | 9", "C | Arsip | 10", "C | Setuju | 11",
    ) == ["kirim", "reviu", "arsip"]  # fmt: skip
    assert ids("A | Kirim | 8", "B | Arsip | 8") == ["arsip", "kirim"]


def test_a_step_that_returns_is_not_the_first_where_another_can_be() -> None:
    records = ("A | Tolak | 8", "A | Kirim | 9", "A | Setuju | 10")

    first, second = outline(read(*records).events)

    assert (first.id, first.returns_to) == ("kirim", "")
    assert (second.id, second.returns_to) == ("reviu", "kirim")


def test_a_log_that_only_returns_has_a_first_step_that_returns_nothing() -> None:
    (step,) = outline(read("A | Tolak | 8").events)

    assert (step.id, step.is_review, step.returns_to) == ("reviu", True, "")


def test_returns_that_nothing_follows_lead_to_the_step_before() -> None:
    steps = outline(read("A | Kirim | 8", "A | Tolak | 9").events)

    assert [step.returns_to for step in steps] == ["", "kirim"]


def test_a_return_that_a_later_step_follows_leads_to_an_earlier_one() -> None:
    steps = outline(
        read("A | Kirim | 8", "A | Tolak | 9", "A | Arsip | 10", "B | Tolak | 8").events
    )

    assert [(step.id, step.returns_to) for step in steps] == [
        ("kirim", ""),
        ("reviu", "kirim"),
        ("arsip", ""),
    ]


def test_a_log_without_moves_outlines_nothing() -> None:
    assert outline(read().events) == ()
    assert outline(read("A | Telepon | 9").events) == ()


def test_the_order_of_other_cases_changes_nothing() -> None:
    events = read("A | Kirim | 8", "A | Tolak | 9", "B | Kirim | 8", "B | Arsip | 9").events
    turned = pd.concat([events[events["report_id"] == case] for case in ("B", "A")])

    assert outline(turned.reset_index(drop=True)) == outline(events)
