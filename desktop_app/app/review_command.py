"""The command “review”: returned Word files read back, told in lines or as JSON, and decided on if asked."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.intake.docx.proposals import Proposal

from .deciding import NOBODY, Decider, accept_free, conflicts_of, reject
from .desk import CannotRead, Desk
from .keeping import copy_before
from .review import Review, read_review
from .review_words import Listed, review_data, review_lines
from .reviews import kept_reviews, take_in
from .session import Session


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a review. files: none for the copies kept with the paper.

    accept, reject: numbers as they are listed, "all" or "". who, section: whose changes, and in which section
    by its full key, "" for any. keep: the copies are to be kept though nothing is decided.
    """

    files: tuple[Path, ...] = ()
    accept: str = ""
    reject: str = ""
    who: str = ""
    section: str = ""
    by: Decider = NOBODY
    keep: bool = False
    as_json: bool = False


def review(desk: Desk, paper_id: str, wanted: Wanted, tell: Callable[[str], None]) -> int:
    """Tell what returned files propose, and decide on what is asked for.

    Returns 1 where something open is in conflict or has no place, else 0. Raises CannotRead, StorageError.
    """
    session = desk.open(paper_id)
    try:
        read = _read(session, wanted.files, tell)
        listed = _listed(read)
        chosen = (_chosen(listed, wanted, wanted.accept), _chosen(listed, wanted, wanted.reject))
        if wanted.accept or wanted.reject or wanted.keep:
            _decide(session, read, chosen, wanted, tell)
            desk.note(session)
            if session.save_state.failed:
                tell(session.save_state.failed)
        elif wanted.as_json:
            tell(json.dumps(review_data(session, read, listed), ensure_ascii=False, indent=2))
        else:
            for line in review_lines(session, read, listed):
                tell(line)
        clashes = any(conflicts_of(session, each) for each in read)
        return int(clashes or any(each.unplaced for each in read))
    finally:
        session.close()


def _read(session: Session, files: Sequence[Path], tell: Callable[[str], None]) -> list[Review]:
    if files:
        return [read_review(session, path) for path in files]
    found, told = kept_reviews(session)
    for line in told:
        tell(line)
    if not found and not told:
        raise CannotRead("No copy is kept with this paper. Name a Word file that came back.")
    return found


def _listed(read: Sequence[Review]) -> list[Listed]:
    """Return the proposals of all copies, one that several have once, numbered from 1."""
    found: dict[str, tuple[Review, Proposal]] = {}
    for each in read:
        for p in each.proposals:
            found.setdefault(each.ids[p.number], (each, p))
    return [Listed(number, *both) for number, both in enumerate(found.values(), 1)]


def _chosen(listed: Sequence[Listed], wanted: Wanted, which: str) -> list[Listed]:
    """Return what is named by numbers or "all", narrowed to a reviewer and a section. Raises CannotRead."""
    if not which:
        return []
    numbers = {each.number for each in listed} if which.strip().casefold() == "all" else _numbers(which)
    unknown = numbers - {each.number for each in listed}
    if unknown:
        raise CannotRead(f"There is no proposal {min(unknown)}. There are {len(listed)}.")
    return [each for each in listed if each.number in numbers and _fits(each, wanted)]


def _fits(each: Listed, wanted: Wanted) -> bool:
    form = each.review.session.form_of(each.proposal.key)
    section = form.section_of(each.proposal.key).key
    by = each.proposal.who.casefold() == wanted.who.strip().casefold()
    return (not wanted.who or by) and wanted.section in ("", section, each.proposal.key)


def _numbers(which: str) -> set[int]:
    found: set[int] = set()
    for piece in which.replace(" ", "").split(","):
        first, dash, last = piece.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise CannotRead(f"“{which}” names no proposals. Write numbers, as in 1,4-6, or all.")
        found |= set(range(int(first), int(last or first) + 1))
    return found


def _decide(
    session: Session,
    read: Sequence[Review],
    chosen: tuple[list[Listed], list[Listed]],
    wanted: Wanted,
    tell: Callable[[str], None],
) -> None:
    told = copy_before(session, "review")
    if told:
        tell(told)
    for each in read:
        take_in(session, each)
    accepted = rejected = left = 0
    for each in read:
        yes, no = ([c.proposal for c in some if c.review is each] for some in chosen)
        yes, no = ([p for p in some if each.decision(p) is None] for some in (yes, no))
        clashing = accept_free(session, each, yes, wanted.by)
        reject(session, each, [p for p in no if each.decision(p) is None], wanted.by)
        accepted, left = accepted + len(yes) - len(clashing), left + len(clashing)
        rejected += len(no)
    tell(f"{accepted} accepted, {left} left in conflict." + (f" {rejected} rejected." if rejected else ""))
    session.save()
