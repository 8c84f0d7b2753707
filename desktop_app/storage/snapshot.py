"""A paper that is open elsewhere, for reading: a copy of the newest copy, in a folder of its own.

The paper's own file is never touched while another process holds it: a second handle on it, once closed,
would drop the holder's lock. What is shown is therefore as old as the newest copy, and says so.
"""

import contextlib
import os
import shutil
from datetime import datetime
from pathlib import Path
from uuid import uuid4

from . import backup
from .errors import NotFound, StorageError, not_usable
from .paper_file import PaperFile
from .proof import prove
from .schema import READING


class PrivateCopy(PaperFile):
    """A copy of a file, open for reading only as the paper of some name. It goes on closing."""

    def __init__(self, library: Path, source: Path, name: str) -> None:
        """Copy a file and open the copy. library: the folder of papers. Raises StorageError."""
        folder = library.parent / READING / str(uuid4())
        try:
            folder.parent.mkdir(mode=0o700, exist_ok=True)
            folder.mkdir(mode=0o700)
            private = folder / name
            os.close(os.open(private, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            shutil.copyfile(source, private)
            super().__init__(private, read_only=True)
        except OSError as problem:
            _remove(folder)
            raise not_usable(folder, problem) from problem
        except StorageError:
            _remove(folder)
            raise

    def close(self) -> None:
        """Let the file go and take it away."""
        super().close()
        _remove(self.path.parent)


class Snapshot(PrivateCopy):
    """The newest copy of a paper, open for reading only. at: when it was taken."""

    def __init__(self, paper: Path) -> None:
        """Take the newest copy that is whole. Raises NotFound where there is none, or StorageError."""
        copy, self.at = _newest(paper)
        super().__init__(paper.parent, copy, paper.name)


def _newest(paper: Path) -> tuple[Path, datetime]:
    for copy in backup.copies_of(paper):
        if copy.revision is None:
            continue
        with contextlib.suppress(StorageError):
            prove(copy.path)
            return copy.path, copy.at
    raise NotFound("There is no copy of this paper yet that could be read meanwhile.")


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
