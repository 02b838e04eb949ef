"""What must hold between the parts of an SOP, beyond each value being well written.

The rules see an SOP as far as it could be read: a missing value is an empty text, 0 or an empty
tuple. They skip it, because its reader has noted it already. Places are named in the file's
words.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from lkj.domain.sop import Decision, Reason, Role, RoleId, Route, Sop, Step, StepId
from lkj.domain.toml_fields import Problem, did_you_mean, entry_place, quoted

DECISION_KEYS: Mapping[Decision, str] = {
    Decision.SUBMIT: "serahkan",
    Decision.APPROVE: "setujui",
    Decision.REJECT: "kembalikan",
}
FINISHED = "selesai"

_SAFE_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")

_Place = StepId | None  # None: the end
_Rule = Callable[[Sop], Iterator[Problem]]
_Listed = Sequence[Role | Step | Reason]


def broken_rules(sop: Sop) -> Iterator[Problem]:
    """Every problem of an SOP, in the order of the rules."""
    return chain.from_iterable(rule(sop) for rule in _RULES)


def _lists(sop: Sop) -> dict[str, _Listed]:
    return {"pelaksana": sop.roles, "langkah": sop.steps, "alasan": sop.reasons}


def _step_places(sop: Sop) -> list[tuple[str, Step]]:
    return [(entry_place("langkah", n, step.id), step) for n, step in enumerate(sop.steps, 1)]


def _routes(sop: Sop) -> Iterator[tuple[str, int, Decision, Route]]:
    """Each route with its place and the position of its step, from 0."""
    for position, (place, step) in enumerate(_step_places(sop)):
        for decision, route in step.next.items():
            yield f"{place}.keputusan.{DECISION_KEYS[decision]}", position, decision, route


def _ids_are_safe(sop: Sop) -> Iterator[Problem]:
    for place, entry_id in [("id", sop.id), *_ids(sop)]:
        if entry_id and not _SAFE_ID.fullmatch(entry_id):
            message = (
                f"Id {quoted(entry_id)} hanya boleh memuat huruf kecil a-z, angka, garis "
                "bawah, dan tanda hubung, diawali huruf atau angka, paling panjang 64."
            )
            yield Problem(place, message)
    for place, step in _step_places(sop):
        if step.id == FINISHED:
            yield Problem(f"{place}.id", f"Id {quoted(FINISHED)} disediakan untuk akhir SOP.")


def _ids(sop: Sop) -> Iterator[tuple[str, str]]:
    for name, listed in _lists(sop).items():
        for number, entry in enumerate(listed, 1):
            yield f"{entry_place(name, number, entry.id)}.id", entry.id


def _ids_are_unique(sop: Sop) -> Iterator[Problem]:
    for name, listed in _lists(sop).items():
        first: dict[str, int] = {}
        for number, entry in enumerate(listed, 1):
            earlier = first.setdefault(entry.id, number)
            if entry.id and earlier != number:
                message = f"Id {quoted(entry.id)} sudah dipakai oleh {name}[{earlier}]."
                yield Problem(f"{entry_place(name, number, entry.id)}.id", message)


def _numbers_follow_order(sop: Sop) -> Iterator[Problem]:
    for position, (place, step) in enumerate(_step_places(sop), 1):
        if step.number not in (0, position):
            message = f"Nomor harus {position}, sesuai urutan langkah, bukan {step.number}."
            yield Problem(f"{place}.nomor", message)


def _role_lists(sop: Sop) -> Iterator[tuple[str, tuple[RoleId, ...]]]:
    for place, step in _step_places(sop):
        yield f"{place}.memulai", step.starters
        yield f"{place}.menyelesaikan", step.finishers
    yield "kewenangan.mendaftarkan", sop.registrars
    yield "kewenangan.membatalkan", sop.cancellers
    yield "kewenangan.mengoreksi", sop.correctors
    yield "kewenangan.konfirmasi_terima", sop.receivers


def _roles_exist(sop: Sop) -> Iterator[Problem]:
    known = [role.id for role in sop.roles]
    for place, roles in _role_lists(sop):
        yield from _members(place, roles, known, "Pelaksana")
    for number, role in enumerate(sop.roles, 1):
        if role.superior is not None and role.superior not in known:
            place = entry_place("pelaksana", number, role.id)
            yield Problem(f"{place}.atasan", _unknown("Pelaksana", role.superior, known))


def _orders_have_a_button(sop: Sop) -> Iterator[Problem]:
    for place, step in _step_places(sop):
        is_staffed = step.starters and step.finishers
        if is_staffed and step.is_ordered and not step.start_button.strip():
            message = (
                "Tombol ini diperlukan, karena yang memulai langkah ini bukan yang "
                "menyelesaikannya."
            )
            yield Problem(f"{place}.tombol_mulai", message)


def _decisions_fit(sop: Sop) -> Iterator[Problem]:
    allowed = ({Decision.SUBMIT}, {Decision.APPROVE}, {Decision.APPROVE, Decision.REJECT})
    for place, step in _step_places(sop):
        if set(step.next) not in allowed:
            given = ", ".join(DECISION_KEYS[decision] for decision in step.next) or "tidak ada"
            message = (
                "Keputusan langkah harus serahkan saja, setujui saja, atau setujui beserta "
                f"kembalikan; yang tertulis: {given}."
            )
            yield Problem(f"{place}.keputusan", message)


def _routes_lead_somewhere(sop: Sop) -> Iterator[Problem]:
    order = {step.id: position for position, step in reversed(list(enumerate(sop.steps)))}
    for place, position, decision, route in _routes(sop):
        message = _route_problem(route.target, decision, order, position)
        if message:
            yield Problem(f"{place}.ke", message)


def _route_problem(
    target: StepId | None, decision: Decision, order: Mapping[StepId, int], position: int
) -> str:
    is_return = decision is Decision.REJECT
    if target is None:
        return "Kembalikan harus menuju langkah sebelumnya, bukan selesai." if is_return else ""
    if target == "":
        return ""
    if target not in order:
        return _unknown("Langkah", target, order)
    if is_return and order[target] >= position:
        return f"Kembalikan harus menuju langkah sebelumnya, bukan {quoted(target)}."
    if not is_return and order[target] <= position:
        return (
            f"Harus menuju langkah sesudahnya atau {quoted(FINISHED)}, bukan {quoted(target)}."
        )
    return ""


def _steps_are_connected(sop: Sop) -> Iterator[Problem]:
    links = {(step.id, route.target) for step in sop.steps for route in step.next.values()}
    known = {None, *(step.id for step in sop.steps)}
    has_broken_link = not all(set(step.next) - {Decision.REJECT} for step in sop.steps)
    if not sop.steps or has_broken_link or not {target for _, target in links} <= known:
        return  # noted already: it would only echo here, at every other step
    reached = _spread(sop.first_step.id, links)
    ending = _spread(None, {(target, source) for source, target in links})
    for place, step in _step_places(sop):
        if step.id not in reached:
            yield Problem(place, "Langkah ini tidak dapat dicapai dari langkah pertama.")
        if step.id not in ending:
            yield Problem(place, "Dari langkah ini SOP tidak pernah dapat selesai.")


def _spread(start: _Place, links: Collection[tuple[_Place, _Place]]) -> set[_Place]:
    """Every place that the links lead to from the start, itself included."""
    reached, waiting = {start}, [start]
    while waiting:
        here = waiting.pop()
        found = {target for source, target in links if source == here} - reached
        reached |= found
        waiting.extend(found)
    return reached


def _superiors_end(sop: Sop) -> Iterator[Problem]:
    superior = {role.id: role.superior for role in reversed(sop.roles)}
    told: set[RoleId] = set()
    for number, role in enumerate(sop.roles, 1):
        above: list[RoleId] = [role.id]
        while (nearest := superior.get(above[-1])) and nearest not in above:
            above.append(nearest)
        if nearest == role.id and role.id not in told:
            told.update(above)
            circle = " → ".join([*above, role.id])
            place = entry_place("pelaksana", number, role.id)
            yield Problem(f"{place}.atasan", f"Atasan tidak boleh melingkar: {circle}.")


def _separation_names_steps(sop: Sop) -> Iterator[Problem]:
    known = [step.id for step in sop.steps]
    for number, group in enumerate(sop.separation, 1):
        place = f"pemisahan[{number}].langkah"
        yield from _members(place, group, known, "Langkah")
        if len(group) == 1:
            yield Problem(place, "Pemisahan memerlukan paling sedikit dua langkah.")


def _returns_have_reasons(sop: Sop) -> Iterator[Problem]:
    if not any(step.is_review for step in sop.steps):
        return
    if not sop.reasons:
        message = "SOP dengan kembalikan memerlukan paling sedikit satu [[alasan]]."
        yield Problem("alasan", message)
    elif all(reason.paper_only for reason in sop.reasons):
        message = "Paling sedikit satu alasan tidak boleh khusus_berkas."
        yield Problem("alasan", message)


def _members(
    place: str, given: Sequence[str], known: Sequence[str], what: str
) -> Iterator[Problem]:
    for number, member in enumerate(given, 1):
        if not member:
            continue
        if member in given[: number - 1]:
            yield Problem(f"{place}[{number}]", f"{quoted(member)} tertulis dua kali.")
        elif member not in known:
            yield Problem(f"{place}[{number}]", _unknown(what, member, known))


def _unknown(what: str, given: str, known: Iterable[str]) -> str:
    names = list(known)
    return f"{what} {quoted(given)} tidak ada dalam SOP ini.{did_you_mean(given, names)}"


_RULES: tuple[_Rule, ...] = (
    _ids_are_safe,
    _ids_are_unique,
    _numbers_follow_order,
    _orders_have_a_button,
    _roles_exist,
    _decisions_fit,
    _routes_lead_somewhere,
    _steps_are_connected,
    _superiors_end,
    _separation_names_steps,
    _returns_have_reasons,
)
