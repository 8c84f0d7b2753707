"""The copies of one open paper: taken when they are due, found again when they are needed."""

import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from . import backup
from .history import last_revision

EVERY = timedelta(minutes=30)  #: of change, after which a copy is due


class Copies:
    """The copies of one open paper's file. Belongs to the thread of its connection."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        self._connection = connection
        self._path = path
        self._opened = datetime.now(UTC)
        self._last: int | None = None  #: the revision of the last copy, None where that is not yet known
        self._at: datetime | None = None

    @property
    def behind(self) -> bool:
        """Whether there are revisions that no copy has."""
        if self._last is None:
            newest = next((c for c in backup.copies_of(self._path) if c.revision is not None), None)
            self._last = newest.revision if newest is not None else 0
        return last_revision(self._connection).number > (self._last or 0)

    def due(self, now: datetime | None = None) -> bool:
        """Whether enough time has gone since the last copy, and something changed since."""
        since = (now or datetime.now(UTC)) - (self._at or self._opened)
        # A clock set back must not put off copies for good.
        return (since >= EVERY or since < timedelta(0)) and self.behind

    def take(self, why: str) -> backup.Taken:
        """Take a copy, which `finish` then proves in any thread. Raises StorageError."""
        revision = last_revision(self._connection).number
        taken = backup.take_live(self._connection, self._path, why, revision)
        self._last, self._at = revision, datetime.now(UTC)
        return taken

    def make(self, why: str) -> Path:
        """Make a copy at once and return its path, proved. Raises StorageError."""
        return self.take(why).finish()

    def failed(self) -> None:
        """Take note that the last copy did not turn out whole, so that another one is due."""
        self._last = self._at = None
