"""The command “review”: returned Word files read back, told in lines or as JSON, and decided on if asked."""

import argparse
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.intake.docx.proposals import Proposal

from .acts import NotAllowed
from .claims import Claim
from .confirming import confirm
from .deciding import (
    NOBODY,
    Conflict,
    Decider,
    Item,
    accept_free,
    conflicts_of,
    reject_each,
    take_both,
    take_theirs,
)
from .desk import CannotRead, Desk
from .keeping import copy_before
from .opening import session_to_read
from .review import Review, read_review
from .review_words import Listed, claims_listed, review_data, review_lines
from .reviews import kept_reviews, take_in
from .session import Session

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked of a review. files: none for the copies kept with the paper.

    accept, reject, theirs, both: numbers as they are listed, "all" or "". theirs: those whose text is to be
    put where the paper has its own by now; both: those that are to be put into what the paper says. confirm:
    numbers of claims as they are listed, as `role`. who, section: whose changes, and in which section by its
    full key, "" for any. keep: the copies are to be kept though nothing is decided.
    """

    files: tuple[Path, ...] = ()
    accept: str = ""
    reject: str = ""
    theirs: str = ""
    both: str = ""
    confirm: str = ""
    role: str = ""
    who: str = ""
    section: str = ""
    by: Decider = NOBODY
    keep: bool = False
    as_json: bool = False

    @property
    def changes(self) -> bool:
        """Whether anything is to be decided on or kept, and not only told."""
        return any((self.accept, self.reject, self.theirs, self.both, self.confirm, self.keep))


@dataclass(frozen=True, slots=True)
class _Choice:
    """What was chosen of what is listed."""

    accept: list[Item]
    reject: list[Item]
    theirs: list[Item]
    both: list[Item]
    claims: list[Claim]

    @classmethod
    def of(cls, listed: Sequence[Listed], claims: Sequence[Claim], wanted: Wanted) -> "_Choice":
        """Return what is named by numbers or "all". Raises CannotRead."""

        def items(which: str) -> list[Item]:
            return [(each.review, each.proposal) for each in _chosen(listed, wanted, which)]

        numbers = _numbers(wanted.confirm, len(claims), "claim") if wanted.confirm else []
        if numbers and not wanted.by.who:
            raise CannotRead("Who confirms? Say so with --by NAME.")
        confirmed = [claims[number - 1] for number in numbers]
        return cls(
            items(wanted.accept), items(wanted.reject), items(wanted.theirs), items(wanted.both), confirmed
        )


def wanted_from(asked: argparse.Namespace) -> Wanted:
    """Return what a parsed command asks for."""
    return Wanted(
        tuple(asked.files),
        accept="all" if asked.accept_all else asked.accept,
        reject=asked.reject,
        theirs=asked.theirs,
        both=asked.both,
        confirm=asked.confirm,
        role=asked.role.strip(),
        who=asked.of,
        section=asked.section,
        by=Decider(asked.by.strip(), asked.reason.strip()),
        keep=asked.keep,
        as_json=asked.json,
    )


def review(desk: Desk, paper_id: str, wanted: Wanted, tell: Tell, warn: Tell) -> int:
    """Tell what returned files propose, and decide on what is asked for.

    warn: is told where the paper is open elsewhere and they are held against its newest copy. Returns 1
    where something open is in conflict or has no place, or could not be done, else 0. Raises CannotRead,
    StorageError.
    """
    session = desk.open(paper_id) if wanted.changes else session_to_read(desk, paper_id, warn)
    try:
        read = _read(session, wanted.files, tell)
        listed, claims, failed = _listed(read), claims_listed(read), False
        if wanted.changes:
            failed = _decide(session, read, _Choice.of(listed, claims, wanted), wanted, tell)
            desk.note(session)
            if session.save_state.failed:
                tell(session.save_state.failed)
        elif wanted.as_json:
            tell(json.dumps(review_data(session, read, listed), ensure_ascii=False, indent=2))
        else:
            for line in review_lines(session, read, listed):
                tell(line)
        clashes = any(conflicts_of(session, each) for each in read)
        return int(failed or clashes or any(each.unplaced for each in read))
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
    numbers = _numbers(which, len(listed), "proposal") if which else []
    return [each for each in listed if each.number in numbers and _fits(each, wanted)]


def _fits(each: Listed, wanted: Wanted) -> bool:
    form = each.review.session.form_of(each.proposal.key)
    section = form.section_of(each.proposal.key).key
    by = each.proposal.who.casefold() == wanted.who.strip().casefold()
    return (not wanted.who or by) and wanted.section in ("", section, each.proposal.key)


def _numbers(which: str, most: int, what: str) -> list[int]:
    """Return the numbers that are named, of so many things that are listed. Raises CannotRead."""
    if which.strip().casefold() == "all":
        return [*range(1, most + 1)]
    found: set[int] = set()
    for piece in which.replace(" ", "").split(","):
        first, dash, last = piece.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            raise CannotRead(f"“{which}” names no {what}s. Write numbers, as in 1,4-6, or all.")
        ends = int(first), int(last or first)
        for end in ends:
            if not 0 < end <= most:
                raise CannotRead(f"There is no {what} {end}. There are {most}.")
        found |= set(range(ends[0], ends[1] + 1))
    return sorted(found)


def _decide(
    session: Session, read: Sequence[Review], choice: _Choice, wanted: Wanted, tell: Callable[[str], None]
) -> bool:
    """Decide on what was chosen, and say what came of it; return whether something could not be done."""
    told = copy_before(session, "review")
    if told:
        tell(told)
    for each in read:
        take_in(session, each)
    yes = [item for item in choice.accept if _is_open(item)]
    left = accept_free(session, yes, wanted.by)
    no = [item for item in choice.reject if _is_open(item)]
    reject_each(session, no, wanted.by)
    failed = [*_settled(session, choice, wanted.by)]
    settled = len(choice.theirs) + len(choice.both) - len(failed)
    tell(
        f"{len(yes) - len(left)} accepted, {len(left)} left in conflict."
        + (f" {len(no)} rejected." if no else "")
        + (f" {settled} settled." if settled else "")
    )
    failed += _confirmed(session, choice.claims, wanted, tell)
    for line in failed:
        tell(line)
    session.save()
    return bool(failed)


def _is_open(item: Item) -> bool:
    return item[0].decision(item[1]) is None


def _settled(session: Session, choice: _Choice, by: Decider) -> Iterator[str]:
    """Settle what clashes as it was chosen; yield a sentence for each that could not be."""
    for act, items in ((take_theirs, choice.theirs), (take_both, choice.both)):
        for review, p in items:
            label = session.template.field(p.key).label.rstrip(":")
            if not _is_open((review, p)):
                yield f"{label}: this was decided on before."
                continue
            try:
                act(session, review, p, by)
            except Conflict as problem:
                yield f"{label}: {problem}"


def _confirmed(
    session: Session, claims: Sequence[Claim], wanted: Wanted, tell: Callable[[str], None]
) -> Iterator[str]:
    """Confirm claims in the name of who asks for it; yield a sentence for each that could not be."""
    for claim in claims:
        label = claim.label.rstrip(": ")
        try:
            confirm(session, claim.key, wanted.by.who, wanted.role)
        except NotAllowed as problem:
            yield f"{label}: {problem}"
        else:
            tell(f"{label}: confirmed by {wanted.by.who}.")
