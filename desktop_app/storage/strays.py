"""Files that hold a paper under another name: copies by hand or of a program that synchronises."""

import contextlib
import json
import sqlite3
from pathlib import Path

from . import backup
from . import connection as files
from .errors import StorageError, damaged, not_saved
from .schema import file_name
from .snapshot import PrivateCopy


class Stray(PrivateCopy):
    """Such a file, open for reading as the paper that it holds."""

    def __init__(self, path: Path) -> None:
        """Open a copy of it. Raises StorageError."""
        super().__init__(path.parent, path, file_name(_id_in(path)))


def set_aside(path: Path, paper_id: str) -> None:
    """Move such a file to the copies of the paper that it holds. Raises NotSaved."""
    paper = path.with_name(file_name(paper_id))
    try:
        backup.move_dead(path, paper, "copied")
    except OSError as problem:
        raise not_saved(backup.folder_of(paper), problem) from problem


def _id_in(path: Path) -> str:
    try:
        with contextlib.closing(files.glance(path)) as connection:
            row = connection.execute("select text from public_facts where key = 'id'").fetchone()
            found = json.loads(row[0]) if row else None
    except (sqlite3.Error, ValueError, TypeError) as problem:
        raise damaged(path, "it cannot be told which paper it holds") from problem
    if not isinstance(found, str) or not found or Path(file_name(found)).name != file_name(found):
        raise StorageError(f"{path.name} was left as it is: it does not say which paper it holds.")
    return found
