"""What the suites are run on: a paper with ticks and Part 2, in a file of its own, with a past."""

import contextlib
import sqlite3
from datetime import datetime
from functools import cache
from pathlib import Path

from sqlite_utils import Database

from desktop_app.app.acts import tick
from desktop_app.app.desk import Desk
from desktop_app.app.session import Session
from desktop_app.domain.fields import TickField
from desktop_app.domain.paper import Paper, with_answer
from desktop_app.storage.forms import Catalogue, load_catalogue
from desktop_app.storage.library import Library
from desktop_app.storage.migrations import migrations
from desktop_app.storage.paper_file import PaperFile

ROOT = Path(__file__).parents[2]
TITLE = "decision.title"
SAMPLE = ROOT / "resources" / "sample" / "paper.json"


def desk_on(folder: Path) -> Desk:
    """Return the desk over a library in a folder."""
    return Desk(forms(), Library(folder), datetime.now)


@cache
def forms() -> Catalogue:
    """Return the forms, which are read once, as by the program."""
    return load_catalogue(ROOT / "forms")


def sample_in(desk: Desk, revisions: int = 6) -> Path:
    """Put the sample into a library, ticked and with a past; return its file, closed."""
    paper_id = desk.sample(SAMPLE, "A. Bee")
    session = desk.open(paper_id)
    for number in range(revisions):
        session.change(TITLE, f"Title {number}", label="Typing in Title")
        session.save()
    ticks = [item for item in session.template.fields if isinstance(item, TickField)]
    for item in ticks[:2]:
        tick(session, item.key, "A. Bee", "Author")
        session.save()
    path = file_of(session).path
    session.close()
    return path


def file_of(session: Session) -> PaperFile:
    """Return the file of a session."""
    assert isinstance(session.keeper, PaperFile)
    return session.keeper


def titled(paper: Paper, title: str) -> Paper:
    """Return a paper with another title."""
    return with_answer(paper, TITLE, title, restricted=False)


def made_older(paper: Path) -> Path:
    """Take a file back to how the first version of the program made it, so that it is migrated; return it."""
    first = Database(memory=True)
    later = [migration.name for migration in migrations.pending(first)][1:]
    migrations.apply(first, stop_before=later[0])
    known = set(first.table_names())
    first.close()
    with contextlib.closing(sqlite3.connect(paper, isolation_level=None)) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'table'").fetchall():
            if name not in known and not name.startswith("sqlite_"):
                connection.execute(f"drop table {name}")
        connection.executemany("delete from _sqlite_migrations where name = ?", [(name,) for name in later])
        connection.execute("pragma user_version = 1")
    return paper
