"""What a fault did to papers, copies, the list and files: what is there after it, held against before."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.app.packing import read_pack
from desktop_app.storage.backup import copy_from
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.proof import prove

from .places import Place

State = tuple[str, str, tuple[str, ...], tuple[str, ...]]


def state_of(path: Path) -> State:
    """Return what a paper says, what happened to it and which revisions it has. Raises StorageError.

    Left out is what is new each time: ids of papers, moments, what the digests of a record are made with.
    """
    file = PaperFile(path)
    try:
        paper = file.read()
        past = tuple(revision.label for revision in file.revisions())
    finally:
        file.close()
    public = replace(paper.public, id="", record=())
    restricted = replace(paper.restricted, secret="", record=())
    happened = tuple(f"{event.kind} {event.part} {event.key}" for event in paper.record)
    return repr(public), repr(restricted), happened, past


@dataclass(slots=True)
class Witness:
    """Knows a place as it was, and as acts leave it that nothing comes in the way of."""

    files: dict[str, bytes]  #: by their paths in the place
    before: dict[str, State]  #: papers, likewise
    after: dict[str, State] = field(default_factory=dict[str, State])
    whole: set[bytes] = field(default_factory=set[bytes])  #: files that were made for readers
    erases: bool = False  #: whether the act is to take copies away

    @classmethod
    def of(cls, base: Place, tried: Place) -> "Witness":
        """Return one who knows a base, which is left as it is, by a copy of it."""
        files = {_name(path, base): path.read_bytes() for path in base.folder.rglob("*") if path.is_file()}
        return cls(files, {_name(path, tried): state_of(path) for path in (tried.paper, tried.older)})

    def saw(self, place: Place, *, erases: bool) -> None:
        """Take note of a place after an act that nothing came in the way of."""
        self.after = {_name(path, place): state_of(path) for path in _papers(place)}
        self.whole = {path.read_bytes() for path in _made(place.out)}
        self.erases = erases

    def harm(self, place: Place) -> Iterator[str]:
        """Yield what is lost, half there or neither old nor new. Raises StorageError for a paper that is."""
        for path in (place.paper, place.older):
            if not path.is_file():
                yield f"the paper {path.name} is gone"
        for path in _papers(place):
            right = self._right(_name(path, place))
            if not self._as_it_was(path, place) and state_of(path) not in right:
                yield f"the paper {path.name} is neither as before nor as it should be then"
        yield from self._of_copies(place)
        for file in _made(place.out):
            if file.suffix == ".engross":
                read_pack(file)
            elif file.read_bytes() not in self.whole:
                yield f"half a file: {file.name}"
        library = Library(place.library)
        listed = {entry.id for away in (False, True) for entry in library.entries(archived=away)}
        library.close()
        if place.id not in listed:
            yield "the paper is not listed"

    def _right(self, name: str) -> set[State]:
        """Return how a paper may be: as before or after; a new one, as any that was new."""
        if name in self.before:
            return {self.before[name], self.after.get(name, self.before[name])}
        return {state for new, state in self.after.items() if new not in self.before}

    def _as_it_was(self, path: Path, place: Place) -> bool:
        journal = path.with_name(path.name + "-journal")
        return not journal.exists() and self.files.get(_name(path, place)) == path.read_bytes()

    def _of_copies(self, place: Place) -> Iterator[str]:
        """Yield copies that are gone. Raises StorageError for one that is not whole, as its name says."""
        there = {_name(path, place): path for path in _copies(place)}
        for name, path in there.items():
            if self.files.get(name) != path.read_bytes():
                prove(path)
        gone = [name for name in self.files if "/backups/" in name and not (place.folder / name).exists()]
        if self.erases and not any(place.id in name for name in there):
            yield "no copy is left of the paper"
        if gone and not self.erases:
            yield f"a copy is gone: {gone[0]}"


def _name(path: Path, place: Place) -> str:
    return path.relative_to(place.folder).as_posix()


def _papers(place: Place) -> list[Path]:
    return [*place.folder.glob("*/papers/[!.]*.sqlite3")]


def _copies(place: Place) -> list[Path]:
    """Return the copies that say of themselves that they were proved whole."""
    found = map(copy_from, place.folder.rglob("backups/*/*.sqlite3"))
    return [copy.path for copy in found if copy is not None and copy.revision is not None]


def _made(out: Path) -> list[Path]:
    """Return the files that stand under a name of their own, and not under one for the time being."""
    return [
        path
        for path in out.rglob("*")
        if path.is_file() and path.suffix != ".tmp" and ".tmp/" not in path.as_posix()
    ]
