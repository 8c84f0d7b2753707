"""The paper and a copy that came back as one Word file: tracked changes lead from the one to the other."""

from pathlib import Path

from desktop_app.document.model import Document
from desktop_app.domain.paper import Paper, RichText, with_answer

from .comparing import Comparison, compare_files, ever_restricted
from .placing import with_all
from .review import Review
from .session import Session
from .short_answers import with_short_answers


def returned_paper(review: Review) -> Paper:
    """Return the paper as a copy has it: as it was sent out, with every change of the copy accepted."""
    paper, template = review.source, review.session.template
    for key in dict.fromkeys(unit.key for unit in review.returned.units):
        restricted = template.is_restricted(key)
        own = (paper.restricted if restricted else paper.public).answers.get(key)
        blocks = with_all(review, key, own.blocks if isinstance(own, RichText) else ())
        paper = with_answer(paper, key, RichText(blocks) if blocks else None, restricted=restricted)
    return paper


def compare_returned(session: Session, review: Review, folder: Path, resources: Path) -> Path | None:
    """Make the file and return its path, None where both print the same.

    Accept all of its changes for the copy, reject all for the paper as it is now. Raises NotExportable where
    the file of a public document would hold what only Part 2 may hold, StorageError.
    """
    called = ("now", Path(review.name).stem)
    new = returned_paper(review)
    held, story = ever_restricted(session), review.returned.story

    def beside(document: Document) -> Document:
        return with_short_answers(document, story)

    order = Comparison(session.paper, new, held, called, folder, (review.document,), beside)
    made = next(iter(compare_files(session.template, order, resources)))
    return made.path
