"""Inputs that break other programs, and endless mixtures of them."""

import random
from collections.abc import Iterator

from tests.exchange.test_csv_file import FORMULAS, HARMLESS

TEXTS: tuple[str, ...] = (
    # nothing, or nothing that is seen
    "", " ", "\u00a0", "\u3000", "\n" * 10_000, "\u200b", "\ufeff", "\u00ad",
    # forms of Unicode
    "é", "e\u0301", "ﬁ", "\u212b", "\u1e9e", "🏳️\u200d🌈",
    "Z\u0351\u036b\u0343a\u0363\u0368l\u034c", "\u2126",
    "ꦱꦶꦠꦶ", "العربية", "\U0001f9d1\U0001f3fd\u200d\U0001f4bb",
    # direction, look-alikes
    "laporan\u202efdp.exe", "\u2066x\u2069", "\u0430dmin", "ａｄｍｉｎ",  # noqa: RUF001
    # control, encoding
    "a\0b", "\x1b[2J", "a\x85b", "a\u2028b", "a\ud800b", "\udfff", "a\ufffeb", "\r\n",
    "\t", "\x07",
    # size
    "x" * 200, "x" * 201, "x" * 4_000, "x" * 4_001, "x" * 100_000, "kata " * 3_000,
    "😀" * 4_000,
    # numbers and dates as text
    "9223372036854775808", "-0", "1e400", "NaN", "Infinity", "1.000,50", "1,000.50",
    "٣", "0x10",
    "101 %", "0001-01-01", "9999-12-31", "31-02-2026", "29-02-2100", "23:59:60",
    # pages, templates, logs, SQL
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "![t](http://x.invalid/p.png)",
    "[x](javascript:alert(1))", ":red[merah]", "$\\LaTeX$", "{{7*7}}", "${jndi:ldap://x.invalid}",
    "'; DROP TABLE events;--", "%_\\", "satu\n2026-01-01 ERROR palsu", "%s%n", "{0}",
    "\\", '"', "'",
    # paths and names
    "../../etc/passwd", "..\\..\\x", "C:\\con.pdf", "NUL", "a/b.pdf", ".htaccess", "x.pdf.exe",
    "%2e%2e%2f", 'x"\r\nSet-Cookie: a=b',
    "Laporan Kinerja Triwulan I", "Angka capaian tidak sama dengan lampiran 3",
    *FORMULAS, *HARMLESS,
)  # fmt: skip
NUMBERS = (0, 1, -1, 2**31, 2**63 - 1, 2**63, -(2**63), 10**30, 2025, 2026, 1999, 10_000)


def inputs(chance: random.Random) -> Iterator[str]:
    """One of the texts, a mixture of several, or characters from anywhere; without end."""
    while True:
        way = chance.random()
        if way < 0.4:
            yield chance.choice(TEXTS)
        elif way < 0.8:
            yield chance.choice(("", " ", "\n")).join(chance.choices(TEXTS, k=2))[:5_000]
        else:
            yield "".join(chr(_code(chance)) for _ in range(chance.randint(1, 60)))


def _code(chance: random.Random) -> int:
    return chance.choice(
        (
            chance.randrange(0x20, 0x7F),
            chance.randrange(0xA0, 0x3000),
            chance.randrange(0x11_0000),
        )
    )
