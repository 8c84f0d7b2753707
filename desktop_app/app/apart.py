"""Work done apart from the window, in a thread of its own: on frozen values, one piece after the other."""

from collections.abc import Callable
from threading import RLock
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:  # loads with the first piece of work, after the window is painted
    from concurrent.futures import Future, ThreadPoolExecutor

T = TypeVar("T")


class Apart:
    """One thread, begun with its first piece of work. name: what it is for."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._telling = RLock()  #: held while somebody is told, and to end that
        self._ended = False
        self._thread: ThreadPoolExecutor | None = None

    def begin(self, work: Callable[[], T], done: Callable[[], None]) -> "Future[T] | None":
        """Begin work, or put it behind what was begun before; None once no more is taken.

        done: called once it is over, in that thread, or here where it is over before this returns. So what
        it tells should be heeded later, as by a queued signal.
        """
        if self._ended:
            return None
        if self._thread is None:
            # Loaded here: nothing is done apart before the window is painted.
            from concurrent.futures import ThreadPoolExecutor

            self._thread = ThreadPoolExecutor(1, self._name)
        future = self._thread.submit(work)
        future.add_done_callback(lambda _: self._tell(done))
        return future

    def _tell(self, done: Callable[[], None]) -> None:
        with self._telling:
            if not self._ended:
                done()

    def end(self, *, wait: bool) -> None:
        """Take no more work. wait: until all that was begun is over; else what has not begun never does.

        Nobody is told anything from then on: who would be may be gone, and being told while one goes brings
        the program down.
        """
        if wait and self._thread is not None:
            self._thread.shutdown()
        with self._telling:
            self._ended = True
        if self._thread is not None:
            self._thread.shutdown(wait=False, cancel_futures=True)
