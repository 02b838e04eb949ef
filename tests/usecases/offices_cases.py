"""Snapshots and the comparison of satuan kerja in the table of who may do what."""

from collections.abc import Callable

from lkj.usecases import offices_files, offices_reading, snapshots
from lkj.usecases.office import Office, Settings
from lkj.usecases.offices import Offices
from lkj.usecases.offices_reading import OfficesQuery
from tests.support.staffed import Running


def _never(_: Settings) -> Office:
    raise AssertionError("a comparison opens nothing")


OFFICES = Offices([Settings(database_url="", office_code="lain")], _never)
ASKED = OfficesQuery()

# Name → use case, state of the office, what it is given, and its other arguments.
OFFICES_CASES: dict[
    str, tuple[Callable[..., object], str, Callable[[Running], object], dict[str, object]]
] = {
    "make a snapshot": (snapshots.refresh_snapshot, "registered", lambda _: None, {}),
    "compare offices": (
        offices_reading.compare_offices,
        "registered",
        lambda _: ASKED,
        {"offices": OFFICES},
    ),
    "take a comparison": (
        offices_files.offices_file,
        "registered",
        lambda _: ("keadaan", ASKED, "csv"),
        {"offices": OFFICES, "style": "excel_id"},
    ),
}
