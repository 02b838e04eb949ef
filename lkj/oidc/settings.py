"""The office's settings of its identity provider, checked when the program starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

PREFIX = "LKJ_OIDC_"
START_PATH = "/masuk/oidc"
RETURN_PATH = "/masuk/oidc/kembali"
_NAMES = frozenset(
    {"ISSUER", "CLIENT_ID", "CLIENT_SECRET", "CLIENT_SECRET_FILE", "CLAIM", "SCOPE", "LABEL"}
)
_LONGEST_LABEL = 40


@dataclass(frozen=True, kw_only=True)
class OidcSettings:
    """One identity provider, and how it knows us."""

    issuer: str
    client_id: str
    client_secret: str = field(repr=False)
    public_url: str
    claim: str = "preferred_username"  # which claim names the account
    scope: str = "openid profile"
    label: str = "akun kantor"  # after "Masuk dengan"

    @property
    def return_address(self) -> str:
        """Where the provider sends the browser back; registered there, letter by letter."""
        return self.public_url.rstrip("/") + RETURN_PATH

    @property
    def start_address(self) -> str:
        """Where signing in begins: at the address to which the provider leads back."""
        return self.public_url.rstrip("/") + START_PATH


def read_settings(
    texts: Mapping[str, str], *, public_url: str, program: Path
) -> tuple[OidcSettings | None, list[str]]:
    """Read the LKJ_OIDC_* variables.

    Args:
        texts: their stripped values by name; none at all switches the provider off.
        public_url: of the app, "" where it is not set.
        program: the folder in which no secret may lie.

    Returns:
        The settings, None where there are none or where they are wrong, and every problem.
    """
    given = {name.removeprefix(PREFIX): text for name, text in texts.items()}
    if not given:
        return None, []
    unknown = sorted(given.keys() - _NAMES)
    problems = [f"{PREFIX}{name}: pengaturan ini tidak dikenal" for name in unknown]
    secret, wrong = _secret(given, program)
    problems += [
        *_issuer_problems(given.get("ISSUER", "")),
        *([] if given.get("CLIENT_ID") else [f"{PREFIX}CLIENT_ID: wajib diisi"]),
        *wrong,
        *_claim_problems(given),
    ]
    if not public_url:
        problems.append("LKJ_PUBLIC_URL: wajib diisi bila LKJ_OIDC_ISSUER dipakai")
    if problems:
        return None, problems
    named = {name.lower(): given[name] for name in ("CLAIM", "SCOPE", "LABEL") if name in given}
    return OidcSettings(
        issuer=given["ISSUER"],
        client_id=given["CLIENT_ID"],
        client_secret=secret,
        public_url=public_url,
        **named,
    ), []


def is_safe_address(address: str) -> bool:
    """Whether nobody on the way reads what goes there: https, or this very machine."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        has_port = parts.port != 0  # reading the port checks it
    except ValueError:
        return False
    if not host or not has_port or parts.username is not None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _issuer_problems(issuer: str) -> list[str]:
    if not issuer:
        return [f"{PREFIX}ISSUER: wajib diisi"]
    if not is_safe_address(issuer) or "?" in issuer or "#" in issuer:
        return [f"{PREFIX}ISSUER: harus https://…, kecuali penyedia di komputer ini sendiri"]
    return []


def _claim_problems(given: Mapping[str, str]) -> list[str]:
    problems = []
    if given.get("CLAIM", "").lower() in {"email", "name"}:
        # People share both, change both, and may type them in themselves.
        problems.append(f"{PREFIX}CLAIM: email dan nama bukan identitas; pakai NIP atau akun")
    problems += [
        f"{PREFIX}{name}: tidak boleh kosong"
        for name in ("CLAIM", "LABEL")
        if given.get(name) == ""
    ]
    if "openid" not in given.get("SCOPE", "openid").split():
        problems.append(f"{PREFIX}SCOPE: harus memuat openid")
    if len(given.get("LABEL", "")) > _LONGEST_LABEL:
        problems.append(f"{PREFIX}LABEL: paling banyak {_LONGEST_LABEL} karakter")
    return problems


def _secret(given: Mapping[str, str], program: Path) -> tuple[str, list[str]]:
    if "CLIENT_SECRET_FILE" not in given:
        secret = given.get("CLIENT_SECRET", "")
        missing = f"{PREFIX}CLIENT_SECRET: wajib diisi, atau sebutkan berkasnya"
        return secret, [] if secret else [missing]
    name = f"{PREFIX}CLIENT_SECRET_FILE"
    if "CLIENT_SECRET" in given:
        return "", [f"{name}: isi salah satu, rahasianya atau berkasnya"]
    path = Path(given["CLIENT_SECRET_FILE"])
    if path.resolve().is_relative_to(program):
        return "", [f"{name}: simpan di luar folder program, isinya rahasia"]
    try:
        secret = path.read_text(encoding="utf-8").strip()
    except (OSError, ValueError):
        return "", [f"{name}: berkas tidak dapat dibaca"]
    return secret, [] if secret else [f"{name}: berkasnya kosong"]
