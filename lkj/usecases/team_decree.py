"""SK Tim: the draft of a keputusan with its annex of members."""

from collections.abc import Iterator, Mapping

from lkj.documents.content import Content, Value
from lkj.domain.letterhead import YEAR, filled
from lkj.labels import naskah_words as words
from lkj.usecases.naskah_frame import Desk, Made
from lkj.usecases.reports import ReportView

MOST_MEMBERS = 200
LONGEST_LINE = 300
_ORDINALS = ("SATU", "DUA", "TIGA", "EMPAT", "LIMA", "ENAM", "TUJUH", "DELAPAN", "SEMBILAN")
_PARTS = 3


def team_decree(query: Mapping[str, str], view: ReportView, desk: Desk) -> Made:
    """The SK of the team of one report.

    `anggota` holds typed members, one a line, `nama | jabatan | kedudukan`; without it, those
    who hold the SOP's roles today.
    """
    said = desk.letterhead.decree
    facts = {YEAR: str(view.facts.get("fiscal_year") or "…")}
    signing = _signing_role(view)
    title = desk.letterhead.titles.get(signing) or view.sop.role(signing).name
    typed = [line for line in query.get("anggota", "").splitlines() if line.strip()]
    body: Content = {
        "pejabat": title.upper(),
        "nomor": words.NUMBER_PLACE,
        "tentang": filled(said.about, facts),
        "menimbang": [filled(one, facts) for one in said.considering],
        "mengingat": list[Value](view.sop.identity.legal_basis),
        "diktum": [
            {"nama": _clause(place), "isi": filled(one, facts)}
            for place, one in enumerate(said.clauses)
        ],
        "tempat": desk.letterhead.city,
        "penandatangan": {"jabatan": title, "nama": _plain_holder(signing, desk)},
        "tembusan": list[Value](said.copies),
        "anggota": list[Value](
            (_typed(line) for line in typed[:MOST_MEMBERS]) if typed else _holders(view, desk)
        ),
    }
    return Made(
        title=words.DECREE,
        body=body,
        subject=view.report_id,
        file_name=f"sk-tim-{view.report_id[:8]}",
        mark=words.DRAFT,
        is_checked=said.is_checked,
    )


def _clause(place: int) -> str:
    """KESATU, KEDUA, …; a number where words end."""
    return f"KE{_ORDINALS[place]}" if place < len(_ORDINALS) else f"KE-{place + 1}"


def _signing_role(view: ReportView) -> str:
    """The highest role: who has no superior."""
    return next((role.id for role in view.sop.roles if not role.superior), view.sop.roles[0].id)


def _typed(line: str) -> dict[str, Value]:
    parts = [part.strip() for part in line[:LONGEST_LINE].split("|", _PARTS - 1)]
    name, title, position = (*parts, "", "")[:_PARTS]
    return {"nama": name, "jabatan": title, "kedudukan": position}


def _holders(view: ReportView, desk: Desk) -> Iterator[dict[str, Value]]:
    for role in view.sop.roles:
        for person_id in _persons_of(role.id, desk):
            person = desk.person(person_id)
            yield {
                "nama": desk.letterhead.plain_name(person.name, person.nip),
                "jabatan": person.title or role.name,
                "kedudukan": desk.letterhead.decree.positions.get(role.id, ""),
            }


def _persons_of(role: str, desk: Desk) -> list[str]:
    """Active persons who hold a role today, each once."""
    today = desk.now.astimezone(desk.office.zone).date()
    held = (a for a in desk.assignments if a.is_valid_on(today) and a.role == role)
    return [
        one for one in dict.fromkeys(a.person_id for a in held) if desk.person(one).is_active
    ]


def _plain_holder(role: str, desk: Desk) -> str:
    """The one who signs, without gelar; "" where nobody or more than one holds the role."""
    held = _persons_of(role, desk)
    person = desk.person(held[0] if len(held) == 1 else None)
    return desk.letterhead.plain_name(person.name, person.nip).upper()
