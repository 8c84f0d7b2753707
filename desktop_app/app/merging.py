"""Taking back a paper that was handed over: merged against the state in which it went out.

That state is found through the records: their last event in common that tells of a file made here. Ticks,
signatures and all else that went on record there comes along.
"""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from desktop_app.domain.comments import comment_from
from desktop_app.domain.compare import compare_papers
from desktop_app.domain.form import Template
from desktop_app.domain.merge import Clash, Merged, Place, merged
from desktop_app.domain.paper import Paper, RichText, Value
from desktop_app.domain.reading import value_words
from desktop_app.domain.record import Event, EventKind, broken_at, common
from desktop_app.domain.richtext import blocks_text
from desktop_app.domain.step import COMMENT, Change, Step, applied
from desktop_app.storage.pack_file import Pack
from desktop_app.storage.paper_file import PaperFile

from .event_words import event_words
from .keeping import copy_before
from .quoting import short
from .session import Session
from .verifying import change_lines


@dataclass(frozen=True, slots=True)
class Return:
    """A paper that came back, held against the one that is here. base: the state in which it went out.

    told: what is to be known of its record. events: those that are new here.
    """

    base: Paper
    theirs: Paper
    told: tuple[str, ...]
    events: tuple[Event, ...]
    made_by: str = ""


def return_of(file: PaperFile, pack: Pack) -> Return | None:
    """Return what a pack is to the paper in a file; None where it is not known from which state it comes.

    Raises PaperDamaged.
    """
    ours, theirs = file.read(), pack.paper
    base = _base(file, ours, theirs)
    if base is None or base.public.template != theirs.public.template or broken_at(theirs.record) is not None:
        return None
    if ours.public.template != base.public.template:
        return None
    if not pack.whole:  # what did not come along was not taken out
        theirs = replace(theirs, restricted=replace(base.restricted, record=theirs.restricted.record))
    shared = common(ours.record, theirs.record)
    told = tuple(_told(ours, theirs, shared))
    return Return(base, theirs, told, theirs.record[shared:], pack.made_by)


def _base(file: PaperFile, ours: Paper, theirs: Paper) -> Paper | None:
    shared = common(ours.record, theirs.record)
    handed = [event.number for event in ours.record[:shared] if event.kind is EventKind.HANDED_OVER]
    for number in reversed(handed):
        revision = file.past.recorded_in(number)
        then = file.paper_at(revision) if revision else None
        # Events that came in together with a merge tell of a file that was made elsewhere.
        if then is not None and len(then.record) == number:
            return then
    return None


def _told(ours: Paper, theirs: Paper, shared: int) -> Iterator[str]:
    here, there = len(ours.record), len(theirs.record)
    if shared < here and shared < there:
        yield (
            f"The records part after entry {shared}: {here - shared} went on here, {there - shared} there. "
            "Those from there are put behind ours and bound anew."
        )
    elif there < here:
        yield f"Its record ends at entry {there}; the one here goes on to {here}."


def preview(session: Session, back: Return, taken: Collection[Place] = ()) -> Merged:
    """Return what merging would change here, and what has to be chosen, in form order."""
    found = merged(back.base, session.paper, back.theirs, taken)
    order = {item.key: number for number, item in enumerate(session.template.fields)}
    clashes = sorted(found.clashes, key=lambda clash: order.get(clash.key, len(order)))
    return replace(found, clashes=tuple(clashes))


def merged_lines(session: Session, found: Merged) -> list[str]:
    """Return a line for each paragraph, answer or comment that merging changes here."""
    after = applied(session.paper, found.changes)
    changed = change_lines(session.template, compare_papers(session.template, session.paper, after))
    return [*changed, *_comment_lines(found.changes)]


def _comment_lines(changes: Iterable[Change]) -> Iterator[str]:
    for change in changes:
        if change.key.startswith(COMMENT):
            before, after = (comment_from(json.loads(str(each))) if each else None
                             for each in (change.before, change.after))  # fmt: skip
            comment = after or before
            assert comment is not None
            came = "was taken out" if after is None else "came in" if before is None else "went on"
            yield f"Comment of {comment.who or 'somebody'} {came}: “{short(comment.text)}”"


def event_lines(template: Template, back: Return) -> list[str]:
    """Return a line for each thing that went on record there and comes along."""
    told = (event for event in back.events if event.kind is not EventKind.WITHHELD)
    return [words[:1].upper() + words[1:] for event in told if (words := event_words(template, event))]


def clash_words(template: Template, clash: Clash) -> tuple[str, str, str]:
    """Return a clash in words: its place, what stands here, and what came."""
    try:
        item = template.field(clash.key)
        label = f"{item.label.rstrip(': ')} in the {template.form(item.document).label.lower()}"
    except KeyError:
        return clash.key, str(clash.ours or ""), str(clash.theirs or "")

    def words(value: Value | None) -> str:
        if value is None:
            return "(taken out)"
        return blocks_text(value.blocks) if isinstance(value, RichText) else value_words(item, value)

    return label, words(clash.ours), words(clash.theirs)


def merge(session: Session, back: Return, who: str, taken: Collection[Place] = ()) -> Merged:
    """Merge what came back, as one step of undo, and put its events on record; save.

    A copy of the paper is made first. Raises ReadOnly.
    """
    session.check_writable()
    copy_before(session, "merge")
    found = preview(session, back, taken)
    if found.changes:
        session.take(Step("Merge what came back", found.changes))
    for event in back.events:
        if event.kind is not EventKind.WITHHELD:  # of such a one only its place there is known
            session.record(event)  # where it follows on what is here, it stays to the letter what it was
    chosen = sum(clash.place in taken for clash in found.clashes)
    note = f"From {back.made_by or 'somebody unnamed'}: {len(found.changes)} answers"
    if found.clashes:
        note += f", {chosen} of {len(found.clashes)} clashes settled as it came"
    end = back.theirs.record[-1].hash if back.theirs.record else ""
    session.record(replace(session.event(EventKind.MERGED, who=who, note=note), digest=end))
    session.save()
    return found
