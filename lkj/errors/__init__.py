"""Every way this product refuses.

An error carries facts by name, never a sentence: `labels.error_text` holds the one Indonesian
sentence of each type, and a test asserts that none is missing.
"""

from lkj.errors.agenda import AlreadyFiled as AlreadyFiled
from lkj.errors.agenda import EntryGone as EntryGone
from lkj.errors.agenda import EntryOvertaken as EntryOvertaken
from lkj.errors.attachments import DocumentRefused as DocumentRefused
from lkj.errors.attachments import DocumentsMissing as DocumentsMissing
from lkj.errors.attachments import InvalidDocumentKinds as InvalidDocumentKinds
from lkj.errors.attachments import StaleDraft as StaleDraft
from lkj.errors.attachments import StoredFileDamaged as StoredFileDamaged
from lkj.errors.attachments import StoredFileMissing as StoredFileMissing
from lkj.errors.attachments import UnknownDocument as UnknownDocument
from lkj.errors.naskah import InvalidLetterhead as InvalidLetterhead
from lkj.errors.naskah import TemplateBroken as TemplateBroken
from lkj.errors.refusal import DecisionRefused as DecisionRefused
from lkj.errors.refusal import LkjError as LkjError
from lkj.errors.reminders import InvalidChannels as InvalidChannels
from lkj.errors.reminders import RemindersUnset as RemindersUnset
from lkj.errors.sign_in import AccountDisabled as AccountDisabled
from lkj.errors.sign_in import IdentityElsewhere as IdentityElsewhere
from lkj.errors.sign_in import IdentityUnknown as IdentityUnknown
from lkj.errors.sign_in import LinkInvalid as LinkInvalid
from lkj.errors.sign_in import OtherIdentity as OtherIdentity
from lkj.errors.sign_in import PasswordRefused as PasswordRefused
from lkj.errors.sign_in import ProviderRefused as ProviderRefused
from lkj.errors.sign_in import ProviderUnavailable as ProviderUnavailable
from lkj.errors.sign_in import ReenteredWrong as ReenteredWrong
from lkj.errors.sign_in import SessionEnded as SessionEnded
from lkj.errors.sign_in import SignatureUnconfirmed as SignatureUnconfirmed
from lkj.errors.sign_in import SignInRefused as SignInRefused
from lkj.errors.sign_in import TooManyAttempts as TooManyAttempts
from lkj.errors.storage import BackupInvalid as BackupInvalid
from lkj.errors.storage import ChainBroken as ChainBroken
from lkj.errors.storage import DatabaseNotEmpty as DatabaseNotEmpty
from lkj.errors.storage import NoRoomToUpgrade as NoRoomToUpgrade
from lkj.errors.storage import OfficeUnprepared as OfficeUnprepared
from lkj.errors.storage import SchemaForeign as SchemaForeign
from lkj.errors.storage import SchemaIncomplete as SchemaIncomplete
from lkj.errors.storage import SchemaNewer as SchemaNewer
from lkj.errors.storage import SchemaOutdated as SchemaOutdated
from lkj.errors.storage import SnapshotDamaged as SnapshotDamaged
from lkj.errors.storage import StorageFailed as StorageFailed
from lkj.errors.unit_data import CellsRefused as CellsRefused
from lkj.errors.unit_data import DataMissing as DataMissing
from lkj.errors.unit_data import InvalidDataTables as InvalidDataTables
from lkj.errors.unit_data import NothingCollected as NothingCollected
from lkj.errors.unit_data import UnknownUnit as UnknownUnit


class WrongRole(DecisionRefused):
    """The actor holds none of the roles that may do this. Facts: `needed`, `given`."""


class NotTheHolder(WrongRole):
    """Only the holder of the open step adds a version of the draft. Facts: `needed`."""


class DecisionNotOffered(DecisionRefused):
    """The step has no such decision. Facts: `decision`, `step`."""


class ReportFinished(DecisionRefused):
    """The report has been sent or cancelled; its steps take no more acts."""


class AlreadyRegistered(DecisionRefused):
    """The report exists already."""


class NotRegistered(DecisionRefused):
    """The report has no first event."""


class AlreadyStarted(DecisionRefused):
    """The open visit has a start already."""


class NotStarted(DecisionRefused):
    """The step must be started by another role before it can be finished. Facts: `needed`."""


class ReasonMissing(DecisionRefused):
    """A return needs at least one reason code."""


class ReasonUnknown(DecisionRefused):
    """A reason code is not in the SOP, or is for paper only. Facts: `given`."""


class NoteTooShort(DecisionRefused):
    """The text is shorter than the rule asks. Facts: `minimum`."""


class InTheFuture(DecisionRefused):
    """A typed time lies after now. Facts: `given`, `now`."""


class BeforePrevious(DecisionRefused):
    """A typed time lies before the previous step was finished. Facts: `given`, `previous`."""


class StartAfterFinish(DecisionRefused):
    """The start lies after the finish. Facts: `started_at`, `finished_at`."""


class EffortTooLong(DecisionRefused):
    """More effort than the clock allows between receipt and finish. Facts: `given`, `limit`."""


class EffortInvalid(DecisionRefused):
    """The effort is not a whole number of minutes from 0 up. Facts: `given`."""


class RolesConflict(DecisionRefused):
    """Rangkap peran: the person finished another separated step. Facts: `step`, `earlier`."""


class NothingToTakeBack(DecisionRefused):
    """No finished act can be taken back: none exists, or the next actor has begun."""


class NotYourAct(DecisionRefused):
    """Only the person who acted, or who recorded it, may take it back."""


class ReceiptNotDue(DecisionRefused):
    """Receipt can be confirmed once, after the last step was sent."""


class CorrectionRefused(DecisionRefused):
    """A correction names no such act or field, or changes nothing. Facts: `target`, `field`."""


class CauseNotDue(DecisionRefused):
    """A cause belongs to a finished visit. Facts: `target`."""


class InputsIncomplete(DecisionRefused):
    """A missing kelengkapan needs a reason. Facts: `missing`."""


class NotAdopted(DecisionRefused):
    """An imported open report takes no acts until somebody takes it over."""


class NothingToAdopt(DecisionRefused):
    """The report does not run, was not imported, or has been taken over already."""


class StepUnknown(DecisionRefused):
    """The SOP has no such step. Facts: `given`."""


class PaperRefused(LkjError):
    """Rows typed from paper are refused. Facts: `problems`: tuple of (row index, LkjError)."""


class FileRefused(LkjError):
    """A file cannot be read. Facts: `problems`: tuple of (place, code, detail).

    A place is "" for the whole file, the number of a row, a cell ("B7"), or a part's name.
    """


class CellInvalid(LkjError):
    """A cell of a history cannot be understood. Facts: `code`, `detail`."""


class ImportRefused(LkjError):
    """Histories are refused. Facts: `problems`: tuple of (report key, pass or -1, LkjError)."""


class ReportExists(LkjError):
    """A report of this SOP, year, kind and title is there already."""


class AlreadyImported(LkjError):
    """The same file is in the database. Facts: `when`, `who`, `n_reports`."""


class NothingToImport(LkjError):
    """No row of the file can be imported."""


class UnknownBatch(LkjError):
    """No such import, or it was withdrawn before. Facts: `batch_id`."""


class BatchContinued(LkjError):
    """Reports of the import were taken over, and live on. Facts: `titles`."""


class StaleReport(LkjError):
    """Somebody else moved the report first. Facts: `report_id`, `who`, `when`."""


class RequestReused(LkjError):
    """One request id came with two different commands. Facts: `request_id`."""


class UnknownReport(LkjError):
    """No such report. Facts: `report_id`."""


class FindingGone(LkjError):
    """The report has no such finding any more, or it is not accepted. Facts: `finding`."""


class OwnFinding(LkjError):
    """Nobody accepts a finding about an act of their own. Facts: `finding`."""


class UnknownPerson(LkjError):
    """No such person, or no such account. Facts: `person_id`."""


class NotPermitted(LkjError):
    """The account may not do this. Facts: `permission`."""


class ChangesNothing(NotPermitted):
    """An auditor's account, or one whose password must be changed first."""


class SopMissing(LkjError):
    """Reports run under an SOP version whose file is gone. Facts: `sop_id`, `version`."""


class LastAdministrator(LkjError):
    """The last active administrator cannot be disabled or lose the role."""


class FormInvalid(LkjError):
    """Typed fields break a rule. Facts: `problems`: tuple of (field, code, detail)."""


class StaleSheet(LkjError):
    """Somebody else changed this part of an open Tabel 7 first. Facts: `who`, `when`."""


class SheetDetermined(LkjError):
    """The Tabel 7 is determined and stays as it is. Facts: `who`, `when`."""


class FiguresChanged(LkjError):
    """The figures of a Tabel 7 are others than those that were shown."""


class InvalidSop(LkjError):
    """The SOP file is wrong. Facts: `problems`: every one, with its place."""


class SopChanged(LkjError):
    """A file under a used version number has other content. Facts: `sop_id`, `version`."""


class InvalidLogMap(LkjError):
    """The map of a log is wrong. Facts: `problems`: every one, with its place."""


class FolderRefused(LkjError):
    """A folder cannot be written. Facts: `path`, `problem`."""


class InvalidSettings(LkjError):
    """Environment settings are wrong. Facts: `problems`: every one."""


class InvalidCalendar(LkjError):
    """The working calendar's file is wrong. Facts: `problems`: every one, with its place."""


class OutsideCalendar(LkjError):
    """A time lies outside the years of the working calendar. Facts: `year`."""


class StaleCalendar(LkjError):
    """Somebody else changed the calendar's draft first. Facts: `who`, `when`."""


class NoCalendarDraft(LkjError):
    """There is no draft to discard or activate, or it changes nothing."""


class YearsUnlisted(LkjError):
    """A year is to be covered without its days off and Ramadan hours. Facts: `years`."""
