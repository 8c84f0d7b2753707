from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.record import Event, EventKind, broken_at, chained, event_hash, now_text
from desktop_app.domain.state import State, next_states, state_of

EVENTS = st.builds(
    Event,
    number=st.just(0),
    kind=st.sampled_from(EventKind),
    part=st.sampled_from([1, 2]),
    at=st.just("2026-01-01T10:00:00+00:00"),
    who=st.text(max_size=8),
    note=st.text(max_size=8),
)


def chain(events: list[Event]) -> list[Event]:
    record: list[Event] = []
    for event in events:
        record.append(chained(record, event))
    return record


class DescribeTheChain:
    @given(st.lists(EVENTS, max_size=6))
    def it_is_whole_as_written(self, events: list[Event]) -> None:
        assert broken_at(chain(events)) is None

    @given(st.lists(EVENTS, min_size=1, max_size=6), st.data())
    def it_shows_any_field_changed_afterwards(self, events: list[Event], data: st.DataObject) -> None:
        record = chain(events)
        place = data.draw(st.integers(0, len(record) - 1))
        name = data.draw(st.sampled_from(["who", "role", "key", "choice", "note", "digest", "at", "hash"]))
        record[place] = replace(record[place], **{name: getattr(record[place], name) + "x"})
        assert broken_at(record) == place + 1

    @given(st.lists(EVENTS, min_size=2, max_size=6), st.data())
    def it_shows_one_taken_out_before_the_end(self, events: list[Event], data: st.DataObject) -> None:
        record = chain(events)
        place = data.draw(st.integers(0, len(record) - 2))
        del record[place]
        assert broken_at(record) == place + 1

    def it_does_not_show_a_whole_new_chain(self) -> None:
        """The limit of the promise: whoever writes the whole file can write a chain that holds."""
        event = Event(0, EventKind.TICKED, 1, "2026-01-01T10:00:00+00:00", who="A")
        assert broken_at(chain([replace(event, who="B")])) is None

    def it_tells_the_moment_with_its_offset(self) -> None:
        told = now_text(datetime(2026, 3, 1, 9, 30, 15, 999, tzinfo=UTC))
        assert datetime.fromisoformat(told) == datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)

    def it_tells_parts_of_an_event_apart(self) -> None:
        one = Event(1, EventKind.TICKED, 1, "", who="ab", role="c")
        two = Event(1, EventKind.TICKED, 1, "", who="a", role="bc")
        assert event_hash(one) != event_hash(two)


class DescribeStates:
    def it_begins_as_a_draft(self) -> None:
        assert state_of(()) is State.DRAFTING

    def it_is_what_the_record_last_named(self) -> None:
        moves = [Event(0, EventKind.STATE, 1, "", choice=state) for state in ("in_review", "declared")]
        assert state_of([*moves, Event(0, EventKind.TICKED, 1, "")]) is State.DECLARED

    @pytest.mark.parametrize("state", list(State))
    def it_can_always_be_told_in_words_and_has_its_next_ones(self, state: State) -> None:
        assert state.label[0].isupper()
        assert state not in next_states(state)

    def it_ends_when_published(self) -> None:
        assert next_states(State.PUBLISHED) == ()
