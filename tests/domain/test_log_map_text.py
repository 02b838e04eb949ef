from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.log_map import ActKind, LogColumns, LogMap, MappedActivity, parse_map
from lkj.domain.log_map_text import map_text
from lkj.domain.map_suggestion import suggest_map

# All that a file may hold: quotes, backslashes, line breaks, other scripts, but no controls.
PRINTABLE = st.characters(exclude_categories=["Cc", "Cs"], include_characters="\n\t").filter(
    lambda one: one not in "\ufffe\uffff"
)
NAMES = st.one_of(
    st.sampled_from(
        ['"', "\\", "'''", "\\u0041", 'a"]\n[kolom]', "# x", "Konsep ditolak oleh Q"]
    ),
    st.text(PRINTABLE, min_size=1, max_size=20),
).filter(str.strip)
OPTIONAL = st.one_of(st.just(""), NAMES)
COLUMNS = st.builds(LogColumns, NAMES, NAMES, NAMES, OPTIONAL, OPTIONAL, OPTIONAL, OPTIONAL)
ZONES = st.sampled_from(["UTC", "Asia/Pontianak", "America/Argentina/Buenos_Aires"]).map(
    ZoneInfo
)


@given(columns=COLUMNS, names=st.lists(NAMES, unique=True, max_size=6), zone=ZONES)
def test_a_suggested_map_is_read_as_it_was_written(
    columns: LogColumns, names: list[str], zone: ZoneInfo
) -> None:
    suggested = suggest_map(columns, names, zone=zone)

    assert parse_map(map_text(suggested)) == suggested
    assert [one.name for one in suggested.activities] == names


@given(
    columns=COLUMNS,
    names=st.lists(NAMES, unique=True, min_size=2, max_size=6),
    kind=st.sampled_from(ActKind),
    words=st.lists(NAMES, min_size=1, max_size=3),
    role=OPTIONAL,
)
def test_any_map_is_read_as_it_was_written(
    columns: LogColumns, names: list[str], kind: ActKind, words: list[str], role: str
) -> None:
    written = LogMap(
        columns=columns,
        zone=ZoneInfo("Europe/Amsterdam"),
        activities=tuple(MappedActivity(name, name, kind, role) for name in names[1:]),
        ignored=(names[0],),
        start_words=tuple(words),
        finish_words=tuple(reversed(words)),
    )

    assert parse_map(map_text(written)) == written
