"""Settings of the provider: all problems at once, and nothing unsafe."""

from pathlib import Path

import pytest

from lkj.oidc.settings import OidcSettings, is_safe_address, read_settings

GOOD = {
    "LKJ_OIDC_ISSUER": "https://masuk.kalbar.example/realms/satpolpp",
    "LKJ_OIDC_CLIENT_ID": "monev-lkj",
    "LKJ_OIDC_CLIENT_SECRET": "rahasia",
}
URL = "https://lkj.kalbar.example"


def read(
    tmp_path: Path, *, url: str = URL, **changes: str | None
) -> tuple[OidcSettings | None, list[str]]:
    texts = GOOD | {f"LKJ_OIDC_{name}": text for name, text in changes.items()}
    given = {name: text for name, text in texts.items() if text is not None}
    return read_settings(given, public_url=url, program=tmp_path / "program")


def test_without_any_there_is_no_provider(tmp_path: Path) -> None:
    assert read_settings({}, public_url="", program=tmp_path) == (None, [])


def test_three_of_them_are_enough(tmp_path: Path) -> None:
    settings, problems = read(tmp_path)

    assert problems == []
    assert settings is not None
    assert settings.claim == "preferred_username"
    assert settings.return_address == f"{URL}/masuk/oidc/kembali"


def test_the_secret_is_never_shown(tmp_path: Path) -> None:
    settings, _ = read(tmp_path, CLIENT_SECRET="jangan-tampil")

    assert "jangan-tampil" not in repr(settings)


def test_the_secret_may_lie_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "rahasia.txt"
    file.write_text(" dari berkas\n", encoding="utf-8")

    settings, _ = read(tmp_path, CLIENT_SECRET=None, CLIENT_SECRET_FILE=str(file))

    assert settings is not None
    assert settings.client_secret == "dari berkas"


def test_every_problem_is_told_at_once(tmp_path: Path) -> None:
    settings, problems = read(
        tmp_path,
        url="",
        ISSUER="http://masuk.kalbar.example",
        CLIENT_ID="",
        CLIENT_SECRET="",
        CLAIM="email",
        SCOPE="profile",
        LABEL="x" * 41,
        TENANT="x",
    )

    assert settings is None
    assert [problem.split(":")[0] for problem in problems] == [
        "LKJ_OIDC_TENANT",
        "LKJ_OIDC_ISSUER",
        "LKJ_OIDC_CLIENT_ID",
        "LKJ_OIDC_CLIENT_SECRET",
        "LKJ_OIDC_CLAIM",
        "LKJ_OIDC_SCOPE",
        "LKJ_OIDC_LABEL",
        "LKJ_PUBLIC_URL",
    ]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"ISSUER": None}, "LKJ_OIDC_ISSUER: wajib diisi"),
        ({"CLAIM": ""}, "LKJ_OIDC_CLAIM: tidak boleh kosong"),
        ({"LABEL": ""}, "LKJ_OIDC_LABEL: tidak boleh kosong"),
        ({"CLIENT_SECRET_FILE": "x"}, "isi salah satu"),
        ({"CLIENT_SECRET": None, "CLIENT_SECRET_FILE": "/tidak/ada"}, "tidak dapat dibaca"),
    ],
)
def test_a_setting_that_cannot_be_used_says_why(
    tmp_path: Path, changes: dict[str, str | None], problem: str
) -> None:
    settings, problems = read(tmp_path, **changes)

    assert settings is None
    assert len(problems) == 1
    assert problem in problems[0]


def test_an_empty_file_holds_no_secret(tmp_path: Path) -> None:
    file = tmp_path / "rahasia.txt"
    file.touch()

    _, problems = read(tmp_path, CLIENT_SECRET=None, CLIENT_SECRET_FILE=str(file))

    assert problems == ["LKJ_OIDC_CLIENT_SECRET_FILE: berkasnya kosong"]


def test_no_secret_lies_in_the_folder_of_the_program(tmp_path: Path) -> None:
    file = tmp_path / "program" / "rahasia.txt"

    _, problems = read(tmp_path, CLIENT_SECRET=None, CLIENT_SECRET_FILE=str(file))

    assert "di luar folder program" in problems[0]


@pytest.mark.parametrize(
    "address",
    ["https://a.example", "http://127.0.0.1:8080/x", "http://[::1]:80", "http://localhost"],
)
def test_https_and_this_machine_are_safe(address: str) -> None:
    assert is_safe_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://a.example",
        "http://10.0.0.1",
        "http://127.0.0.1.example",
        "https://",
        "https://a:b@c.example",
        "https://a.example:99999",
        "https://a.example:0",
        "file:///etc/passwd",
        "//a.example",
        "https://[",
    ],
)
def test_nothing_else_is(address: str) -> None:
    assert not is_safe_address(address)


@pytest.mark.parametrize("issuer", ["https://a.example?x=1", "https://a.example#x"])
def test_an_issuer_has_neither_query_nor_fragment(tmp_path: Path, issuer: str) -> None:
    settings, _ = read(tmp_path, ISSUER=issuer)

    assert settings is None
