"""Where it is tried what is kept while the disk refuses a call: papers with a past, copies and files."""

import tempfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from desktop_app.app.desk import Desk
from desktop_app.app.packing import hand_over, packed, read_pack, take_in, write_pack
from desktop_app.app.parting import to_part2
from desktop_app.app.session import Session
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Paragraph, text_runs
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.recovery import Offer, offers
from desktop_app.storage.schema import id_of

from .material import SAMPLE, TITLE, desk_on, file_of, made_older, sample_in

FRESH = "Fresh words"
SECRET = "Qzxwverased"  #: what Part 1 said once, and then Part 2, and neither does now
_PASSAGE = "decision.issues"  #: where it was written
_NOW = datetime(2026, 3, 2, 10, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Place:
    """Where it is tried: a folder with a library, one made by the first version, and a file handed over."""

    folder: Path

    @cached_property
    def library(self) -> Path:
        """The library."""
        return self.folder / "library"

    @cached_property
    def older(self) -> Path:
        """The paper that the first version of the program wrote."""
        return next((self.folder / "older" / "papers").glob("*.sqlite3"))

    @cached_property
    def paper(self) -> Path:
        """The paper in the library."""
        return next((self.library / "papers").glob("*.sqlite3"))

    @property
    def id(self) -> str:
        """The paper's identity."""
        return id_of(self.paper)

    @cached_property
    def offer(self) -> Offer:
        """The oldest copy of the paper."""
        return offers(self.paper)[-1]

    @cached_property
    def out(self) -> Path:
        """The folder that files are made in."""
        return self.folder / "out"

    def copied(self, folder: Path) -> "Place":
        """Return the copy of this place in another folder; all that it has is known of this one."""
        copy = Place(folder)
        for name in ("older", "paper", "out"):
            copy.__dict__[name] = folder / getattr(self, name).relative_to(self.folder)
        there = folder / self.offer.copy.path.relative_to(self.folder)
        copy.__dict__["offer"] = replace(self.offer, copy=replace(self.offer.copy, path=there))
        return copy


def made(folder: Path) -> Place:
    """Make a place."""
    desk = desk_on(folder / "library")
    _given_a_past(desk, sample_in(desk, 3), folder)
    desk.library.close()
    made_older(sample_in(desk_on(folder / "older")))
    place = Place(folder)
    place.out.mkdir()
    _handed_over(folder / "in.engross")
    return place


def _handed_over(out: Path) -> None:
    """Make a file of another paper, with a past of two revisions."""
    with tempfile.TemporaryDirectory() as name:
        desk = desk_on(Path(name))
        session = desk.open(desk.sample(SAMPLE, "A. Bee"))
        saved_with(session, "Changed once")
        write_pack(out, packed(file_of(session), "A. Bee", _NOW, with_part2=True))
        session.close()
        desk.library.close()


def _given_a_past(desk: Desk, paper: Path, folder: Path) -> None:
    """Let a passage be moved to Part 2 and deleted there; let the paper come back from somebody else."""
    session = desk.open(id_of(paper))
    held = session.paper.public.answers[_PASSAGE]
    assert isinstance(held, RichText)
    secret = Paragraph(text_runs(f"The price that was asked by {SECRET} was not the lowest one."), id="p")
    session.change(_PASSAGE, RichText((secret, *held.blocks)), label="Typing")
    session.save()
    target = to_part2(session, _PASSAGE, {secret.id})
    session.save()
    left = tuple(block for block in session.reading.blocks(target) if block.id != secret.id)
    session.change(target, RichText(left) if left else None, label="Typing in Part 2")
    session.save()
    out = hand_over(session, folder / "back.engross", "A. Bee", part2=True)
    session.close()
    with tempfile.TemporaryDirectory() as name:
        theirs = desk_on(Path(name))
        there = theirs.open(take_in(theirs, read_pack(out)).paper_id)
        saved_with(there, FRESH)
        hand_over(there, out, "C. Dee", part2=True, over=True)
        there.close()
        theirs.library.close()


def saved_with(session: Session, title: str) -> None:
    """Save a session with another title. Raises NotSaved, which a session only keeps in mind."""
    session.change(TITLE, title, label="Typing in Title")
    session.save()
    if session.save_state.dirty:
        raise NotSaved(session.save_state.failed)


def title_of(path: Path) -> str:
    """Return the title of a paper, "" where it has none yet. Raises StorageError."""
    file = PaperFile(path)
    try:
        return str(file.read().public.answers.get(TITLE, ""))
    finally:
        file.close()
