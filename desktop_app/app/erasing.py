"""Erase from Part 2: a second, explicit act after deleting, which cannot be taken back."""

from dataclasses import replace

from desktop_app.domain.paper import Paper, Part
from desktop_app.domain.reading import date_words
from desktop_app.domain.record import EventKind, broken_at, erased_from, left_digest
from desktop_app.domain.step import COMMENT, DECISION, LEFTOVER
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.items import Item, Slot, items_of
from desktop_app.storage.paper_file import PaperFile

from .cleaning import Cleaner
from .gone import Ever, erased_words, gone
from .session import ReadOnly, Session


def erase_from_part2(session: Session, who: str) -> None:
    """Take all that Part 2 said before now out of all that is kept of the paper, on record.

    It goes out of earlier versions of either part, of review, undo and copies. Raises ReadOnly, or
    StorageError: then nothing is said to be erased, and it can be done again.
    """
    file = session.keeper
    session.check_writable()
    if not isinstance(file, PaperFile):
        raise ReadOnly
    cleaner = cleaner_of(session, ever_of(session, file))
    session.paper = _reviewed(without_quotes(session.paper), cleaner)
    session.record(replace(session.event(EventKind.ERASED, who=who), **_vouched(session.paper, cleaner)))
    session.forget_steps()
    session.save()
    if session.save_state.dirty:
        raise NotSaved(session.save_state.failed)
    try:
        file.eraser.erase(cleaner)
    finally:
        # What the file holds is not what it held: what is known of it is read again.
        left = file.read()
        session.paper = session.paper.with_public(record=left.public.record).with_restricted(
            record=left.restricted.record
        )
        file.steps()


def ever_of(session: Session, file: PaperFile) -> Ever:
    """Return all that Part 2 has ever held, in its versions and in steps of undo. Raises PaperDamaged."""
    ever = Ever()
    for slot, _, item in file.past.said(Part.TWO):
        if item is not None and slot.kind != "facts":
            ever.add(slot.key, item)
    for slot, item in items_of(session.paper).items():
        if slot.part is Part.TWO and slot.kind != "facts":
            ever.add(slot.key, item)
    for step in session.steps:
        for change in step.changes:
            for value in (change.before, change.after):
                review = change.key.startswith((COMMENT, DECISION, LEFTOVER))
                if change.part is Part.TWO and value is not None and not review:
                    ever.add(change.key, value)
    return ever


def cleaner_of(session: Session, ever: Ever) -> Cleaner:
    """Return what takes out what is to be erased now, of all that Part 2 has ever held."""
    known = gone(session.template, ever, without_quotes(session.paper))
    return Cleaner(known, erased_words(date_words(session.today)))


def without_quotes(paper: Paper) -> Paper:
    """Return a paper whose review of Part 2 no longer quotes it: settled comments go, the others stay."""
    part = paper.restricted
    comments = {id_: replace(each, quote="") for id_, each in part.comments.items() if not each.settled}
    decisions = {id_: replace(each, old="", new="") for id_, each in part.decisions.items()}
    return paper.with_restricted(comments=comments, decisions=decisions)


def _reviewed(paper: Paper, cleaner: Cleaner) -> Paper:
    """Return a paper whose review of Part 1 does not say what is gone either."""
    held: dict[str, dict[str, Item]] = {"comments": {}, "decisions": {}}
    for kind, items in (("comments", paper.public.comments), ("decisions", paper.public.decisions)):
        for id_, item in items.items():
            held[kind][id_] = cleaner.item(Slot(Part.ONE, kind, id_), item)
    return paper.with_public(**held)


def _vouched(paper: Paper, cleaner: Cleaner) -> dict[str, str]:
    """Return what the entry of the erasure says of the entries that lose their notes, now or before.

    A record that is not whole loses its notes too, and is not made whole by that.
    """
    record = [cleaner.event(event) for event in paper.record]
    before = erased_from(paper.record) if broken_at(paper.record) is None else frozenset[int]()
    numbers = {new.number for new, old in zip(record, paper.record, strict=True) if new is not old} | before
    if not numbers:
        return {}
    left = left_digest(event for event in record if event.number in numbers)
    return {"choice": " ".join(map(str, sorted(numbers))), "digest": left}
