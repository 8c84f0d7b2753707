"""Files as a crash leaves them: a paper of which a change was half written, and the journal beside it.

The process that writes is really killed, in the midst of a transaction that has begun to write into the file.
"""

import os
import random
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.storage import connection as files
from desktop_app.storage.holder import mark_of

_FULL = 2**13  #: characters of an answer: enough of them that pages are written before the change is


@dataclass(frozen=True, slots=True)
class Crash:
    """What is left: the file, its journal, and the name of whoever had it open, who is no more."""

    data: bytes
    journal: bytes
    mark: bytes


def journal_of(path: Path) -> Path:
    """Return the path of the journal of a paper's file."""
    return path.with_name(path.name + "-journal")


def crashes(path: Path, count: int, chance: random.Random) -> Iterator[Crash]:
    """Yield what is left of a paper, which stays as it is, after a process dies that was changing it."""
    folder = path.with_name("crashing")
    for _ in range(count):
        folder.mkdir()
        paper = Path(shutil.copy(path, folder))
        child = os.fork()
        if not child:
            try:
                _break_off(paper, chance.randint(2, 12))
            finally:
                os._exit(1)
        left = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if left != -signal.SIGKILL:
            raise RuntimeError(f"the process that was to be killed ended with {left}")
        yield Crash(*(each.read_bytes() for each in (paper, journal_of(paper), mark_of(paper))))
        shutil.rmtree(folder)


def _break_off(path: Path, changes: int) -> None:
    connection = files.connect(path)
    connection.execute("pragma cache_size = 1")
    connection.execute("begin immediate")
    connection.execute(
        "update public_answers set text = text || ? where rowid % 3 <> ?", ("x" * _FULL, changes % 3)
    )
    for number in range(changes):
        connection.execute(
            "insert into public_answers (key, text, sha256) values (?, ?, '')", (f"new{number}", "y" * _FULL)
        )
    os.kill(os.getpid(), signal.SIGKILL)
