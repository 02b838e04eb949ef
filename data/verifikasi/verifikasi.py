#!/usr/bin/env python3
"""Periksa paket audit Monev LKj, atau basis datanya, tanpa aplikasinya.

    python verifikasi.py paket-audit-….zip --anchor "214 7F3A 91C2 0B4D 55E1"
    python verifikasi.py folder-paket/
    python verifikasi.py lkj.db --anchor 214:7F3A-91C2-0B4D-55E1

Python 3.8 ke atas, tanpa pustaka lain; tidak menulis apa pun dan tidak memakai jaringan.
Kode keluar: 0 utuh, 1 ada masalah, 2 tidak dapat diperiksa. The rules are those of
verifikasi.html; docs/decisions/0035 states them.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import re
import sqlite3
import sys
import zipfile
from collections import Counter
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

FORMAT = "lkj-paket-audit-v1"
FACTS, SUMS, FOLDERS = "paket.json", "SHA256SUMS", ("dokumen/", "data-bagian/")
EVENTS = (
    "lkj-event-v1",
    "no report_id version request_id command_sha256 kind step next_step sop_id sop_version"
    " actor role capacity recorded_by source batch_id basis occurred_at started_at"
    " time_precision effort_minutes recorded_at target_no note reasons payload salt prev_hash"
    " hash".split(),
    ("note", "payload"),
)
AUDIT = (
    "lkj-audit-v1",
    "no at account_id action subject detail request_id command_sha256 salt prev_hash"
    " hash".split(),
    ("detail",),
)
TABLE7 = (
    "lkj-table7-v1",
    "no semester version previous_no determined_at determined_by request_id content salt"
    " prev_hash hash".split(),
    ("content",),
)
TABLES = {"events": EVENTS, "audit": AUDIT, "table7_determinations": TABLE7}
NAMES = {"events": "catatan", "audit": "jejak audit", "table7_determinations": "Tabel 7"}
CHAINS = {"audit": "rantai/audit.jsonl", "events": "rantai/catatan.jsonl"}
READABLE = {"audit": "jejak-audit.csv", "events": "catatan.csv"}
WORDS = {
    "berkas": "isi berkas berbeda dari SHA256SUMS",
    "hilang": "disebut SHA256SUMS, tetapi tidak ada",
    "tambahan": "ada, tetapi tidak disebut SHA256SUMS",
    "ganda": "ada dua kali di dalam ZIP",
    "bentuk": "bukan seperti dalam paket audit",
    "nomor": "nomor tidak berurutan: ada baris yang hilang, tersisip, atau bertukar",
    "sambungan": "tidak menyambung pada baris sebelumnya",
    "isi": "isi berbeda dari kode hash-nya: baris ini diubah",
    "terbaca": "tidak dapat dibaca",
    "kepala": "baris terakhir bukan yang disebut paket.json: ekornya dipotong atau ditambah",
    "jangkar": "berbeda dari kode yang diketahui: riwayat ditulis ulang",
    "terpotong": "tidak ada, padahal kodenya diketahui: riwayat dipotong atau versi lama",
    "versi": "catatannya tidak lengkap atau tidak berurutan",
    "tertutup": "teksnya tidak dimuat, padahal termasuk laporan yang diperiksa",
    "tabel": "tabel untuk dibaca berbeda dari rantai",
    "kurang": "laporannya termasuk rentang paket ini, tetapi tidak dimuat",
    "dokumen": "dokumennya tidak ada atau bukan yang dicatat",
    "asing": "tidak disebut catatan mana pun",
}
ORDER = ("audit", "events", "table7_determinations")
MOST = 50  # problems that are listed
NOT_WHOLE = (
    "Jejak audit tidak dimuat seluruhnya: barisnya dihitung ulang satu per satu, tetapi tidak "
    "terangkai."
)
_ANCHOR = re.compile(
    r"\s*(audit\s+)?(?:no\.?\s*)?([1-9][0-9]{0,17})\s*[:,\s]\s*(?:kode\s+)?"
    r"([0-9a-f]{4}(?:[\s-]?[0-9a-f]{4}){3}|[0-9a-f]{64})\.?\s*",
    re.IGNORECASE,
)
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode


class Unusable(Exception):
    """What was given cannot be checked at all; the text says why."""


class Report:
    """What was counted, and each problem as its kind and its place."""

    def __init__(self):
        self.problems, self.counts, self.heads, self.files, self.notes = [], {}, {}, {}, []

    def add(self, kind, place):
        """Keep one problem."""
        self.problems.append((kind, place))


def parse_anchor(text):
    """`214 7F3A 91C2 0B4D 55E1` or `audit 9:…` as (table, number, digits); None if neither."""
    found = _ANCHOR.fullmatch(text)
    if not found:
        return None
    table = "audit" if found[1] else "events"
    return table, int(found[2]), re.sub(r"[\s-]", "", found[3]).lower()


def row_hash(label, previous, cells):
    """SHA-256 of the label, a line feed and the JSON array of hash before and columns."""
    return sha256((label + "\n" + _encode([previous, *cells])).encode()).hexdigest()


def sealed(row, form):
    """The columns as they are hashed: free text as SHA-256 of salt and text."""
    _, columns, salted = form
    cells = list(row[:-2])
    salt = row[-3]
    for name in salted:
        place = columns.index(name)
        cell = cells[place]
        is_withheld = isinstance(cell, dict)
        cells[place] = str(cell["sha256"]) if is_withheld else _digest(salt + cell)
    return cells


def check_chain(rows, table, anchors, report, whole=True):
    """Recompute a chain row by row and yield the rows; goes on after a problem."""
    form, name = TABLES[table], NAMES[table]
    number, previous, count = 0, "", 0
    seen = set()
    for row in rows:
        count += 1
        number = number + 1 if whole else _number(row, number)
        kind = _problem(row, form, number if whole else None, previous if whole else None)
        if kind:
            report.add(kind, "%s no. %d" % (name, number))
        if kind == "terbaca":
            continue
        number, previous = _number(row, number), str(row[-1])
        codes = anchors.get((table, number), ())
        seen.update([number] if codes else ())
        if not all(previous.startswith(code) for code in codes):
            report.add("jangkar", "%s no. %d" % (name, number))
        yield row
    report.counts[table], report.heads[table] = count, (number, previous)
    for other, no in sorted(anchors):
        if other == table and no not in seen and (whole or no > number):
            report.add("terpotong", "%s no. %d" % (name, no))


def _number(row, usual):
    is_whole = isinstance(row, (list, tuple)) and row and type(row[0]) is int
    return row[0] if is_whole else usual + 1


def _problem(row, form, number, previous):
    label, columns, _ = form
    try:
        if len(row) != len(columns) or type(row[0]) is not int:
            return "terbaca"
        if number not in (None, row[0]):
            return "nomor"
        if previous not in (None, row[-2]):
            return "sambungan"
        return None if row_hash(label, row[-2], sealed(row, form)) == row[-1] else "isi"
    except (TypeError, ValueError, KeyError):
        return "terbaca"


class Package:
    """The files of a package, from the ZIP or from the folder it was unpacked into."""

    def __init__(self, path):
        self.root = path
        self.zip = None if path.is_dir() else zipfile.ZipFile(path)
        if self.zip:
            self.names = [info.filename for info in self.zip.infolist() if not info.is_dir()]
        else:
            found = sorted(p for p in path.rglob("*") if p.is_file())
            self.names = [p.relative_to(path).as_posix() for p in found]

    def open(self, name):
        """One file as bytes to be read."""
        return self.zip.open(name) if self.zip else (self.root / name).open("rb")

    def text(self, name):
        """One file as lines of text."""
        return io.TextIOWrapper(self.open(name), encoding="utf-8-sig", newline="")

    def digest(self, name):
        """SHA-256 of one file; "" where the ZIP itself says that it is damaged."""
        found = sha256()
        try:
            with self.open(name) as file:
                for piece in iter(lambda: file.read(1 << 20), b""):
                    found.update(piece)
        except (zipfile.BadZipFile, EOFError, OSError):
            return ""
        return found.hexdigest()


def check_package(path, typed=()):
    """Check a package; `typed` are parsed anchors from outside it."""
    try:
        package = Package(path)
        with package.text(FACTS) as file:
            facts = json.load(file)
        if facts["format"] != FORMAT:
            raise Unusable("Format paket tidak dikenal: %s" % facts["format"])
        check = _Check(typed, facts["laporan"], facts["rentang"])
        heads = {table: [head["no"], head["hash"]] for table, head in facts["kepala"].items()}
    except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile) as error:
        raise Unusable("Bukan paket audit: paket.json tidak ada atau rusak") from error
    check.sums(package)
    for table, name in CHAINS.items():
        try:
            check.table(package, table)
        except (KeyError, TypeError, ValueError, OSError, zipfile.BadZipFile):
            check.report.add("bentuk", name)
            continue
        if list(check.report.heads[table]) != heads.get(table):
            check.report.add("kepala", NAMES[table])
    check.documents()
    return check.report


class _Check:
    """One package being checked: what is known from outside and what its rows name."""

    def __init__(self, typed, reports=(), span=None):
        self.span, self.left_out = span, set()
        self.report, self.reports, self.anchors, self.named = Report(), set(reports), {}, {}
        for table, no, code in typed:
            self.anchors.setdefault((table, no), []).append(code)

    def sums(self, package):
        """Every file against SHA256SUMS, both ways."""
        report, listed = self.report, _listed(package)
        if listed is None:
            report.add("hilang", SUMS)
            listed = {}
        counts = Counter(package.names)
        twice = sorted({name for name in package.names if counts[name] > 1})
        report.problems += [("ganda", name) for name in twice]
        report.files = {name: package.digest(name) for name in package.names if name != SUMS}
        for name, digest in report.files.items():
            if name not in listed:
                report.add("tambahan", name)
            elif listed[name] != digest:
                report.add("berkas", name)
        for name in listed:
            if name not in report.files:
                report.add("hilang", name)

    def table(self, package, table):
        """One chain, and beside it the table that people read."""
        label, columns, _ = TABLES[table]
        report, versions, full = self.report, {}, 0
        with package.text(CHAINS[table]) as lines, package.text(READABLE[table]) as shown:
            head = json.loads(next(lines))
            if (head["label"], head["kolom"]) != (label, columns):
                raise ValueError("another format")
            whole = table == "events" or head["utuh"] is True
            report.notes += [] if whole else [NOT_WHOLE]
            readable = csv.reader(shown, delimiter=";")
            is_right = next(readable, None) == columns
            for row in check_chain(_rows(lines), table, self.anchors, report, whole):
                is_withheld = any(isinstance(cell, dict) for cell in row)
                if table == "events":
                    self._place(row, versions, is_withheld)
                if not is_withheld:
                    full += 1
                    is_right = is_right and _is_shown(next(readable, ()), row)
                    self.keep(row, table)
            if not is_right or next(readable, None) is not None:
                report.add("tabel", READABLE[table])
        report.counts[table + "/lengkap"] = full
        if table == "events":
            self._versions(versions)

    def _place(self, row, versions, is_withheld):
        """Whether the row's report is in the package, and is there with its texts."""
        if row[1] in self.reports:
            versions.setdefault(row[1], []).append(row[2])
            if is_withheld:
                self.report.add("tertutup", "catatan no. %d" % row[0])
        elif row[1] not in self.left_out and self._is_in_span(row):
            self.left_out.add(row[1])
            self.report.add("kurang", "catatan no. %d" % row[0])

    def _is_in_span(self, row):
        times = [str(row[n]) for n in (17, 21)] if self.span else []
        return any(self.span[0] <= at < self.span[1] for at in times)

    def _versions(self, versions):
        for one in sorted(self.reports):
            found = versions.get(one, [])
            if not found or found != list(range(1, len(found) + 1)):
                self.report.add("versi", "laporan %s" % one)

    def keep(self, row, table):
        """Remember the files and the anchors that a row with its texts names."""
        if table == "events":
            file = json.loads(row[25]).get("file") if row[5] == "attached" else None
            if file and row[1] in self.reports:
                self.named[file["sha256"]] = "catatan no. %d" % row[0]
            return
        detail = json.loads(row[5])
        found = parse_anchor(detail["head"]) if isinstance(detail.get("head"), str) else None
        if found:
            self.anchors.setdefault(("events", found[1]), []).append(found[2])
        if row[3] == "data.deliver" and row[4] in self.reports:
            for entry in detail["entries"]:
                if entry.get("file_sha256"):
                    self.named[entry["file_sha256"]] = "jejak audit no. %d" % row[0]

    def documents(self):
        """The papers: each that a row names, and none besides."""
        files = self.report.files.items()
        there = {name: digest for name, digest in files if name.startswith(FOLDERS)}
        for digest, place in self.named.items():
            if digest not in there.values():
                self.report.add("dokumen", "%s (SHA-256 %s…)" % (place, digest[:16]))
        for name, digest in there.items():
            if digest not in self.named:
                self.report.add("asing", name)
        self.report.counts["dokumen"] = len(there)


def _listed(package):
    """What SHA256SUMS says, by name; None where it cannot be read."""
    try:
        with package.text(SUMS) as file:
            pairs = [line.partition("  ") for line in file.read().splitlines()]
    except (KeyError, OSError, ValueError, zipfile.BadZipFile):
        return None
    return {name: digest for digest, _, name in pairs}


def _rows(lines):
    for line in lines:
        try:
            row = json.loads(line)
        except ValueError:
            row = None
        yield row


def _is_shown(texts, row):
    """Whether a readable row tells the same; what a spreadsheet may run has a ' in front."""
    cells = ["" if cell is None else str(cell) for cell in row]
    return len(texts) == len(cells) and all(
        text in (cell, "'" + cell) for text, cell in zip(texts, cells)
    )


def _digest(text):
    return sha256(text.encode()).hexdigest()


def check_database(path, typed=()):
    """Check a SQLite database, or a backup, without changing it."""
    check = _Check(typed)
    try:
        database = sqlite3.connect("file:%s?mode=ro" % quote(str(path.resolve())), uri=True)
        # Bytes that are no UTF-8 must be one row's problem, not the end of the check.
        database.text_factory = lambda text: text.decode("utf-8", "surrogateescape")
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        there = {name for (name,) in database.execute(query)}
        if "events" not in there:
            raise Unusable("Bukan basis data Monev LKj")
        for table in (name for name in ORDER if name in there):
            names = ", ".join('"%s"' % name for name in TABLES[table][1])
            rows = database.execute("SELECT %s FROM %s ORDER BY no" % (names, table))
            for row in check_chain(rows, table, check.anchors, check.report):
                _keep_stored(check, row, table)
    except sqlite3.Error as error:
        raise Unusable("Basis data tidak dapat dibaca: %s" % error) from error
    _check_folder(path.with_name(path.stem + "-berkas"), check)
    return check.report


def _keep_stored(check, row, table):
    """As of a package, but every report is asked for; an odd row is told by its hash."""
    if table == "table7_determinations":
        return
    check.reports.add(row[1] if table == "events" else row[4])
    try:
        check.keep(row, table)
    except (AttributeError, KeyError, TypeError, ValueError):
        return


def _check_folder(folder, check):
    report = check.report
    if check.named and not folder.is_dir():
        report.notes.append("Tanpa folder %s: dokumen tidak diperiksa." % folder.name)
        return
    for digest, place in sorted(check.named.items()):
        file = folder / digest[:2] / digest
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            report.add("dokumen", "%s (SHA-256 %s…)" % (place, digest[:16]))
    report.counts["dokumen"] = len(check.named)


def lines_of(report, typed):
    """The result in words, the verdict first."""
    whole = "UTUH" if typed else "UTUH, tetapi belum dicocokkan dengan kode dari luar"
    yield "ADA %d MASALAH" % len(report.problems) if report.problems else whole
    for kind, place in report.problems[:MOST]:
        yield "  - %s: %s" % (place, WORDS[kind])
    if len(report.problems) > MOST:
        yield "  - dan %d masalah lain" % (len(report.problems) - MOST)
    yield "Dihitung ulang:"
    for table, (number, digest) in report.heads.items():
        code = "-".join(digest[at : at + 4].upper() for at in range(0, 16, 4))
        full = report.counts.get(table + "/lengkap")
        shown = ", %d di antaranya dengan teks lengkap" % full if full is not None else ""
        yield "  %s: %d baris%s; sampai no. %d, kode %s" % (
            NAMES[table], report.counts[table], shown, number, code
        )  # fmt: skip
    yield "  dokumen: %d; berkas: %d" % (report.counts.get("dokumen", 0), len(report.files))
    yield from report.notes
    if typed:
        yield "Kode yang diketik: %s" % ", ".join(
            "%s no. %d" % (NAMES[t], n) for t, n, _ in typed
        )
        last = max([no for table, no, _ in typed if table == "events"] or [0])
        yield "Perubahan sesudah catatan no. %d tidak tercakup oleh kode itu." % last
    else:
        yield (
            "PERHATIAN: tanpa kode dari lembar cetak (--anchor), riwayat yang ditulis ulang "
            "seluruhnya tetap tampak utuh."
        )


def main(arguments=None):
    """Check what is named, say what was found; the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("berkas", type=Path, help="ZIP, folder, atau basis data")
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar='"NO KODE"',
        help="nomor dan kode pada lembar cetak; boleh diulang",
    )
    asked = parser.parse_args(arguments)
    typed = [parse_anchor(text) for text in asked.anchor]
    if None in typed:
        print("Bukan nomor dan kode: %s" % asked.anchor[typed.index(None)])
        return 2
    try:
        report = check(asked.berkas, typed)
    except (Unusable, OSError) as error:
        print("TIDAK DAPAT DIPERIKSA: %s" % error)
        return 2
    print("\n".join(lines_of(report, typed)))
    return 1 if report.problems else 0


def check(path, typed=()):
    """Check a ZIP, a folder or a SQLite database."""
    if not path.exists():
        raise Unusable("Tidak ada: %s" % path)
    if path.is_dir() or zipfile.is_zipfile(path):
        return check_package(path, typed)
    return check_database(path, typed)


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):  # a console that knows no dash must not stop us
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main())
