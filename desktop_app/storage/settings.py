"""The user's settings: one small JSON file, replaced whole, so that it is always the old or the new.

Known names: name, role (as put beside a tick), theme, size (of text, 1.0 being normal), places (where
papers were left, the last first), words (one's own, for spelling), guidance (whether
it is shown), maximised (whether the window fills the screen). What a later version put there is kept.
"""

import contextlib
import os
import tempfile
from pathlib import Path
from threading import Lock
from typing import Any, TypeAlias

from .errors import NotSaved, cause_of
from .naming import give_name

Setting: TypeAlias = str | bool | int | float | list[str]
PLACES = 200  #: papers of which it is remembered where they were left


class Settings:
    """The settings of one file. A file that is missing or of no use counts as empty."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._unsaved: dict[str, Setting] = {}  #: what holds though it is not written, or could not be
        self._writing = Lock()
        self._had_folder = path.parent.is_dir()

    def get(self, name: str, usual: Setting) -> Setting:
        """Return a setting; the usual one where there is none, or one of another kind."""
        unsaved = self._unsaved.get(name)  # first: what is no longer there stands in the file by now
        value: Any = self._data().get(name) if unsaved is None else unsaved
        if isinstance(usual, float) and type(value) is int:
            return float(value)
        of_kind = type(value) is type(usual)
        return value if of_kind else usual

    def set(self, name: str, value: Setting) -> None:
        """Keep a setting beside the others. Raises NotSaved, and then it holds for as long as this does."""
        self._unsaved[name] = value
        self.write()

    def write(self) -> None:
        """Put on disk what is not there yet, in whatever thread. Raises NotSaved."""
        with self._writing:
            waiting, data = dict(self._unsaved), self._data()
            if {**data, **waiting} != data:
                self._put({**data, **waiting})
            for name, value in waiting.items():
                if self._unsaved.get(name) is value:  # and not another one by now
                    del self._unsaved[name]

    def _put(self, data: dict[str, Any]) -> None:
        import json  # as in _data

        try:
            if self._had_folder:
                self.path.parent.stat()  # gone with its drive, it is not made anew where that will be again
            _replace(self.path, json.dumps(data, ensure_ascii=True, indent=2, sort_keys=True).encode())
        except OSError as problem:
            raise NotSaved(f"The settings were not saved in {self.path}: {cause_of(problem)}.") from problem
        self._had_folder = True

    def left_at(self, paper_id: str) -> tuple[str, str]:
        """Return the field and the block in which a paper was left, "" for what is not known."""
        for place in self._places:
            paper, _, within = place.partition(" ")
            if paper == paper_id:
                field, _, block = within.partition(" ")
                return field, block
        return "", ""

    def leave(self, paper_id: str, field: str, block: str) -> None:
        """Remember where a paper was left, and `write` it another time."""
        others = [place for place in self._places if place.partition(" ")[0] != paper_id]
        self._unsaved["places"] = [f"{paper_id} {field} {block}", *others][:PLACES]

    @property
    def _places(self) -> list[str]:
        kept = self.get("places", [])
        return [str(place) for place in kept] if isinstance(kept, list) else []

    def _data(self) -> dict[str, Any]:
        try:
            content = self.path.read_bytes()
            import json  # here, since a first start has nothing to read

            data = json.loads(content)
        except (OSError, ValueError):
            return {}
        return data if isinstance(data, dict) else {}


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}-", dir=path.parent)
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        give_name(part, path)
    except OSError:
        with contextlib.suppress(OSError):
            part.unlink()
        raise
