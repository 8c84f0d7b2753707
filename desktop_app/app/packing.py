"""Handing a paper over as one file, and taking one in: as a copy of its own, never merged unasked."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.compare import compare_papers
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.record import broken_at
from desktop_app.export.files import put
from desktop_app.storage.pack_file import Pack, Then, content_of, pack_from, part_1_only
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.sealing import MOST, PackRefused, locked, made_passphrase, opened, sealed

from .desk import CannotRead, Desk
from .history import moment_words
from .verifying import change_lines

ENDING = ".engross"
WORDS = Path("words", "passphrase.txt")  #: among the resources


def packed(file: PaperFile, who: str, now: datetime, *, with_part2: bool) -> Pack:
    """Return a paper to hand over. Raises PaperDamaged."""
    made = {revision.number: revision for revision in file.revisions()}
    earlier = (
        tuple(Then(made[number].at, made[number].label, paper) for number, paper in file.past.papers())
        if with_part2
        else ()
    )
    pack = Pack(file.read(), who, now, file.revision, True, earlier)
    return pack if with_part2 else part_1_only(pack)


def write_pack(path: Path, pack: Pack, passphrase: str = "") -> None:
    """Write a pack to a file, encrypted where a passphrase is given. Raises OSError, PackRefused."""
    content = content_of(pack)
    put(path, locked(content, passphrase) if passphrase else sealed(content))


@dataclass(frozen=True, slots=True)
class Arrived:
    """A pack taken in. paper_id: of its copy here. told: who made it, and what is to be known of it.

    differs: what it says otherwise than the paper of the same id that is here, a line each.
    """

    paper_id: str
    told: tuple[str, ...]
    differs: tuple[str, ...] = ()


def read_pack(path: Path, passphrase: str = "") -> Pack:
    """Return the pack in a file. Raises CannotRead, PackRefused, NeedsPassphrase."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as problem:
        raise CannotRead(f"{path} could not be opened: {problem.strerror or problem}.") from problem
    return pack_from(opened(data, passphrase))


def take_in(desk: Desk, pack: Pack) -> Arrived:
    """Put the paper of a pack into the library; where it is there already, as a separate copy.

    Raises StorageError, or UnknownTemplate where there is no such kind of paper here.
    """
    template = desk.catalogue.template(pack.paper.public.template)
    told = [f"Made by {pack.made_by or 'somebody unnamed'}, {moment_words(pack.at)} (as claimed)."]
    if broken_at(pack.paper.record) is not None:
        told.append("Its record is not whole: see “engross verify”.")
    if not pack.whole:
        told.append("It holds Part 1 alone, without earlier versions.")
    held = _held(desk, pack.paper.id)
    if held is None:
        return Arrived(_added(desk, template, pack), tuple(told))
    differs = tuple(change_lines(template, compare_papers(template, held, _like(pack, held))))
    if pack.paper == held:
        return Arrived(held.id, (*told, "It says what the paper here says; nothing was added."))
    told.append("The paper is here already. What came is beside it, as a separate copy; nothing was merged.")
    return Arrived(_added(desk, template, _renamed(pack, str(uuid4()))), tuple(told), differs)


def _held(desk: Desk, paper_id: str) -> Paper | None:
    if not any(entry.id == paper_id for entry in desk.library.find(paper_id)):
        return None
    return desk.library.read(paper_id)


def _like(pack: Pack, held: Paper) -> Paper:
    """Return what came, with the Part 2 that is here where none came along: it was not taken out."""
    return pack.paper if pack.whole else replace(pack.paper, restricted=held.restricted)


def _renamed(pack: Pack, new_id: str) -> Pack:
    return replace(
        pack,
        paper=pack.paper.with_public(id=new_id),
        earlier=tuple(replace(then, paper=then.paper.with_public(id=new_id)) for then in pack.earlier),
    )


def _added(desk: Desk, template: Template, pack: Pack) -> str:
    """Keep a paper with its history and list it; return its id."""
    first, *more = (*pack.earlier, Then(pack.at, "Handed over", pack.paper))
    file = desk.library.create(first.paper, desk.entry(template, first.paper))
    try:
        for then in more:
            file.save(then.paper, label=then.label, at=then.at)
    finally:
        file.close()
    desk.note_paper(template, pack.paper)
    return pack.paper.id


Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wish:
    """How a paper is to be handed over. words: of the passphrase, None to have them made with Part 2."""

    out: Path
    part2: bool = False
    words: str | None = None
    plain: bool = False


def pack_command(desk: Desk, paper_id: str, wish: Wish, resources: Path, tell: Tell) -> int:
    """Hand a paper over as a file; tell where it is and with which words it opens. Raises StorageError."""
    if wish.plain and wish.words:
        raise PackRefused("A file is either plain or has a passphrase.")
    made = wish.part2 and not wish.plain and not wish.words
    passphrase = made_passphrase(resources / WORDS) if made else wish.words or ""
    file = desk.library.open(paper_id)
    try:
        pack = packed(file, "", datetime.now().astimezone(), with_part2=wish.part2)
    finally:
        file.close()
    path = wish.out if wish.out.suffix == ENDING else wish.out.with_name(wish.out.name + ENDING)
    write_pack(path, pack, passphrase)
    tell(str(path.resolve()))
    if made:
        tell(f"It opens with: {passphrase}")
        tell("Send these words another way. Without them nobody can open it, not even Engross.")
    return 0


def unpack_command(desk: Desk, path: Path, passphrase: str, tell: Tell) -> int:
    """Take in a paper handed over, tell what came, and its id last. Raises as `read_pack` and `take_in`."""
    arrived = take_in(desk, read_pack(path, passphrase))
    for line in (*arrived.told, *arrived.differs, arrived.paper_id):
        tell(line)
    return 0
