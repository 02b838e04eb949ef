"""Every sheet, download and reminder carries the head of the history: its number and code."""

import gzip
import io
import json
import re
from collections.abc import Iterator
from zipfile import ZipFile

import pyarrow.parquet as pq
import pytest
from httpx2 import Response

from lkj.domain import commands as c
from lkj.domain.accounts import AppRole
from lkj.domain.sop import Decision
from lkj.http.office_files import office_file_routes
from lkj.http.site import Site
from lkj.labels.data_dictionary import TABLES
from lkj.store import event_store
from lkj.store.chain import Head
from lkj.usecases.acts import ActForm, Seen, submit
from lkj.usecases.callers import HOST
from lkj.usecases.digest import preview_digest
from lkj.usecases.exports import BOOKS
from lkj.usecases.naskah_files import DOCUMENTS
from lkj.usecases.office import Office
from lkj.usecases.pictures import PICTURES
from lkj.usecases.prints import SHEETS
from tests.documents.folders import pdf_text
from tests.http.sites import Visitor
from tests.support.offices import BUDI, enter, set_account
from tests.support.times import moment

# Addresses whose files tell nothing of the history, each with the reason.
WITHOUT = {
    "/unduh/dokumen/{report_id}/{number:int}": "the bytes that somebody attached",
    "/unduh/data-bagian/{number:int}": "the bytes that a unit gave",
    "/unduh/pemeriksa/{name}": "a program, the same for every office",
    "/unduh/sop/{sop_id}.bpmn": "an SOP, without anything that happened",
    **{
        f"/unduh/antarsatuan/{{name}}.{kind}": "of many histories; Potret names each one's head"
        for kind in ("csv", "xlsx")
    },
    "/unduh/impor/templat.xlsx": "an empty form",
    "/unduh/impor/masalah.csv": "bad rows of a file that was not taken in",
    "/periksa": "no sheet and no download",
    "/skrip/halaman.js": "no sheet and no download",
}
BOOK = "buku=masuk&tahun=2026"
QUERIES = {
    "tabel-7": "semester=2026-1",
    "laporan-monev": "semester=2026-1",
    "buku-agenda": BOOK,
    "sop": "id=penyusunan-lkj",
}


def samples(report_id: str) -> dict[str, list[str]]:
    """Addresses of every route that is not among WITHOUT; a route with a name, all names."""
    of_report = f"id={report_id}"
    naskah = {name: QUERIES.get(name, of_report) for name in DOCUMENTS}
    naskah["nota-dinas"] = f"{of_report}&no=3"
    logs = ("xes", "xes.gz", "jsonocel", "parquet", "csv")
    return {
        "/unduh/arsip/laporan/{report_id}.zip": [f"/unduh/arsip/laporan/{report_id}.zip"],
        "/unduh/arsip/tahun/{year:int}.zip": ["/unduh/arsip/tahun/2025.zip"],
        "/unduh/paket-audit/laporan/{report_id}.zip": [
            f"/unduh/paket-audit/laporan/{report_id}.zip"
        ],
        "/unduh/paket-audit/semester/{code}.zip": ["/unduh/paket-audit/semester/2026-1.zip"],
        **{f"/unduh/log.{kind}": [f"/unduh/log.{kind}"] for kind in logs},
        **{
            f"/unduh/naskah/{{name}}.{kind}": [
                f"/unduh/naskah/{name}.{kind}?{query}" for name, query in naskah.items()
            ]
            for kind in ("pdf", "docx")
        },
        **{
            f"{place}": [f"{place}?{BOOK}"]
            for place in (
                "/unduh/buku-agenda.csv",
                "/unduh/buku-agenda.xlsx",
                "/cetak/buku-agenda",
            )
        },
        "/unduh/{name}.csv": [f"/unduh/{name}.csv" for name in TABLES],
        "/unduh/{name}.xlsx": [f"/unduh/{name}.xlsx" for name in BOOKS],
        **{
            f"/unduh/gambar/{{name}}.{kind}": [
                f"/unduh/gambar/{name}.{kind}" for name in PICTURES
            ]
            for kind in ("csv", "xlsx")
        },
        "/cetak/tabel-7": ["/cetak/tabel-7?semester=2026-1"],
        "/cetak/{name}": [f"/cetak/{name}" for name in SHEETS],
        "/cetak/sop/{sop_id}": ["/cetak/sop/penyusunan-lkj"],
    }


def told(answer: Response) -> str:
    """All that the file says, its name too."""
    content = answer.content
    called = answer.headers.get("content-disposition", "")
    return f"{called} {' '.join(_texts(content))}"


def _texts(content: bytes) -> Iterator[str]:
    if content.startswith(b"%PDF-"):
        yield pdf_text(content)
    elif content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content).decode()
    elif content.startswith(b"PAR1"):
        yield json.dumps(
            {
                key.decode(): text.decode(errors="replace")
                for key, text in pq.read_schema(io.BytesIO(content)).metadata.items()
            }
        )
    elif content.startswith(b"PK"):
        with ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield re.sub(r"<[^>]+>", "", archive.read(name).decode(errors="replace"))
    else:
        yield content.decode()


def carries(text: str, head: Head) -> bool:
    """Whether number and code stand there in one of the ways of printing them."""
    code = head.code
    ways = (f"no. {head.no}, kode {code}", f"{head.no}:{code}", f"-no{head.no}-{code}")
    return any(way in text for way in ways)


@pytest.fixture
def report(office: Office, site: Site, reader: Visitor, address: str) -> str:
    """A report with a document whose first step is done; Budi may everything there is."""
    report_id = address.split("/")[3]
    set_account(office, f"akun-{BUDI.id}", app_roles=frozenset({AppRole.MONEV}))
    reader.sign_in(BUDI.id)
    form = ActForm(
        report_id=report_id,
        request_id="serah",
        command=c.Move(decision=Decision.SUBMIT),
        seen=Seen("terima-disposisi", 1),
    )
    submit(form, door=enter(office, BUDI.id), office=office, now=site.clock())
    return report_id


def head(office: Office) -> Head:
    with office.database.read() as conn:
        return event_store.head(conn)


def test_every_address_is_sampled_or_says_nothing_of_the_history(site: Site) -> None:
    addresses = {route.path for route in office_file_routes(site)}

    assert set(samples("")) | set(WITHOUT) == addresses
    assert not set(samples("")) & set(WITHOUT)


@pytest.mark.slow
@pytest.mark.parametrize("names", [1, pytest.param(None, marks=pytest.mark.thorough)])
def test_every_sheet_and_download_carries_the_code(
    reader: Visitor, office: Office, report: str, names: int | None
) -> None:
    """Of every route some names, None for all of them."""
    asked = [one for addresses in samples(report).values() for one in addresses[:names]]

    answers = {one: reader.get(one) for one in asked}

    assert {one: a.status_code for one, a in answers.items() if a.status_code != 200} == {}
    now = head(office)
    assert [one for one, answer in answers.items() if not carries(told(answer), now)] == []


def test_the_reminder_carries_the_code(office: Office, address: str) -> None:
    later = moment("2026-03-31 08:00").at

    messages = preview_digest("", door=HOST, office=office, now=later)

    assert messages
    assert [one for one in messages if not carries(one.body, head(office))] == []
