import threading
from pathlib import Path
from typing import Literal

import pytest
from argon2 import Parameters, PasswordHasher, extract_parameters

from lkj.domain.accounts import Account, Person
from lkj.errors import PasswordRefused
from lkj.usecases.passwords import (
    MOST_HASHES_AT_ONCE,
    Passwords,
    core,
    office_hasher,
    office_passwords,
    read_blocklist,
)
from tests.support.offices import PASSWORD, cheap_passwords

PERSON = Person("p", "Dra. Siti Nurhaliza, M.Si.", "198001012005012001", "")
ACCOUNT = Account("a", "p", "snur.admin", frozenset())


def problems(password: str) -> list[str]:
    try:
        cheap_passwords().check(password, account=ACCOUNT, person=PERSON)
    except PasswordRefused as refused:
        return [str(code) for code in refused.facts["problems"]]
    return []


@pytest.mark.parametrize(
    "password",
    [
        PASSWORD,
        "Tr4veling-mango-93",
        "laporan kinerja kambing etawa",
        "839201749283746",
        "   spasi di depan dan belakang   ",
        "日本語のパスワードはながい方がいい",
        "🦆🐘🦒🦓🦛🐊🦩🦚🦜🐢🦎🐍🐙🦑🦐",
        "x7" * 2 + "rumah tepi sungai" + "é" * 3,
        "k" * 3 + "uda pacu di ladang jagung" * 4,
    ],
)
def test_a_long_password_of_its_own_is_accepted(password: str) -> None:
    assert problems(password) == []


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "too_short"),
        ("kuda pacu 14ch", "too_short"),
        ("kuda pacu di ladang jagung " * 5, "too_long"),
        ("kuda pacu \ud800 ladang", "unreadable"),
        ("kuda pacu \0 di ladang", "unreadable"),
        ("SatpolPP-Kalbar-2026!", "common"),
        ("Kalimantan Barat 2026", "common"),
        ("s@tp0l pp k4lb4r 01", "common"),
        ("Praja Wibawa Satpol PP", "common"),
        ("Laporan-Kinerja-SOP-2026", "common"),
        ("P4ssw0rd P4ssw0rd 1", "common"),
        ("Bismillahirrahmanirrahim99", "common"),
        ("correct-horse-battery-staple", "common"),
        ("Indonesia Merdeka 1945!!", "common"),
        ("aaaaaaaaaaaaaaa", "repeated"),
        ("abcabcabcabcabcabc", "repeated"),
        ("ababab11ababab11", "repeated"),
        ("123456789012345", "sequence"),
        ("zyxwvutsrqponmlkj", "sequence"),
        ("qwertyuiopasdfghjkl", "sequence"),
        ("1qaz2wsx3edc4rfv5tgb", "common"),
        ("siti pergi ke pasar pagi", "about_you"),
        ("kebun Nurhaliza di bukit", "about_you"),
        ("masuk SNUR ADMIN sekarang", "about_you"),
        ("ular 198001012005012001", "about_you"),
        ("lahir 1980-01-01 di hulu", "about_you"),
    ],
)
def test_a_password_others_would_try_is_refused(password: str, code: str) -> None:
    assert code in problems(password)


def test_every_broken_rule_is_named() -> None:
    assert set(problems("siti pagi")) == {"too_short", "about_you"}


def test_rules_that_need_no_account_are_checked_without_one() -> None:
    with pytest.raises(PasswordRefused):
        cheap_passwords().check_alone("SatpolPP-Kalbar-2026!")
    cheap_passwords().check_alone("siti pergi ke pasar pagi")


def test_every_long_entry_of_the_blocklist_is_refused() -> None:
    lines = Path("data/passwords/frasa.txt").read_text(encoding="utf-8").splitlines()
    phrases = [line for line in lines if line and not line.startswith("#")]

    accepted = [phrase for phrase in phrases if not problems(phrase)]

    assert len(phrases) > 100
    assert accepted == []


def test_words_and_phrases_are_compared_without_case_marks_and_accents(tmp_path: Path) -> None:
    (tmp_path / "frasa.txt").write_text("# catatan\nDari Sabang!\n", encoding="utf-8")
    (tmp_path / "kata.txt").write_text("Café\nA-B C\n", encoding="utf-8")

    blocklist = read_blocklist(tmp_path)

    assert blocklist.phrases == {"darisabang"}
    assert blocklist.words == ("cafe", "abc")


def test_only_the_same_password_matches() -> None:
    passwords = cheap_passwords()
    stored = passwords.hash(PASSWORD)

    assert passwords.matches(stored, PASSWORD)
    assert not passwords.matches(stored, PASSWORD + " ")
    assert not passwords.matches(stored, PASSWORD.upper())


@pytest.mark.parametrize(
    "password", ["", PASSWORD, "no account has this password", "x" * 1_000_000, "\ud800"]
)
def test_nothing_matches_where_no_password_is_stored(password: str) -> None:
    assert not cheap_passwords().matches(None, password)


def test_composed_and_decomposed_characters_are_different_passwords() -> None:
    passwords = cheap_passwords()

    stored = passwords.hash("kaf\u00e9 di tepi sungai")

    assert not passwords.matches(stored, "kafe\u0301 di tepi sungai")


def test_a_damaged_hash_matches_nothing() -> None:
    assert not cheap_passwords().matches("rusak", PASSWORD)


def test_the_office_hashes_with_argon2id_at_the_decided_cost() -> None:
    parameters = "$argon2id$v=19$m=19456,t=2,p=1$"

    assert office_hasher().hash(PASSWORD).startswith(parameters)
    assert office_passwords().needs_rehash(cheap_passwords().hash(PASSWORD))
    assert not cheap_passwords().needs_rehash(cheap_passwords().hash(PASSWORD))


class NotingHasher(PasswordHasher):
    """Notes the parameters of every hash that a password is compared with."""

    def __init__(self) -> None:
        super().__init__(time_cost=1, memory_cost=8, parallelism=1)
        self.compared: list[Parameters] = []

    def verify(self, stored: str, password: str) -> Literal[True]:
        self.compared.append(extract_parameters(stored))
        return super().verify(stored, password)


def test_an_unknown_name_costs_the_same_work_as_a_wrong_password() -> None:
    hasher = NotingHasher()
    passwords = Passwords(office_passwords().blocklist, hasher)

    for stored in (passwords.hash(PASSWORD), None):
        passwords.matches(stored, "kata sandi yang salah")

    known, unknown = hasher.compared
    assert known == unknown


class CountingHasher(PasswordHasher):
    """Counts how many hashes run at once."""

    running = 0
    most = 0

    def hash(self, *args: object, **options: object) -> str:
        with _count:
            self.running += 1
            self.most = max(self.most, self.running)
        try:
            return super().hash(*args, **options)
        finally:
            with _count:
                self.running -= 1


_count = threading.Lock()


def test_few_hashes_run_at_once() -> None:
    hasher = CountingHasher(time_cost=2, memory_cost=4096, parallelism=1)
    passwords = Passwords(office_passwords().blocklist, hasher)
    threads = [threading.Thread(target=passwords.hash, args=(PASSWORD,)) for _ in range(12)]

    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert 1 <= hasher.most <= MOST_HASHES_AT_ONCE


def test_the_core_of_a_text_is_its_letters_and_digits() -> None:
    assert core(" S@tpol-PP \u00c9 \uff11 ") == "stpolppe1"
