"""Work done apart from the window: who is told of it, and when nobody is any more."""

from threading import Event, Thread

from desktop_app.app.apart import Apart


class DescribeApart:
    def it_tells_once_a_piece_of_work_is_over(self) -> None:
        apart, told = Apart("work"), Event()
        assert apart.begin(lambda: 7, told.set).result() == 7
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

        future = apart.begin(work, told.set)
        assert begun.wait(10)
        never = apart.begin(work, told.set)
        apart.end(wait=False)
        going.set()
        future.result()
        assert never.cancelled()
        assert not told.wait(0.05)

    def it_can_begin_again(self) -> None:
        apart, told = Apart("work"), Event()
        apart.end(wait=True)
        apart.begin(lambda: None, Event().set).result()
        apart.end(wait=False)
        apart.begin(lambda: None, told.set)
        assert told.wait(10)
        apart.end(wait=True)
