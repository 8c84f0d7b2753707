"""Processes killed: somebody types in the real window, which dies at any moment; what is lost is counted.

The typist writes each key with its time to an unbuffered log. After the kill the paper is opened again: what
the log has more than a second before its end must be there, and all that was there before. Each window is a
fork of a process that has loaded everything and shown nothing: a kill costs little more than its typing.
The log also has when typing was last taken over and when a save began and ended: it tells what was late.
"""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import blocks_text
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile

from .material import ROOT, desk_on, sample_in
from .suite import Outcome

_FIELD = "decision.executive_summary"
_LIMIT = 1.0  #: seconds of typing that may be lost
_MARK = "zq"  #: before each number typed, so that it is found again in the text
_AT_ONCE = 3
_FRESH = 40  #: kills after which a library is made anew, so that the text does not grow without end

_READY = """
import json, os, sys, time
from pathlib import Path
from PySide6.QtCore import QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTextEdit
from desktop_app.storage.forms import load_catalogue
from desktop_app.storage.paper_file import PaperFile
from desktop_app.ui import paper_pages, pen, start as starting, tools
from desktop_app.ui.start import LATER, Start
from desktop_app.ui.tidying import Tidying
root = Path(sys.argv[1])
forms = load_catalogue(root / "forms")
starting.load_catalogue = lambda _: forms
def type_on(library, paper, log, number, pause, cap):
    pen.PAUSE_MS, pen.CAP_MS = pause, cap
    qInstallMessageHandler(lambda *_: None)
    app = QApplication([])
    start = Start(app, Path(library), root / "forms", root / "resources")
    Tidying(app)
    start.window.show()
    start.window.open_paper(paper)
    page = start.window.paper
    page.show_section("decision.executive_summary")
    app.processEvents()
    editor = next(e for e in page.page.findChildren(QTextEdit) if not e.isReadOnly() and e.isVisible())
    editor.setFocus()
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    keys = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    def telling(what, real, after):
        def tell(*given, **named):
            os.write(keys, f"{what} {time.time()}\\n".encode())
            done = real(*given, **named)
            os.write(keys, f"{after} {time.time()}\\n".encode())
            return done
        return tell
    pen.Pen._take_waiting = telling("taking", pen.Pen._take_waiting, "taken")
    PaperFile.save = telling("saving", PaperFile.save, "saved")
    def key():
        nonlocal number
        number += 1
        QTest.keyClicks(editor, f" zq{number}")
        os.write(keys, f"{number} {time.time()}\\n".encode())
    timer = QTimer()
    timer.timeout.connect(key)
    timer.start(40)
    print("typing", flush=True)
    app.exec()
for line in sys.stdin:
    child = os.fork()
    if not child:
        type_on(**json.loads(line))
        os._exit(1)
    print(child, flush=True)
    os.waitpid(child, 0)
    print("gone", flush=True)
"""


@dataclass(slots=True)
class _Bench:
    """Where one typist after the other works: a library, and how much of the text has to be there."""

    folder: Path
    ready: "subprocess.Popen[str]"
    paper: Path = Path()
    number: int = 0
    kills: int = 0
    kept: str = ""
    lost: list[float] = field(default_factory=list[float])
    wrong: list[str] = field(default_factory=list[str])


def run(count: int) -> Outcome:
    """Kill so many times. Control: with five seconds between saves, more than a second must be lost."""
    found = Outcome("process killed")
    with tempfile.TemporaryDirectory() as name:
        base = Path(name, "base")
        paper = sample_in(desk_on(base)).relative_to(base)
        shares = [count // _AT_ONCE + (number < count % _AT_ONCE) for number in range(_AT_ONCE)]
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            asked = [(Path(name, f"{n}"), base, paper, share, (250, 500)) for n, share in enumerate(shares)]
            benches = list(pool.map(lambda each: _kills(*each), asked))
        control = _kills(Path(name, "control"), base, paper, 3, (5000, 5000))
    lost = [seconds for bench in benches for seconds in bench.lost]
    found.tried = sum(bench.kills for bench in benches)
    found.wrong = [line for bench in benches for line in bench.wrong]
    found.control = max(control.lost, default=0.0) > _LIMIT
    found.told = (
        f"typing lost: median {median(lost):.2f} s, 95 in 100 at most "
        f"{quantiles(lost, n=20, method='inclusive')[-1]:.2f} s, worst {max(lost):.2f} s; "
        f"{max(control.lost, default=0.0):.2f} s in the control that saves every five seconds; "
        f"{os.cpu_count()} cores, on which {os.getloadavg()[2]:.0f} processes wanted to run at once"
    )
    return found


def _kills(folder: Path, base: Path, paper: Path, count: int, waits: tuple[int, int]) -> _Bench:
    """Kill so many typists, one after the other, who work at papers of their own."""
    chance = random.Random(folder.name)
    with _ready() as ready:
        bench = _Bench(folder, ready)
        for number in range(count):
            if not number % _FRESH:
                shutil.rmtree(folder, ignore_errors=True)
                shutil.copytree(base, folder / "library")
                bench.paper, bench.kept = folder / "library" / paper, ""
            after = chance.uniform(0.2, 1.8) if waits[1] < 1000 else chance.uniform(1.5, 2.8)
            _judge(bench, *_kill(bench, waits, after))
    return bench


@contextmanager
def _ready() -> "Generator[subprocess.Popen[str]]":
    """Give a process that has loaded all that a window needs and forks one for each line it is given."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-W", "ignore", "-c", _READY, str(ROOT)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, env=environment, text=True) as ready:
        yield ready
        assert ready.stdin is not None
        ready.stdin.close()


def _kill(bench: _Bench, waits: tuple[int, int], after: float) -> tuple[Path, float]:
    """Let somebody type, kill the process, and return the log of the keys and when it died."""
    ready = bench.ready
    assert ready.stdin is not None
    assert ready.stdout is not None
    bench.kills += 1
    bench.number += 10_000
    log = bench.folder / f"log{bench.kills}"
    asked = {"library": str(bench.folder / "library"), "paper": bench.paper.name.partition(".")[0]}
    asked |= {"log": str(log), "number": bench.number, "pause": waits[0], "cap": waits[1]}
    print(json.dumps(asked), file=ready.stdin, flush=True)
    told = {ready.stdout.readline().strip(), ready.stdout.readline().strip()}
    pid = next((int(word) for word in told if word.isdigit()), 0)
    if told != {str(pid), "typing"}:
        raise RuntimeError(f"nobody could type: the window did not open as it should ({told})")
    time.sleep(after)
    died = time.time()
    os.kill(pid, signal.SIGKILL)
    if ready.stdout.readline() != "gone\n":
        raise RuntimeError("the process that was killed is not gone")
    return log, died


def _judge(bench: _Bench, log: Path, died: float) -> None:
    try:
        file = PaperFile(bench.paper)
        value = file.read().public.answers[_FIELD]
        file.close()
    except (StorageError, KeyError) as problem:
        bench.wrong.append(f"{bench.kills}: {type(problem).__name__} {problem}")
        return
    assert isinstance(value, RichText)
    text = blocks_text(value.blocks)
    lost = _lost(text + " ", log, died)
    bench.lost.append(lost)
    if lost > _LIMIT:
        bench.wrong.append(f"{bench.kills}: {lost:.2f} s lost{_what_was_late(log, died)}")
    if not text.startswith(bench.kept):
        bench.wrong.append(f"{bench.kills}: what had been there before is not there now")
    bench.kept = text


def _lost(text: str, log: Path, died: float) -> float:
    """Return the age, when the process died, of the oldest key that is not in the text."""
    for number, at in _logged(log):
        if number.isdigit() and f"{_MARK}{number} " not in text:
            return max(0.0, died - at)
    return 0.0


def _what_was_late(log: Path, died: float) -> str:
    """Return how long before the end typing was last taken over, and a save began and ended."""
    last = {what: died - at for what, at in _logged(log)}
    steps = ("taking", "taken", "saving", "saved")
    return "".join(f", {step} {last[step]:.2f} s before" for step in steps if step in last)


def _logged(log: Path) -> list[tuple[str, float]]:
    """Return the keys typed, by their numbers, and what was done with them, each with its time."""
    lines = (line.split() for line in (log.read_text().splitlines() if log.exists() else ()))
    return [(words[0], float(words[1])) for words in lines if len(words) == 2]
