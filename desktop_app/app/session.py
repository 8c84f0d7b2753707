"""The session: one open paper, the one mutable object. Every change of a paper goes through it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from desktop_app.checks.engine import check
from desktop_app.checks.finding import Finding
from desktop_app.domain.fields import Stage
from desktop_app.domain.form import Form, Template
from desktop_app.domain.numbering import Numbers, number
from desktop_app.domain.paper import Paper, Part, Value
from desktop_app.domain.reading import Reading, read_whole
from desktop_app.domain.record import Event, EventKind, chained, now_text
from desktop_app.domain.signoff import SignOff, field_digest
from desktop_app.domain.state import State, state_of
from desktop_app.domain.step import SIGN_OFF, Caret, Change, Step, applied, joined
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import Saved

from .progress import SectionState, section_states, standing_of


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


class Session:
    """One open paper: its text as it is now, its steps of undo, and whether it is on disk."""

    def __init__(
        self, template: Template, keeper: Keeper, clock: Callable[[], datetime] = datetime.now
    ) -> None:
        self.template = template
        self.paper = keeper.read()
        self.save_state = SaveState()
        self._keeper = keeper
        self._clock = clock
        self._steps, self._position = keeper.steps()
        self._listeners: list[Callable[[Changed], None]] = []
        self._reading: tuple[Paper, Reading] | None = None
        self._numbers: dict[str, tuple[Reading, Numbers]] = {}
        self._findings: tuple[Paper, date, tuple[Finding, ...]] | None = None

    @property
    def read_only(self) -> bool:
        """Whether the paper can be read only."""
        return self._keeper.read_only

    @property
    def reading(self) -> Reading:
        """The answers as they stand."""
        if self._reading is None or self._reading[0] is not self.paper:
            self._reading = (self.paper, read_whole(self.template, self.paper))
        return self._reading[1]

    def numbers(self, document: str) -> Numbers:
        """Return all numbers of a document as it stands."""
        kept = self._numbers.get(document)
        if kept is None or kept[0] is not self.reading:
            kept = (self.reading, number(self.template.form(document), self.reading))
            self._numbers[document] = kept
        return kept[1]

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
        self._make(step, origin)
        del self._steps[self._position :]
        last = self._steps[-1] if join and self._steps else None
        both = joined(last, step) if last is not None else None
        if both is not None:
            self._steps[-1] = both
        else:
            self._steps.append(step)
        self._position = len(self._steps)

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
        if not self._position:
            return None
        step = self._steps[self._position - 1].reversed
        self._make(step, None)
        self._position -= 1
        return step

    def redo(self) -> Step | None:
        """Do the step that was taken back last again; return it."""
        if self._position >= len(self._steps):
            return None
        step = self._steps[self._position]
        self._make(step, None)
        self._position += 1
        return step

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

    def sign_off(self, key: str) -> SignOff:
        """Return how it stands with a tick or signature."""
        form = self.template.form(key.partition(".")[0])
        return standing_of(self.paper, self.reading, form, self.template.field(key))

    def findings(self) -> tuple[Finding, ...]:
        """Return what the checks find in the paper as it is now."""
        today = self._clock().date()
        if self._findings is None or self._findings[0] is not self.paper or self._findings[1] != today:
            found = check(self.template, self.paper, stage=self.stage, today=today)
            self._findings = (self.paper, today, found)
        return self._findings[2]

    @property
    def state(self) -> State:
        """Where the paper is on its way."""
        return state_of(self.paper.record)

    @property
    def stage(self) -> Stage:
        """What has to be filled by now."""
        return (
            Stage.DECIDED if self.state in (State.DECIDED, State.PUBLISHED, State.DEFERRED) else Stage.SIGNING
        )

    @property
    def today(self) -> date:
        """The day that the session's clock shows."""
        return self._clock().date()

    def steps_state(self) -> list[SectionState]:
        """Return the state of every section in form order."""
        return section_states(self.template, self.paper, self.reading, self.findings())

    def part_of(self, key: str) -> Part:
        """Return the part that a full key belongs to."""
        return Part.TWO if self.template.is_restricted(key) else Part.ONE

    def form_of(self, key: str) -> Form:
        """Return the form that a full key belongs to."""
        return self.template.form(key.partition(".")[0])

    @property
    def name(self) -> str:
        """What the window calls the paper: reference and title of its first document, both public."""
        form = self.template.forms[0]
        known = (self.reading.reference(form), self.reading.title(form))
        return " ".join(word for word in known if word) or "Untitled paper"

    def close(self) -> None:
        """Save what is not on disk yet and let the file go."""
        self.save()
        self._keeper.close()

    def _make(self, step: Step, origin: object) -> None:
        if self.read_only:
            raise ReadOnly
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
        return self.event(**{**given, "kind": EventKind(given["kind"]), "key": key})

    def text_digest(self, key: str) -> str:
        """Return the digest of the text that a tick or signature stands for, as it is now."""
        form = self.form_of(key)
        secret = self.paper.restricted.secret if form.restricted else ""
        return field_digest(self.reading, form, self.template.field(key), secret)

    def _changed(self, keys: frozenset[str], origin: object) -> None:
        self.save_state = SaveState(True, self.save_state.at, self.save_state.failed)
        for listener in tuple(self._listeners):
            listener(Changed(keys, origin))
