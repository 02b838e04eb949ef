from collections import Counter
from datetime import timedelta

from lkj.domain.accounts import AppRole
from tests.simulation.examples import Made, made


def test_everybody_is_plainly_an_example(example: Made) -> None:
    assert all("Contoh" in person.name for person in example.persons)
    assert {person.nip for person in example.persons} == {""}
    assert len({person.name for person in example.persons}) == len(example.persons)


def test_every_role_is_held_on_every_day_of_the_history(example: Made) -> None:
    first = min(event.occurred_at for event in example.events).date()
    days = [first + timedelta(days=n) for n in range((example.until - first).days + 1)]
    vacant = [
        (role.id, day)
        for role in example.sop.roles
        for day in days
        if not any(a.role == role.id and a.is_valid_on(day) for a in example.assignments)
    ]

    assert vacant == []


def test_the_office_sops_roles_give_the_names_and_user_names() -> None:
    example = made()
    usernames = {account.person_id: account.username for account in example.accounts}

    assert [(person.name, usernames.get(person.id, "")) for person in example.persons] == [
        ("Sekretaris Contoh (2023–2025)", "sekretaris-lama"),
        ("Sekretaris Contoh", "sekretaris"),
        ("Kasubbag Contoh", "kasubbag"),
        ("Anggota Tim LKj Contoh 1", "tim"),
        ("Anggota Tim LKj Contoh 2", "tim2"),
        ("Anggota Tim LKj Contoh 3", ""),
        ("Kepala Satuan Contoh", "kasat"),
        ("Petugas Monev Contoh", "monev"),
        ("Auditor Contoh", "auditor"),
        ("Administrator Contoh", "admin"),
    ]


def test_another_sop_gives_other_names() -> None:
    names = [person.name for person in made(sop="other").persons]

    assert names[:3] == [f"Anggota Loket Contoh {number}" for number in (1, 2, 3)]
    assert "Kasi Contoh" in names
    assert "Lurah Contoh" in names


def test_whoever_left_can_no_longer_sign_in() -> None:
    example = made()
    left = {person.id for person in example.persons if not person.is_active}

    assert [a.username for a in example.accounts if not a.is_active] == ["sekretaris-lama"]
    assert {a.person_id for a in example.accounts if not a.is_active} == left


def test_each_app_role_has_one_account() -> None:
    roles = Counter(role for account in made().accounts for role in account.app_roles)

    assert roles == Counter(AppRole)


def test_one_role_is_stood_in_for_by_somebody_else(example: Made) -> None:
    acting = [a for a in example.assignments if a.capacity.is_acting]
    definitive = {
        (a.person_id, a.role) for a in example.assignments if not a.capacity.is_acting
    }

    assert len(acting) == 1
    assert (acting[0].person_id, acting[0].role) not in definitive
    assert acting[0].valid_to is not None
