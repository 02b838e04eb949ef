"""Numbers of letters by template: `000.8.6.3/{no}/SATPOL-PP/{tahun}`."""

import re
from collections.abc import Iterator
from datetime import date

from lkj.domain.agenda import LONGEST_NUMBER
from lkj.domain.text import code_point, is_line_character

_PLACE = re.compile(r"\{([^{}]*)\}")
_SERIAL, _YEAR, _MONTH = "no", "tahun", "bulan"
_WIDE_SERIAL = re.compile(r"no:([1-6])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_HIGHEST = 999_999
_LONGEST_MONTH = date(2000, 8, 1)  # VIII


def numbered_by(template: str, *, serial: int, day: date) -> str:
    """The number that a template without problems gives; "" where there is no template."""

    def fill(found: re.Match[str]) -> str:
        if found[1] == _YEAR:
            return str(day.year)
        if found[1] == _MONTH:
            return _ROMAN[day.month - 1]
        wide = _WIDE_SERIAL.fullmatch(found[1])
        return f"{serial:0{wide[1]}d}" if wide else str(serial)

    return _PLACE.sub(fill, template)


def template_problems(template: str) -> tuple[tuple[str, str], ...]:
    """All that is wrong with a template: pairs of a code and a detail."""
    return tuple(_problems(template))


def _problems(template: str) -> Iterator[tuple[str, str]]:
    places = _PLACE.findall(template)
    unknown = [name for name in places if not _is_known(name)]
    if {"{", "}"} & set(_PLACE.sub("", template)):
        yield "brace", ""
    yield from (("unknown", f"{{{name}}}") for name in unknown)
    # Serials begin anew each year: without both, a number would come again.
    yield from (
        ("missing", f"{{{needed}}}")
        for needed in (_SERIAL, _YEAR)
        if needed not in {name.partition(":")[0] for name in places}
    )
    yield from (("character", code_point(c)) for c in template if not is_line_character(c))
    longest = numbered_by(template, serial=_HIGHEST, day=_LONGEST_MONTH)
    if len(longest) > LONGEST_NUMBER:
        yield "too_long", str(LONGEST_NUMBER)


def _is_known(name: str) -> bool:
    return name in {_SERIAL, _YEAR, _MONTH} or bool(_WIDE_SERIAL.fullmatch(name))
