"""Comments beside the text: taken over from Word, made here, answered, settled and opened again.

Each act is a step of undo. A comment belongs to the part of the text that it stands at.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from desktop_app.domain.comments import Answer, Comment, in_order
from desktop_app.domain.paper import Part, RichText
from desktop_app.domain.richtext import Blocks
from desktop_app.domain.step import Change, Step, comment_change
from desktop_app.domain.text import clean, new_id
from desktop_app.export.word.identities import comment_identity
from desktop_app.intake.docx.tokens import Comment as WordComment
from desktop_app.intake.squeeze import squeeze

from .acts import NotAllowed
from .moment import moment
from .outgoing import PROGRAM
from .review import Review
from .session import Session

_IN_WORD = "in Word"
_ANYBODY = ("", "author")  #: whose a comment is once Word has taken personal information out of a file


@dataclass(slots=True)
class _Thread:
    """A comment of a file with all that answers it. block: id of the block it stands at."""

    head: WordComment
    block: str
    answers: list[WordComment]


def comments_of(session: Session) -> list[Comment]:
    """Return the comments of the paper in the order of the text, those on text that is gone last."""
    ids = [block.id for item in session.template.fields for block in _own(session, item.key)]
    return in_order(session.paper.comments.values(), ids)


def is_loose(session: Session, comment: Comment) -> bool:
    """Say whether the text that a comment stood at is no longer there, or it never stood at any."""
    return not any(comment.block in ids for _, ids in _places(session))


def add_comment(session: Session, key: str, block: str, text: str, who: str, *, quote: str = "") -> str:
    """Say something beside a block; return the comment's id. Raises NotAllowed without words."""
    words = _said(text)
    made = Comment(new_id(), block, key, quote[:500], who.strip(), moment(session), words)
    _take(session, "Comment", session.part_of(key), None, made)
    return made.id


def answer(session: Session, id_: str, text: str, who: str) -> None:
    """Answer a comment. Raises NotAllowed without words."""
    comment = _comment(session, id_)
    given = Answer(new_id(), who.strip(), moment(session), _said(text))
    _change(session, "Answer to a comment", comment, replace(comment, answers=(*comment.answers, given)))


def settle(session: Session, id_: str, who: str) -> None:
    """Say that nothing is left to do about a comment."""
    comment = _comment(session, id_)
    if not comment.settled:
        at = moment(session)
        _change(session, "Settle a comment", comment, replace(comment, settled_at=at, settled_by=who.strip()))


def open_again(session: Session, id_: str) -> None:
    """Say that something is left to do about a comment after all."""
    comment = _comment(session, id_)
    if comment.settled:
        _change(session, "Open a comment", comment, replace(comment, settled_at="", settled_by=""))


def remove(session: Session, id_: str) -> None:
    """Take a comment away with its answers; undo brings it back."""
    comment = _comment(session, id_)
    _take(session, "Remove a comment", _part(session, id_), comment, None)


def take_comments(session: Session, review: Review) -> int:
    """Take over the comments of a returned copy, as one step of undo; return how many are new or went on.

    Those that are there already, from another copy or because they went out from here, go on with what
    was answered, settled or opened again in Word.
    """
    part = review.part
    held = {**(session.paper.restricted if part is Part.TWO else session.paper.public).comments}
    sent = (review.source.restricted if part is Part.TWO else review.source.public).comments
    changes: list[Change] = []
    ids = _Ids(held, frozenset(id_ for _, blocks in _places(session) for id_ in blocks))
    for thread in _threads(review):
        there = _read(session, review, thread, ids)
        here = held.get(there.id)
        made = there if here is None else _gone_on(sent.get(there.id), here, there)
        if made != here:
            changes.append(comment_change(part, here, made))
    if changes:
        count = "a comment" if len(changes) == 1 else f"{len(changes)} comments"
        session.take(Step(f"Take over {count} from {review.name}"[:200], tuple(changes)))
    return len(changes)


def _threads(review: Review) -> Iterator[_Thread]:
    """Yield the comments of a file that answer no other, each with all answers below it.

    What was found in the paper went out as this program's comments: nobody's, unless somebody answered.
    """
    found: dict[str, _Thread] = {}
    parents = {comment.id: comment.parent for comment, _ in review.comments}
    for comment, block in review.comments:
        if not comment.parent:
            found[comment.id] = _Thread(comment, block, [])
    for comment, _ in review.comments:
        top = comment.id
        while parents.get(top):
            top = parents[top]
        # This program answers nobody: what it says of a text that is gone is said for the copy alone.
        if top != comment.id and top in found and comment.who != PROGRAM:
            found[top].answers.append(comment)
    yield from (thread for thread in found.values() if thread.answers or thread.head.who != PROGRAM)


class _Ids:
    """What comments of a file are known by: by what Word knows them by, else who said what where.

    Those that are held keep their ids.
    """

    def __init__(self, held: dict[str, Comment], there: frozenset[str]) -> None:
        """held: comments that the paper has. there: ids of the blocks that it still has."""
        self._free: dict[tuple[str, str], list[tuple[str, str]]] = {}
        self._met: Counter[str] = Counter()
        said = (each for comment in held.values() for each in (comment, *comment.answers))
        self._used = {""}
        self._sent = {comment_identity(each.id): each.id for each in said}
        for comment in held.values():
            # One whose text is gone goes out at its section, and so comes back at no block.
            self._note(comment, comment.block if comment.block in there else "")
            for given in comment.answers:
                self._note(given, comment.id)

    def _note(self, said: Comment | Answer, place: str) -> None:
        who, *where = _known_by(said.who, said.text, place)
        self._free.setdefault((where[0], where[1]), []).append((who, said.id))

    def of(self, head: WordComment, block: str) -> str:
        """Return the id of a comment."""
        return self._one(head, block)

    def of_answer(self, parent: str, given: WordComment) -> str:
        """Return the id of an answer to a comment."""
        return self._one(given, parent)

    def _like(self, read: WordComment, place: str) -> Iterator[str]:
        """Yield the ids of what is held of the same words: that person's, then what may be theirs."""
        who, *where = _known_by(read.who, read.text, place)
        held = self._free.get((where[0], where[1]), [])
        yield from (id_ for name, id_ in held if name == who)
        yield from (id_ for name, id_ in held if name != who and (name in _ANYBODY or who in _ANYBODY))

    def _one(self, read: WordComment, place: str) -> str:
        held = (self._sent.get(read.identity, ""), *self._like(read, place))
        known = next((id_ for id_ in held if id_ not in self._used), "")
        if known:
            self._used.add(known)
            return known
        words = "\0".join(_known_by(read.who, read.text, place))
        self._met[words] += 1
        return hashlib.sha256(f"{words}\0{self._met[words]}".encode()).hexdigest()[:12]


def _known_by(who: str, text: str, place: str) -> tuple[str, str, str]:
    return who.strip().casefold(), squeeze(text), place


def _read(session: Session, review: Review, thread: _Thread, ids: _Ids) -> Comment:
    """Return the comment that a thread of a file is."""
    head = thread.head
    id_ = ids.of(head, thread.block)
    answers = tuple(
        Answer(ids.of_answer(id_, each), each.who, each.when, each.text) for each in thread.answers
    )
    settled = (moment(session), _IN_WORD) if head.done else ("", "")
    key = next((key for key, ids_ in _places(session) if thread.block in ids_), review.document)
    quote = head.original or head.quote
    return Comment(
        id_, thread.block, key, quote, head.who, head.when, head.text, answers, *settled, review.name
    )


def _gone_on(sent: Comment | None, here: Comment, there: Comment) -> Comment:
    """Return a comment that is here with what a file adds to it."""
    if here.who.casefold() in _ANYBODY and there.who:
        here = replace(here, who=there.who, at=there.at or here.at)
    known = {given.id for given in here.answers}
    answers = (*here.answers, *(given for given in there.answers if given.id not in known))
    was = sent.settled if sent is not None else False
    if there.settled == was:
        return replace(here, answers=answers)
    if there.settled == here.settled:
        return replace(here, answers=answers)
    return replace(here, answers=answers, settled_at=there.settled_at, settled_by=there.settled_by)


def _places(session: Session) -> Iterator[tuple[str, frozenset[str]]]:
    for item in session.template.fields:
        yield item.key, frozenset(block.id for block in _own(session, item.key))


def _own(session: Session, key: str) -> Blocks:
    own = session.reading.own(key)
    return own.blocks if isinstance(own, RichText) else ()


def _said(text: str) -> str:
    words = clean(text).strip()
    if not words:
        raise NotAllowed("Write first what is to be said.")
    return words


def _comment(session: Session, id_: str) -> Comment:
    found = session.paper.comments.get(id_)
    if found is None:
        raise NotAllowed("This comment is no longer there.")
    return found


def _part(session: Session, id_: str) -> Part:
    return Part.TWO if id_ in session.paper.restricted.comments else Part.ONE


def _change(session: Session, label: str, before: Comment, after: Comment) -> None:
    _take(session, label, _part(session, before.id), before, after)


def _take(session: Session, label: str, part: Part, before: Comment | None, after: Comment | None) -> None:
    session.take(Step(label, (comment_change(part, before, after),)))
