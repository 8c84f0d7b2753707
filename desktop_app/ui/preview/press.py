"""The press: the process that lays papers out and draws their pages, as the window sees it."""

import contextlib
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QProcess, Qt, Signal
from PySide6.QtGui import QImage

from desktop_app.app.apart import Apart
from desktop_app.app.preview import draw_line, make_line
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.ui.job_command import job_command

if TYPE_CHECKING:  # loads with the first order
    from concurrent.futures import Future


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be laid out: one document of a paper as it was at a moment."""

    template: Template
    paper: Paper
    document: str
    today: date


@dataclass(frozen=True, slots=True)
class Laid:
    """A document laid out. sizes: of its pages in points. places: page and part of its height by section."""

    number: int
    document: str
    sizes: tuple[tuple[float, float], ...]
    places: Mapping[str, tuple[int, float]] = field(default_factory=dict[str, tuple[int, float]])


class Press(QObject):
    """Makes one thing at a time; of what was ordered meanwhile only the last is made.

    laid: a `Laid`. drawn: number of the layout, page, picture. refused: why it cannot be laid out.
    broken: the process has ended though nobody stopped it.
    """

    laid = Signal(object)
    drawn = Signal(int, int, QImage)
    refused = Signal(str)
    broken = Signal()
    _written = Signal()  #: from the thread that writes orders down: one is

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._rest = bytearray()
        self._head: dict[str, Any] | None = None  #: of a picture whose bytes are still to come
        self._number = 0
        self._making: Order | None = None
        self._waiting: Order | None = None
        self._apart = Apart("order")
        self._line: Future[bytes] | None = None  #: what is being made, as it is being written down
        self._written.connect(self._hand_over, Qt.ConnectionType.QueuedConnection)

    def make(self, order: Order) -> None:
        """Lay a document out, or where one is being laid out, do so after it."""
        self._waiting = order
        if self._making is None:
            self._next()

    def _next(self) -> None:
        order, self._waiting = self._waiting, None
        if order is not None:
            self._making = order
            self._number += 1
            self._line = self._apart.begin(_writing(self._number, order), self._say_written)

    def _say_written(self) -> None:
        with contextlib.suppress(RuntimeError):  # the paper has been let go
            self._written.emit()

    def _hand_over(self) -> None:
        """Give the process an order that has been written down, which of a long paper takes a while."""
        if self._line is not None and self._line.done():
            self._line, line = None, self._line
            self._send(line.result())

    def draw(self, number: int, page: int, width: int) -> None:
        """Draw a page of a layout at a width in pixels. Of one no longer held, nothing comes."""
        self._send(draw_line(number, page, width))

    def _send(self, line: bytes) -> None:
        if self._process is None:
            self._start()
        assert self._process is not None
        self._process.write(line)

    def _start(self) -> None:
        process = self._process = QProcess(self)
        # What a process says as it breaks may have words of the paper in it: it goes nowhere.
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._failed)
        program, arguments = job_command("preview-job")
        process.start(program, arguments)

    def _failed(self, problem: QProcess.ProcessError) -> None:
        if problem is QProcess.ProcessError.FailedToStart:
            self._ended()

    def _ended(self) -> None:
        if self._process is not None:
            self._forget()
            self.broken.emit()

    def _forget(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
        self._making = self._waiting = self._head = self._line = None
        self._rest.clear()

    def stop(self) -> None:
        """End for good: no order is taken any more."""
        self._apart.end(wait=False)
        self._give_up()

    def _give_up(self) -> None:
        """End the process; it holds nothing that could be lost. The next order starts another."""
        process = self._process
        self._forget()
        if process is not None:
            process.kill()
            process.waitForFinished(2000)

    @property
    def pid(self) -> int:
        """The number of the process, 0 where none runs."""
        return self._process.processId() if self._process is not None else 0

    def _read(self) -> None:
        if self._process is None:
            return
        self._rest += self._process.readAllStandardOutput().data()
        try:
            while self._take():
                pass
        except ValueError:  # no answer of the press: what comes after cannot be told apart any more
            self._give_up()
            self.broken.emit()

    def _take(self) -> bool:
        """Take one answer off what has come; say whether there was a whole one."""
        if self._head is None:
            end = self._rest.find(b"\n")
            if end < 0:
                return False
            self._head = json.loads(self._rest[:end])
            del self._rest[: end + 1]
        head = self._head or {}
        size = head.get("bytes", 0)
        if len(self._rest) < size:
            return False
        pixels = bytes(memoryview(self._rest)[:size])
        del self._rest[:size]
        self._head = None
        self._tell(head, pixels)
        return self._process is not None

    def _tell(self, told: dict[str, Any], pixels: bytes) -> None:
        if "drawn" in told:
            if pixels:
                width, height = told["width"], told["height"]
                picture = QImage(pixels, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
                self.drawn.emit(told["drawn"], told["page"], picture)
            return
        made, self._making = self._making, None
        if "made" in told and made is not None:
            sizes = tuple((width, height) for width, height in told["sizes"])
            places = {key: (int(page), float(down)) for key, (page, down) in told["places"].items()}
            self.laid.emit(Laid(told["made"], made.document, sizes, places))
        elif "failed" in told:
            self.refused.emit(str(told["why"]))
        if self._making is None:
            self._next()


def _writing(number: int, order: Order) -> Callable[[], bytes]:
    """Return the writing down of an order; it reads nothing that a later change could touch."""
    return lambda: make_line(number, order.template, order.paper, order.document, order.today)
