"""The commands that hand a paper over and take one in, told in lines."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from desktop_app.domain.merge import Clash
from desktop_app.storage.sealing import NeedsPassphrase, PackRefused

from .desk import Desk
from .merging import Return, clash_words, event_lines, merge, merged_lines, preview
from .packing import ENDING, hand_over, read_pack, six_words, take_in

__all__ = ["ENDING", "Taking", "Wish", "pack_command", "unpack_command"]

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a paper is to be handed over.

    words: gives those that it is to open with, None to have them made with Part 2.
    """

    out: Path
    part2: bool = False
    words: Callable[[], str] | None = None
    plain: bool = False
    who: str = ""
    replace: bool = False


@dataclass(frozen=True, slots=True)
class Taking:
    """How a paper is to be taken in. take: numbers of clashes to settle as it came, None to be asked.

    words: gives those that the file opens with, if it needs some.
    """

    words: Callable[[], str]
    take: frozenset[int] | None = None
    separate: bool = False
    who: str = ""


def pack_command(desk: Desk, paper_id: str, wish: Wish, resources: Path, tell: Tell) -> int:
    """Hand a paper over as a file; tell where it is and with which words it opens. Raises StorageError."""
    if wish.plain and wish.words is not None:
        raise PackRefused("A file is either plain or has a passphrase.")
    made = wish.part2 and not wish.plain and wish.words is None
    passphrase = six_words(resources) if made else wish.words() if wish.words is not None else ""
    session = desk.open(paper_id)
    try:
        path = hand_over(
            session, wish.out, wish.who, part2=wish.part2, passphrase=passphrase, over=wish.replace
        )
    finally:
        session.close()
    tell(str(path.resolve()))
    if made:
        tell(f"It opens with: {passphrase}")
        tell("Send these words another way. Without them nobody can open it, not even Engross.")
    return 0


def unpack_command(desk: Desk, path: Path, taking: Taking, tell: Tell) -> int:
    """Take in a paper handed over, tell what came, and its id last; merge one that went out from here.

    Returns 1, nothing done, where a person has to choose first. Raises as `read_pack` and `take_in`.
    """
    try:
        pack = read_pack(path)
    except NeedsPassphrase:
        pack = read_pack(path, taking.words())
    arrived = take_in(desk, pack, separate=taking.separate)
    for line in (*arrived.told, *arrived.differs):
        tell(line)
    code = _merged(desk, arrived.paper_id, arrived.back, taking, tell) if arrived.back else 0
    tell(arrived.paper_id)
    return code


def _merged(desk: Desk, paper_id: str, back: Return, taking: Taking, tell: Tell) -> int:
    session = desk.open(paper_id)
    try:
        found = preview(session, back)
        for number, clash in enumerate(found.clashes, start=1):
            place, ours, theirs = clash_words(session.template, clash)
            tell(f"{number}. Changed on both sides: {place}")
            tell(f"   here:  {ours}")
            tell(f"   came:  {theirs}")
        if found.clashes and taking.take is None:
            tell(
                "Nothing was merged. Choose with --take: the numbers to take as they came, or “none”; "
                "the others stay as they are here."
            )
            return 1
        taken = {clash.place for clash in _chosen(found.clashes, taking.take or frozenset())}
        lines = merged_lines(session, preview(session, back, taken))
        merge(session, back, taking.who, taken)
        desk.note(session)
    finally:
        session.close()
    tell(
        f"Merged: {len(lines)} {'place' if len(lines) == 1 else 'places'}, "
        f"{len(back.events)} {'entry' if len(back.events) == 1 else 'entries'} of its record."
    )
    for line in (*lines, *event_lines(session.template, back)):
        tell(f"  {line}")
    return 0


def _chosen(clashes: tuple[Clash, ...], numbers: frozenset[int]) -> list[Clash]:
    if not numbers <= set(range(1, len(clashes) + 1)):
        raise PackRefused(f"There are {len(clashes)} places to choose, numbered from 1.")
    return [clash for number, clash in enumerate(clashes, start=1) if number in numbers]
