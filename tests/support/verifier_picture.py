"""The picture of verifikasi.html in the guide: a forged package of the example, found.

`python -m tests.support.verifier_picture` writes docs/gambar/pemeriksa-paket-audit.png.
"""

from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

from lkj.reference import VERIFIERS
from tests.support.audited import Parts, audited_report, packed
from tests.support.browser import OFFICE_PC, open_browser
from tests.support.camera import few_colours
from tests.support.settings import ROOT
from tests.support.tampered import rewritten

TARGET = ROOT / "docs" / "gambar" / "pemeriksa-paket-audit.png"


def main() -> None:
    """Type the code of the honest package, pick the forged one, and keep what is shown."""
    with TemporaryDirectory() as name, open_browser() as browser:
        honest = packed(audited_report(Path(name)))
        head = Parts.of(honest).facts()["kepala"]["events"]
        package = Path(name) / "paket-audit-2025-tahunan.zip"
        package.write_bytes(rewritten(Parts.of(honest)).zipped)
        size = {"width": OFFICE_PC[0], "height": OFFICE_PC[1]}
        context = browser.new_context(offline=True, locale="id-ID", viewport=size)
        page = context.new_page()
        page.goto((VERIFIERS / "verifikasi.html").as_uri())
        code = head["hash"][:16].upper()
        groups = " ".join(code[at : at + 4] for at in range(0, 16, 4))
        page.get_by_label("Satu baris satu kode").fill(f"{head['no']} {groups}")
        page.get_by_label("Pilih berkas ZIP").set_input_files(package)
        page.get_by_role("button", name="Periksa").click()
        page.locator(".verdict").wait_for()
        page.locator("main").screenshot(path=TARGET)
    with Image.open(TARGET) as picture:
        small = few_colours(picture)
    small.save(TARGET, optimize=True)


if __name__ == "__main__":
    main()
