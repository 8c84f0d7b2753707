"""Steps: what one undo takes back, as values before and after."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from .comments import Comment, Decision, comment_data, comment_from, decision_from
from .paper import Leftover, Paper, Part, RichText, Value, with_answer

OWN_WAY = "own_way/"  #: prefix of the key of a change of whether a field goes its own way
LEFTOVER = "leftover/"  #: prefix of the key of a leftover's being there; its values are its words
SIGN_OFF = "sign_off/"  #: prefix of the key of a tick or signature; its values are the answer given
COMMENT = "comment/"  #: prefix of the key of a comment's being there; its values are its words
DECISION = "decision/"  #: prefix of the key of what was decided on a proposal; its values are its words
TEMPLATE = "template/"  #: key of a change of the kind of paper; its values are keys of templates


@dataclass(frozen=True, slots=True)
class Change:
    """One value before and after; None is no value. key: a full key, or one under a prefix above."""

    key: str
    part: Part
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Caret:
    """Where the caret stood: full key of the field, id of the block, code points into its text.

    anchor: where the selection began, "" where nothing was selected. In a field without blocks the field's
    own key stands for a block there.
    """

    field: str = ""
    block: str = ""
    offset: int = 0
    anchor_block: str = ""
    anchor_offset: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """One step of undo: what a person would call one change. label: "Typing in Financial Comments"."""

    label: str
    changes: tuple[Change, ...]
    before: Caret = Caret()
    after: Caret = Caret()

    @property
    def reversed(self) -> "Step":
        """The step that takes this one back."""
        back = tuple(Change(c.key, c.part, c.after, c.before) for c in reversed(self.changes))
        return Step(self.label, back, self.after, self.before)


def applied(paper: Paper, changes: Iterable[Change]) -> Paper:
    """Return the paper with changes made. Changes of sign-off are left to the record."""
    for change in changes:
        if change.key.startswith(SIGN_OFF):
            continue
        if change.key.startswith(OWN_WAY):
            key = change.key.removeprefix(OWN_WAY)
            own = paper.public.own_way
            paper = paper.with_public(own_way=own | {key} if change.after else own - {key})
        elif change.key == TEMPLATE:
            paper = paper.with_public(template=str(change.after))
        elif change.key.startswith(LEFTOVER):
            paper = _with_leftover(paper, change)
        elif change.key.startswith((COMMENT, DECISION)):
            paper = _with_review(paper, change)
        else:
            paper = with_answer(paper, change.key, change.after, restricted=change.part is Part.TWO)
    return paper


def _with_leftover(paper: Paper, change: Change) -> Paper:
    id_ = change.key.removeprefix(LEFTOVER)
    restricted = change.part is Part.TWO
    held = paper.restricted.leftovers if restricted else paper.public.leftovers
    kept = tuple(leftover for leftover in held if leftover.id != id_)
    if isinstance(change.after, str):
        kept = (*kept, Leftover(**json.loads(change.after)))
    return paper.with_restricted(leftovers=kept) if restricted else paper.with_public(leftovers=kept)


def _with_review(paper: Paper, change: Change) -> Paper:
    part = paper.restricted if change.part is Part.TWO else paper.public
    prefix, _, id_ = change.key.partition("/")
    comments, decisions = dict(part.comments), dict(part.decisions)
    (comments if prefix + "/" == COMMENT else decisions).pop(id_, None)
    if isinstance(change.after, str) and prefix + "/" == COMMENT:
        comments[id_] = comment_from(json.loads(change.after))
    elif isinstance(change.after, str):
        decisions[id_] = decision_from(json.loads(change.after))
    if change.part is Part.TWO:
        return paper.with_restricted(comments=comments, decisions=decisions)
    return paper.with_public(comments=comments, decisions=decisions)


def comment_change(part: Part, before: Comment | None, after: Comment | None) -> Change:
    """Return the change that puts a comment there, changes it, or takes it away."""
    either = before or after
    return Change(
        COMMENT + (either.id if either else ""), part, _comment_words(before), _comment_words(after)
    )


def _comment_words(comment: Comment | None) -> str | None:
    return None if comment is None else json.dumps(comment_data(comment), ensure_ascii=False)


def decision_change(part: Part, before: Decision | None, after: Decision | None) -> Change:
    """Return the change that decides on a proposal, or takes a decision back."""
    either = before or after
    words = (
        None if each is None else json.dumps(asdict(each), ensure_ascii=False) for each in (before, after)
    )
    return Change(DECISION + (either.id if either else ""), part, *words)


def leftover_words(leftover: Leftover) -> str:
    """Return a leftover as the value of a change."""
    return json.dumps(asdict(leftover), ensure_ascii=False)


def joined(first: Step, second: Step) -> Step | None:
    """Return two steps as one where the second goes on with the first, None where it does not.

    It does where it is typing in the same one field, or lists what the first left over.
    """
    if first.label == second.label and all(c.key.startswith(LEFTOVER) for c in second.changes):
        return Step(first.label, (*first.changes, *second.changes), first.before, first.after)
    if len(first.changes) != 1 or len(second.changes) != 1 or first.label != second.label:
        return None
    one, two = first.changes[0], second.changes[0]
    if one.key != two.key or not isinstance(two.after, RichText | str):
        return None
    return Step(first.label, (Change(one.key, one.part, one.before, two.after),), first.before, second.after)
