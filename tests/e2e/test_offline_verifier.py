"""verifikasi.html from a folder, without network: it says what verifikasi.py says."""

import base64
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from lkj.reference import VERIFIERS
from tests.support.audited import Parts, audited_report, packed
from tests.support.axe import violations
from tests.support.browser import OFFICE_PC, PHONE
from tests.support.tampered import forgeries, rewritten
from tests.verifikasi.program import VERIFIER

pytestmark = pytest.mark.browser
PAGE = (VERIFIERS / "verifikasi.html").as_uri()
VECTORS = Path(__file__).parents[1] / "verifikasi" / "vectors.json"
_CHECK = """async ([content, typed]) => {
  const bytes = Uint8Array.from(atob(content), (c) => c.charCodeAt(0));
  try {
    return (await checkPackage(new File([bytes], "paket.zip"), typed)).report.problems;
  } catch (error) {
    if (error instanceof Unusable) return [["unusable", error.message]];
    throw error;
  }
}"""
_VECTORS = """(vectors) => ({
  sha256: vectors.sha256.map(([text]) => [text, sha256(text)]),
  anchors: vectors.anchors.map(([text]) => [text, parseAnchor(text)]),
  rows: vectors.rows.map(([table, row]) => [table, row, rowHash(table, row)]),
})"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """The page from file://, in a browser without network, that says nothing on its console."""
    context = browser.new_context(offline=True, locale="id-ID")
    opened, said = context.new_page(), list[str]()
    opened.on("console", lambda message: said.append(message.text))
    opened.on("pageerror", lambda error: said.append(str(error)))
    opened.goto(PAGE)
    yield opened
    context.close()
    assert said == []


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return packed(audited_report(tmp_path_factory.mktemp("kantor")))


@pytest.fixture(scope="module")
def anchor(honest: bytes) -> tuple[str, int, str]:
    head = Parts.of(honest).facts()["kepala"]["events"]
    return "events", head["no"], head["hash"][:16]


def found(page: Page, content: bytes, *typed: tuple[str, int, str]) -> list[tuple[str, str]]:
    encoded = base64.b64encode(content).decode()
    problems = page.evaluate(_CHECK, [encoded, [list(one) for one in typed]])
    return [(kind, place) for kind, place in problems]


def by_the_program(
    content: bytes, directory: Path, *typed: tuple[str, int, str]
) -> list[tuple[str, str]]:
    path = directory / "paket.zip"
    path.write_bytes(content)
    return list(VERIFIER.check(path, typed).problems)


def test_both_verifiers_agree_on_the_vectors(page: Page) -> None:
    vectors = json.loads(VECTORS.read_text(encoding="utf-8"))

    assert page.evaluate(_VECTORS, vectors) == vectors


def test_an_honest_package_is_whole_stored_and_deflated(
    page: Page, honest: bytes, anchor: tuple[str, int, str]
) -> None:
    assert found(page, honest, anchor) == []
    assert found(page, Parts.of(honest).zipped, anchor) == []


def test_every_forgery_is_told_as_the_program_tells_it(
    page: Page, honest: bytes, anchor: tuple[str, int, str], tmp_path: Path
) -> None:
    differing = {}
    for name, forgery in forgeries(Parts.of(honest)):
        typed = [anchor] if forgery.needs_anchor else []
        content = forgery.act(Parts.of(honest)).zipped
        here = found(page, content, *typed)
        if here != by_the_program(content, tmp_path, *typed):
            differing[name] = here
        assert set(forgery.found) <= set(here), name

    assert differing == {}


@pytest.mark.parametrize("content", [b"", b"bukan ZIP", Parts({"a": b"b"}).zipped])
def test_what_is_no_package_is_refused(page: Page, content: bytes) -> None:
    assert [kind for kind, _ in found(page, content)] == ["unusable"]


def checked(browser: Browser, package: Path, typed: str, *, size=OFFICE_PC, dark=False) -> Page:  # type: ignore[no-untyped-def]
    """The page as an auditor uses it, after it has answered."""
    context = browser.new_context(
        offline=True,
        locale="id-ID",
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
    )
    page = context.new_page()
    page.goto(PAGE)
    page.get_by_label("Satu baris satu kode").fill(typed)
    page.get_by_label("Pilih berkas ZIP").set_input_files(package)
    page.get_by_role("button", name="Periksa").click()
    expect(page.get_by_role("heading", name="Hasil")).to_be_visible()
    return page


def test_an_auditor_types_a_code_picks_the_package_and_reads_the_answer(
    browser: Browser, honest: bytes, anchor: tuple[str, int, str], tmp_path: Path
) -> None:
    package = tmp_path / "paket.zip"
    package.write_bytes(honest)
    _, no, code = anchor

    page = checked(browser, package, f"{no} {code}")

    expect(page.locator(".verdict")).to_have_text("Utuh")
    expect(page.locator("#result")).to_contain_text(f"Kode yang diketik: catatan no. {no}")
    expect(page.locator("#result")).to_be_focused()
    page.context.close()


@pytest.mark.thorough("test_an_auditor_types_a_code_picks_the_package_and_reads_the_answer")
@pytest.mark.parametrize(
    ("size", "dark"), [(OFFICE_PC, False), (OFFICE_PC, True), (PHONE, False), (PHONE, True)]
)
def test_a_history_written_anew_is_shown_with_its_place_on_every_screen(
    browser: Browser,
    honest: bytes,
    anchor: tuple[str, int, str],
    tmp_path: Path,
    *,
    size: tuple[int, int],
    dark: bool,
) -> None:
    package = tmp_path / "paket.zip"
    package.write_bytes(rewritten(Parts.of(honest)).zipped)
    _, no, code = anchor

    page = checked(browser, package, f"{no} {code}", size=size, dark=dark)

    expect(page.locator(".verdict")).to_have_text("Ada 1 masalah")
    expect(page.get_by_role("cell", name=f"catatan no. {no}", exact=True)).to_be_visible()
    assert violations(page) == []
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= size[0]
    page.context.close()


def test_a_code_that_is_none_is_told(browser: Browser, honest: bytes, tmp_path: Path) -> None:
    package = tmp_path / "paket.zip"
    package.write_bytes(honest)

    page = checked(browser, package, "214")

    expect(page.locator(".verdict")).to_have_text(
        "Tidak dapat diperiksa: Bukan nomor dan kode: 214."
    )
    page.context.close()
