"""Damaged files: bits, pages, ends and journals spoilt; noticed, or nothing of the paper changed."""

import random
import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop_app.domain.paper import Paper
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.recovery import offers

from .material import desk_on, sample_in
from .suite import Outcome

_PAGE = 4096
Spoil = Callable[[bytearray, random.Random], None]


def _bit(data: bytearray, chance: random.Random) -> None:
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)


def _page(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) // _PAGE) * _PAGE
    data[place : place + _PAGE] = bytes(_PAGE)


def _noise(data: bytearray, chance: random.Random) -> None:
    place = chance.randrange(len(data) // _PAGE) * _PAGE
    data[place : place + _PAGE] = chance.randbytes(_PAGE)


def _cut(data: bytearray, chance: random.Random) -> None:
    del data[chance.randrange(len(data)) :]


_WAYS: tuple[Spoil, ...] = (_bit, _page, _noise, _cut)


def run(count: int) -> Outcome:
    """Spoil a file so many times. Control: SQLite's own check must miss some of what changed the text."""
    found = Outcome("damaged file")
    noticed = missed_by_sqlite = 0
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as folder:
        path = sample_in(desk_on(Path(folder)))
        whole = path.read_bytes()
        states = _states(path)
        offered = len(offers(path))
        for number in range(count):
            data = bytearray(whole)
            _WAYS[number % len(_WAYS)](data, chance)
            path.write_bytes(data)
            found.tried += 1
            try:
                held = _states(path)
            except StorageError:
                noticed += 1
                missed_by_sqlite += _sqlite_calls_it_whole(path)
                continue
            if held != states:
                found.wrong.append(f"{number}: opened with another text")
        if not offered:
            found.wrong.append("no state to go back to was offered")
    found.control = missed_by_sqlite > 0
    harmless = found.tried - noticed - len(found.wrong)
    found.told = (
        f"{noticed} noticed, {harmless} changed nothing of the paper or its past; "
        f"SQLite’s own check calls {missed_by_sqlite} of those noticed whole"
    )
    return found


def _states(path: Path) -> list[Paper]:
    """Return all states of a paper, the last as `read` gives it. Raises StorageError."""
    file = PaperFile(path)
    try:
        steps, _ = file.steps()
        assert isinstance(steps, list)
        return [*(paper for _, paper in file.past.papers()), file.read()]
    finally:
        file.close()


def _sqlite_calls_it_whole(path: Path) -> bool:
    try:
        connection = sqlite3.connect(path)
        try:
            return connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeDecodeError):
        return False
