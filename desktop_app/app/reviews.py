"""The copies of a paper that came back: taken in once, kept with it, and gone on with another day."""

from dataclasses import dataclass

from desktop_app.intake.docx.slim import slimmed
from desktop_app.storage.errors import StorageError
from desktop_app.storage.paper_file import PaperFile
from desktop_app.storage.returned import Kept

from .comments import take_comments
from .confirming import record_claims
from .desk import CannotRead
from .moment import moment
from .review import Review, review_of
from .session import Session


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a copy in brought. before: it had been taken in already. comments: with answers."""

    before: bool
    comments: int
    claims: int


def take_in(session: Session, review: Review) -> Taken:
    """Keep a copy with the paper; its comments go beside the text, its ticks on record as claimed.

    A second time does nothing that was done. Raises StorageError where it could not be kept.
    """
    before = keep(session, review)
    comments = take_comments(session, review)
    claims = record_claims(session, review)
    session.save()
    return Taken(before, comments, claims)


def keep(session: Session, review: Review) -> bool:
    """Keep the bytes of a copy with the paper; say whether they were kept before."""
    file = session.keeper
    if not isinstance(file, PaperFile) or session.read_only:
        return False
    if any(kept.digest == review.digest for kept in file.returned.all()):
        return True
    kept = Kept(review.digest, review.name, review.document, moment(session), review.part)
    file.returned.keep(kept, slimmed(review.data))
    return False


def kept_reviews(session: Session) -> tuple[list[Review], list[str]]:
    """Return the copies kept with the paper, read anew, and a sentence for each that cannot be read."""
    found: list[Review] = []
    told: list[str] = []
    file = session.keeper
    if not isinstance(file, PaperFile):
        return found, told
    for kept in file.returned.all():
        try:
            found.append(review_of(session, kept.name, file.returned.data(kept), kept.digest))
        except (CannotRead, StorageError) as problem:
            told.append(str(problem))
    return found, told


def put_away(session: Session, review: Review) -> None:
    """Keep a copy no longer: what was decided on it stays. Raises StorageError."""
    file = session.keeper
    if isinstance(file, PaperFile):
        for kept in file.returned.all():
            if kept.digest == review.digest:
                file.returned.drop(kept)
