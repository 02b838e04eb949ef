"""Working time of the office: durations and due times on its own calendar."""

from lkj.worktime.calendar import WorkingCalendar
from lkj.worktime.calendar_file import DatedException, Slot, Slots

__all__ = ["DatedException", "Slot", "Slots", "WorkingCalendar"]
