"""Step visits of small stories, counted by hand. The week begins Monday, 2 March 2026."""

from datetime import timedelta

from lkj.domain.commands import Cause
from lkj.domain.events import EventKind, Source
from tests.analytics.small_visits import FRIDAY, at, column, first_two, visits_of
from tests.support.story import Story
from tests.support.times import ZONE


def test_a_registration_opens_the_first_step() -> None:
    visits = visits_of(Story().register(at="2026-03-02 08:00").events(), "2026-03-03 08:00")

    assert column(visits, "step") == ["terima-disposisi"]
    assert column(visits, "visit") == [1]
    assert column(visits, "entered_at") == [at("2026-03-02 08:00")]
    assert column(visits, "age_minutes") == [450]
    assert column(visits, "standard_minutes") == [10]
    for name in ("outcome", "actor", "left_at", "started_at", "lead_minutes", "clock_quality"):
        assert column(visits, name) == [None]


def test_a_move_closes_a_visit_and_opens_the_next_at_the_same_instant() -> None:
    visits = visits_of(first_two().events())

    assert column(visits, "step") == ["terima-disposisi", "bentuk-tim"]
    assert column(visits, "left_at") == [at("2026-03-02 09:00"), None]
    assert column(visits, "entered_at")[1] == at("2026-03-02 09:00")
    assert column(visits, "outcome") == ["submitted", None]
    assert column(visits, "actor") == ["sekretaris", None]
    assert column(visits, "lead_minutes") == [60, None]
    assert column(visits, "closing_no") == [2, None]


def test_a_start_divides_waiting_from_processing() -> None:
    story = first_two().start(at="2026-03-02 11:30").submit(at="2026-03-02 13:15")
    visits = visits_of(story.events())

    assert column(visits, "waiting_minutes")[1] == 150
    assert column(visits, "processing_minutes")[1] == 45  # the rest hour is not work
    assert column(visits, "clock_quality")[:2] == ["bounded", "measured"]


def test_a_start_told_with_the_move_counts_where_none_was_recorded() -> None:
    visits = visits_of(first_two(at="2026-03-02 10:00", started="2026-03-02 09:40").events())

    assert column(visits, "processing_minutes")[1] == 20
    assert column(visits, "clock_quality")[1] == "measured"


def test_declared_effort_outranks_the_clock() -> None:
    story = first_two().start(at="2026-03-02 09:30")
    visits = visits_of(story.submit(at="2026-03-03 09:30", effort_minutes=25).events())

    assert column(visits, "processing_minutes")[1] == 25
    assert column(visits, "lead_minutes")[1] == 480
    assert column(visits, "clock_quality")[1] == "declared"


def test_seconds_do_not_count_because_times_are_shown_in_minutes() -> None:
    story = Story().register(at="2026-03-02 08:00:59").start(at="2026-03-02 08:05:50")
    visits = visits_of(story.submit(at="2026-03-02 08:05:10").events())

    assert column(visits, "waiting_minutes")[0] == 5
    assert column(visits, "processing_minutes")[0] == 0
    assert column(visits, "clock_quality")[0] == "measured"


def test_every_pass_is_a_visit_of_its_own() -> None:
    story = Story().register().until("periksa-kasubbag").reject().go().go()
    visits = visits_of(story.events(), "2026-03-20 08:00")

    assert list(zip(column(visits, "step"), column(visits, "visit"), strict=True))[2:] == [
        ("kumpulkan-data", 1),
        ("periksa-kasubbag", 1),
        ("kumpulkan-data", 2),
        ("periksa-kasubbag", 2),
        ("periksa-sekretaris", 1),
    ]
    assert column(visits, "outcome")[3] == "rejected"
    assert column(visits, "reasons")[3] == "data_belum_lengkap"


def test_a_start_belongs_to_its_own_pass() -> None:
    """Pairing by the nearest start gives the pass that was never started minus 120 minutes."""
    story = first_two().start(at="2026-03-02 11:00").submit(at="2026-03-02 11:30").start()
    story.submit(at="2026-03-02 14:30").reject(at="2026-03-02 15:00")
    visits = visits_of(story.submit(at="2026-03-02 15:30").events())

    assert column(visits, "started_at")[3:5] == [None, None]
    assert column(visits, "processing_minutes")[3:5] == [None, None]


def test_as_of_shows_the_past() -> None:
    events = Story().register().until("tanda-tangan").events()
    approved = next(e.occurred_at for e in events if e.kind is EventKind.APPROVED)
    minute_before = approved.astimezone(ZONE) - timedelta(minutes=1)
    visits = visits_of(events, f"{minute_before:%Y-%m-%d %H:%M}")

    assert column(visits, "step")[-1] == "periksa-kasubbag"
    assert column(visits, "outcome")[-1] is None


def test_a_report_received_later_is_not_there_yet() -> None:
    assert visits_of(first_two().events(), "2026-03-01 08:00").empty


def test_a_cancelled_visit_has_no_minutes() -> None:
    visits = visits_of(first_two().cancel(at="2026-03-02 10:00").events())

    assert column(visits, "outcome") == ["submitted", "cancelled"]
    assert column(visits, "left_at")[1] == at("2026-03-02 10:00")
    for name in ("waiting", "processing", "lead", "age"):
        assert column(visits, f"{name}_minutes")[1] is None
    assert column(visits, "clock_quality")[1] is None


def test_a_cause_is_attached_to_its_visit() -> None:
    story = first_two(at="2026-03-02 10:00").give_cause(Cause.MEETING)
    visits = visits_of(story.give_cause(Cause.OUT_OF_OFFICE).events())

    assert column(visits, "cause") == [None, "out_of_office", None]


def test_dates_without_hours_give_whole_days() -> None:
    story = first_two(at="2026-03-04", source=Source.PAPER)
    visits = visits_of(story.submit(at="2026-03-05 09:00", source=Source.PAPER).events())

    assert column(visits, "left_precision")[1] == "date"
    assert column(visits, "clock_quality")[:3] == ["bounded", "date_only", "date_only"]
    assert column(visits, "lead_minutes")[:3] == [60, 360 + 450, 450 + 90]
    assert column(visits, "processing_minutes")[1] is None


def test_a_date_stands_at_the_latest_act_of_its_day() -> None:
    story = first_two(at="2026-03-02", source=Source.PAPER)
    visits = visits_of(
        story.start(at="2026-03-02 11:00").submit(at="2026-03-02 11:30").events()
    )

    assert column(visits, "left_at")[1] == at("2026-03-02 09:00")
    assert column(visits, "lead_minutes")[:3] == [60, 0, 150]


def test_dates_with_declared_effort_are_declared() -> None:
    visits = visits_of(
        first_two(at="2026-03-04", effort_minutes=30, source=Source.PAPER).events()
    )

    assert column(visits, "processing_minutes")[1] == 30
    assert column(visits, "clock_quality")[1] == "declared"


def test_contradicting_paper_times_give_no_minutes() -> None:
    options = {"source": Source.PAPER, "time_conflict": "tertulis begitu di Buku Agenda"}
    story = first_two(at="2026-03-02 08:30", effort_minutes=5, recorded=FRIDAY, **options)
    visits = visits_of(story.events(), FRIDAY)

    assert column(visits, "clock_quality")[1] == "invalid"
    for name in ("waiting", "processing", "lead"):
        assert column(visits, f"{name}_minutes")[1] is None
