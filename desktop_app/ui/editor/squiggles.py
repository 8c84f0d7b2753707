"""Squiggles under misspelt words: of what is in sight, from a timer, never between a key and its painting."""

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QMenu

from desktop_app.app.spelling import Mistake

from .editor import RichTextEditor
from .formats import BREAK, style_of
from .marks import Tone, selection
from .places import utf16_units

WAIT_MS = 250  #: from the last key or scroll to the look at it; so typing goes first
CAP_MS = 1500  #: at which it is looked at though somebody types on

#: Returns the mistakes of a line of text; given the id of its block, "" within a table.
Check = Callable[[str, str], tuple[Mistake, ...]]


class Squiggles(QObject):
    """Watches one editor. `menu_wanted` carries a right click's menu over a misspelt word, and its place."""

    menu_wanted = Signal(QMenu, QTextCursor)

    def __init__(self, editor: RichTextEditor, check: Check) -> None:
        super().__init__(editor)
        self._editor, self._check = editor, check
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(WAIT_MS)
        self._wait.timeout.connect(self.look)
        self._looked = monotonic()  #: when the words in sight were last looked at
        # From signal to timer without a line of Python between: this happens at every key.
        editor.document().contentsChanged.connect(self._wait.start)
        editor.cursorPositionChanged.connect(self._wait.start)
        editor.verticalScrollBar().valueChanged.connect(self.soon)
        editor.more_seen.connect(self.soon)
        editor.menu_opening.connect(self._offer)
        self.soon()

    def soon(self) -> None:
        """Look a quarter of a second from now."""
        if not self._wait.isActive():
            self._wait.start()

    def look_on(self) -> None:
        """Look between two keys, where somebody types on for long."""
        if self._wait.isActive() and monotonic() - self._looked >= CAP_MS / 1000:
            self.look()

    def look(self) -> None:
        """Mark the misspelt words in sight; where they are marked already, nothing is painted again."""
        editor = self._editor
        if not editor.isVisible():
            return
        self._looked = monotonic()
        wanted = [span for line in self._lines() for span in self._spans(line)]
        shown = [(s.cursor.selectionStart(), s.cursor.selectionEnd()) for s in editor.spelt]
        if wanted == shown:
            return
        document, look = editor.document(), editor.formats.look
        editor.spelt = [selection(document, start, end, Tone.SPELLING, look) for start, end in wanted]
        editor.setExtraSelections([*editor.found, *editor.spelt])

    def _lines(self) -> Iterator[QTextBlock]:
        """Yield the lines in sight."""
        area = self._editor.viewport().rect()
        line = self._editor.cursorForPosition(area.topLeft()).block()
        last = self._editor.cursorForPosition(area.bottomRight()).block().blockNumber()
        while line.isValid() and line.blockNumber() <= last:
            yield line
            line = line.next()

    def _spans(self, line: QTextBlock) -> Iterator[tuple[int, int]]:
        """Yield the misspelt words of a line as positions; not the one that is being typed."""
        text = line.text().replace(BREAK, "\n")
        caret = self._editor.textCursor().position()
        for mistake in self._check(text, style_of(line).id):
            start, end = (line.position() + utf16_units(text, at) for at in (mistake.start, mistake.end))
            if not (caret == end == self._editor.left_at):
                yield start, end

    def _offer(self, menu: QMenu, place: QPoint) -> None:
        if self._editor.isReadOnly():
            return
        cursor = self._editor.cursorForPosition(place)
        at = cursor.position()
        for start, end in self._spans(cursor.block()):
            if start <= at <= end:
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self.menu_wanted.emit(menu, cursor)
                return
