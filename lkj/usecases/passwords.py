"""Passwords: what a new one must be, and how it is kept."""

import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import pairwise
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from lkj.domain.accounts import Account, Person
from lkj.errors import PasswordRefused
from lkj.reference import DATA

SHORTEST, LONGEST = 15, 128
MOST_HASHES_AT_ONCE = 2  # each takes 19 MiB and a processor
_SHORTEST_NAME_PART = 4
_NIP_BIRTH_DIGITS = 8
_LEAST_RESIDUE = 6.0  # letters left, a digit counting half, without words anybody tries first
_LONGEST_BLOCK = 8
_LEAST_DISTINCT = 5
_SEQUENCE = 4
_ROWS = ("qwertyuiop", "asdfghjkl", "zxcvbnm", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p")
_LEET = str.maketrans("013457@$!", "oieastasi")


class PasswordProblem(StrEnum):
    """Why a new password is refused; `labels` has the sentence of each."""

    TOO_SHORT = "too_short"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"
    COMMON = "common"  # on the list, or made of words that anybody would try first
    ABOUT_YOU = "about_you"  # user name, name or NIP within
    REPEATED = "repeated"
    SEQUENCE = "sequence"
    UNCHANGED = "unchanged"


@dataclass(frozen=True)
class Blocklist:
    """What a password may not be.

    `phrases` are whole passwords. `words` are taken out of a password; what is left must
    still be long enough. Both hold `core` forms.
    """

    phrases: frozenset[str]
    words: tuple[str, ...]  # longest first

    @classmethod
    def of(cls, *, phrases: Iterable[str], words: Iterable[str]) -> "Blocklist":
        """Reduce both lists to what is compared."""
        cores = sorted({core(word) for word in words} - {""}, key=lambda w: (-len(w), w))
        return cls(frozenset(core(phrase) for phrase in phrases), tuple(cores))


def read_blocklist(directory: Path) -> Blocklist:
    """Read `frasa.txt` and `kata.txt`: one entry a line, lines with # are remarks."""
    phrases, words = (
        [line for line in text.splitlines() if line and not line.startswith("#")]
        for text in (
            (directory / name).read_text(encoding="utf-8") for name in ("frasa.txt", "kata.txt")
        )
    )
    return Blocklist.of(phrases=phrases, words=words)


def office_hasher() -> PasswordHasher:
    """Argon2id with the parameters of this product."""
    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


@dataclass(frozen=True)
class Passwords:
    """Checks and keeps passwords; compares them exactly as given."""

    blocklist: Blocklist
    hasher: PasswordHasher = field(default_factory=office_hasher)
    _at_once: threading.BoundedSemaphore = field(
        default_factory=lambda: threading.BoundedSemaphore(MOST_HASHES_AT_ONCE)
    )

    def hash(self, password: str) -> str:
        """Encode a password that passed `check`; takes about a tenth of a second."""
        with self._at_once:
            return self.hasher.hash(password)

    def matches(self, stored: str | None, password: str) -> bool:
        """Whether the password is the stored one; takes the same time where none is stored."""
        if len(password) > LONGEST or not _is_encodable(password):
            password, stored = "", None
        with self._at_once:
            try:
                self.hasher.verify(stored or _dummy_hash(self.hasher), password)
            except (VerificationError, InvalidHashError):
                return False
        return stored is not None

    def needs_rehash(self, stored: str) -> bool:
        """Whether the stored hash was made with other parameters."""
        return self.hasher.check_needs_rehash(stored)

    def check(self, password: str, *, account: Account, person: Person) -> None:
        """Accept a new password or name every rule it breaks.

        Raises:
            PasswordRefused: `problems` holds codes of `PasswordProblem`.
        """
        self._refuse((*self._alone(password), *_personal_problems(password, account, person)))

    def check_alone(self, password: str) -> None:
        """The rules that need no account; `check` has them too.

        Raises:
            PasswordRefused: `problems` holds codes of `PasswordProblem`.
        """
        self._refuse(self._alone(password))

    def _alone(self, password: str) -> tuple[PasswordProblem, ...]:
        return (*_form_problems(password), *_guess_problems(password, self.blocklist))

    def _refuse(self, problems: tuple[PasswordProblem, ...]) -> None:
        if problems:
            raise PasswordRefused(problems=problems)


@cache
def office_passwords() -> Passwords:
    """The passwords of this product, with the office's blocklist; one for the process."""
    return Passwords(read_blocklist(DATA / "passwords"))


def core(text: str) -> str:
    """Letters and digits only, in lower case, without accents: what guessers vary least."""
    decomposed = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in decomposed if c.isalnum())


def _form_problems(password: str) -> Iterable[PasswordProblem]:
    if len(password) < SHORTEST:
        yield PasswordProblem.TOO_SHORT
    if len(password) > LONGEST:
        yield PasswordProblem.TOO_LONG
    if not _is_encodable(password) or "\0" in password:
        yield PasswordProblem.UNREADABLE


def _guess_problems(password: str, blocklist: Blocklist) -> Iterable[PasswordProblem]:
    if len(password) > LONGEST:
        return
    plain = core(password)
    if _is_repeated(password) or _is_repeated(plain):
        yield PasswordProblem.REPEATED
        return
    leet = core(password.casefold().translate(_LEET))
    if not blocklist.phrases.isdisjoint({plain, leet, re.sub(r"\d+$", "", plain)}):
        yield PasswordProblem.COMMON
    elif _weight(_without_sequences(plain)) < min(_LEAST_RESIDUE, _weight(plain)):
        yield PasswordProblem.SEQUENCE
    elif _is_made_of(blocklist.words, plain) or _is_made_of(blocklist.words, leet):
        yield PasswordProblem.COMMON


def _personal_problems(
    password: str, account: Account, person: Person
) -> Iterable[PasswordProblem]:
    name = person.name.split(",")[0]  # without academic titles
    parts = [core(part) for part in name.split() if not part.endswith(".")]
    words = {core(account.username), core(name)}
    words |= {part for part in parts if len(part) >= _SHORTEST_NAME_PART}
    if person.nip:
        words |= {person.nip, person.nip[:_NIP_BIRTH_DIGITS]}
    plain = core(password)
    if any(word in plain for word in words if len(word) >= _SHORTEST_NAME_PART):
        yield PasswordProblem.ABOUT_YOU


def _is_repeated(text: str) -> bool:
    period = (text + text).find(text, 1)
    is_block = bool(text) and period < len(text) and period <= _LONGEST_BLOCK
    return is_block or (len(text) >= SHORTEST and len(set(text)) < _LEAST_DISTINCT)


def _without_sequences(text: str) -> str:
    """Take out runs like abcd, 4321 or qwert, of four characters or more."""
    pairs = {a + b for row in _ROWS for way in (row, row[::-1]) for a, b in pairwise(way)}
    kept, run = [], text[:1]
    for before, after in pairwise(text):
        if abs(ord(after) - ord(before)) == 1 or before + after in pairs:
            run += after
            continue
        kept.append(run)
        run = after
    kept.append(run)
    return "".join(run for run in kept if len(run) < _SEQUENCE)


def _is_made_of(words: Iterable[str], text: str) -> bool:
    """Whether hardly anything is left of the text without these words."""
    rest = text
    for word in words:
        rest = rest.replace(word, "")
    return rest != text and _weight(_without_sequences(rest)) < _LEAST_RESIDUE


def _weight(text: str) -> float:
    return sum(0.5 if character.isdigit() else 1.0 for character in text)


def _is_encodable(password: str) -> bool:
    return not any(unicodedata.category(character) == "Cs" for character in password)


@cache
def _dummy_hash(hasher: PasswordHasher) -> str:
    return hasher.hash("no account has this password")
