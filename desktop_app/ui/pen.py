"""The pen: takes what is typed over into the session at each pause, and has it put on disk.

Nothing is converted, checked or saved between a key and its painting. A step is taken 250 ms after the
last key; where somebody types on, once the first key painted 350 ms after the first one that was not taken
yet. So at most a second of typing is not on disk, and what is done has the time until the next key, which
is longest then. Saving goes on in a thread of its own: a disk may take long over a write, and nobody waits
for it. That something is typed and not on disk is told soon after the first key, not at each.

What a person would call one change is one step of undo: a command by itself, typing up to a pause, the end
of a paragraph, or where the caret was put elsewhere. Where one ends before the pen takes it, it is noted.
"""

import contextlib
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.app.session import Session
from desktop_app.domain.paper import Value
from desktop_app.domain.step import Caret

from .fields.base import FieldEditor

PAUSE_MS = 250
CAP_MS = 350
PAINTED_MS = 10  #: from a key until what was put off for it: it is painted by then, and no other is there yet
RETRY_MS = 5000
JOIN_SECONDS = 2.0  #: typing that goes on within this is the same step of undo


@dataclass(frozen=True, slots=True)
class _Piece:
    """One change that has ended. label: of the command that made it, "" for typing."""

    label: str
    before: Caret
    value: Value | None
    after: Caret


@dataclass(slots=True)
class _Run:
    """What was done in an editor since it was last taken: changes that have ended, and the one going on.

    ended: the one going on is a command's, and what comes next is another one.
    """

    before: Caret
    done: list[_Piece] = field(default_factory=list[_Piece])
    label: str = ""
    ended: bool = False


class Pen(QObject):
    """Writes editors' values into the session.

    begun: something is typed that is not on disk. written: a step was taken and saving tried. painted: a key
    is painted, and nothing else has to be done before the next one.
    """

    begun = Signal()
    written = Signal()
    painted = Signal()
    _saved = Signal()  #: from the thread that saves: it has ended

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._runs: dict[FieldEditor, _Run] = {}
        self._near: tuple[FieldEditor, Caret] | None = None  #: where the caret is as a change begins
        self._last = (0.0, "")  #: when typing was last taken, and in which field; "" once it has ended
        self._pause = self._timer(PAUSE_MS, self._take_all)
        self._retry = self._timer(RETRY_MS, self._take_all)
        self._after = self._timer(PAINTED_MS, self._follow)
        self._since = 0.0  #: when the first thing was typed that is not taken yet
        self._told = False  #: that something is typed
        self._written = False  #: saving was tried, which is told once a key is painted
        self._saved.connect(self._note_saved, Qt.ConnectionType.QueuedConnection)

    def _timer(self, wait: int, then: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(wait)
        timer.timeout.connect(then)
        return timer

    @property
    def session(self) -> Session:
        """The session written to."""
        return self._session

    def approach(self, editor: FieldEditor, *, parted: bool) -> None:
        """Note that an editor is about to be changed. parted: what was typed before is a change by itself."""
        run = self._runs.get(editor)
        if run is None:
            self._last = (0.0, "") if parted else self._last
            self._near = (editor, editor.caret())
        elif parted or run.ended:
            self._end_piece(editor, run)

    def touch(self, editor: FieldEditor) -> None:
        """Note that an editor was typed in."""
        if not self._runs:
            self._since = monotonic()
        if editor not in self._runs:
            near, self._near = self._near, None
            known = near is not None and near[0] is editor
            self._runs[editor] = _Run(near[1] if near is not None and known else editor.caret())
        self._pause.start()
        if not self._after.isActive():  # not put off by keys that come faster than anybody types
            self._after.start()

    def _follow(self) -> None:
        """Do what was put off until a key is painted."""
        if self._written:
            self._tell()
        if not self._told:
            self._told = True
            self.begun.emit()
        if self.waits and monotonic() - self._since >= CAP_MS / 1000:
            self._take_all()
        else:
            self.painted.emit()

    def name(self, editor: FieldEditor, label: str) -> None:
        """Note that what was just done to an editor was a command, which is a change by itself."""
        run = self._runs.get(editor)
        if run is not None:
            run.label, run.ended = label, True

    def take(self) -> None:
        """Take over all that was typed, and have it put on disk. What is typed next is another change."""
        self._take_all()
        self._last = (0.0, "")

    def flush(self) -> None:
        """Take over all that was typed, and put it on disk before anything else is done.

        What is typed next is another change.
        """
        try:
            self._take_waiting()
        finally:  # whatever broke, what was taken over is put on disk
            self._session.save()
            self._last = (0.0, "")
            self._tell()

    def _take_all(self) -> None:
        """Take over all that was typed, and have it put on disk."""
        try:
            self._take_waiting()
        finally:  # as in flush
            self.save()

    def _take_waiting(self) -> None:
        """Take over what was typed; what breaks over one field keeps no other from it, and is raised last."""
        for timer in (self._pause, self._after):
            timer.stop()
        self._told = False
        broke: Exception | None = None
        runs, self._runs = self._runs, {}
        for editor, run in runs.items():
            try:
                self._take(editor, run)
            except Exception as problem:  # noqa: BLE001 - raised below
                broke = problem
                self._runs.setdefault(editor, run)  # what could not be taken over still waits
        if broke is not None:
            raise broke

    def save(self) -> None:
        """Have put on disk what is not yet there; `written` tells when that is over."""
        if self._session.save_state.dirty and not self._session.read_only:
            self._session.save_apart(self._say_saved)
        else:
            self._tell()

    def _say_saved(self) -> None:
        with contextlib.suppress(RuntimeError):  # the paper has been let go, which waited for the save
            self._saved.emit()

    def _note_saved(self) -> None:
        self._session.settle()
        state = self._session.save_state
        if state.dirty and not state.failed:
            self.save()  # what was taken meanwhile does not wait for the next pause
        self._written = True
        if not self.waits:
            self._tell()

    @property
    def waits(self) -> bool:
        """Whether something is typed that has not been taken over yet: somebody may be typing on."""
        return bool(self._runs)

    def _tell(self) -> None:
        """Tell how saving went; where it went wrong, try again later."""
        if self._session.save_state.dirty and self._session.save_state.failed:
            self._retry.start()
        self._written = False
        self.written.emit()

    def forget(self, editor: FieldEditor) -> None:
        """Let an editor go, its typing taken over first."""
        run = self._runs.pop(editor, None)
        if run is not None:
            self._take(editor, run)
        if self._near is not None and self._near[0] is editor:
            self._near = None

    def _end_piece(self, editor: FieldEditor, run: _Run) -> None:
        caret = editor.caret()
        run.done.append(_Piece(run.label, run.before, editor.value(), caret))
        run.before, run.label, run.ended = caret, "", False

    def _take(self, editor: FieldEditor, run: _Run) -> None:
        last = _Piece(run.label, run.before, editor.value(), editor.caret())
        for piece in (*run.done, last):
            self._put(editor, piece)
            if piece is not last or run.ended:
                self._last = (0.0, "")

    def _put(self, editor: FieldEditor, piece: _Piece) -> None:
        key = editor.item.key
        name = editor.item.label.rstrip(": ") or key
        now, (then, typed) = monotonic(), self._last
        join = not piece.label and typed == key and now - then < JOIN_SECONDS
        self._session.change(
            key,
            piece.value,
            label=f"{piece.label or 'Typing'} in {name}",
            carets=(piece.before, piece.after),
            join=join,
            origin=editor,
        )
        self._last = (now, key)
