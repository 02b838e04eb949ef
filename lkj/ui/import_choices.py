"""What the reader of a file cannot know: which heading is which column, whom a name means."""

import streamlit as st

from lkj.labels.import_words import COLUMN, COLUMNS
from lkj.ui.markup import escape_markdown
from lkj.usecases.history_sheet import missing_columns, recognised
from lkj.usecases.import_preview import NEW, Preview

_NOTHING = ""
_MOST_NAMES = 200


def choose_columns(headings: list[str], file: str) -> dict[str, str]:
    """A heading for every column that the file has; those that are recognised are prefilled."""
    found = recognised(headings)
    missing = missing_columns(found)
    unused = [heading for heading in headings if heading not in found.values()]
    if missing:
        names = ", ".join(COLUMN[key].heading for key in missing)
        st.warning(escape_markdown(f"Pilih dahulu kolom untuk: {names}."))
    label = f"Kolom berkas: {len(found)} dikenali, {len(unused)} tidak dipakai"
    chosen: dict[str, str] = {}
    with st.expander(escape_markdown(label), expanded=bool(missing)):
        st.caption("Judul kolom yang tidak dikenali dapat dipilih untuk kolom mana saja.")
        places = st.columns(4)
        for at, column in enumerate(COLUMNS):
            options = [_NOTHING, *headings]
            needed = " (wajib)" if column.is_required else ""
            heading = places[at % len(places)].selectbox(
                escape_markdown(column.heading + needed),
                options,
                index=options.index(found.get(column.key, _NOTHING)),
                format_func=lambda one: one or "– tidak ada –",
                key=f"import_column/{file}/{column.key}",
            )
            if heading:
                chosen[column.key] = heading
    return chosen


def choose_people(shown: Preview, file: str) -> dict[str, str]:
    """For every name that is nobody's yet: a new person, or one who is known."""
    if not shown.unknown_names:
        return {}
    names = {person.id: person.name for person in shown.persons}
    st.subheader(f"{len(shown.unknown_names)} nama belum dikenal")
    st.caption(
        "Bila tidak dipilih, nama itu menjadi orang baru tanpa akun. Pilih orangnya bila "
        "ejaannya saja yang berbeda."
    )
    n_more = len(shown.unknown_names) - _MOST_NAMES
    if n_more > 0:
        st.caption(f"{n_more:d} nama lain menjadi orang baru.")
    places = st.columns(3)
    chosen: dict[str, str] = {}
    for at, name in enumerate(shown.unknown_names[:_MOST_NAMES]):
        person = places[at % len(places)].selectbox(
            escape_markdown(name),
            [NEW, *names],
            format_func=lambda one: names.get(one, "Orang baru, tanpa akun"),
            key=f"import_person/{file}/{name}",
        )
        if person:
            chosen[name] = person
    return chosen
