"""Data of the units, for the table of permissions."""

from collections.abc import Callable

from lkj.usecases import unit_data, unit_data_reading, units
from tests.support.documents import pdf
from tests.support.staffed import Running
from tests.support.unit_data import (
    add_units,
    asked,
    delivered,
    delivery,
    entries_of,
    going_back,
    request,
)


def with_units(report: Running) -> None:
    """The office has two units."""
    add_units(report.office)


def with_data_asked(report: Running) -> None:
    """One unit was asked for a table."""
    add_units(report.office)
    asked(report)


def with_data(report: Running) -> None:
    """It gave a file."""
    with_data_asked(report)
    delivered(report, content=pdf(), file_name="t2.pdf")


def _unit(_: Running) -> units.UnitForm:
    return units.UnitForm(request_id="unit", name="Bidang Trantibum", tables=("t2",))


def _examples(_: Running) -> units.ExampleUnitsForm:
    return units.ExampleUnitsForm(request_id="contoh", sop_id="penyusunan-lkj")


STATES_OF_DATA = {
    "with units": with_units,
    "with data asked": with_data_asked,
    "with data": with_data,
}
Form = Callable[[Running], object]
UNIT_DATA: dict[str, tuple[Callable[..., object], str, Form]] = {
    "ask for data": (unit_data.ask, "with units", request),
    "record data": (unit_data.deliver, "with data asked", delivery),
    "give data back": (unit_data.give_back, "with data", going_back),
    "read unit's file": (
        unit_data_reading.read_unit_file,
        "with data",
        lambda report: entries_of(report)[-1].no,
    ),
    "read the board": (
        unit_data_reading.read_board,
        "with data",
        lambda report: (report.report_id, report.sop.id),
    ),
    "see late units": (unit_data_reading.late_units, "with data", lambda _: (None,)),
    "read the units": (units.read_units, "with units", lambda _: ()),
    "put a unit": (units.put_unit, "with units", _unit),
    "take examples": (units.take_examples, "registered", _examples),
}
