"""Erase from Part 2: a second, explicit act after deleting, which cannot be taken back."""

from dataclasses import replace

from desktop_app.domain.paper import Paper
from desktop_app.domain.record import EventKind
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.paper_file import PaperFile

from .session import ReadOnly, Session


def erase_from_part2(session: Session, who: str) -> None:
    """Take all that Part 2 said before now out of revisions, undo and copies, on record.

    Raises ReadOnly, or StorageError: then nothing is said to be erased, and it can be done again.
    """
    file = session.keeper
    if session.read_only or not isinstance(file, PaperFile):
        raise ReadOnly
    session.paper = _without_words(session.paper)
    session.record(session.event(EventKind.ERASED, who=who))
    session.forget_steps()
    session.save()
    if session.save_state.dirty:
        raise NotSaved(session.save_state.failed)
    try:
        file.eraser.erase()
    finally:
        # What the file holds is not what it held: what is known of it is read again.
        file.read()
        file.steps()


def _without_words(paper: Paper) -> Paper:
    """Return a paper whose review of Part 2 no longer quotes it: settled comments go, the others stay."""
    part = paper.restricted
    comments = {id_: replace(each, quote="") for id_, each in part.comments.items() if not each.settled}
    decisions = {id_: replace(each, old="", new="") for id_, each in part.decisions.items()}
    return paper.with_restricted(comments=comments, decisions=decisions)
