"""Every use case × every kind of caller, typed from the design; see test_permission_matrix."""

TABLE = """
                  sek kas tim kep rek plt non mon aud adm hos smt off end
register           y   -   -   -   y   -   -   y   -   -   -   -   e   e
start step 1       y   -   -   -   y   -   -   -   -   -   -   -   e   e
submit step 1      y   -   -   -   y   -   -   -   -   -   -   -   e   e
order step 3       -   y   -   -   -   -   -   -   -   -   -   -   e   e
submit step 3      -   -   y   -   -   -   -   -   -   -   -   -   e   e
approve step 4     -   y   -   -   -   -   -   -   -   -   -   -   e   e
return step 4      -   y   -   -   -   -   -   -   -   -   -   -   e   e
approve step 5     y   -   -   -   y   -   -   -   -   -   -   -   e   e
return step 5      y   -   -   -   y   -   -   -   -   -   -   -   e   e
sign step 6        -   -   -   y   -   -   -   -   -   -   -   -   e   e
return step 6      -   -   -   y   -   -   -   -   -   -   -   -   e   e
take back          y   -   -   -   -   -   -   -   -   -   -   -   e   e
take back paper    y   -   -   -   -   -   -   y   -   -   -   -   e   e
confirm receipt    -   y   -   -   -   -   -   -   -   -   -   -   e   e
cancel             -   -   -   y   -   -   -   -   -   y   y   -   e   e
correct            y   y   -   -   -   -   -   y   -   -   -   -   e   e
correct later      y   y   -   -   -   -   -   y   -   -   -   -   e   e
note               y   y   y   y   y   y   y   y   -   y   y   -   e   e
answer paper       y   -   -   -   -   -   -   -   -   -   -   -   e   e
give cause         y   -   -   -   -   -   -   y   -   -   -   -   e   e
new from paper     -   -   -   -   -   -   -   y   -   -   -   -   e   e
go on from paper   -   -   -   -   -   -   -   y   -   -   -   -   e   e
adopt an import    -   y   -   -   -   -   -   y   -   -   -   -   e   e
get the template   -   -   -   -   -   -   -   y   -   y   y   -   e   e
read a history     -   -   -   -   -   -   -   y   -   y   y   -   e   e
preview a history  -   -   -   -   -   -   -   y   -   y   y   -   e   e
keep bad rows      -   -   -   -   -   -   -   y   -   y       -   e   e
download bad rows  -   -   -   -   -   -   -   y   -   y       -   e   e
import a history   -   -   -   -   -   -   -   y   -   y   y   -   e   e
import a log       -   -   -   -   -   -   -   y   -   y   y   -   e   e
list the imports   -   -   -   -   -   -   -   y   -   y   y   -   e   e
withdraw an import -   -   -   -   -   -   -   y   -   y   y   -   e   e
plan a report      -   -   -   -   -   -   -   y   -   -   -   -   e   e
remove a plan      -   -   -   -   -   -   -   y   -   -   -   -   e   e
record a letter    y   y   -   -   y   -   -   y   -   -   -   -   e   e
correct a letter   y   y   -   -   y   -   -   y   -   -   -   -   e   e
cancel a letter    y   y   -   -   y   -   -   y   -   -   -   -   e   e
print the agenda   y   y   y   y   y   y   y   y   y   y   y   -   e   e
take the agenda    y   y   y   y   y   y   y   y   y   y   y   -   e   e
read the agenda    y   y   y   y   y   y   y   y   y   y   y   -   e   e
justify a finding  -   y   -   -   -   -   -   y   -   -   -   -   e   e
withdraw it        -   y   -   -   -   -   -   y   -   -   -   -   e   e
see the calendar   y   y   y   y   y   y   y   y   y   y   y   -   e   e
put days           -   -   -   -   -   -   -   y   -   y   y   -   e   e
remove days        -   -   -   -   -   -   -   y   -   y   y   -   e   e
undo a change      -   -   -   -   -   -   -   y   -   y   y   -   e   e
set the week       -   -   -   -   -   -   -   y   -   y   y   -   e   e
add a year         -   -   -   -   -   -   -   y   -   y   y   -   e   e
take the file      -   -   -   -   -   -   -   y   -   y   y   -   e   e
set file aside     -   -   -   -   -   -   -   y   -   y   y   -   e   e
discard draft      -   -   -   -   -   -   -   y   -   y   y   -   e   e
activate draft     -   -   -   -   -   -   -   y   -   y   y   -   e   e
open table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
fill table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
reset table 7      -   -   -   -   -   -   -   y   -   -   -   -   e   e
lay out table 7    -   -   -   -   -   -   -   y   -   -   -   -   e   e
drop table 7       -   -   -   -   -   -   -   y   -   -   -   -   e   e
determine          -   -   -   -   -   -   -   y   -   -   -   -   e   e
revise             -   -   -   -   -   -   -   y   -   -   -   -   e   e
read table 7       y   y   y   y   y   y   y   y   y   y   y   -   e   e
print table 7      y   y   y   y   y   y   y   y   y   y   y   -   e   e
note a change      -   -   -   -   -   -   -   y   -   -   -   -   e   e
withdraw a change  -   -   -   -   -   -   -   y   -   -   -   -   e   e
list people        -   -   -   -   -   -   -   -   -   y   y   -   e   e
save a person      -   -   -   -   -   -   -   -   -   y   y   -   e   e
add an account     -   -   -   -   -   -   -   -   -   y   y   -   e   e
disable            -   -   -   -   -   -   -   -   -   y   y   -   e   e
enable             -   -   -   -   -   -   -   -   -   y   y   -   e   e
set app roles      -   -   -   -   -   -   -   -   -   y   y   -   e   e
create a link      -   -   -   -   -   -   -   -   -   y   y   -   e   e
list identities    -   -   -   -   -   -   -   -   -   y   y   -   e   e
link an identity   -   -   -   -   -   -   -   -   -   y   y   -   e   e
reset a password   -   -   -   -   -   -   -   -   -   y   y   -   e   e
assign a role      -   -   -   -   -   -   -   -   -   y   y   -   e   e
end a role         -   -   -   -   -   -   -   -   -   y   y   -   e   e
send reminders     -   -   -   -   -   -   -   -   -   y   y   -   e   e
see reminders      -   -   -   -   -   -   -   -   -   y   y   -   e   e
make a backup      -   -   -   -   -   -   -   -   -   y   y   -   e   e
check the health   -   -   -   -   -   -   -   -   -   y   y   -   e   e
read the health    -   -   -   -   -   -   -   -   y   y   y   -   e   e
attach             y   y   y   y   y   -   -   y   -   -   -   -   e   e
attach a draft     -   y   -   -   -   -   -   -   -   -   -   -   e   e
attach a file      y   y   y   y   y   -   -   y   -   -   -   -   e   e
read a document    y   y   y   y   y   -   -   y   y   -   -   -   e   e
archive a report   y   y   y   y   y   -   -   y   y   -   -   -   e   e
archive a year     y   y   y   y   y   -   -   y   y   -   -   -   e   e
package a report   -   -   -   -   -   -   -   y   y   -   -   -   e   e
package a semester -   -   -   -   -   -   -   y   y   -   -   -   e   e
file a memo        y   y   -   -   y   -   -   y   -   -   -   -   e   e
ask for data       y   y   y   y   y   -   -   y   -   -   -   -   e   e
record data        y   y   y   y   y   -   -   y   -   -   -   -   e   e
give data back     y   y   y   y   y   -   -   y   -   -   -   -   e   e
read unit's file   y   y   y   y   y   -   -   y   y   -   -   -   e   e
read the board     y   y   y   y   y   y   y   y   y   y   y   -   e   e
see late units     y   y   y   y   y   y   y   y   y   y   y   -   e   e
read the units     y   y   y   y   y   y   y   y   y   y   y   -   e   e
put a unit         -   y   -   -   -   -   -   y   -   y   y   -   e   e
take examples      -   y   -   -   -   -   -   y   -   y   y   -   e   e
make a snapshot    -   -   -   -   -   -   -   y   y   -   y   -   e   e
compare offices    -   -   -   -   -   -   -   y   y   -   -   -   e   e
take a comparison  -   -   -   -   -   -   -   y   y   -   -   -   e   e
read a report      y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a table   y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a file    y   y   y   y   y   y   y   y   y   y   y   -   e   e
download a picture y   y   y   y   y   y   y   y   y   y   y   -   e   e
download the log   y   y   y   y   y   y   y   y   y   y   y   -   e   e
make a document    y   y   y   y   y   y   y   y   y   y   y   -   e   e
check a code       y   y   y   y   y   y   y   y   y   y   y   -   e   e
read the head      y   y   y   y   y   y   y   y   y   y   y   -   e   e
print a sheet      y   y   y   y   y   y   y   y   y   y   y   -   e   e
keep a draft       y   y   y   y   y   y   y   y   y   y       -   e   e
recall a draft     y   y   y   y   y   y   y   y   y   y       -   e   e
discard a draft    y   y   y   y   y   y   y   y   y   y       -   e   e
confirm how        y   y   y   y   y   y   y   y   y   y   y   y   e   e
see own sessions   y   y   y   y   y   y   y   y   y   y       -   e   e
end own sessions   y   y   y   y   y   y   y   y   y   y       -   e   e
stay signed in     y   y   y   y   y   y   y   y   y   y   y   y   e   e
sign out           y   y   y   y   y   y   y   y   y   y   y   y   y   y
change password    y   y   y   y   y   y   y   y   y   y       y   e   e
"""
# Functions with an office but without a door: who calls them is not asked here.
BEFORE_SIGN_IN = {
    "callers.check_reachable",
    "own_password.set_password_by_link",
    *("provider_sign_in.arrive", "provider_sign_in.depart"),
    "sign_in.example_accounts",
    "sign_in.sign_in",
    "sign_in.sign_in_example",
}
COMMAND_LINE = {"initial_passwords.first_administrator"}
# Shared between sessions; the guard of each page has asked before.
BEHIND_A_PAGE = {"frames.everyone", "frames.planned", "frames.read_frames", "frames.revision"}
BEHIND_A_PAGE |= {"frames.shared_frames", "frames.board_of", "frames.notes_of"}
BEHIND_A_PAGE |= {"justifications.justifications", "calendar_activation.preview"}
BEHIND_A_PAGE |= {"calendars.active_calendar", "table7_reading.semester_choice"}
BEHIND_A_PAGE |= {"agenda_reading.agenda_years"}
BEHIND_A_PAGE |= {"reports.recent_acts"}  # of the reader's own
BEHIND_A_PAGE |= {"process_changes.noted_changes", "process_changes.process_changes"}
PARTS_OF_OTHERS = {
    *("agenda.file_entry", "agenda.template_of"),
    *("acts.act_of", "acts.check_sop", "acts.load"),
    *("archive_tables.history_tables", "report_archive.keep_files"),
    "calendar_activation.effect_of",
    *("callers.is_permitted", "callers.require"),
    *("callers.holdings_today", "callers.roles_today"),
    "conduct_reading.raw_conduct",
    "frames.calendar_of",
    "frames.extended",
    *("frames.is_looked_at", "frames.passing_frames"),
    "frames.payloads_naming",
    "frames.read_log",
    *("export_files.file_name", "export_files.workbook", "exports.chosen_events"),
    "digest.is_quiet",
    *("digest_reading.addressees", "digest_reading.readers"),
    "document_checks.check_documents",
    *("documents.missing_documents", "documents.keep_file"),
    "hand_over_checks.with_data_reason",
    *("unit_data_checks.check_day", "unit_data_checks.collecting"),
    "unit_data_rows.cells_of_reports",
    "granted.look",
    "imports.import_act",
    "log_rows.log_rows",
    *("memo.filed_memos", "memo_filing.memo_is_attached"),
    "population.population",
    "population.sop_of",
    "reach.reach_of",
    "selection.apply",
    "selection.select_events",
    "sign_in.open_session",
    "slow_checks.check_slowly",
    "table7_figures.acted_steps",
    "table7_figures.procedures",
    "table7_reading.determined_sheets",
    "table7_reading.open_sheets",
    "table7_reading.sheet_of",
    "table7_rows.table7_rows",
}
# Carries the door of the use case that calls it.
PASSES_THE_DOOR_ON = {
    "audited.perform",
    "granted.grant",
    "granted.grant_file",
    "calendar_drafts.edit_draft",
    "table7_drafts.perform_table7",
    *("signature_checks.compare", "signature_checks.confirm_signature"),
}
