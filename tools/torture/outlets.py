"""Everything that leaves a paper for people who may not read its Part 2, made as the program makes it.

What the program does at last, to search the finished bytes, is off while `unguarded`: what is made must be
clean before anything is searched.
"""

import contextlib
import io
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from unittest import mock

from desktop_app.app import comparing, exporting, publishing
from desktop_app.app.comparing import compare_files, comparison
from desktop_app.app.desk import Desk
from desktop_app.app.exporting import NotExportable, Order, documents_of, export, file_name
from desktop_app.app.history import NOW
from desktop_app.app.packing import packed, write_pack
from desktop_app.app.parting import to_part2
from desktop_app.app.publishing import Ask, publish
from desktop_app.app.session import Session
from desktop_app.app.writers import WRITERS
from desktop_app.domain.form import Form
from desktop_app.domain.paper import Part, RichText, with_answer
from desktop_app.storage.returned import Kept
from desktop_app.storage.schema import file_name as file_name_of

from .material import ROOT, desk_on, file_of
from .planted import Planted

RESOURCES = ROOT / "resources"
TITLED = "Another title"
_NOW, _TODAY = datetime(2026, 3, 2, 10, 30, tzinfo=UTC), date(2026, 3, 2)


@dataclass(frozen=True, slots=True)
class Out:
    """Something that left: by which way, under which name, and its bytes."""

    way: str
    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Opened:
    """A planted paper in a library, open, with a past. first: its first revision."""

    planted: Planted
    desk: Desk
    session: Session
    first: int

    @property
    def folder(self) -> Path:
        """The folder of the library."""
        return self.desk.library.folder


@contextlib.contextmanager
def unguarded() -> Generator[None]:
    """Take the search of finished files off the way."""
    with contextlib.ExitStack() as held:
        for module in (exporting, publishing, comparing):
            held.enter_context(mock.patch.object(module, "guard", return_value=None))
        yield


def put_in(planted: Planted, folder: Path) -> Opened:
    """Put a paper into a library of its own; let a text of it be replaced and a passage moved."""
    desk = desk_on(folder)
    key, text = planted.earlier
    paper_id = desk.add(planted.template, with_answer(planted.paper, key, text, restricted=True))
    session = desk.open(paper_id)
    first = file_of(session).revision
    session.change(key, planted.paper.restricted.answers[key], label="Typing in Part 2")
    session.save()
    if planted.moved:
        held = session.paper.public.answers[planted.moved]
        assert isinstance(held, RichText)
        to_part2(session, planted.moved, {held.blocks[0].id})
        session.save()
    told = [planted.planter.sentence(f"a copy of Part 2 that came back, {what}") for what in ("name", "text")]
    back = Kept("digest", told[0], "part2", _NOW.isoformat(), Part.TWO)
    file_of(session).returned.keep(back, told[1].encode())
    title = next(form.title_key for form in planted.template.forms if not form.restricted)
    session.change(title, TITLED, label="Typing in Title")
    session.save()
    desk.note(session)
    return Opened(planted, desk, session, first)


def outs(opened: Opened, folder: Path) -> Iterator[Out]:
    """Yield all that leaves a paper, made into a folder of nothing else."""
    for way in (_published, _reviewed, _packed, _compared, _copied, _kept):
        made = folder / "made"
        made.mkdir()
        yield from way(opened, made)
        shutil.rmtree(made)


def _published(opened: Opened, folder: Path) -> Iterator[Out]:
    ask = Ask(folder, "A. Bee", "A trial", combine=True)
    made = publish(opened.planted.template, opened.session.paper, ask, WRITERS, RESOURCES, _NOW)
    for path in made.files:
        kind = path.stem if path.stem == "receipt" else "published"
        yield Out(f"{kind} {path.suffix[1:]}", path.name, path.read_bytes())
    names = "\n".join((made.folder.name, made.note, *(path.name for path in made.files)))
    yield Out("names of files", "", names.encode())


def _reviewed(opened: Opened, folder: Path) -> Iterator[Out]:
    template, paper = opened.planted.template, opened.session.paper
    order = Order(
        documents_of(template, paper, restricted=False), ("docx", "pdf", "html"), folder, reason="Trial"
    )
    for made in export(template, paper, order, WRITERS, RESOURCES, _TODAY):
        yield Out(f"for review {made.path.suffix[1:]}", made.path.name, made.path.read_bytes())
    restricted = (form for form in template.forms if form.restricted)
    names = [_name(opened, form) for form in restricted]
    yield Out("names of files", "", "\n".join(names).encode())


def _name(opened: Opened, form: Form) -> str:
    return file_name(opened.planted.template, form, opened.session.paper, "docx", draft=True)


def _packed(opened: Opened, folder: Path) -> Iterator[Out]:
    out = folder / "paper.engross"
    write_pack(out, packed(file_of(opened.session), "A. Bee", _NOW, with_part2=False))
    yield Out("handed over without Part 2", out.name, out.read_bytes())


def _compared(opened: Opened, folder: Path) -> Iterator[Out]:
    """Compare the first text with the last. Where a passage was public then, only the search can stop it."""
    asked = comparison(opened.session, opened.first, NOW, folder)
    if opened.planted.moved:
        with mock.patch.object(comparing, "guard", _GUARD), contextlib.suppress(NotExportable):
            list(compare_files(opened.planted.template, asked, RESOURCES))
    else:
        list(compare_files(opened.planted.template, asked, RESOURCES))
    for path in sorted(folder.rglob("*")):
        yield Out("comparison", path.name, path.read_bytes())


_GUARD: Callable[..., None] = comparing.guard


def _copied(opened: Opened, _: Path) -> Iterator[Out]:
    """Start another paper from this one, which takes its Part 1 along."""
    paper_id = opened.desk.duplicate(opened.session.paper.id, "A. Bee")
    path = opened.desk.library.papers / file_name_of(paper_id)
    yield Out("a new paper from it", path.name, path.read_bytes())
    with contextlib.closing(sqlite3.connect(path)) as connection:
        tables = connection.execute("select name from sqlite_master where type = 'table'").fetchall()
        rows = [row for (table,) in tables for row in connection.execute(f"select * from {table}")]
    yield Out("a new paper from it", "rows", b"\n".join(_unpacked(cell) for row in rows for cell in row))


def _unpacked(cell: object) -> bytes:
    """Return the bytes of a cell, which are packed where they are no text."""
    if not isinstance(cell, bytes):
        return str(cell).encode()
    with contextlib.suppress(zlib.error):
        return zlib.decompress(cell)
    return cell


def _kept(opened: Opened, _: Path) -> Iterator[Out]:
    """Yield the files of the library that are not papers: the index, what tells who holds a paper, logs."""
    for path in sorted(opened.folder.rglob("*")):
        if path.is_file() and "backups" not in path.parts and path.suffix != ".sqlite3":
            yield Out("beside the papers", path.name, path.read_bytes())
    yield Out("index", "index.sqlite3", (opened.folder / "index.sqlite3").read_bytes())
    told = io.StringIO()
    for entry in opened.desk.library.entries():
        print(entry, file=told)
    yield Out("list of papers", "", told.getvalue().encode())
