"""Two processes: racing opens of one paper, of which exactly one may write; the other reads a copy.

What the one writes is there afterwards, and what the other reads is a whole paper.
"""

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from .material import ROOT, TITLE, desk_on, sample_in
from .places import title_of
from .suite import Outcome

_FRESH = 50  #: races after which the paper is as it was at first, so that its past does not grow without end

_RACER = """
import sys
from pathlib import Path
from desktop_app.domain.paper import with_answer
from desktop_app.storage.errors import PaperLocked
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.snapshot import Snapshot
path, title = Path(sys.argv[1]), sys.argv[2]
for line in sys.stdin:
    try:
        held = PaperFile(path)
        held.save(with_answer(held.read(), title, "Race " + line.strip(), restricted=False))
        print("writer", flush=True)
        sys.stdin.readline()
        held.close()
    except PaperLocked:
        copy = Snapshot(path)
        read = bool(copy.read().public.answers[title])
        copy.close()
        print("reader" if read else "reads nothing", flush=True)
        sys.stdin.readline()
    except Exception as problem:
        print("broke", type(problem).__name__, flush=True)
        sys.stdin.readline()
    print("let go", flush=True)
"""


def run(count: int) -> Outcome:
    """Race so many times. Control: SQLite with its usual settings lets both have the file open."""
    found = Outcome("two processes")
    with tempfile.TemporaryDirectory() as folder:
        path = sample_in(desk_on(Path(folder)), 1)
        racers = [_racer(path) for _ in range(2)]
        begun = path.read_bytes()
        for number in range(count):
            if not number % _FRESH:
                path.write_bytes(begun)
            for racer in racers:
                _say(racer, str(number))
            told = sorted(_hear(racer) for racer in racers)
            found.tried += 1
            if told != ["reader", "writer"]:
                found.wrong.append(f"{number}: {told}")
            for racer in racers:
                _say(racer)
            for racer in racers:
                _hear(racer)
            if (title := title_of(path)) != f"Race {number}":
                found.wrong.append(f"{number}: what was written is not there, but {title}")
        for racer in racers:
            racer.communicate()
        both = [sqlite3.connect(path) for _ in range(2)]
        found.control = all(one.execute("select count(*) from public_answers").fetchone()[0] for one in both)
        for one in both:
            one.close()
    return found


def _racer(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _RACER, str(path), TITLE]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _say(racer: subprocess.Popen[str], words: str = "") -> None:
    assert racer.stdin is not None
    racer.stdin.write(f"{words}\n")
    racer.stdin.flush()


def _hear(racer: subprocess.Popen[str]) -> str:
    assert racer.stdout is not None
    return racer.stdout.readline().strip()
