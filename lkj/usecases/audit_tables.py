"""What is read from the events of a report beside its rows: corrections, acts from paper."""

from collections.abc import Iterable, Iterator, Mapping

from lkj.domain.events import Event, EventKind, Source
from lkj.domain.state import payload_of
from lkj.labels import audit_words as words
from lkj.labels.words import EVENT_KIND, PRECISION, SOURCE
from lkj.store.columns import utc_text
from lkj.usecases.reports import ReportView

Row = tuple[object, ...]
_CHANGING = frozenset({EventKind.CORRECTED, EventKind.TAKEN_BACK, EventKind.WITHDRAWN})


def correction_rows(view: ReportView) -> Iterator[Row]:
    """What was corrected, with the value before and after; what was taken back or withdrawn."""
    known: dict[tuple[int | None, str], object] = {}
    for event in view.events:
        if event.kind not in _CHANGING:
            continue
        facts = payload_of(event)
        name = str(facts.get("field", ""))
        key = (event.target_no, name)
        before = known.get(key, _stored(view.event(event.target_no), name))
        known[key] = facts.get("value")
        yield (
            view.title,
            event.no,
            EVENT_KIND[event.kind],
            event.target_no,
            words.FIELD.get(name, name),
            before,
            facts.get("value"),
            str(facts.get("reason") or event.note),
            *_persons(view, event),
            utc_text(event.recorded_at),
        )


def on_behalf_rows(view: ReportView, kept: Mapping[int, str]) -> Iterator[Row]:
    """What was recorded for others from paper or a file; `kept` says where papers lie."""
    answers = {
        event.target_no: words.ANSWER.get(str(payload_of(event).get("answer")), event.note)
        for event in view.events
        if event.kind is EventKind.NOTED and event.target_no
    }
    papers = _papers(view.events, kept)
    for event in view.events:
        if event.source is Source.APP:
            continue
        step = view.sop.step(event.step) if event.step else None
        yield (
            view.title,
            event.no,
            EVENT_KIND[event.kind],
            f"{step.number}. {step.short_name}" if step else "",
            *_persons(view, event),
            SOURCE[event.source],
            event.basis,
            utc_text(event.occurred_at),
            PRECISION[event.time_precision],
            utc_text(event.recorded_at),
            answers.get(event.no, ""),
            "; ".join(papers.get(event.step, ())),
        )


def _stored(target: Event | None, name: str) -> object:
    """The value that a correction found; times as they are stored."""
    value = getattr(target, name, None) if name else None
    return value if value is None or isinstance(value, int) else utc_text(value)


def _persons(view: ReportView, event: Event) -> tuple[str, str]:
    return (
        view.names.get(event.actor, event.actor),
        view.recorders.get(event.recorded_by, event.recorded_by),
    )


def _papers(events: Iterable[Event], kept: Mapping[int, str]) -> dict[str | None, list[str]]:
    found: dict[str | None, list[str]] = {}
    for event in events:
        if event.no in kept:
            found.setdefault(event.step, []).append(kept[event.no])
    return found
