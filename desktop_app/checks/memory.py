"""What rules of a document or paper said the last time, and what they had read: only those affected run.

A rule reads three things. Its frame, which all rules have: what is neither an answer nor the record, and
which texts are empty. The answers that are no rich text, and the record; which of them it reads is written
down (`rule.WatchedReading`). And the answers to the questions it asks of the words of rich text
(`once.question`). While all these are the same, so is what it says.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText

from .once import noting, once
from .rule import RECORD, Asked, Context, Note, Rule

V = TypeVar("V")
T = TypeVar("T")
_MOST = 2048  #: rules, fields and sections of some papers; then the older half goes


@dataclass(frozen=True, slots=True)
class _Frame:
    """What all rules read, and beside it the answers by their keys, of which each rule reads some."""

    shared: tuple[Any, ...]
    answers: dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Said:
    frame: _Frame
    asked: Asked
    notes: tuple[Note, ...]


_said: dict[tuple[Any, ...], _Said] = {}
_frames: dict[tuple[Any, ...], _Frame] = {}
_made: dict[tuple[Any, ...], tuple[Any, Any]] = {}


def forget() -> None:
    """Forget everything, so that every rule runs."""
    for kept in (_said, _frames, _made):
        kept.clear()


def made_of(context: Context, name: tuple[str, ...], given: V, make: Callable[[V], T]) -> T:
    """Return what is made of what is given, the very thing of the last time where that was equal.

    name: what it is of this paper. The parts of `given` that have not changed are mostly the same objects,
    and quickly compared.
    """
    key = (name, *_key(context))
    before = _made.get(key)
    if before is not None and before[0] == given:
        return before[1]
    made = make(given)
    _limit(_made)
    _made[key] = given, made
    return made


def said(context: Context, rule: Rule, form: Form | None = None) -> tuple[Note, ...]:
    """Return what a rule says of a document, or of the paper; it runs only where what it read changed."""
    frame = _frame(context)
    key = (rule.id, form.document if form is not None else "", *_key(context))
    before = _said.get(key)
    if before is not None and _same_answers(context, before, frame):
        asked = _asked_again(context, before.asked)
        if asked is not None:
            _said[key] = _Said(frame, asked, before.notes)
            return before.notes
    args = (context,) if form is None else (context, form)
    notes, asked = noting(context, lambda: tuple(rule.function(*args)))
    if before is not None:
        notes = _as_before(notes, before.notes)
    _limit(_said)
    _said[key] = _Said(frame, asked, notes)
    return notes


def _as_before(notes: tuple[Note, ...], before: tuple[Note, ...]) -> tuple[Note, ...]:
    """Return notes, for one that equals one of before that very one, so that its finding is known."""
    here, there = set(map(id, notes)), set(map(id, before))
    known = {note: note for note in before if id(note) not in here}
    return tuple(note if id(note) in there else known.get(note, note) for note in notes)


def _same_answers(context: Context, before: _Said, frame: _Frame) -> bool:
    """Say whether the frame is as it was, and the answers that the rule read."""
    if before.frame.shared is not frame.shared:
        return False
    return before.frame is frame or before.asked.answers.isdisjoint(_changed(context, before.frame, frame))


def _changed(context: Context, before: _Frame, frame: _Frame) -> frozenset[str]:
    """Return the keys of the answers that differ, worked out once in a check for all rules."""
    key = (_changed, id(before))
    if key not in context.kept:
        both = before.answers.keys() | frame.answers.keys()
        differ = frozenset(one for one in both if before.answers.get(one) != frame.answers.get(one))
        context.kept[key] = before, differ  # held, so that its id is not given away
    return context.kept[key][1]


def _asked_again(context: Context, asked: Asked) -> Asked | None:
    """Return the same questions with today's answers, None where one of them differs."""
    now = Asked(answers=asked.answers)
    for key, (ask, args, before) in asked.questions.items():
        answer = ask(context, *args)
        if answer is not before and answer != before:
            return None
        now.questions[key] = ask, args, answer
    return now


def _key(context: Context) -> tuple[Any, ...]:
    return context.paper.id, context.template.key, context.stage, context.full is None, context.given.off


@once
def _frame(context: Context) -> _Frame:
    """Return the frame, the very one of the last time where it is equal."""
    public, full = context.paper, context.full
    restricted = full.restricted if full is not None else None
    told = dict(public.answers) | (dict(restricted.answers) if restricted is not None else {})
    answers: dict[str, Any] = {key: own for key, own in told.items() if not isinstance(own, RichText)}
    answers[RECORD] = public.record, restricted.record if restricted is not None else ()
    shared = (
        context.template,
        context.today,
        context.given,
        public.own_way,
        public.leftovers,
        (restricted.leftovers, restricted.secret) if restricted is not None else None,
        tuple(_of_form(context, form) for form in context.template.forms),
    )
    key = _key(context)
    before = _frames.get(key)
    if before is not None and before.shared == shared:
        if before.answers == answers:
            return before
        shared = before.shared
    _limit(_frames)
    frame = _frames[key] = _Frame(shared, answers)
    return frame  # not what stands there by now: another thread may look at a later state of the paper


def _of_form(context: Context, form: Form) -> tuple[Any, ...]:
    """Return whether a form is in play, has text of its own, and which of its texts have anything."""
    if form.restricted and context.full is None:
        return (False,)
    reading = context.reading(form)
    filled = tuple(
        (bool(reading.blocks(item.key)), reading.answered(item.key))
        for item in form.fields
        if isinstance(item, RichTextField | RecommendationField)
    )
    return context.in_play(form), context.has_text(form), filled


def _limit(kept: dict[tuple[Any, ...], Any]) -> None:
    if len(kept) >= _MOST:
        for key in list(kept)[: _MOST // 2]:
            kept.pop(key, None)
