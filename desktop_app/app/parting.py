"""Moving a passage between the parts of a paper: to Part 2, its place kept by a sentence, and back."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from desktop_app.domain.fields import RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import Part, RichText
from desktop_app.domain.richtext import Block, Blocks, Inlines, Paragraph, Text, blocks_text
from desktop_app.domain.step import Change, Step, comment_change, decision_change

from .acts import NotAllowed
from .session import Session

_SENTENCE: Inlines = (Text("Information on this point is in Part 2 of this paper, which is not published."),)


def to_part2(session: Session, key: str, ids: Collection[str]) -> str:
    """Move blocks of a public field to Part 2 as one step of undo; return the full key they went to.

    Where they stood, the sentence of the restricted form stands. What Part 1 said before is still in its
    earlier versions. Raises NotAllowed where the paper has no place for them.
    """
    form = next((form for form in session.template.forms if form.restricted), None)
    target = next((item.key for item in form.fields if isinstance(item, RichTextField)), "") if form else ""
    if form is None or not target or session.template.is_restricted(key):
        raise NotAllowed("This kind of paper has no Part 2 to move text to.")
    ours, theirs = _own(session, key), _own(session, target)
    moved = tuple(block for block in ours if block.id in ids)
    if not moved:
        raise NotAllowed("Put the caret into a paragraph of this field’s own text first.")
    left = tuple(
        _sentence(form, block) if block is moved[0] else block
        for block in ours
        if block is moved[0] or block not in moved
    )
    along = [*_comments(session, moved, target), *_decisions(session, key, left)]
    _take(session, "Move to Part 2", (key, ours, left), (target, theirs, (*theirs, *moved)), along=along)
    return target


def to_part1(session: Session, key: str, ids: Collection[str]) -> str:
    """Take blocks back from Part 2 to where they stood, as one step of undo; return the key they went to.

    Raises NotAllowed where the sentence that keeps their place is gone: then nobody knows where that was.
    """
    ours = _own(session, key)
    moved = tuple(block for block in ours if block.id in ids)
    marks = {_mark(block): block for block in moved}
    for item in session.template.fields:
        if not isinstance(item, RichTextField) or session.template.is_restricted(item.key):
            continue
        theirs = _own(session, item.key)
        place = next((n for n, block in enumerate(theirs) if block.id in marks), None)
        if place is not None:
            left = tuple(block for block in ours if block not in moved)
            put = (*theirs[:place], *moved, *theirs[place + 1 :])
            along = _comments(session, moved, item.key)
            _take(session, "Take back from Part 2", (key, ours, left), (item.key, theirs, put), along=along)
            return item.key
    raise NotAllowed(
        "It is not known where in Part 1 this stood: the sentence that kept its place is gone, or it never "
        "was there. Cut it here and paste it there."
    )


def _own(session: Session, key: str) -> Blocks:
    value = session.reading.own(key)
    return value.blocks if isinstance(value, RichText) else ()


def _comments(session: Session, moved: Blocks, target: str) -> Iterator[Change]:
    """Yield the changes by which the comments on a passage go with it: what they quote is its words."""
    ids, to = {block.id for block in moved}, session.part_of(target)
    held = session.paper.restricted if to is Part.ONE else session.paper.public
    for comment in held.comments.values():
        if comment.block in ids:
            yield comment_change(Part.ONE if to is Part.TWO else Part.TWO, comment, None)
            yield comment_change(to, None, replace(comment, key=target))


def _decisions(session: Session, key: str, left: Blocks) -> Iterator[Change]:
    """Yield the changes by which decisions on proposals go to Part 2 whose words Part 1 says no longer."""
    said = blocks_text(left)
    for decision in session.paper.public.decisions.values():
        if decision.key == key and any(words.strip() not in said for words in (decision.old, decision.new)):
            yield decision_change(Part.ONE, decision, None)
            yield decision_change(Part.TWO, None, decision)


def _take(
    session: Session, label: str, *changes: tuple[str, Blocks, Blocks], along: Iterable[Change]
) -> None:
    made = (
        Change(key, session.part_of(key), _answer(before), _answer(after)) for key, before, after in changes
    )
    # What is public first, so that undo leads there.
    session.take(Step(label, (*sorted(made, key=lambda change: change.part is Part.TWO), *along)))


def _answer(blocks: Blocks) -> RichText | None:
    return RichText(blocks) if blocks else None


def _sentence(form: Form, first: Block) -> Paragraph:
    level = first.level if isinstance(first, Paragraph) else 0
    return Paragraph(form.left_behind or _SENTENCE, level=level, id=_mark(first))


def _mark(block: Block) -> str:
    """Return the id of the sentence that keeps the place of a passage, by the passage's first block."""
    return hashlib.sha256(f"left behind for {block.id}".encode()).hexdigest()[:12]
