"""Working time of the office: durations and due times on its own calendar."""

from lkj.worktime.calendar import WorkingCalendar
from lkj.worktime.calendar_file import DAYS_OFF, DatedException, ExceptionKind, Slot, Slots

__all__ = [
    "DAYS_OFF",
    "DatedException",
    "ExceptionKind",
    "Slot",
    "Slots",
    "WorkingCalendar",
]
