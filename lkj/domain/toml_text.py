"""Writing TOML that `tomllib` reads back: values of one line."""

import json
from collections.abc import Iterable


def toml_text(text: str) -> str:
    """A text in quotes."""
    # JSON escapes all that TOML asks for, except this one character.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def toml_texts(texts: Iterable[str]) -> str:
    """A list of texts on one line."""
    return f"[{', '.join(toml_text(text) for text in texts)}]"
