"""What rules of a document or paper said the last time, and what they had read: only those affected run.

A rule reads two things. Its frame: everything of a paper but the words of its rich text, as dates, choices,
the record, and which texts are empty. And the answers to the questions it asks of those words
(`once.question`). While both are the same, so is what it says.
"""

from dataclasses import dataclass
from typing import Any

from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText

from .once import noting, once
from .rule import Asked, Context, Note, Rule

_MOST = 2048  #: rules of some papers; then the older half goes


@dataclass(frozen=True, slots=True)
class _Said:
    frame: tuple[Any, ...]
    asked: Asked
    notes: tuple[Note, ...]


_said: dict[tuple[Any, ...], _Said] = {}
_frames: dict[tuple[Any, ...], tuple[Any, ...]] = {}


def forget() -> None:
    """Forget everything, so that every rule runs."""
    _said.clear()
    _frames.clear()


def said(context: Context, rule: Rule, form: Form | None = None) -> tuple[Note, ...]:
    """Return what a rule says of a document, or of the paper; it runs only where what it read changed."""
    frame = _frame(context)
    key = (rule.id, form.document if form is not None else "", *_key(context))
    before = _said.get(key)
    if before is not None and before.frame is frame:
        asked = _asked_again(context, before.asked)
        if asked is not None:
            _said[key] = _Said(frame, asked, before.notes)
            return before.notes
    args = (context,) if form is None else (context, form)
    notes, asked = noting(context, lambda: tuple(rule.function(*args)))
    if before is not None:  # an equal note is the very one of before, so that its finding is known
        known = {note: note for note in before.notes}
        notes = tuple(known.get(note, note) for note in notes)
    _limit(_said)
    _said[key] = _Said(frame, asked, notes)
    return notes


def _asked_again(context: Context, asked: Asked) -> Asked | None:
    """Return the same questions with today's answers, None where one of them differs."""
    now: Asked = {}
    for key, (ask, args, before) in asked.items():
        answer = ask(context, *args)
        if answer is not before and answer != before:
            return None
        now[key] = ask, args, answer
    return now


def _key(context: Context) -> tuple[Any, ...]:
    return context.paper.id, context.template.key, context.stage, context.full is None, context.given.off


@once
def _frame(context: Context) -> tuple[Any, ...]:
    """Return the frame, the very one of the last time where it is equal."""
    public, full = context.paper, context.full
    restricted = full.restricted if full is not None else None
    answers = dict(public.answers) | (dict(restricted.answers) if restricted is not None else {})
    frame = (
        context.template,
        context.today,
        context.given,
        public.own_way,
        public.record,
        public.leftovers,
        (restricted.record, restricted.leftovers, restricted.secret) if restricted is not None else None,
        tuple((key, answer) for key, answer in answers.items() if not isinstance(answer, RichText)),
        tuple(_of_form(context, form) for form in context.template.forms),
    )
    key = _key(context)
    before = _frames.get(key)
    if before is not None and before == frame:
        return before
    _limit(_frames)
    _frames[key] = frame
    return frame


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
