"""User text reaches the screen escaped, or as plain text."""

import ast
from pathlib import Path

import pytest

from tests.architecture.rendered_text import HTML, MARKDOWN, Safety, renderings
from tests.architecture.sources import imported_modules, name_of, python_files, tree_of


def screens() -> list[Path]:
    return [
        path
        for path in python_files("lkj/ui", "pages")
        if "streamlit" in {module.split(".")[0] for module in imported_modules(tree_of(path))}
    ]


def unsafe(tree: ast.Module) -> list[str]:
    markdown, html = Safety(tree, trusts_calls=False), Safety(tree, trusts_calls=True)
    shown = [(markdown, r) for r in renderings(tree, MARKDOWN)]
    shown += [(html, r) for r in renderings(tree, HTML)]
    return [
        f"line {r.line}: {r.call}({ast.unparse(r.text)})"
        for safety, r in shown
        if not safety.is_safe(r.text)
    ]


def raw_markup(tree: ast.Module) -> list[str]:
    safety = Safety(tree, trusts_calls=False)
    return [
        f"line {call.lineno}: {ast.unparse(call)}"
        for call in ast.walk(tree)
        if isinstance(call, ast.Call)
        and any((keyword.arg or "").startswith("unsafe_allow_") for keyword in call.keywords)
        and not all(map(safety.is_safe, call.args))
    ]


def test_there_are_screens_to_check() -> None:
    assert screens()


def test_text_is_ours_or_escaped_where_it_is_shown() -> None:
    found = {name_of(path): unsafe(tree_of(path)) for path in screens()}

    assert {name: places for name, places in found.items() if places} == {}


def test_raw_markup_is_allowed_only_for_constants() -> None:
    files = python_files("app.py", "lkj", "pages")
    found = {name_of(path): raw_markup(tree_of(path)) for path in files}

    assert {name: places for name, places in found.items() if places} == {}


@pytest.mark.parametrize(
    "code",
    [
        "st.markdown(note)",
        "st.write(f'Catatan: {note}')",
        "st.sidebar.caption('Catatan: ' + event.note)",
        "left.error('%s' % note)",
        "st.button(label=person.name)",
        "st.toast('{}'.format(note))",
        "def show(text):\n    st.markdown(text)",
        "for note in notes:\n    st.markdown(note)",
        "title = escape_markdown(a)\ntitle = b\nst.markdown(title)",
        "a, b = escape_markdown(x), x\nst.markdown(a + b)",
        "a, b = pair\nst.markdown(a)",
        "st.tabs([escape_markdown(a), b])",
        "st.html(note)",
        "st.html(f'<b>{note}</b>')",
        "st.html(str(note))",
        "st.html(note.strip())",
        "st.html(''.join(notes))",
        "st.markdown(', '.join(names))",
        "st.title(f'Langkah {step.name:>10}')",
        "st.page_link(script(TASKS), label=title)",
    ],
)
def test_unescaped_text_is_found(code: str) -> None:
    assert unsafe(ast.parse(code))


@pytest.mark.parametrize(
    "code",
    [
        "st.markdown('**Kelengkapan**')",
        "st.text(note)",
        "st.markdown(escape_markdown(note))",
        "title = escape_markdown(note)\nst.markdown(f'**{title}**')",
        "a, b = escape_markdown(x), x\nst.markdown(a)",
        "from lkj.labels import words\nst.caption(words.EVENT_KIND[event.kind])",
        "from lkj.labels.formats import duration\nst.metric(f'Lama {duration(minutes)}', x)",
        "from lkj.labels.words import MISSING\nst.caption(MISSING if empty else 'ada')",
        "st.caption(f'{len(rows)} baris')",
        "st.markdown(', '.join(escape_markdown(name) for name in names))",
        "st.html(table(rows) + legend())",
        "from lkj.ui import markup\nst.html(markup.table(rows))",
        "STYLE = Path(__file__).with_name('style.css')\nst.html(STYLE)",
        "st.title(f'Langkah {step.number:d}')",
        "st.page_link(script(TASKS), label='Tugas saya')",
        "logger.warning(f'row {number}')",
        "name.title()",
    ],
)
def test_our_own_and_escaped_text_is_accepted(code: str) -> None:
    assert unsafe(ast.parse(code)) == []
