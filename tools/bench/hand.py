"""Run by the measurements: types into the program's window and into a bare text widget by turns.

`python -m tools.bench.hand LIBRARY` prints one line of JSON: the seconds from each key to its painting, at
the start, in the middle and at the end of a long section; and the longest silences of the event loop.
"""

import json
import os
import random
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QTextEdit

from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.richtext import Paragraph, Text
from desktop_app.ui.editor.squiggles import Squiggles
from desktop_app.ui.fields.rich import RichEditor
from desktop_app.ui.start import Start
from desktop_app.ui.tidying import Tidying

from . import material
from .race import NotMeasured

PARAGRAPHS = 500
KEYS = 150  #: at each place and for each side, in runs of
RUN = 50
LOOP_S = 60.0  #: of typing while the loop is listened to; for the bare widget a quarter of it
PAGED = 400  #: paragraphs of the paper of 80 pages in which that is done
_QUIET_S = 3.0  #: after opening, once the checks have run: the dictionary is read
_PATIENCE_S = 20.0  #: after which the checks will not have run
_NONE = Qt.KeyboardModifier.NoModifier


class Clock:
    """Seconds as they pass, without those that this thread waited for a processor, where the system tells.

    On a machine that is busy with other things these say nothing about the program.
    """

    def __init__(self) -> None:
        told = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._told = told.open("rb", buffering=0) if told.exists() else None

    def __call__(self) -> float:
        """Return the seconds, of which only differences say anything."""
        while True:
            waited, now = self._waited(), time.perf_counter()
            if waited == self._waited():  # else it had to wait between the two
                return now - waited / 1e9

    def _waited(self) -> int:
        if self._told is None:
            return 0
        self._told.seek(0)
        return int(self._told.read().split()[1])


class Painting(QObject):
    """Notes that a text was painted."""

    def __init__(self, edit: QTextEdit) -> None:
        super().__init__(edit)
        self.done = False
        edit.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let every event by."""
        self.done = self.done or event.type() == QEvent.Type.Paint
        return False


class Silences(QObject):
    """Listens to the event loop by a timer of a millisecond: seconds between two of its beats."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock, self._last = clock, clock()
        self.all: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = self._clock()
        self.all.append(now - self._last)
        self._last = now

    def end(self) -> list[float]:
        """Listen no longer; return the longest silences, the longest first."""
        self._timer.stop()
        return sorted(self.all, reverse=True)[:20]


def long_section() -> tuple[Template, Paper, str]:
    """Return a paper with a section of many paragraphs, and the key of that section's text."""
    chance = random.Random(602)
    template, paper = material.case()
    key = "decision.introduction"
    if not isinstance(paper.public.answers.get(key), RichText):
        raise NotMeasured(f"the paper has no text in {key}")
    blocks = tuple(
        Paragraph((Text(material.sentences(chance, 3)),), level=1 if number % 7 == 6 else 0, id=f"b{number}")
        for number in range(PARAGRAPHS)
    )
    return template, paper.with_public(answers={**paper.public.answers, key: RichText(blocks)}), key


class Desk:
    """The program's window, and one with nothing but a text widget."""

    def __init__(self, library: Path) -> None:
        app = QApplication.instance() or QApplication(sys.argv[:1])
        assert isinstance(app, QApplication)
        self.clock = Clock()
        self.start = Start(app, library, material.ROOT / "forms", material.RESOURCES)
        self.tidying = Tidying(app)  # as the program has it
        self.start.window.resize(1280, 800)  # the screen of no screen is smaller
        self.start.window.show()
        self.idle(0.1)
        self.start.get_ready()
        self.bare = QTextEdit()
        self._chance = random.Random(963)
        self._words = material.sentences(self._chance, 400)
        self._typed = 0

    def idle(self, seconds: float) -> None:
        """Let the loop turn and the hands rest."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            QApplication.processEvents()
            time.sleep(0.0005)

    def open(self, paper: Paper, key: str) -> RichEditor:
        """Open a paper at a section and fill the bare widget with its text, at the same size and font."""
        self.start.library.create(paper).close()
        self.start.window.open_paper(paper.id)
        page = self.start.window.paper
        if page is None:
            raise NotMeasured("the paper was not opened")
        page.show_section(key)
        assert self.start.tools
        until = time.perf_counter() + _PATIENCE_S
        while not page.looking.looked and time.perf_counter() < until:
            self.idle(0.1)
        self.idle(_QUIET_S)
        found = page.page.editors[key] if page.page is not None else None
        if not isinstance(found, RichEditor) or found.findChild(Squiggles) is None or not page.looking.looked:
            raise NotMeasured("the section is not there, or not checked and spelt")
        editor = found.panel.editor
        self.bare.setFont(editor.formats.look.font)
        self.bare.setPlainText(editor.toPlainText())
        self.bare.resize(editor.size())
        self.bare.show()
        self.idle(0.5)
        return found

    def letters(self) -> Iterator[str]:
        """Yield what is typed."""
        while True:
            yield self._words[self._typed % len(self._words)]
            self._typed += 1

    def turn_to(self, edit: QTextEdit, paragraph: int) -> None:
        """Take the widget in hand and go to the end of a paragraph of it."""
        edit.window().activateWindow()
        edit.setFocus()
        cursor = QTextCursor(edit.document().findBlockByNumber(paragraph))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        edit.setTextCursor(cursor)
        edit.ensureCursorVisible()
        self.idle(0.3)

    def rest(self) -> float:
        """Return how long the hand rests after a key: between 30 and 90 ms."""
        return self._chance.uniform(0.03, 0.09)


def press(edit: QTextEdit, letter: str) -> None:
    """Press a key."""
    code = Qt.Key.Key_Return if letter == "\r" else Qt.Key(ord(letter.upper()))
    QCoreApplication.sendEvent(edit, QKeyEvent(QEvent.Type.KeyPress, code, _NONE, letter))


def keys(desk: Desk) -> dict[str, dict[str, list[float]]]:
    """Return the seconds from key to painting at each place, of the program and of the bare widget."""
    _, paper, key = long_section()
    field = desk.open(paper, key)
    sides = {"ours": field.panel.editor, "bare": desk.bare}
    paintings = {name: Painting(edit) for name, edit in sides.items()}
    letters = desk.letters()
    found: dict[str, dict[str, list[float]]] = {}
    for name, paragraph in (("start", 0), ("middle", PARAGRAPHS // 2), ("end", PARAGRAPHS - 1)):
        times = found[name] = {side: [] for side in sides}
        before = len(desk.bare.toPlainText()), len(field.panel.editor.toPlainText())
        for run in range(KEYS // RUN):
            for side in ("ours", "bare") if run % 2 else ("bare", "ours"):
                desk.turn_to(sides[side], paragraph)
                for _ in range(RUN):
                    times[side].append(_seconds(desk, sides[side], paintings[side], next(letters)))
                    desk.idle(desk.rest())
        after = len(desk.bare.toPlainText()), len(field.panel.editor.toPlainText())
        if {now - then for now, then in zip(after, before, strict=True)} != {KEYS}:
            raise NotMeasured("not every key was written")
    return found


def _seconds(desk: Desk, edit: QTextEdit, painting: Painting, letter: str) -> float:
    painting.done = False
    begun = desk.clock()
    press(edit, letter)
    while not painting.done:
        QApplication.processEvents()
    return desk.clock() - begun


def silences(desk: Desk) -> dict[str, list[float]]:
    """Return the longest silences of the loop while one types, it saves, checks and previews."""
    _, paper = material.case()
    paper = material.grown(paper, PAGED)
    key = max(
        (key for key, value in paper.public.answers.items() if isinstance(value, RichText)),
        key=lambda key: len(value.blocks) if isinstance(value := paper.public.answers[key], RichText) else 0,
    )
    field = desk.open(paper, key)
    page = desk.start.window.paper
    assert page is not None
    page.side.turn_to("Preview")
    desk.idle(_QUIET_S)
    revision = page.session.keeper.revision
    ours = _listen(desk, field.panel.editor, LOOP_S)
    page.pen.flush()
    if page.session.keeper.revision <= revision or page.preview.press.pid == 0:
        raise NotMeasured("nothing was saved or previewed")
    return {"ours": ours, "bare": _listen(desk, desk.bare, LOOP_S / 4)}


def _listen(desk: Desk, edit: QTextEdit, seconds: float) -> list[float]:
    """Type as people do, in runs with rests between, and listen."""
    chance = random.Random(77)
    desk.turn_to(edit, edit.document().blockCount() // 2)
    letters = desk.letters()
    end = time.perf_counter() + seconds
    left = chance.randint(20, 60)

    def on() -> None:
        nonlocal left
        left -= 1
        press(edit, next(letters) if left else chance.choice(" \r"))
        wait = chance.randint(30, 110)
        if left <= 0:
            left, wait = chance.randint(20, 60), chance.randint(600, 1800)
        if time.perf_counter() < end:
            QTimer.singleShot(wait, on)
        else:
            QTimer.singleShot(1500, QApplication.exit)

    heard = Silences(desk.clock)
    QTimer.singleShot(0, on)
    QApplication.exec()
    return heard.end()


def main(library: str) -> int:
    """Measure, and print what was measured."""
    desk = Desk(Path(library))
    print(json.dumps({"keys": keys(desk), "silences": silences(desk)}), flush=True)
    os._exit(0)  # what the program does on its way out is not measured


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
