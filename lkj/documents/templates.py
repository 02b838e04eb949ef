"""The templates of documents: shipped files, over which an office lays its own by name."""

from dataclasses import dataclass
from pathlib import Path

from lkj.errors import TemplateBroken

_FONTS = "huruf"


@dataclass(frozen=True)
class Templates:
    """Folders of templates; a file in a later folder stands for that of an earlier one."""

    folders: tuple[Path, ...]

    def texts(self) -> dict[str, bytes]:
        """Every template of the typesetter, by its name.

        Raises:
            TemplateBroken: one cannot be read.
        """
        found = {path.name: path for folder in self.folders for path in folder.glob("*.typ")}
        return {name: _content(path) for name, path in found.items()}

    def word(self, name: str) -> bytes:
        """The Word template of a document.

        Raises:
            TemplateBroken: there is none, or it cannot be read.
        """
        places = [folder / f"{name}.docx" for folder in self.folders]
        found = [path for path in places if path.is_file()]
        return _content(found[-1] if found else places[0])

    def fonts(self) -> list[Path]:
        """Where the fonts are."""
        return [path for folder in self.folders if (path := folder / _FONTS).is_dir()]


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise TemplateBroken(file=path.name, place="", reason="tidak dapat dibaca") from error
