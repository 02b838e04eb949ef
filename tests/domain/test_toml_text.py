import tomllib

from hypothesis import given
from hypothesis import strategies as st

from lkj.domain.toml_text import toml_text, toml_texts

ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
CONTROLS = "".join(map(chr, [*range(32), *range(127, 160)])) + '"\\\u2028\ufeff'


@given(ANY_TEXT)
def test_any_text_is_read_as_it_was_written(text: str) -> None:
    assert tomllib.loads(f"x = {toml_text(text)}")["x"] == text


def test_control_characters_are_written_as_escapes() -> None:
    written = toml_text(CONTROLS)

    assert tomllib.loads(f"x = {written}")["x"] == CONTROLS
    assert not set(map(chr, [*range(32), 127])) & set(written)


@given(st.lists(ANY_TEXT))
def test_a_list_is_read_as_it_was_written(texts: list[str]) -> None:
    written = toml_texts(texts)

    assert tomllib.loads(f"x = {written}")["x"] == texts
    assert "\n" not in written
