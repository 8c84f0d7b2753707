"""Two processes: racing opens of one paper, of which exactly one may write; the other reads a copy."""

import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from .material import ROOT, desk_on, sample_in
from .suite import Outcome

_RACER = """
import sys
from pathlib import Path
from desktop_app.storage.errors import PaperLocked
from desktop_app.storage.paper_file import PaperFile
for line in sys.stdin:
    try:
        held = PaperFile(Path(sys.argv[1]))
        print("writer", flush=True)
        sys.stdin.readline()
        held.close()
    except PaperLocked:
        print("locked", flush=True)
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
        for number in range(count):
            for racer in racers:
                _say(racer)
            told = sorted(_hear(racer) for racer in racers)
            found.tried += 1
            if told != ["locked", "writer"]:
                found.wrong.append(f"{number}: {told}")
            for racer in racers:
                _say(racer)
            for racer in racers:
                _hear(racer)
        for racer in racers:
            racer.communicate()
        both = [sqlite3.connect(path) for _ in range(2)]
        found.control = all(one.execute("select count(*) from public_answers").fetchone()[0] for one in both)
        for one in both:
            one.close()
    return found


def _racer(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _RACER, str(path)]
    return subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _say(racer: subprocess.Popen[str]) -> None:
    assert racer.stdin is not None
    racer.stdin.write("\n")
    racer.stdin.flush()


def _hear(racer: subprocess.Popen[str]) -> str:
    assert racer.stdout is not None
    return racer.stdout.readline().strip()
