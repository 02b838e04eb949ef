"""What typed text may contain: the rules at the border, the same for every form."""

import unicodedata
from collections.abc import Callable
from datetime import date
from enum import StrEnum

from lkj.errors import FormInvalid

Problem = tuple[str, str, str]  # field, code, detail

EARLIEST, LATEST = date(2000, 1, 1), date(2100, 12, 31)
NIP_DIGITS = 18

_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_SEPARATORS = frozenset("\u2028\u2029")
_ARABIC_NONCHARACTERS = range(0xFDD0, 0xFDF0)
_LAST_OF_PLANE = frozenset({0xFFFE, 0xFFFF})
_BLANK = frozenset("\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")  # drawn as nothing


class TextProblem(StrEnum):
    """Why typed text is refused; `labels` has the sentence of each."""

    REQUIRED = "required"
    TOO_LONG = "too_long"  # detail: the limit in characters
    UNREADABLE = "unreadable"  # half a character, or no character at all
    CONTROL = "control"  # detail: U+XXXX
    BIDI = "bidi"  # turns the reading direction; detail: U+XXXX
    INVISIBLE = "invisible"  # detail: U+XXXX
    LINE_BREAK = "line_break"
    NOT_DIGITS = "not_digits"  # detail: how many digits are asked for
    DATE_RANGE = "date_range"  # detail: first and last year


ProblemOf = Callable[[str], TextProblem | None]


def clean_line(text: str, field: str, limit: int, *, required: bool = True) -> str:
    """One line for a name or a title: NFC, no invisible characters, single spaces.

    Args:
        text: as typed.
        field: name of the field, for the problem.
        limit: most characters (code points) after cleaning.
        required: whether empty text is a problem.

    Raises:
        FormInvalid: with one problem, the first that was found.
    """
    check = FormCheck()
    clean = check.line(text, field, limit, required=required)
    check.done()
    return clean


def clean_text(text: str, field: str, limit: int, *, required: bool = False) -> str:
    r"""Text of several lines: NFC, `\n` line ends, outer blank space removed.

    Args:
        text: as typed.
        field: name of the field, for the problem.
        limit: most characters (code points) after cleaning.
        required: whether empty text is a problem.

    Raises:
        FormInvalid: with one problem, the first that was found.
    """
    check = FormCheck()
    clean = check.text(text, field, limit, required=required)
    check.done()
    return clean


class FormCheck:
    """Collects the problems of all fields of a form, so that they are told at once.

    Each method gives the clean value, or an empty one (the day as given) with the problem
    kept until `done`.
    """

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def line(self, text: str, field: str, limit: int, *, required: bool = True) -> str:
        """One line for a name or a title; see `clean_line`."""
        clean = self._normal(text.strip(), field, limit)
        clean = " ".join(self._without(_line_problem, clean, field).split())
        return self._sized(clean, field, limit, required=required)

    def text(self, text: str, field: str, limit: int, *, required: bool = False) -> str:
        """Text of several lines; see `clean_text`."""
        clean = self._normal(text.replace("\r\n", "\n").replace("\r", "\n"), field, limit)
        clean = self._without(_text_problem, clean, field).strip()
        return self._sized(clean, field, limit, required=required)

    def nip(self, text: str, field: str = "nip") -> str:
        """An NIP without the spaces and dots people group it with: empty or 18 digits."""
        digits = self.line(text, field, 40, required=False).replace(" ", "").replace(".", "")
        # isdigit alone would let Arabic digits pass.
        is_number = digits.isascii() and digits.isdigit() and len(digits) == NIP_DIGITS
        if digits and not is_number:
            self.add(field, TextProblem.NOT_DIGITS, str(NIP_DIGITS))
            return ""
        return digits

    def day(self, day: date, field: str) -> date:
        """A day of the years this product is made for: 2000 to 2100."""
        if not EARLIEST <= day <= LATEST:
            self.add(field, TextProblem.DATE_RANGE, f"{EARLIEST.year}-{LATEST.year}")
        return day

    def add(self, field: str, code: str, detail: str = "") -> None:
        """Keep a problem; of each field only the first is told."""
        if field not in {known for known, _, _ in self._problems}:
            self._problems.append((field, code, detail))

    def done(self) -> None:
        """Refuse the form where any problem was kept.

        Raises:
            FormInvalid: with every problem, in the order they were found.
        """
        if self._problems:
            raise FormInvalid(problems=tuple(self._problems))

    def _normal(self, text: str, field: str, limit: int) -> str:
        # Before normalising: sorting a very long run of combining marks takes quadratic time.
        if len(text) > 4 * limit + 100:
            self.add(field, TextProblem.TOO_LONG, str(limit))
            return ""
        return unicodedata.normalize("NFC", text)

    def _without(self, problem_of: ProblemOf, text: str, field: str) -> str:
        for character in text:
            problem = problem_of(character)
            if problem is not None:
                self.add(field, problem, code_point(character))
                return ""
        return text

    def _sized(self, clean: str, field: str, limit: int, *, required: bool) -> str:
        if required and not clean:
            self.add(field, TextProblem.REQUIRED)
        if len(clean) > limit:
            self.add(field, TextProblem.TOO_LONG, str(limit))
            return ""
        return clean


def is_line_character(character: str) -> bool:
    """Whether a name or a title may hold this character."""
    return _line_problem(character) is None


def code_point(character: str) -> str:
    """How a character that cannot be shown is named: U+XXXX."""
    return f"U+{ord(character):04X}"


def _text_problem(character: str) -> TextProblem | None:
    category = unicodedata.category(character)
    if category == "Cs" or _is_noncharacter(character):
        return TextProblem.UNREADABLE
    if category == "Cc" and character not in "\n\t":
        return TextProblem.CONTROL
    if character in _BIDI:
        return TextProblem.BIDI
    if character in _SEPARATORS:
        return TextProblem.CONTROL
    return None


def _line_problem(character: str) -> TextProblem | None:
    if character in "\n\r":
        return TextProblem.LINE_BREAK
    problem = _text_problem(character)
    if problem is None and (unicodedata.category(character) == "Cf" or character in _BLANK):
        return TextProblem.INVISIBLE
    return problem


def _is_noncharacter(character: str) -> bool:
    number = ord(character)
    return number in _ARABIC_NONCHARACTERS or number & 0xFFFF in _LAST_OF_PLANE
