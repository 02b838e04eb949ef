"""Versions of documents: who adds them, what a decision was shown, what stays of each."""

from dataclasses import replace

import pytest

from lkj.domain import commands as c
from lkj.domain.attachments import draft_holders
from lkj.domain.document_kinds import DocumentKind
from lkj.domain.documents import DocumentFormat, StoredFile, digest_of
from lkj.domain.events import EventKind, Source
from lkj.domain.state import ReportState, evolve, payload_of
from lkj.errors import NotPermitted, NotTheHolder, ReportFinished, StaleDraft, StepUnknown
from tests.support.story import How, Story, an_event

S, K, T, H = "sekretaris", "kasubbag_renja_monev", "tim_lkj", "kepala_satuan"
DPA = DocumentKind("dpa", "DPA", ("DPA",))
DRAFT = DocumentKind("konsep-lkj", "Konsep LKj", ("Konsep LKj",), is_draft=True)
FILE = StoredFile(sha256="ab" * 32, name="konsep.pdf", size=7, format=DocumentFormat.PDF)
OTHER = replace(FILE, sha256="cd" * 32)


def attach(story: Story, by: str, kind: DocumentKind = DRAFT, **facts: object) -> Story:
    facts = facts or {"file": FILE}
    return story.do(c.Attach(kind=kind, **facts), How(by=by), (by,))


def at_review() -> Story:
    """Step 4 waits for Kasubbag, who was given version 1 of the draft by the Tim."""
    story = Story().register().submit().submit().start()
    return attach(story, T).submit(shown=FILE.sha256)


def test_a_version_is_kept_with_its_file_and_moves_nothing() -> None:
    story = attach(Story().register(), S, DPA, file=FILE, step="terima-disposisi", note="asli")

    version = story.state.documents[0]
    assert (version.document, version.name, version.number) == ("dpa", "DPA", 1)
    assert (version.file, version.place, version.sha256) == (FILE, "", FILE.sha256)
    assert (version.actor, version.event_no, version.is_draft) == (S, 2, False)
    assert (story.last.kind, story.last.step) == (EventKind.ATTACHED, "terima-disposisi")
    assert (story.last.role, story.last.note) == (S, "asli")
    assert story.state.open_visit == Story().register().state.open_visit
    assert story.state.draft is None


def test_a_document_may_be_a_place() -> None:
    story = attach(Story().register(), S, DPA, place="Asli di map LKj 2026")

    version = story.state.documents[0]
    assert (version.file, version.place) == (None, "Asli di map LKj 2026")
    assert version.sha256 == digest_of("Asli di map LKj 2026")


def test_every_version_stays_and_each_document_counts_its_own() -> None:
    story = attach(attach(Story().register(), S, DPA), S, DPA, file=OTHER)
    story = attach(story, K, replace(DPA, id="disposisi", name="Disposisi"))

    assert [(v.document, v.number) for v in story.state.documents] == [
        ("dpa", 1),
        ("dpa", 2),
        ("disposisi", 1),
    ]
    assert [v.file for v in story.state.documents] == [FILE, OTHER, FILE]


def test_the_draft_is_added_only_by_who_holds_the_open_step() -> None:
    story = at_review()

    for other in (S, T, H):
        with pytest.raises(NotTheHolder) as refusal:
            attach(story, other)
        assert refusal.value.facts == {"needed": (K,)}
    assert draft_holders(story.state, story.sop) == (K,)
    assert attach(story, K, file=OTHER).state.draft.number == 2


def test_nobody_holds_a_finished_report_and_other_documents_still_come() -> None:
    story = Story().register().until(None)

    assert draft_holders(story.state, story.sop) == ()
    with pytest.raises(NotTheHolder):
        attach(story, S)
    assert attach(story, T, DPA).state.documents[0].number == 1


def test_petugas_monev_attaches_what_is_no_draft() -> None:
    assert attach(Story().register(), "monev", DPA).last.role is None
    with pytest.raises(NotTheHolder):
        attach(Story().register(), "monev")


def test_without_the_right_nothing_is_attached() -> None:
    story = Story().register()

    with pytest.raises(NotPermitted):
        story.do(c.Attach(kind=DPA, file=FILE), How(by="administrator"), ("administrator",))


def test_a_cancelled_report_takes_no_documents() -> None:
    story = Story().register().cancel()

    with pytest.raises(ReportFinished):
        attach(story, S, DPA)


def test_a_document_belongs_to_a_step_of_the_sop() -> None:
    with pytest.raises(StepUnknown):
        attach(Story().register(), S, DPA, file=FILE, step="langkah-99")


def test_a_decision_says_which_version_was_shown() -> None:
    story = at_review().approve(shown=FILE.sha256)

    assert payload_of(story.last)["shown"] == {
        "document": "Konsep LKj",
        "version": 1,
        "sha256": FILE.sha256,
    }


@pytest.mark.parametrize("shown", ["", OTHER.sha256])
@pytest.mark.parametrize("act", ["approve", "reject"])
def test_a_decision_on_another_version_is_refused(act: str, shown: str) -> None:
    story = at_review()

    with pytest.raises(StaleDraft) as refusal:
        getattr(story, act)(shown=shown)
    facts = refusal.value.facts
    assert (facts["document"], facts["number"], facts["who"]) == ("Konsep LKj", 1, T)


def test_a_new_version_stales_what_was_shown_and_no_paraf_covers_it() -> None:
    story = attach(at_review(), K, file=OTHER)
    with pytest.raises(StaleDraft):
        story.approve(shown=FILE.sha256)

    story = story.approve(shown=OTHER.sha256)
    attach(story, S, file=FILE)

    approval = next(e for e in story.events() if e.kind is EventKind.APPROVED)
    assert payload_of(approval)["shown"]["version"] == 2
    assert story.state.draft.number == 3


def test_a_decision_from_paper_claims_no_shown_version() -> None:
    story = at_review().approve(source=Source.PAPER)

    assert "shown" not in payload_of(story.last)


def test_without_a_draft_a_decision_says_nothing_of_one() -> None:
    assert "shown" not in payload_of(Story().register().submit().last)


@pytest.mark.parametrize(
    "payload",
    [
        "",
        "{}",
        '{"file":{"sha256":"x"}}',
        '{"file":{"format":"exe","name":"","sha256":"","size":1}}',
    ],
)
def test_a_version_that_cannot_be_read_counts_without_a_file(payload: str) -> None:
    event = an_event(kind=EventKind.ATTACHED, payload=payload)

    version = evolve(ReportState(report_id="R1"), event).documents[0]
    assert (version.file, version.number, version.document) == (None, 1, "")
