"""A disk that remembers what was written to it and when it was synced, and what a power cut can leave of it.

Calls of the system are recorded with strace. What was synced is there after the cut; of what was not, any
part may be: all, none, the first few, any few, or sectors of each. Names in a folder change in their order.
"""

import random
import re
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

SECTOR = 512
MODES = ("kept", "dropped", "first", "some", "torn")
_CALLS = "openat,lseek,write,pwrite64,ftruncate,fsync,fdatasync,rename,unlink,close"
_LINE = re.compile(r"(\w+)\((.*)\)\s+= (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
Write = tuple[int, bytes | None]  #: where, and what; None: the file now ends there


@dataclass(slots=True)
class File:
    """A file's bytes as synced, and what was done to it since."""

    synced: bytes = b""
    since: list[Write] = field(default_factory=list[Write])


@dataclass(slots=True)
class Disk:
    """A folder's files. names: as synced; renamed: what was done to names since, (name, file or None)."""

    names: dict[str, File]
    renamed: list[tuple[str, File | None]] = field(default_factory=list[tuple[str, File | None]])
    said: list[str] = field(default_factory=list[str])

    @property
    def now(self) -> dict[str, File]:
        """What a program sees that goes on running."""
        return named(self.names, self.renamed)

    def left(self, mode: str, chance: random.Random) -> dict[str, bytes]:
        """Return what a power cut leaves: the bytes of each file by name."""
        count = {"kept": len(self.renamed), "dropped": 0}.get(mode, chance.randint(0, len(self.renamed)))
        names = named(self.names, self.renamed[:count])
        return {name: _left(file, mode, chance) for name, file in names.items()}


def named(names: Mapping[str, File], changes: list[tuple[str, File | None]]) -> dict[str, File]:
    """Return names after changes to them."""
    after = dict(names)
    for name, file in changes:
        if file is None:
            after.pop(name, None)
        else:
            after[name] = file
    return after


def _left(file: File, mode: str, chance: random.Random) -> bytes:
    done = file.since
    if mode == "dropped" or not done:
        return file.synced
    if mode == "first":
        done = done[: chance.randint(0, len(done))]
    elif mode == "some":
        done = [one for one in done if chance.random() < 0.5]
    elif mode == "torn":
        done = [part for one in done for part in _sectors(one) if chance.random() < 0.5]
    return written(file.synced, done)


def _sectors(one: Write) -> Iterator[Write]:
    at, data = one
    if data is None:
        yield one
        return
    for place in range(0, len(data), SECTOR):
        yield at + place, data[place : place + SECTOR]


def written(before: bytes, writes: list[Write]) -> bytes:
    """Return bytes after writes; what was never written between is zero."""
    held = bytearray(before)
    for at, data in writes:
        end = at + len(data or b"")
        held.extend(bytes(max(0, end - len(held))))
        if data is None:
            del held[at:]
        else:
            held[at:end] = data
    return bytes(held)


def record(command: list[str], log: Path, folder: Path) -> list[str]:
    """Run a command and return the calls it made of the system. Raises RuntimeError where it failed."""
    traced = ["strace", "-qq", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}", "-o", str(log), *command]
    done = subprocess.run(traced, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"what was to be recorded failed: {done.stderr[-500:]}")
    return log.read_text(encoding="ascii", errors="replace").splitlines()


class Replay:
    """Does again, call by call, to a disk in memory what was recorded in a folder."""

    def __init__(self, folder: Path, says: str) -> None:
        """Take the folder as it is now as what was synced. says: the file that acknowledgements go to."""
        files = (path for path in folder.rglob("*") if path.is_file())
        self._folder, self._says = folder, says
        self.disk = Disk({str(path.relative_to(folder)): File(path.read_bytes()) for path in files})
        self._open: dict[int, tuple[str, File | None]] = {}
        self._place: dict[int, int] = {}

    def run(self, lines: list[str]) -> Iterator[Disk]:
        """Yield the disk after each call that changed something of it."""
        for line in lines:
            found = _LINE.match(line)
            if found and int(found[3]) >= 0 and self._do(found[1], found[2], int(found[3])):
                yield self.disk

    def _do(self, call: str, words: str, result: int) -> bool:
        if call in ("openat", "rename", "unlink"):
            names = [self._name(bytes.fromhex(text.replace("\\x", ""))) for text in _TEXT.findall(words)]
            return self._names(call, names, words, result)
        number = int(words.split(",", 1)[0].split("<", maxsplit=1)[0])
        if number not in self._open:
            return False
        name, file = self._open[number]
        if call == "close":
            del self._open[number]
        elif call in ("fsync", "fdatasync"):
            return self._sync(name, file)
        elif call == "lseek":
            self._place[number] = result
        elif file is not None:
            return self._write(call, number, name, file, words, result)
        return False

    def _names(self, call: str, names: list[str | None], words: str, result: int) -> bool:
        disk, first = self.disk, names[0]
        if call == "openat":
            self._open.pop(result, None)
            if first is None:
                return False
            file = disk.now.get(first)
            created = file is None and "O_CREAT" in words
            if created:
                file = File()
                disk.renamed.append((first, file))
            if file is not None and "O_TRUNC" in words:
                file.since.append((0, None))
            self._open[result] = first, file
            self._place[result] = 0
            return created
        file = disk.now.get(first) if first is not None else None
        if first is None or file is None:
            return False
        if call == "rename" and names[1] is not None:
            disk.renamed.append((names[1], file))
        disk.renamed.append((first, None))
        return True

    def _sync(self, name: str, file: File | None) -> bool:
        if file is not None:
            file.synced, file.since = written(file.synced, file.since), []
            return True
        # A folder: names in it, and those before them, are on disk.
        disk = self.disk
        last = max((n for n, (of, _) in enumerate(disk.renamed) if str(Path(of).parent) == name), default=-1)
        disk.names, disk.renamed = named(disk.names, disk.renamed[: last + 1]), disk.renamed[last + 1 :]
        return True

    def _write(self, call: str, number: int, name: str, file: File, words: str, result: int) -> bool:
        if call == "ftruncate":
            file.since.append((int(words.rsplit(",", 1)[1]), None))
            return True
        text = _TEXT.search(words)
        assert text is not None
        data = bytes.fromhex(text[1].replace("\\x", ""))[:result]
        if name == self._says:
            self.disk.said.append(data.decode().strip())
            return False
        at = int(words.rsplit(",", 1)[1]) if call == "pwrite64" else self._place[number]
        if call == "write":
            self._place[number] = at + result
        file.since.append((at, data))
        return True

    def _name(self, raw: bytes) -> str | None:
        path = Path(raw.decode(errors="replace"))
        return str(path.relative_to(self._folder)) if path.is_relative_to(self._folder) else None
