"""The rows of one picture as a file: the right is checked, the audit log notes it."""

from datetime import datetime
from typing import Any

from lkj.exchange.csv_file import Style
from lkj.labels.picture_words import AS_OF, FIELDS, REMARK
from lkj.labels.table_fields import PERSON, Table
from lkj.store import event_store
from lkj.usecases.callers import Door
from lkj.usecases.export_files import File, csv_file, workbook
from lkj.usecases.exports import Export, ExportedTable, ExportRequest
from lkj.usecases.granted import grant_file, look, note_file
from lkj.usecases.office import Office
from lkj.usecases.pictures import PICTURES
from lkj.usecases.population import Population, View


def picture_file(
    request: ExportRequest, *, style: Style, door: Door, office: Office, now: datetime
) -> File:
    """Exactly what one of PICTURES shows, as CSV or as a workbook with its provenance.

    Raises:
        NotPermitted, SessionEnded, StorageFailed.
    """
    view = View.from_query(request.query)
    with office.database.write() as conn:
        granted = grant_file(conn, request, door=door, office=office, now=now)
        selection, reach = granted.selection, granted.reach
        by_person = view.by_person and reach.is_everybody
        note_file(
            conn,
            granted,
            request,
            action="export.picture",
            subject=request.name,
            now=now,
            filters=selection.to_query() | view.to_query(),
            persons=bool(by_person or selection.persons),
        )
    about = look(granted, view, office=office, now=now)
    table = picture_table(request.name, about)
    with office.database.read() as conn:
        head = event_store.head(conn)
    made = Export(
        tables=(table,),
        selection=selection,
        ignored=granted.ignored,
        as_of=about.as_of,
        made_at=now,
        made_by=granted.caller.person.name,
        has_persons=bool(about.persons) or any(one.unit == PERSON for one in table.fields),
        names=reach.names,
        is_example=granted.is_example,
        calendar_no=about.tables.calendar.version,
        head=head,
    )
    is_csv = request.file_format == "csv"
    content = csv_file(made, style=style) if is_csv else workbook(made, office=office)
    day = about.as_of.astimezone(office.zone).date()
    mark = head.mark if is_csv else ""
    return File(content, f"{table.table.file_name}-{day}{mark}.{request.file_format}")


def picture_table(name: str, about: Population) -> ExportedTable:
    """The rows of a picture with as-of and the mark of example data, and what they mean."""
    picture = PICTURES[name]
    rows = picture.rows(about)
    as_of = about.as_of.replace(second=0, microsecond=0).astimezone(about.office.zone)
    endings: dict[str, Any] = {AS_OF: as_of, REMARK: about.mark}
    marked = rows.assign(**endings)
    fields = tuple(FIELDS[str(heading)] for heading in marked.columns)
    table = Table(picture.title, picture.row, picture.file_name, fields)
    return ExportedTable(name=name, table=table, fields=fields, rows=marked)
