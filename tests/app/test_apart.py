"""Work done apart from the window: who is told of it, and when nobody is any more."""

from collections.abc import Callable
from concurrent.futures import Future
from threading import Event, Thread
from typing import TypeVar

import pytest

from desktop_app.app.apart import Apart

T = TypeVar("T")


def taken(apart: Apart, work: Callable[[], T], done: Callable[[], None] = lambda: None) -> Future[T]:
    """Begin work, which must be taken, and return what becomes of it."""
    future = apart.begin(work, done)
    assert future is not None
    return future


class DescribeApart:
    def it_tells_once_a_piece_of_work_is_over(self) -> None:
        apart, told = Apart("work"), Event()
        assert taken(apart, lambda: 7, told.set).result() == 7
        assert told.wait(10)
        apart.end(wait=True)

    def it_waits_for_what_was_begun_and_has_told_of_it(self) -> None:
        apart, going, told = Apart("work"), Event(), Event()
        apart.begin(going.wait, told.set)
        Thread(target=going.set).start()
        apart.end(wait=True)
        assert told.is_set()

    def it_tells_nobody_once_it_was_ended_without_waiting(self) -> None:
        apart, begun, going, told = Apart("work"), Event(), Event(), Event()

        def work() -> None:
            begun.set()
            going.wait(10)

        future = taken(apart, work, told.set)
        assert begun.wait(10)
        never = taken(apart, work, told.set)
        apart.end(wait=False)
        going.set()
        future.result()
        assert never.cancelled()
        assert not told.wait(0.05)

    @pytest.mark.parametrize("wait", [True, False])
    def it_takes_no_more_work_once_it_was_ended(self, wait: bool) -> None:
        apart, told = Apart("work"), Event()
        taken(apart, lambda: 7).result()
        apart.end(wait=wait)
        assert apart.begin(told.set, told.set) is None
        assert not told.is_set()
