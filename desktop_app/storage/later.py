"""A paper that a later version of the program wrote last: open for reading only, and never changed.

What is read is what this version knows. Where even that cannot be made out the paper is not opened, and
is never taken for damaged: an older copy in its place would lose what the later version wrote.
"""

from pathlib import Path

from desktop_app.domain.step import Step

from .errors import PaperDamaged, PaperNewer, newer
from .paper_file import PaperFile

LATER = (
    "For reading only: this paper was last written by a later version of Engross. Open it with that version "
    "to change it or to make files of it; nothing in it is changed here."
)


class LaterFile(PaperFile):
    """The file of a paper that a later version wrote last, open for reading only."""

    def __init__(self, path: Path) -> None:
        """Open the file and read it. Raises PaperNewer where it cannot be read, or PaperLocked."""
        try:
            super().__init__(path, read_only=True, later=True)
            self.why_not = "A later version of Engross wrote it. Open it with that version."
            self.read()
        except PaperDamaged as problem:
            raise newer(path) from problem

    def steps(self) -> tuple[list[Step], int]:
        """Return no steps: what was done in the later version is taken back there."""
        return [], 0


def check_made_here(keeper: object) -> None:
    """Raise PaperNewer where a later version wrote a paper: no file is made of what is not wholly known.

    keeper: what keeps the paper.
    """
    if isinstance(keeper, LaterFile):
        raise PaperNewer(f"No file was made. {LATER}")
