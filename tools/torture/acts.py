"""What is tried while the disk refuses a call: all that the program writes, and how it is known as done."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

from desktop_app.app.erasing import erase_from_part2
from desktop_app.app.exporting import Order, export
from desktop_app.app.merging import merge, return_of
from desktop_app.app.packing import packed, read_pack, take_in, write_pack
from desktop_app.app.publishing import Ask, publish
from desktop_app.app.session import Session
from desktop_app.app.writers import WRITERS
from desktop_app.document.model import Document
from desktop_app.domain.paper import Paper
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.library import Library
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.recovery import go_back
from desktop_app.storage.settings import Settings

from .material import ROOT, TITLE, desk_on, file_of, titled
from .places import FRESH, SECRET, Place, saved_with, title_of

_RESOURCES = ROOT / "resources"
_NOW, _TODAY = datetime(2026, 3, 2, 10, 30, tzinfo=UTC), date(2026, 3, 2)
#: Each is done in a place, and returns what then tells which of it is missing, "" for nothing.
Act = Callable[[Place], Callable[[], str]]


def save(place: Place) -> Callable[[], str]:
    """Save through a session, which raises nothing and says how it went."""
    desk = desk_on(place.library)
    session = desk.open(place.id)
    try:
        saved_with(session, FRESH)
        desk.note(session)
    finally:
        session.close()
        desk.library.close()
    return lambda: "" if title_of(place.paper) == FRESH else "a save that was acknowledged"


class NotTakenUp(NotSaved):
    """What could not be saved once was not saved later either, in the same sitting."""


def keep_on(place: Place) -> Callable[[], str]:
    """Save, and save again in the same sitting where that could not be done."""
    desk = desk_on(place.library)
    session = desk.open(place.id)
    try:
        session.change(TITLE, FRESH, label="Typing in Title")
        for _ in range(3):
            session.save()
        if session.save_state.dirty:
            raise NotTakenUp(session.save_state.failed)
    finally:
        session.close()
        desk.library.close()
    return lambda: "" if title_of(place.paper) == FRESH else "a save that was acknowledged"


def back_up(place: Place) -> Callable[[], str]:
    """Make a copy of an open paper."""
    file = PaperFile(place.paper)
    try:
        copy = file.copies.make("timed")
    finally:
        file.close()
    return lambda: "" if copy.exists() else "a copy that was made"


def restore(place: Place) -> Callable[[], str]:
    """Go back to the newest copy."""
    go_back(place.paper, place.offer).close()
    wanted = str(place.offer.paper.public.answers.get(TITLE, ""))
    return lambda: "" if title_of(place.paper) == wanted else "the state that was gone back to"


def merge_back(place: Place) -> Callable[[], str]:
    """Merge what came back from somebody."""
    desk = desk_on(place.library)
    session = desk.open(place.id)
    try:
        back = return_of(file_of(session), read_pack(place.folder / "back.engross"))
        assert back is not None
        merge(session, back, "A. Bee")
        if session.save_state.dirty:
            raise NotSaved(session.save_state.failed)
        desk.note(session)
    finally:
        session.close()
        desk.library.close()
    return lambda: "" if title_of(place.paper) == FRESH else "what was merged"


def put_away(place: Place) -> Callable[[], str]:
    """Put a paper into the archive."""
    library = Library(place.library)
    try:
        library.archive(place.id)
    finally:
        library.close()

    def missing() -> str:
        again = Library(place.library)
        there = {entry.id for entry in again.entries(archived=True)}
        again.close()
        return "" if place.id in there else "a paper in the archive"

    return missing


def migrate(place: Place) -> Callable[[], str]:
    """Open a paper that the first version wrote, which brings it up to date, and save it."""
    file = PaperFile(place.older)
    try:
        file.save(titled(file.read(), FRESH))
    finally:
        file.close()
    return lambda: "" if title_of(place.older) == FRESH else "a save that was acknowledged"


def create(place: Place) -> Callable[[], str]:
    """Start a new paper."""
    desk = desk_on(place.library)
    try:
        paper_id = desk.start("mopac/decision-2021", {}, "A. Bee")
    finally:
        desk.library.close()
    return lambda: "" if any((place.library / "papers").glob(f"{paper_id}*")) else "a new paper"


_WRITTEN: dict[tuple[str, str], bytes] = {}


def _written(kind: str) -> Callable[[Document, Path], bytes]:
    """Return a writer that makes each file once: what is tried is where it is put."""

    def write(document: Document, resources: Path) -> bytes:
        key = (kind, repr(document))
        if key not in _WRITTEN:
            _WRITTEN[key] = WRITERS[kind](document, resources)
        return _WRITTEN[key]

    return write


def _read(place: Place) -> tuple[Session, Paper]:
    session = desk_on(place.library).open(place.id)
    session.close()
    return session, session.paper


def export_files(place: Place) -> Callable[[], str]:
    """Export the paper's public documents."""
    session, paper = _read(place)
    order = Order(("decision", "report"), ("docx", "html"), place.out, reason="A trial")
    writers = {kind: _written(kind) for kind in WRITERS}
    files = list(export(session.template, paper, order, writers, _RESOURCES, _TODAY))
    whole = set(_WRITTEN.values())
    return lambda: "" if all(f.path.read_bytes() in whole for f in files) else "an exported file"


def publish_pack(place: Place) -> Callable[[], str]:
    """Make the pack for the website."""
    session, paper = _read(place)
    writers = {kind: _written(kind) for kind in WRITERS}
    ask = Ask(place.out, "A. Bee", "A trial")
    made = publish(session.template, paper, ask, writers, _RESOURCES, _NOW)
    return lambda: "" if all(path.stat().st_size for path in made.files) else "a file of the pack"


def hand_over(place: Place) -> Callable[[], str]:
    """Hand the paper over as a file."""
    file = PaperFile(place.paper)
    try:
        write_pack(place.out / "out.engross", packed(file, "", _NOW, with_part2=True))
    finally:
        file.close()
    return lambda: "" if read_pack(place.out / "out.engross").whole else "a file handed over"


def receive(place: Place) -> Callable[[], str]:
    """Take a paper in that was handed over."""
    desk = desk_on(place.folder / "other")
    try:
        arrived = take_in(desk, read_pack(place.folder / "in.engross"))
    finally:
        desk.library.close()
    papers = place.folder / "other" / "papers"
    return lambda: "" if any(papers.glob(f"{arrived.paper_id}*")) else "a paper taken in"


def erase(place: Place) -> Callable[[], str]:
    """Erase from Part 2 what it said before, which had stood in Part 1 until it was moved."""
    desk = desk_on(place.library)
    session = desk.open(place.id)
    try:
        erase_from_part2(session, "A. Bee")
    finally:
        session.close()
        desk.library.close()
    return lambda: "what was not erased" if _still_says(place, SECRET) else ""


def _still_says(place: Place, word: str) -> bool:
    """Say whether a word stands anywhere in papers or their copies, packed away or not."""
    if place.offer.copy.path.exists() or any(word.encode() in path.read_bytes() for path in _kept_in(place)):
        return True
    file = PaperFile(place.paper)
    try:
        return word in str([*file.past.papers(), file.steps()])
    finally:
        file.close()


def _kept_in(place: Place) -> list[Path]:
    return [path for path in place.library.rglob("*") if path.is_file()]


def set_up(place: Place) -> Callable[[], str]:
    """Keep a setting."""
    kept = Settings(place.folder / "settings.json")
    kept.set("size", 1.5)
    return lambda: "" if kept.get("size", 0.0) == 1.5 else "a setting"


_ALL: tuple[Act, ...] = (
    *(save, keep_on, back_up, restore, migrate, create, export_files),
    *(publish_pack, hand_over, receive, merge_back, erase, put_away, set_up),
)
ACTS = {act.__name__: act for act in _ALL}


def in_place(place: Place) -> Callable[[], str]:
    """Write as no program should: under the name itself, before all of it is on disk."""
    with (place.out / "out.engross").open("wb", buffering=0) as file:
        file.write(b"half")
        file.write(bytes(2000))
    return lambda: ""
