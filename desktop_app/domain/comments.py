"""Comments on a paper: what somebody says beside a block of its text, answered, settled and opened again."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, TypeVar


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to a comment. at: ISO 8601, as the machine or a Word file claims, "" where none is."""

    id: str
    who: str
    at: str
    text: str


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment with its answers.

    block: id of the block it stands at, "" where it stands at none. key: full key of that block's field.
    quote: the words of the block that it is about, "" for all of it. at: as in an answer. settled_at,
    settled_by: when and by whom it was settled, both "" while it is open. origin: the name of the Word
    file it came with, "" for one made here.
    """

    id: str
    block: str
    key: str
    quote: str
    who: str
    at: str
    text: str
    answers: tuple[Answer, ...] = ()
    settled_at: str = ""
    settled_by: str = ""
    origin: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return bool(self.settled_at)


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on a reviewer's proposal.

    id: what the proposal is known by, in whichever copy it comes. accepted: or else rejected. by, at: who
    decided and when. reason: given for it, may be "". who, when, kind, key, old, new: of the proposal.
    """

    id: str
    accepted: bool
    by: str
    at: str
    reason: str
    who: str
    when: str
    kind: str
    key: str
    old: str
    new: str


_Words = TypeVar("_Words", Answer, Comment, Decision)


def comment_data(comment: Comment) -> dict[str, Any]:
    """Return a comment as JSON data."""
    return asdict(comment)


def comment_from(data: dict[str, Any]) -> Comment:
    """Return the comment that data describes. Raises ValueError or TypeError where it describes none."""
    answers = tuple(_sound(Answer(**answer)) for answer in data["answers"])
    words: dict[str, Any] = {**data, "answers": answers}
    return _sound(Comment(**words))


def decision_from(data: dict[str, Any]) -> Decision:
    """Return the decision that data describes. Raises ValueError or TypeError where it describes none."""
    return _sound(Decision(**data))


def _sound(made: _Words) -> _Words:
    """Return what was made if all its words are words. Raises ValueError otherwise."""
    for each in fields(made):
        if each.name == "answers":
            continue
        value = getattr(made, each.name)
        if type(value) is not (bool if each.name == "accepted" else str):
            raise ValueError(f"{each.name} is no word")
    return made


def in_order(comments: Iterable[Comment], blocks: Iterable[str]) -> list[Comment]:
    """Return comments in the order of the blocks they stand at, those at none last; then by moment."""
    place = {id_: number for number, id_ in enumerate(blocks)}
    return sorted(comments, key=lambda c: (place.get(c.block, len(place)), c.at, c.id))


def merged_comment(base: Comment | None, ours: Comment, theirs: Comment) -> Comment:
    """Return a comment that went on in two places as one: the answers of both, what was last done to it."""
    known = {answer.id for answer in ours.answers}
    new = (answer for answer in theirs.answers if answer.id not in known)
    answers = (*ours.answers, *new)
    if base is not None and theirs.settled != base.settled:
        return replace(ours, answers=answers, settled_at=theirs.settled_at, settled_by=theirs.settled_by)
    return replace(ours, answers=answers)
