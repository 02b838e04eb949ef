"""Units of an office, and data that is asked of them and comes."""

from datetime import date
from pathlib import Path

from lkj.domain.unit_data import DataEntry, Unit
from lkj.store import unit_store
from lkj.usecases import unit_data
from lkj.usecases.office import Office
from tests.support.staffed import Running, door_of, new_request, staffed_office

LINMAS = Unit(id="linmas", name="Bidang Linmas", tables=("t2", "t6"))
UMUM = Unit(id="umum", name="Subbagian Umum", tables=("t8",))
ASKED_ON, DUE = date(2026, 3, 2), date(2026, 3, 6)


def add_units(office: Office, *units: Unit) -> None:
    """Let the office have these units."""
    with office.database.write() as conn:
        for unit in units or (LINMAS, UMUM):
            unit_store.put(conn, unit)


def with_two_units(directory: Path) -> Running:
    """A report that has begun, in an office with two units."""
    report = Running(staffed_office(directory)).register()
    add_units(report.office)
    return report


def request(report: Running, *tables: str, unit: str = "linmas") -> unit_data.AskForm:
    """A form that asks one unit for tables."""
    return unit_data.AskForm(
        request_id=new_request(),
        report_id=report.report_id,
        asked=((unit, tables or ("t2",)),),
        day=ASKED_ON,
        due=DUE,
    )


def delivery(report: Running, *tables: str, **facts: object) -> unit_data.DeliveryForm:
    """A form that says where the data of a unit lies, or what `facts` say."""
    usual: dict[str, object] = {"unit": "linmas", "day": ASKED_ON, "place": "Map data 2026"}
    if {"content", "nil_reason"} & facts.keys():
        del usual["place"]
    return unit_data.DeliveryForm(
        request_id=new_request(),
        report_id=report.report_id,
        tables=tables or ("t2",),
        **(usual | facts),  # type: ignore[arg-type]
    )


def going_back(report: Running, *tables: str, **facts: object) -> unit_data.GiveBackForm:
    """A form that sends data back to its unit."""
    usual: dict[str, object] = {
        "unit": "linmas",
        "day": ASKED_ON,
        "reason": "Realisasi belum diisi.",
    }
    return unit_data.GiveBackForm(
        request_id=new_request(),
        report_id=report.report_id,
        tables=tables or ("t2",),
        **(usual | facts),  # type: ignore[arg-type]
    )


def asked(report: Running, *tables: str, unit: str = "linmas") -> None:
    """Ask for tables as Kasubbag."""
    form = request(report, *tables, unit=unit)
    unit_data.ask(form, door=door_of("kasubbag_renja_monev"), **report.use)


def delivered(report: Running, *tables: str, **facts: object) -> None:
    """Record a delivery as the Tim."""
    form = delivery(report, *tables, **facts)
    unit_data.deliver(form, door=door_of("tim_lkj"), **report.use)


def entries_of(report: Running) -> list[DataEntry]:
    """What is stored for a report."""
    with report.office.database.read() as conn:
        return unit_store.entries(conn, report.report_id)
