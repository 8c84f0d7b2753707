"""What went on record, in words."""

from datetime import UTC, datetime

import pytest

from desktop_app.app.event_words import event_words
from desktop_app.app.history import moment_words
from desktop_app.domain.record import Event, EventKind
from tests.domain.forms_for_tests import TEMPLATE

AT = datetime(2026, 3, 2, 12, 5, tzinfo=UTC)


def said(kind: EventKind, choice: str = "", at: str = AT.isoformat()) -> str:
    event = Event(1, kind, 1, at, "Kit Example", choice=choice)
    return event_words(TEMPLATE, event)


class DescribeAnEvent:
    @pytest.mark.parametrize(
        ("kind", "choice", "told"),
        [
            (EventKind.HANDED_OVER, "part2", "handed over with Part 2"),
            (EventKind.HANDED_OVER, "", "handed over without Part 2"),
            (EventKind.STATE, "in_review", "marked as in review"),
            (EventKind.STATE, "lost", "marked as lost"),
            (EventKind.SIGNED, "2026-03-01", "signed as of 1 March 2026"),
            (EventKind.SET_ASIDE, "", "set aside"),
            (EventKind.SET_ASIDE, "taken_up", "taken up again"),
            (EventKind.ERASED, "3 4", "erased"),
        ],
    )
    def it_is_told_with_who_and_when(self, kind: EventKind, choice: str, told: str) -> None:
        assert said(kind, choice) == f"{told}, Kit Example, {moment_words(AT)}"

    def it_is_told_as_it_stands_where_it_has_no_proper_moment(self) -> None:
        assert said(EventKind.CREATED, at="some day") == "created, Kit Example, some day"
