"""`python -m lkj analyze …` and `map …`: logs of other tools, without a database."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from lkj.cli.refusals import Reading
from lkj.domain.log_map_text import map_text
from lkj.labels.formats import number
from lkj.labels.system_words import os_problem
from lkj.reference import read_calendar, read_draft, read_map
from lkj.usecases.log_analysis import LogAnalysis, analyze
from lkj.usecases.mapped_logs import suggest

_FILE = click.Path(dir_okay=False, path_type=Path)


def _moment(_: click.Context, __: click.Parameter, text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"{text!r} bukan waktu ISO 8601.") from None
    if at.tzinfo is None:
        raise click.BadParameter("sebutkan selisih dari UTC, misalnya 2026-03-02T16:00+07:00.")
    return at


def _zone(_: click.Context, __: click.Parameter, name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        raise click.BadParameter(f"{name!r} tidak dikenal; tulis nama IANA.") from None


@click.command("analyze")
@click.argument("log", type=_FILE)
@click.option("--sop", "sop_file", type=_FILE, required=True, help="Berkas SOP; boleh konsep.")
@click.option("--map", "map_file", type=_FILE, required=True, help="Peta log: PETA.toml.")
@click.option("--calendar", "calendar_file", type=_FILE, help="Bila kosong: kalender kantor.")
@click.option("--as-of", callback=_moment, help="Waktu ISO; bila kosong: akhir log.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def analyze_command(
    *,
    log: Path,
    sop_file: Path,
    map_file: Path,
    calendar_file: Path | None,
    as_of: datetime | None,
    out: Path,
) -> None:
    """Analisis LOG (XES, CSV, XLSX, Parquet) dan tulis tabelnya ke folder --out yang baru."""
    reading = Reading()
    sop, log_map = reading.read(read_draft, sop_file), reading.read(read_map, map_file)
    calendar = read_calendar() if calendar_file is None else None
    if calendar_file is not None:
        calendar = reading.read(read_calendar, calendar_file)
    reading.check()
    if sop is None or log_map is None or calendar is None:
        raise AssertionError("what was not read was refused")
    asked = LogAnalysis(log=log, log_map=log_map, sop=sop, calendar=calendar, as_of=as_of)
    told = analyze(asked, out)
    for key, word in _TOLD.items():
        click.echo(f"{number(int(str(told[key])))} {word}")
    left_out = told["left_out"]
    if isinstance(left_out, dict) and any(left_out.values()):
        words = (f"{number(n)} {_LEFT_OUT[key]}" for key, n in left_out.items() if n)
        click.echo(f"Tidak dihitung: {', '.join(words)}.")
    click.echo(f"Tersimpan: {out}")


_TOLD = {
    "n_cases": "kasus",
    "n_events": "peristiwa",
    "n_visits": "pelaksanaan langkah",
    "n_rejections": "pengembalian",
    "n_deviations": "penyimpangan dari SOP",
}
_LEFT_OUT = {
    "ignored_activities": "peristiwa yang diabaikan peta",
    "other_lifecycle": "peristiwa dengan daur hidup lain",
    "after_as_of": "peristiwa sesudah --as-of",
    "starts_without_end": "mulai tanpa selesai",
    "refused": "baris yang tidak terbaca (refused.csv)",
}


@click.group("map")
def map_group() -> None:
    """Peta log: kolom dan aktivitas log lain dibaca sebagai langkah SOP."""


@map_group.command("suggest")
@click.argument("log", type=_FILE)
@click.option("--out", type=_FILE, default=Path("peta.toml"), show_default=True)
@click.option("--zone", callback=_zone, default="Asia/Pontianak", show_default=True)
@click.option("--case", default="", help="Kolom kasus, bila tidak dikenali dari namanya.")
@click.option("--activity", default="", help="Kolom aktivitas.")
@click.option("--time", default="", help="Kolom waktu selesai.")
def suggest_command(
    *, log: Path, out: Path, zone: ZoneInfo, case: str, activity: str, time: str
) -> None:
    """Tulis peta pertama untuk LOG; periksa dan ubah sebelum dipakai."""
    named = {"case": case, "activity": activity, "finished": time}
    given = {field: name for field, name in named.items() if name}
    log_map = suggest(log, given=given, zone=zone)
    write_new(out, map_text(log_map))


def write_new(path: Path, text: str) -> None:
    """Write a file that is not there yet, and say so."""
    try:
        with path.open("x", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        raise click.ClickException(f"Berkas sudah ada: {path}") from None
    except OSError as error:
        raise click.ClickException(f"{path}: {os_problem(error)}") from error
    click.echo(f"Tersimpan: {path}")
