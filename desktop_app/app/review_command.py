"""The command “review”: a returned Word file read back, told in lines or as JSON, and taken over if asked."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

from desktop_app.domain.wordwise import Kind, compare_words

from .deciding import accept_all, in_conflict
from .desk import Desk
from .keeping import copy_before
from .review import Review, read_review
from .reviews import take_in
from .session import Session

_BRACKETS = {Kind.SAME: "{}", Kind.DELETED: "[-{}]", Kind.INSERTED: "[+{}]"}


def review(
    desk: Desk, paper_id: str, path: Path, tell: Callable[[str], None], *, take: bool, as_json: bool
) -> int:
    """Tell what a returned file proposes, and accept all that has its place where `take` is set.

    Returns 1 where something is in conflict or has no place, else 0. Raises CannotRead, StorageError.
    """
    session = desk.open(paper_id)
    try:
        read = read_review(session, path)
        if as_json:
            tell(json.dumps(review_data(session, read), ensure_ascii=False, indent=2))
        else:
            for line in review_lines(session, read):
                tell(line)
        conflicts = any(in_conflict(session, read, proposal) for proposal in read.proposals)
        if take:
            told = copy_before(session, "review")
            if told:
                tell(told)
            left = accept_all(session, read)
            take_in(session, read)
            tell(f"{len(read.proposals) - len(left)} accepted, {len(left)} left in conflict.")
            session.save()
            desk.note(session)
            if session.save_state.failed:
                tell(session.save_state.failed)
    finally:
        session.close()
    return int(conflicts or bool(read.unplaced))


def word_by_word(old: str, new: str) -> str:
    """Return two texts as one, what went and what came in brackets."""
    pieces = compare_words(old.replace("\ufffc", ""), new.replace("\ufffc", ""))
    return "".join(_BRACKETS[piece.kind].format(piece.text) for piece in pieces)


def review_lines(session: Session, read: Review) -> Iterator[str]:
    """Yield what a returned file proposes, a line each."""
    if not read.known:
        yield "This copy is of no version in the paper's history; it is compared with the text of today."
    for proposal in read.proposals:
        label = session.template.field(proposal.key).label.rstrip(":")
        who = proposal.who or ("somebody" if proposal.tracked else "untracked")
        note = " (in conflict)" if in_conflict(session, read, proposal) else ""
        yield f"{proposal.number}. {label}: {proposal.kind} by {who}{_day(proposal.when)}{note}"
        yield f"     {word_by_word(proposal.old, proposal.new)}"
    for comment, _ in read.comments:
        about = f" on “{comment.quote}”" if comment.quote else ""
        settled = " (settled)" if comment.done else ""
        yield f"Comment by {comment.who or 'somebody'}{_day(comment.when)}{about}{settled}: {comment.text}"
    for claim in read.claims:
        yield f"{claim.label}: {claim.said} in Word, claimed by {claim.who or 'somebody'}{_day(claim.when)}"
    for piece in read.unplaced:
        yield f"Without a place: {piece.text} ({piece.why})"
    yield from read.returned.story.warnings
    if not (read.proposals or read.comments or read.claims or read.unplaced):
        yield "Nothing was changed."


def _day(when: str) -> str:
    return f" on {when[:10]}" if when else ""


def review_data(session: Session, read: Review) -> dict[str, object]:
    """Return what a returned file proposes as JSON data."""
    return {
        "document": read.document,
        "known": read.known,
        "proposals": [
            {
                "number": p.number, "field": p.key, "block": p.block, "kind": p.kind, "who": p.who,
                "when": p.when, "tracked": p.tracked, "old": p.old, "new": p.new,
                "conflict": in_conflict(session, read, p),
            }
            for p in read.proposals
        ],
        "comments": [
            {
                "id": c.id, "parent": c.parent, "who": c.who, "when": c.when, "text": c.text,
                "done": c.done, "quote": c.quote, "original": c.original, "block": block,
            }
            for c, block in read.comments
        ],
        "claims": [
            {
                "field": c.key, "who": c.who, "when": c.when, "ticked": c.ticked, "digest": c.digest,
                "name": c.name, "day": c.day,
            }
            for c in read.claims
        ],
        "unplaced": [{"text": u.text, "why": u.why, "who": u.who} for u in read.unplaced],
    }  # fmt: skip
