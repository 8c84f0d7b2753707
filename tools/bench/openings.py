"""The race of opening a long paper: from the command to its section on the screen."""

import sys
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractScrollArea

from desktop_app.domain.paper import Paper
from desktop_app.ui import theme
from desktop_app.ui.start import Start

from . import material
from .race import NotMeasured, Race

_MOST_MORE = 0.15  #: seconds
_PATIENCE = 20  #: seconds after which something that was waited for will not come
LAPS = 15


class _Painted(QObject):
    """Notes that something was painted for the first time."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at what happens to it."""
        self.seen = self.seen or event.type() is QEvent.Type.Paint
        return super().eventFilter(watched, event)


class _Window:
    """The program on a library of its own, with all loaded that is loaded once the window is painted."""

    def __init__(self, folder: Path) -> None:
        application = theme.application(sys.argv[0])
        self._start = Start(application, folder, material.ROOT / "forms", material.RESOURCES)
        self._start.window.resize(1280, 800)  # the screen of no screen is smaller
        self._start.window.show()
        self._start.get_ready()
        self._wait(lambda: bool(self._start.desk.catalogue.templates))
        self._rest(1.0)

    def put(self, paper: Paper) -> str:
        """Put a paper into the library under an id of its own; return that."""
        made = replace(paper, public=replace(paper.public, id=str(uuid4())))
        self._start.library.create(made).close()
        return made.id

    def seconds_to_open(self, paper_id: str) -> float:
        """Open a paper as from the list; return the seconds until its text has been painted; close it."""
        window = self._start.window
        begun = time.perf_counter()
        window.open_paper(paper_id)
        if window.paper is None or window.paper.page is None:
            raise NotMeasured(f"the paper was not opened: {window.message.text}")
        shown = window.paper.page
        texts = [text.viewport() for text in shown.findChildren(QAbstractScrollArea) if text.isVisible()]
        watch = _Painted()
        (texts[-1] if texts else shown).installEventFilter(watch)
        self._wait(lambda: watch.seen)
        seconds = time.perf_counter() - begun
        looking = window.paper.looking
        self._wait(lambda: looking.looked)  # so that the next lap is not run beside its checks
        window.to_library()
        self._rest(0.1)
        return seconds

    def _wait(self, holds: Callable[[], bool]) -> None:
        until = time.monotonic() + _PATIENCE
        while not holds():
            if time.monotonic() > until:
                raise NotMeasured("the window did not come to what was waited for")
            self._start.app.processEvents()

    def _rest(self, seconds: float) -> None:
        until = time.monotonic() + seconds
        self._wait(lambda: time.monotonic() >= until)

    def end(self) -> None:
        """Let the library go."""
        self._start.window.close()
        self._start.library.close()


@contextmanager
def _window(folder: Path) -> Generator[_Window]:
    window = _Window(folder)
    try:
        yield window
    finally:
        window.end()


def opening_races(folder: Path, pages: int, per_page: int) -> Iterator[Race]:
    """Yield the race of a long paper against an empty one."""
    paper = material.case()[1]
    with _window(folder / "opening-library") as window:
        long = window.put(material.grown(paper, per_page * pages))
        empty = window.put(paper.with_public(answers={}))
        yield Race(
            f"opening a paper of {pages} pages, to its text painted",
            lambda _: window.seconds_to_open(long),
            "an empty paper",
            lambda _: window.seconds_to_open(empty),
            LAPS,
            most_more=_MOST_MORE,
        )
