"""Damaged files: bits, pages, ends and journals spoilt; noticed, or nothing of the paper changed.

A journal is what takes back a change that broke off. Where it is the paper's own and whole, the paper opens
as it was before; one of an earlier change or of another paper changes nothing where the paper was closed in
order. What is noticed is restored from a copy, which is made sure of every tenth time.
"""

import contextlib
import random
import sqlite3
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.paper import Paper
from desktop_app.storage.errors import StorageError
from desktop_app.storage.holder import mark_of
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.recovery import go_back, offers

from .crashed import Crash, crashes, journal_of
from .material import desk_on, sample_in, titled
from .suite import Outcome

_PAGE = 4096
_TITLE = "Changed since"
_CRASHES = 6  #: of each kind
_RESTORED = 10  #: of so many that are noticed, one is restored


@dataclass(frozen=True, slots=True)
class Sources:
    """What damage is made from. crashed: of the paper as it is. stale: of one before. foreign: another's."""

    whole: bytes
    crashed: list[Crash]
    stale: list[Crash]
    foreign: list[Crash]


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a paper. opens: whether it has to open, as it was; else it may be refused."""

    data: bytes
    journal: bytes = b""
    mark: bytes = b""
    opens: bool = False


Spoil = Callable[[Sources, random.Random], Left]


def _bit(sources: Sources, chance: random.Random) -> Left:
    return Left(_flipped(sources.whole, chance))


def _flipped(data: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data))
    return data[:place] + bytes([data[place] ^ 1 << chance.randrange(8)]) + data[place + 1 :]


def _page(sources: Sources, chance: random.Random) -> Left:
    return Left(_over(sources.whole, bytes(_PAGE), chance))


def _noise(sources: Sources, chance: random.Random) -> Left:
    return Left(_over(sources.whole, chance.randbytes(_PAGE), chance))


def _over(data: bytes, page: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(data) // _PAGE) * _PAGE
    return data[:place] + page + data[place + _PAGE :]


def _cut(sources: Sources, chance: random.Random) -> Left:
    return Left(sources.whole[: chance.randrange(len(sources.whole))])


def _broken_off(sources: Sources, chance: random.Random) -> Left:
    left = chance.choice(sources.crashed)
    return Left(left.data, left.journal, left.mark, opens=True)


def _journal_lost(sources: Sources, chance: random.Random) -> Left:
    left = chance.choice(sources.crashed)
    return Left(left.data, b"", chance.choice((left.mark, b"")))


def _journal_cut(sources: Sources, chance: random.Random) -> Left:
    left = chance.choice(sources.crashed)
    return Left(left.data, left.journal[: chance.randrange(len(left.journal))], left.mark)


def _journal_flipped(sources: Sources, chance: random.Random) -> Left:
    left = chance.choice(sources.crashed)
    return Left(left.data, _flipped(left.journal, chance), left.mark)


def _journal_stale(sources: Sources, chance: random.Random) -> Left:
    return Left(sources.whole, chance.choice(sources.stale).journal, opens=True)


def _journal_foreign(sources: Sources, chance: random.Random) -> Left:
    return Left(sources.whole, chance.choice(sources.foreign).journal, opens=True)


def _journal_foreign_after_a_break(sources: Sources, chance: random.Random) -> Left:
    left = chance.choice(sources.crashed)
    return Left(chance.choice((left.data, sources.whole)), chance.choice(sources.foreign).journal, left.mark)


_WAYS: tuple[Spoil, ...] = (
    *(_bit, _page, _noise, _cut, _broken_off, _journal_lost, _journal_cut, _journal_flipped),
    *(_journal_stale, _journal_foreign, _journal_foreign_after_a_break),
)


def run(count: int) -> Outcome:
    """Spoil a file so many times.

    Control: SQLite's own check misses a bit of the text, and plays in a journal of another paper.
    """
    found = Outcome("damaged file")
    noticed = missed_by_sqlite = restored = 0
    chance = random.Random(20)
    with tempfile.TemporaryDirectory() as folder:
        path, sources = _made(Path(folder), chance)
        states = _states(path)
        for number in range(count):
            way = _WAYS[number % len(_WAYS)]
            left = way(sources, chance)
            _put(path, left)
            found.tried += 1
            name = f"{number}, {way.__name__.strip('_').replace('_', ' ')}"
            try:
                held = _states(path)
            except StorageError as problem:
                noticed += 1
                missed_by_sqlite += not left.journal and _sqlite_calls_it_whole(path)
                if left.opens:
                    found.wrong.append(f"{name}: not opened: {problem}")
                if noticed % _RESTORED == 1:
                    restored += 1
                    found.wrong += [f"{name}: {line}" for line in _restored(path, states)]
                continue
            if held != states:
                found.wrong.append(f"{name}: opened with another text")
        found.control = _sqlite_misses_a_bit(path, sources) and _sqlite_plays_in(path, sources)
    harmless = found.tried - noticed - len(found.wrong)
    found.told = (
        f"by {len(_WAYS)} ways; {noticed} noticed, of which {restored} were restored from a copy, {harmless} "
        "changed nothing of the paper or its past; "
        f"SQLite’s own check calls {missed_by_sqlite} of those noticed whole"
    )
    return found


def _made(folder: Path, chance: random.Random) -> tuple[Path, Sources]:
    """Make a paper, closed in order, and what is left of it and of others after crashes."""
    desk = desk_on(folder / "library")
    path = sample_in(desk)
    other = sample_in(desk_on(folder / "other"))
    stale = [*crashes(path, _CRASHES, chance)]
    file = PaperFile(path)
    file.save(titled(file.read(), _TITLE))
    file.close()
    foreign = [*crashes(other, _CRASHES, chance)]
    return path, Sources(path.read_bytes(), [*crashes(path, _CRASHES, chance)], stale, foreign)


def _put(path: Path, left: Left) -> None:
    """Leave a paper so, with nothing else beside it but its copies of before."""
    for old in (*path.parent.glob(f"{path.name.split('.')[0]}*"), *_unproved(path)):
        old.unlink()
    for place, data in ((path, left.data), (journal_of(path), left.journal), (mark_of(path), left.mark)):
        if data or place == path:
            place.write_bytes(data)


def _unproved(path: Path) -> list[Path]:
    copies = path.parent.parent / "backups" / path.name.split(".")[0]
    return [copy for copy in copies.iterdir() if "after-break" in copy.name or "damaged" in copy.name]


def _restored(path: Path, states: list[Paper]) -> list[str]:
    """Go back to the state that is offered first; return what is wrong of that."""
    offered = offers(path)
    if not offered:
        return ["no state to go back to was offered"]
    spoilt = path.read_bytes()
    go_back(path, offered[0]).close()
    lines = [] if _states(path) == states else ["what was restored is not what there was"]
    if not any(copy.read_bytes() == spoilt for copy in _unproved(path)):
        lines.append("the damaged file was not kept")
    return lines


def _states(path: Path) -> list[Paper]:
    """Return all states of a paper, the last as `read` gives it. Raises StorageError."""
    file = PaperFile(path)
    try:
        steps, _ = file.steps()
        assert isinstance(steps, list)
        return [*(paper for _, paper in file.past.papers()), file.read()]
    finally:
        file.close()


def _sqlite_misses_a_bit(path: Path, sources: Sources) -> bool:
    """Say whether a bit of a text that is another is nothing to SQLite, and is to the program."""
    data = bytearray(sources.whole)
    data[data.index(f'"{_TITLE}"'.encode()) + 1] ^= 1
    _put(path, Left(bytes(data)))
    if not _sqlite_calls_it_whole(path):
        return False
    try:
        _states(path)
    except StorageError:
        return True
    return False


def _sqlite_plays_in(path: Path, sources: Sources) -> bool:
    """Say whether SQLite alone takes a journal beside a file for the file's own."""
    _put(path, Left(sources.whole, sources.foreign[0].journal))
    with contextlib.suppress(sqlite3.Error), contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("select count(*) from public_answers").fetchone()
    return path.read_bytes() != sources.whole


def _sqlite_calls_it_whole(path: Path) -> bool:
    with contextlib.suppress(sqlite3.Error, UnicodeDecodeError):
        connection = sqlite3.connect(path)
        try:
            return connection.execute("pragma integrity_check").fetchone()[0] == "ok"
        finally:
            connection.close()
    return False
