"""The session: one open paper, the one mutable object. Every change of a paper goes through it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, Part, Value
from desktop_app.domain.record import Event, EventKind, chained, now_text
from desktop_app.domain.step import SIGN_OFF, TEMPLATE, Caret, Change, Step, applied, joined
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import Saved

from .seen import Seen


class Keeper(Protocol):
    """What keeps a paper: its open file."""

    @property
    def read_only(self) -> bool:
        """Whether nothing can be saved."""
        ...

    @property
    def revision(self) -> int:
        """The number of the last revision kept."""
        ...

    def read(self) -> Paper:
        """Return the paper as kept."""
        ...

    def save(
        self, paper: Paper, *, label: str = "", steps: Sequence[Step] | None = None, position: int = 0
    ) -> Saved:
        """Keep a paper with its steps of undo, all or nothing; raise StorageError where that failed."""
        ...

    def steps(self) -> tuple[list[Step], int]:
        """Return the steps of undo and how many of them are done."""
        ...

    def close(self) -> None:
        """Let the file go."""
        ...


@dataclass(frozen=True, slots=True)
class Changed:
    """What a change touched: full keys of answers. origin: who made it, to leave out its own echo."""

    keys: frozenset[str]
    origin: object = None


@dataclass(frozen=True, slots=True)
class SaveState:
    """Whether all is on disk. at: when it was last read back equal. failed: the sentence if it was not."""

    dirty: bool = False
    at: datetime | None = None
    failed: str = ""


class ReadOnly(Exception):
    """The paper is open for reading only."""


class Session(Seen):
    """One open paper: its text as it is now, its steps of undo, and whether it is on disk."""

    def __init__(
        self,
        template: Template,
        keeper: Keeper,
        clock: Callable[[], datetime] = datetime.now,
        find_template: Callable[[str], Template] | None = None,
    ) -> None:
        """Take up the paper of an open file. find_template: of other versions that it may move to."""
        super().__init__(template, keeper.read(), clock)
        self.save_state = SaveState()
        self._keeper = keeper
        self._find_template = find_template
        self._steps, self._position = keeper.steps()
        self._listeners: list[Callable[[Changed], None]] = []

    @property
    def keeper(self) -> Keeper:
        """What keeps the paper: its open file."""
        return self._keeper

    @property
    def read_only(self) -> bool:
        """Whether the paper can be read only."""
        return self._keeper.read_only

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
        self._make(step, origin)

    @property
    def undo_label(self) -> str:
        """What undo would take back, "" for nothing."""
        return self._steps[self._position - 1].label if self._position else ""

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
        self._make(step, None)
        return step

    def redo(self) -> Step | None:
        """Do the step that was taken back last again; return it."""
        if self._position >= len(self._steps) or self.read_only:
            return None
        step = self._steps[self._position]
        self._make_ready(step)
        self._position += 1
        self._make(step, None)
        return step

    def forget_steps(self) -> None:
        """Begin undo anew: nothing done before can be taken back."""
        self._steps, self._position = [], 0
        self._changed(frozenset(), None)

    def record(self, event: Event) -> None:
        """Put an event on record, chained to the one before. It counts as a change to be saved."""
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
        return Event(0, kind, part, at, key=key, revision=self._keeper.revision, **fields)

    def save(self) -> None:
        """Put all on disk and read it back. Never raises for the disk: see `save_state`."""
        if not self.save_state.dirty or self.read_only:
            return
        try:
            saved = self._keeper.save(
                self.paper, label=self.undo_label, steps=self._steps, position=self._position
            )
        except StorageError as problem:
            self.save_state = SaveState(True, self.save_state.at, str(problem))
            return
        self.save_state = SaveState(False, saved.at)

    def close(self) -> None:
        """Save what is not on disk yet and let the file go."""
        self.save()
        self._keeper.close()

    def _make_ready(self, step: Step) -> None:
        """See that a step can be made: raise ReadOnly, or find the form that it moves the paper to."""
        if self.read_only:
            raise ReadOnly
        moved = next((str(change.after) for change in step.changes if change.key == TEMPLATE), "")
        if moved and self._find_template is not None:
            self.template = self._find_template(moved)

    def _make(self, step: Step, origin: object) -> None:
        self.paper = applied(self.paper, step.changes)
        for change in step.changes:
            if change.key.startswith(SIGN_OFF):
                self.record(self._sign_off_event(change))
        self._changed(frozenset(change.key for change in step.changes), origin)

    def _sign_off_event(self, change: Change) -> Event:
        """Return the event that a change of sign-off puts on record: given, or withdrawn."""
        key = change.key.removeprefix(SIGN_OFF)
        given = json.loads(str(change.after or change.before))
        if change.after is None:
            return self.event(EventKind.WITHDRAWN, key, who=given["who"], role=given["role"])
        kind = EventKind(given.pop("kind"))
        return self.event(kind, key, **given)

    def _changed(self, keys: frozenset[str], origin: object) -> None:
        self.save_state = SaveState(True, self.save_state.at, self.save_state.failed)
        for listener in tuple(self._listeners):
            listener(Changed(keys, origin))
