"""The states of a paper from first draft to publication, read off its record."""

from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .record import Event


class State(StrEnum):
    """Where a paper is on its way."""

    DRAFTING = "drafting"
    IN_REVIEW = "in_review"
    DECLARED = "declared"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    REFUSED = "refused"  #: decided too, against what was asked for
    PUBLISHED = "published"
    DEFERRED = "deferred"

    @property
    def label(self) -> str:
        """The state in words."""
        return self.value.replace("_", " ").capitalize()


_NEXT: dict[State, tuple[State, ...]] = {
    State.DRAFTING: (State.IN_REVIEW, State.DECLARED),
    State.IN_REVIEW: (State.DRAFTING, State.DECLARED),
    State.DECLARED: (State.DRAFTING, State.IN_REVIEW, State.SUBMITTED),
    State.SUBMITTED: (State.DRAFTING, State.DECIDED, State.REFUSED),
    State.DECIDED: (State.PUBLISHED, State.DEFERRED),
    State.REFUSED: (State.PUBLISHED, State.DEFERRED),
    State.DEFERRED: (State.PUBLISHED,),
    State.PUBLISHED: (),
}


def next_states(state: State) -> tuple[State, ...]:
    """Return the states that a paper may go to from this one."""
    return _NEXT[state]


def is_refused(record: "Iterable[Event]") -> bool:
    """Say whether the decision on record is a refusal, published since or not."""
    decided = [state for state in _named(record) if state not in (State.PUBLISHED, State.DEFERRED)]
    return bool(decided) and decided[-1] is State.REFUSED


def state_of(record: "Iterable[Event]") -> State:
    """Return the state that the record last named: drafting where it names none."""
    return next(reversed(_named(record)), State.DRAFTING)


def _named(record: "Iterable[Event]") -> list[State]:
    # Imported here, since the list of papers needs the states alone when the window starts: 5 ms.
    from .record import EventKind

    return [State(event.choice) for event in record if event.kind is EventKind.STATE]
