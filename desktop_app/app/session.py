"""The session: one open paper, the one mutable object. Every change of a paper goes through it."""

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Part, Value
from desktop_app.domain.record import Event, EventKind, chained, now_text
from desktop_app.domain.step import DECISION, SIGN_OFF, TEMPLATE, Caret, Change, Step, applied, joined

from .kept import Keeper, Kept, ReadOnly, SaveState, proposal_words

__all__ = ["Changed", "Keeper", "ReadOnly", "SaveState", "Session"]


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change touched: full keys of answers. origin: who made it, to leave out its own echo."""

    keys: frozenset[str]
    origin: object = None


class Session(Kept):
    """One open paper: its text as it is now, its steps of undo, and whether it is on disk."""

    def __init__(
        self,
        template: Template,
        keeper: Keeper,
        clock: Callable[[], datetime] = datetime.now,
        find_template: Callable[[str], Template] | None = None,
    ) -> None:
        """Take up the paper of an open file. find_template: of other versions that it may move to."""
        super().__init__(template, keeper, clock)
        self._find_template = find_template
        self._listeners: list[Callable[[Changed], None]] = []

    def subscribe(self, listener: Callable[[Changed], None]) -> Callable[[], None]:
        """Call listener after every change; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def change(
        self,
        key: str,
        value: Value | None,
        *,
        label: str,
        carets: tuple[Caret, Caret] = (Caret(), Caret()),
        join: bool = False,
        origin: object = None,
    ) -> None:
        """Set an answer (None takes it away) as one step of undo; an equal value is no step.

        join: go on with the step before where it was typing in the same field.
        """
        before = self.reading.own(key)
        if value == before:
            return
        step = Step(label, (Change(key, self.part_of(key), before, value),), *carets)
        self.take(step, join=join, origin=origin)

    def take(self, step: Step, *, join: bool = False, origin: object = None) -> None:
        """Take one step: make its changes, and put it where undo finds it. Raises ReadOnly."""
        self._make_ready(step)
        del self._steps[self._position :]
        last = self._steps[-1] if join and self._steps else None
        both = joined(last, step) if last is not None else None
        if both is not None:
            self._steps[-1] = both
        else:
            self._steps.append(step)
        self._position = len(self._steps)  # before anyone hears of it, for they may save at once
        self._done = self._steps[-1].label
        self._make(step, origin)

    @property
    def redo_label(self) -> str:
        """What redo would do again, "" for nothing."""
        return self._steps[self._position].label if self._position < len(self._steps) else ""

    def undo(self) -> Step | None:
        """Take the last step back; return the step taken, whose `after` caret is where to go."""
        if not self._position or self.read_only:
            return None
        step = self._steps[self._position - 1].reversed
        self._make_ready(step)
        self._position -= 1
        self._done = f"Undo: {step.label}"
        self._make(step, None)
        return step

    def redo(self) -> Step | None:
        """Do the step that was taken back last again; return it."""
        if self._position >= len(self._steps) or self.read_only:
            return None
        step = self._steps[self._position]
        self._make_ready(step)
        self._position += 1
        self._done = step.label
        self._make(step, None)
        return step

    def forget_steps(self) -> None:
        """Begin undo anew: nothing done before can be taken back."""
        self._steps, self._position, self._done = [], 0, ""
        self._changed(frozenset(), None)

    def record(self, event: Event) -> None:
        """Put an event on record, chained to the one before. It counts as a change to be saved.

        Raises ReadOnly: what cannot be kept did not happen.
        """
        self.check_writable()
        held = self.paper.record
        linked = chained(held, event)
        if event.part == Part.TWO:
            self.paper = self.paper.with_restricted(record=(*self.paper.restricted.record, linked))
        else:
            self.paper = self.paper.with_public(record=(*self.paper.public.record, linked))
        self._changed(frozenset({event.key}), None)

    def event(self, kind: EventKind, key: str = "", **fields: str) -> Event:
        """Return a new event of now, not yet on record, in the part that its key belongs to."""
        part = self.part_of(key) if key else Part.ONE
        at = now_text(self._clock())
        return Event(0, kind, part, at, key=key, revision=self.keeper.revision, **fields)

    def _make_ready(self, step: Step) -> None:
        """See that a step can be made: raise ReadOnly, or find the form that it moves the paper to."""
        self.check_writable()
        moved = next((str(change.after) for change in step.changes if change.key == TEMPLATE), "")
        if moved and self._find_template is not None:
            self.template = self._find_template(moved)

    def _make(self, step: Step, origin: object) -> None:
        self.paper = applied(self.paper, step.changes)
        for change in step.changes:
            if change.key.startswith(SIGN_OFF):
                self.record(self._sign_off_event(change))
            elif change.key.startswith(DECISION):
                self._record_decision(change)
        self._changed(frozenset(change.key for change in step.changes), origin)

    def _sign_off_event(self, change: Change) -> Event:
        """Return the event that a change of sign-off puts on record: given, or withdrawn."""
        key = change.key.removeprefix(SIGN_OFF)
        given = json.loads(str(change.after or change.before))
        if change.after is None:
            return self.event(EventKind.WITHDRAWN, key, who=given["who"], role=given["role"])
        kind = EventKind(given.pop("kind"))
        return self.event(kind, key, **given)

    def _record_decision(self, change: Change) -> None:
        """Put on record that a reviewer's proposal was rejected, or that one rejected was taken up again.

        Words of Part 2 stand with the decision alone, where they can be erased.
        """
        after, before = (_decision(each) for each in (change.after, change.before))
        told = before if after.get("accepted", True) else after
        if told.get("accepted", True):
            return
        note = f"{told['kind']} by {told['who'] or 'somebody'}"
        if change.part is Part.ONE:
            note += f": {proposal_words(told['old'], told['new'])}"
        note += f" ({told['reason']})" if told["reason"] else ""
        kind = EventKind.REJECTED if told is after else EventKind.REOPENED
        self.record(replace(self.event(kind, told["key"], who=told["by"], note=note), part=change.part))

    def _changed(self, keys: frozenset[str], origin: object) -> None:
        self._turn += 1
        self.save_state = SaveState(True, self.save_state.at, self.save_state.failed)
        for listener in tuple(self._listeners):
            listener(Changed(keys, origin))


def _decision(words: Value | None) -> dict[str, Any]:
    return json.loads(words) if isinstance(words, str) else {}
