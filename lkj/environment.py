"""The settings of an installation, read from its LKJ_* variables and checked."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from lkj.diagnostics.output import wrong_settings as wrong_log
from lkj.domain.backup_plan import parse_clock
from lkj.errors import InvalidSettings
from lkj.labels.agenda_words import template_sentences
from lkj.notify.settings import wrong_settings
from lkj.oidc import settings as oidc_settings
from lkj.reference import DATA, ROOT
from lkj.usecases.office import Settings
from lkj.usecases.office_settings import is_database, is_zone, read_entries, settings_of

_NUMBER_TEMPLATES = {
    "LKJ_LETTER_NUMBER_TEMPLATE": "letter_number_template",
    "LKJ_AGENDA_NUMBER_TEMPLATE": "agenda_number_template",
}
_TEXTS = {
    "LKJ_DATABASE_URL": "database_url",
    "LKJ_PUBLIC_URL": "public_url",
    "LKJ_ZONE": "zone_name",
    "LKJ_SOP_DIRECTORY": "sop_directory",
    "LKJ_CALENDAR_FILE": "calendar_file",
    "LKJ_TEMPLATES": "templates_directory",
    "LKJ_FILES": "files_directory",
    "LKJ_BACKUP_DIR": "backup_directory",
    "LKJ_BACKUP_AT": "backup_at",
    "LKJ_OFFICES": "offices_file",
    "LKJ_OFFICE": "office_code",
    "LKJ_SNAPSHOTS": "snapshots_directory",
    "LKJ_LOG_FILE": "log_file",
    "LKJ_LOG_LEVEL": "log_level",
    "LKJ_NOTIFY_FILE": "notify_file",
    "LKJ_NOTIFY_QUIET": "notify_quiet",
    **_NUMBER_TEMPLATES,
}
_NUMBERS = {
    "LKJ_SESSION_IDLE_MINUTES": ("session_idle_minutes", 1, 24 * 60),
    "LKJ_BACKUP_KEEP": ("backup_keep", 1, 3650),
    "LKJ_MAX_UPLOAD_MB": ("max_upload_mebibytes", 1, 50),
    "LKJ_SESSION_ABSOLUTE_HOURS": ("session_absolute_hours", 1, 24 * 7),
}
_SWITCHES = {
    "LKJ_RECORD_ON_BEHALF": "records_on_behalf",
    "LKJ_REQUIRE_DOCUMENTS": "requires_documents",
    "LKJ_PASSWORD_FOR_ALL": "password_for_all",
    "LKJ_REENTER_PASSWORD": "reenters_password",
}
_SWITCH_WORDS = {"ya": True, "tidak": False}
_TEST_PREFIX = "LKJ_TEST_"  # the tests' own, read elsewhere
_LONGEST_NUMBER = 9  # digits


def read_settings(environ: Mapping[str, str], *, database_url: str) -> Settings:
    """Read every LKJ_* variable once; `database_url` holds where none is named.

    Raises:
        InvalidSettings: `problems` lists every unknown name and malformed value.
    """
    problems: list[str] = []
    values: dict[str, object] = {"database_url": database_url}
    provider: dict[str, str] = {}
    for name, text in sorted(environ.items()):
        if not name.startswith("LKJ_") or name.startswith(_TEST_PREFIX):
            continue
        if name.startswith(oidc_settings.PREFIX):
            provider[name] = text.strip()
            continue
        problem = _read_setting(name, text.strip(), values)
        if problem:
            problems.append(f"{name}: {problem}")
    problems += [*_wrong_values(values), *_read_provider(provider, values)]
    if values.get("offices_file") and "LKJ_DATABASE_URL" in environ:
        problems.append("LKJ_DATABASE_URL: tidak bersama LKJ_OFFICES; tulis basis_data di sana")
    if problems:
        raise InvalidSettings(problems=tuple(problems))
    if not str(values["database_url"]).startswith("sqlite"):
        values.setdefault("files_directory", str(DATA / "berkas"))
    return Settings(**values)  # type: ignore[arg-type]


def offices_of(installation: Settings) -> tuple[Settings, ...]:
    """The settings of each satuan kerja; of the one office where no file names several.

    Raises:
        InvalidSettings: the file has changed since it was checked and is wrong now.
    """
    if not installation.offices_file:
        return (replace(installation, office_code=""),)
    file = Path(installation.offices_file)
    entries, problems = read_entries(file)
    if problems:
        raise InvalidSettings(problems=tuple(f"LKJ_OFFICES: {said}" for said in problems))
    return tuple(settings_of(entry, installation, file.parent) for entry in entries)


def which_office(known: Iterable[str]) -> str:
    """The problem of a command that could mean each of several satuan kerja."""
    return f"LKJ_OFFICE: sebutkan satu dengan --satuan; yang ada: {', '.join(known)}"


def _read_setting(name: str, text: str, values: dict[str, object]) -> str:
    if name in _TEXTS:
        values[_TEXTS[name]] = text
        return ""
    if name in _SWITCHES:
        if text not in _SWITCH_WORDS:
            return f"harus ya atau tidak, bukan {text!r}"
        values[_SWITCHES[name]] = _SWITCH_WORDS[text]
        return ""
    if name not in _NUMBERS:
        return "pengaturan ini tidak dikenal"
    field, low, high = _NUMBERS[name]
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
    if not is_number or not low <= int(text) <= high:
        return f"harus bilangan bulat {low} sampai {high}, bukan {text!r}"
    values[field] = int(text)
    return ""


def _read_provider(texts: Mapping[str, str], values: dict[str, object]) -> list[str]:
    public_url = str(values.get("public_url", ""))
    read, problems = oidc_settings.read_settings(texts, public_url=public_url, program=ROOT)
    values["oidc"] = read
    if not texts and values.get("password_for_all") is False:
        problems.append("LKJ_PASSWORD_FOR_ALL: tidak hanya bila LKJ_OIDC_ISSUER dipakai")
    return problems


def _wrong_values(values: Mapping[str, object]) -> list[str]:
    problems = []
    if not is_database(str(values["database_url"])):
        problems.append("LKJ_DATABASE_URL: harus sqlite:///… atau postgresql+psycopg://…")
    public = str(values.get("public_url", ""))
    if public and not _is_address(public):
        problems.append("LKJ_PUBLIC_URL: harus diawali http:// atau https://, lalu nama host")
    if not is_zone(str(values.get("zone_name", Settings.zone_name))):
        problems.append("LKJ_ZONE: zona waktu tidak dikenal")
    for name in ("LKJ_SOP_DIRECTORY", "LKJ_TEMPLATES"):
        folder = str(values.get(_TEXTS[name], ""))
        if folder and not Path(folder).is_dir():
            problems.append(f"{name}: folder tidak ada")
    file = str(values.get("calendar_file", ""))
    if file and not Path(file).is_file():
        problems.append("LKJ_CALENDAR_FILE: berkas tidak ada")
    problems += _wrong_offices(values)
    problems += wrong_log(str(values.get("log_file", "")), str(values.get("log_level", "")))
    if parse_clock(str(values.get("backup_at", Settings.backup_at))) is None:
        problems.append("LKJ_BACKUP_AT: harus jam setempat seperti 12.30")
    quiet = str(values.get("notify_quiet", Settings.notify_quiet))
    problems += wrong_settings(str(values.get("notify_file", "")), quiet, program=ROOT)
    return problems + _wrong_templates(values)


def _wrong_offices(values: Mapping[str, object]) -> list[str]:
    file = str(values.get("offices_file", ""))
    if not file:
        return ["LKJ_OFFICE: hanya bersama LKJ_OFFICES"] * bool(values.get("office_code"))
    entries, problems = read_entries(Path(file))
    code, known = values.get("office_code", ""), [entry.code for entry in entries]
    if code and not problems and code not in known:
        return [which_office(known)]
    return [f"LKJ_OFFICES: {said}" for said in problems]


def _wrong_templates(values: Mapping[str, object]) -> list[str]:
    filled = ((name, str(values.get(place, ""))) for name, place in _NUMBER_TEMPLATES.items())
    return [f"{name}: {said}" for name, text in filled for said in template_sentences(text)]


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        # Reading the port checks it.
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
