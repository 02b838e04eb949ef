"""Several small offices with random histories, each with its snapshot."""

from datetime import UTC, date, datetime
from pathlib import Path

from lkj.store.snapshot_folder import newest_snapshot
from lkj.usecases.callers import HOST
from lkj.usecases.demo import fill_example
from lkj.usecases.office import Office, snapshots_of
from lkj.usecases.offices import Offices
from lkj.usecases.snapshots import folder_name, refresh_snapshot
from tests.support.offices import empty_office

LOOKED_AT = datetime(2026, 11, 23, 2, tzinfo=UTC)
REPORTS = (3, 25, 70)


def several_offices(directory: Path, *, reports: tuple[int, ...] = REPORTS) -> Offices:
    """Offices with so many reports each, of other persons at other times; the last one late."""
    built = {}
    for number, n_reports in enumerate(reports):
        office = office_of(directory, f"satuan-{number}", seed=number, reports=n_reports)
        built[office.settings.office_code] = office
    return Offices([one.settings for one in built.values()], lambda s: built[s.office_code])


def office_of(directory: Path, code: str, *, seed: int, reports: int) -> Office:
    """One of them; without reports it is new."""
    folder = directory / code
    folder.mkdir()
    office = empty_office(
        folder,
        office_code=code,
        office_name=f"Nama {code}",
        compares_offices=True,
        snapshots_directory=str(directory / "potret"),
    )
    if reports:
        fill_example(
            database=office.database,
            sop=office.sops.current[0],
            calendar=office.shipped_calendar,
            zone=office.zone,
            reports=reports,
            seed=seed,
            until=date(2026, 11, 23),
            now=LOOKED_AT,
        )
    return office


def all_refreshed(offices: Offices) -> list[Path]:
    """The snapshots of all, made now."""
    for one in offices.settings:
        refresh_snapshot(door=HOST, office=offices.of(one.office_code), now=LOOKED_AT)
    found = [newest_snapshot(snapshots_of(one) / folder_name(one)) for one in offices.settings]
    return [one for one in found if one is not None]
