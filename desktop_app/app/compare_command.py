"""The command “compare”: two versions as Word files with tracked changes, or all versions listed."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from .compare_returned import compare_returned
from .comparing import compare_files, comparison, version_at, version_line
from .history import versions
from .review import read_review
from .session import Session


@dataclass(frozen=True, slots=True)
class Between:
    """What to compare: versions by name or number ("" for now), documents by key, and where to.

    returned: a Word file that came back, to be compared with the paper as it is now.
    """

    old: str
    new: str
    documents: tuple[str, ...]
    folder: Path
    returned: Path | None = None


def compare(session: Session, asked: Between, resources: Path, tell: Callable[[str], None]) -> int:
    """Make the files and tell where they are; without an older version named, list the versions. Close it.

    Raises NotExportable, StorageError, CannotRead.
    """
    try:
        if asked.returned is not None:
            read = read_review(session, asked.returned)
            made_of = compare_returned(session, read, asked.folder, resources)
            tell(str(made_of.resolve()) if made_of else "The paper and the file that came back say the same.")
            return 0
        if not asked.old:
            for version in versions(session):
                tell(version_line(version))
            return 0
        old, new = (version_at(session, name) for name in (asked.old, asked.new))
        order = comparison(session, old, new, asked.folder, asked.documents)
        for made in compare_files(session.template, order, resources):
            label = session.template.form(made.document).label
            tell(str(made.path.resolve()) if made.path else f"{label}: the two versions print the same.")
    finally:
        session.close()
    return 0
