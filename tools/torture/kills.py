"""Processes killed: somebody types in the real window, which dies at any moment; what is lost is counted.

The typist writes each key with its time to an unbuffered log. After the kill the paper is opened again: what
the log has more than a second before its end must be there.
"""

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import blocks_text
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile

from .material import ROOT, desk_on, sample_in
from .suite import Outcome

_FIELD = "decision.executive_summary"
_LIMIT = 1.0  #: seconds of typing that may be lost
_MARK = "zq"  #: before each number typed, so that it is found again in the text

_TYPIST = """
import os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from desktop_app.ui import pen
from desktop_app.ui.start import Start
pen.PAUSE_MS, pen.CAP_MS = (int(words) for words in sys.argv[3:5])
root = Path(sys.argv[5])
app = QApplication([])
start = Start(app, Path(sys.argv[1]), root / "forms", root / "resources")
start.window.show()
start.window.open_paper(sys.argv[2])
page = start.window.paper
page.show_section("decision.executive_summary")
app.processEvents()
editor = next(e for e in page.page.findChildren(QTextEdit) if not e.isReadOnly() and e.isVisible())
editor.setFocus()
editor.moveCursor(editor.textCursor().MoveOperation.End)
log = os.open(sys.argv[6], os.O_WRONLY | os.O_CREAT | os.O_APPEND)
number = int(sys.argv[7])
def type_on():
    global number
    number += 1
    QTest.keyClicks(editor, f" zq{number}")
    os.write(log, f"{number} {time.time()}\\n".encode())
timer = QTimer()
timer.timeout.connect(type_on)
timer.start(40)
print("typing", flush=True)
app.exec()
"""


def run(count: int) -> Outcome:
    """Kill so many times. Control: with five seconds between saves, more than a second must be lost."""
    found = Outcome("process killed")
    worst = _kills(found, count, (300, 700))
    control = Outcome("control")
    lost = _kills(control, 3, (5000, 5000))
    found.control = lost > _LIMIT
    found.told = (
        f"worst {worst:.2f} s of typing lost; {lost:.2f} s in the control that saves every five seconds"
    )
    return found


def _kills(found: Outcome, count: int, waits: tuple[int, int]) -> float:
    worst = 0.0
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = sample_in(desk_on(folder / "library"))
        for number in range(count):
            log = folder / f"log{number}"
            died = _kill(folder / "library", path, waits, log, number * 10_000, chance.uniform(1.0, 2.8))
            found.tried += 1
            try:
                file = PaperFile(path)
                value = file.read().public.answers[_FIELD]
                file.close()
            except (StorageError, KeyError) as problem:
                found.wrong.append(f"{number}: {type(problem).__name__}")
                continue
            lost = _lost(value, log, died)
            worst = max(worst, lost)
            if lost > _LIMIT:
                found.wrong.append(f"{number}: {lost:.2f} s lost")
    return worst


def _kill(library: Path, path: Path, waits: tuple[int, int], log: Path, first: int, after: float) -> float:
    """Let somebody type, kill the process, and return when it died."""
    paper_id = path.name.partition(".")[0]
    words = (library, paper_id, *waits, ROOT, log, first)
    command = [sys.executable, "-c", _TYPIST, *(str(word) for word in words)]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, env=environment) as typist:
        assert typist.stdout is not None
        if typist.stdout.readline() != b"typing\n":
            raise RuntimeError("nobody could type: the window did not open as it should")
        time.sleep(after)
        died = time.time()
        typist.send_signal(signal.SIGKILL)
        typist.wait()
    return died


def _lost(value: object, log: Path, died: float) -> float:
    """Return the age, when the process died, of the oldest key that is not in the text."""
    assert isinstance(value, RichText)
    text = blocks_text(value.blocks) + " "
    for line in log.read_text().splitlines():
        number, at = line.split()
        if f"{_MARK}{number} " not in text:
            return max(0.0, died - float(at))
    return 0.0
