"""Handing a paper over as one file, and taking one in: as a copy of its own, or to be merged when asked."""

from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from desktop_app.domain.compare import compare_papers
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Paper
from desktop_app.domain.reading import read_public
from desktop_app.domain.record import EventKind, broken_at
from desktop_app.export.files import put_beside
from desktop_app.storage.errors import NotSaved
from desktop_app.storage.forms import UnknownTemplate
from desktop_app.storage.pack_file import Pack, Then, content_of, pack_from, part_1_only
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.schema import file_name as paper_file
from desktop_app.storage.sealing import MOST, NeedsPassphrase, locked, made_passphrase, opened, sealed

from .desk import CannotRead, Desk
from .fitting import check_fits
from .history import moment_words
from .merging import Return, return_of
from .session import ReadOnly, Session
from .verifying import change_lines

__all__ = [
    "ENDING",
    "Arrived",
    "NeedsPassphrase",
    "Pack",
    "hand_over",
    "packed",
    "read_pack",
    "six_words",
    "take_in",
]

ENDING = ".engross"
_WORDS = Path("words", "passphrase.txt")  #: among the resources


def six_words(resources: Path) -> str:
    """Return six words drawn at random, to be sent by another way than the file they encrypt."""
    return made_passphrase(resources / _WORDS)


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


def write_pack(path: Path, pack: Pack, passphrase: str = "", *, over: bool = False) -> Path:
    """Write a pack to a file, encrypted where a passphrase is given; return where it is.

    over: in the place of another file of that name, not beside it. Raises OSError, PackRefused.
    """
    content = content_of(pack)
    return put_beside(path, locked(content, passphrase) if passphrase else sealed(content), replace=over)


@dataclass(frozen=True, slots=True)
class Arrived:
    """A pack taken in. paper_id: of its copy here. told: who made it, and what is to be known of it.

    differs: what it says otherwise than the paper of the same id that is here, a line each. back: where it
    is a paper that went out from here, what can be merged; then nothing was done yet.
    """

    paper_id: str
    told: tuple[str, ...]
    differs: tuple[str, ...] = ()
    back: Return | None = None


def read_pack(path: Path, passphrase: str = "") -> Pack:
    """Return the pack in a file. Raises CannotRead, PackRefused, NeedsPassphrase."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST + 1)
    except OSError as problem:
        raise CannotRead(f"{path} could not be opened: {problem.strerror or problem}.") from problem
    return pack_from(opened(data, passphrase))


def hand_over(
    session: Session, path: Path, who: str, *, part2: bool, passphrase: str = "", over: bool = False
) -> Path:
    """Hand an open paper over as a file, on record; return the file's path, which may stand beside one.

    over: another file of that name is replaced: somebody agreed to that. Raises ReadOnly, OSError or
    StorageError. What is on record before the file is there is that it was to be made: the record that
    goes along has to tell of it, for the way back.
    """
    file = session.keeper
    session.check_writable()
    if not isinstance(file, PaperFile):
        raise ReadOnly
    if path.suffix.casefold() != ENDING:
        path = path.with_name(path.name + ENDING)
    session.record(session.event(EventKind.HANDED_OVER, who=who, choice="part2" if part2 else ""))
    session.save()
    if session.save_state.dirty:
        raise NotSaved(session.save_state.failed)
    pack = packed(file, who, datetime.now().astimezone(), with_part2=part2)
    return write_pack(path, pack, passphrase, over=over)


def told_of(pack: Pack) -> list[str]:
    """Return who made a pack and what is to be known of it, a line each."""
    told = [f"Made by {pack.made_by or 'somebody unnamed'}, {moment_words(pack.at)} (as claimed)."]
    if broken_at(pack.paper.record) is not None:
        told.append("Its record is not whole: see “engross verify”.")
    if not pack.whole:
        told.append("It holds Part 1 alone, without earlier versions.")
    return told


def name_of(desk: Desk, pack: Pack) -> str:
    """Return reference and title of the paper in a pack, "" where they cannot be told."""
    try:
        template = desk.catalogue.template(pack.paper.public.template)
    except UnknownTemplate:
        return ""
    reading = read_public(template, pack.paper.public)
    public = [form for form in template.forms if not form.restricted]
    found = (next(filter(None, map(told, public)), "") for told in (reading.reference, reading.title))
    return " ".join(filter(None, found))


def is_here(desk: Desk, pack: Pack) -> bool:
    """Say whether the paper in a pack is in the library, as it came or otherwise."""
    return (desk.library.papers / paper_file(pack.paper.id)).is_file()


def take_in(desk: Desk, pack: Pack, *, separate: bool = False) -> Arrived:
    """Put the paper of a pack into the library; where it went out from here, return what can be merged.

    Where the paper is here and it is not known from which state it comes, or separate is asked for, it is
    put in as a copy of its own. Raises StorageError, PackRefused where it does not fit its kind of paper,
    or UnknownTemplate where there is no such kind here.
    """
    template = desk.catalogue.template(pack.paper.public.template)
    for paper in (pack.paper, *(then.paper for then in pack.earlier)):
        check_fits(desk.catalogue.template(paper.public.template), paper)
    told = told_of(pack)
    if not is_here(desk, pack):
        return Arrived(_added(desk, template, pack), tuple(told))
    with desk.library.file(pack.paper.id) as file:
        held = file.read()
        back = None if separate else return_of(file, pack)
    if back is not None:
        return Arrived(held.id, (*told, *back.told), back=back)
    differs = tuple(change_lines(template, compare_papers(template, held, _like(pack, held))))
    if pack.paper == held:
        return Arrived(held.id, (*told, "It says what the paper here says; nothing was added."))
    told.append("The paper is here already. What came is beside it, as a separate copy; nothing was merged.")
    return Arrived(_added(desk, template, _renamed(pack, str(uuid4()))), tuple(told), differs)


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
    after = [(then.paper, then.label, then.at) for then in more]
    desk.library.create(first.paper, desk.entry(template, pack.paper), after).close()
    desk.note_paper(template, pack.paper)
    return pack.paper.id
