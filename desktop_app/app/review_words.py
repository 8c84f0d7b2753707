"""What returned copies propose, as lines and as JSON, for the commands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from desktop_app.domain.signoff import Standing
from desktop_app.domain.wordwise import Kind, compare_words
from desktop_app.intake.docx.proposals import Proposal

from .claims import Claim
from .deciding import conflicts_of, texts_of
from .review import Review
from .session import Session

_BRACKETS = {Kind.SAME: "{}", Kind.DELETED: "[-{}]", Kind.INSERTED: "[+{}]"}


@dataclass(frozen=True, slots=True)
class Listed:
    """A proposal with its number in the list, and the copy that it comes with."""

    number: int
    review: Review
    proposal: Proposal


def claims_listed(read: Sequence[Review]) -> list[Claim]:
    """Return what the copies claim of ticks and signatures, each once however many copies say so."""
    return list({_known_by(claim): claim for each in read for claim in each.claims}.values())


def _known_by(claim: Claim) -> tuple[str, str, str, str]:
    return claim.key, claim.who, claim.said, claim.digest


def word_by_word(old: str, new: str) -> str:
    """Return two texts as one, what went and what came in brackets."""
    pieces = compare_words(old.replace("\ufffc", ""), new.replace("\ufffc", ""))
    return "".join(_BRACKETS[piece.kind].format(piece.text) for piece in pieces)


def review_lines(session: Session, read: Sequence[Review], listed: Sequence[Listed]) -> Iterator[str]:
    """Yield what returned files propose, a line each."""
    for each in read:
        if not each.known:
            yield "This copy is of no version in the paper's history; it is compared with the text of today."
    clashes = {id(each): conflicts_of(session, each) for each in read}
    for each in listed:
        yield from _proposal(session, each, each.proposal.number in clashes[id(each.review)])
    for number, claim in enumerate(claims_listed(read), 1):
        yield f"Claim {number}. {_claim(session, claim)}"
    for each in read:
        yield from _beside(each)
    if not (listed or any(r.comments or r.claims or r.unplaced for r in read)):
        yield "Nothing was changed."


def _proposal(session: Session, listed: Listed, clashes: bool) -> Iterator[str]:
    p, decision = listed.proposal, listed.review.decision(listed.proposal)
    label = session.template.field(p.key).label.rstrip(":")
    who = p.who or ("somebody" if p.tracked else "somebody, untracked")
    note = " (in conflict)" if clashes else ""
    if decision is not None:
        note = f" ({'accepted' if decision.accepted else 'rejected'})"
    yield f"{listed.number}. {label}: {p.kind} by {who}{_day(p.when)}{note}"
    if p.way:
        yield f"     {p.way}"
    yield f"     {word_by_word(p.old, p.new)}"
    if clashes:
        texts = texts_of(session, listed.review, p)
        yield f"     In the paper now: {texts.now or 'no longer there'}"
        if texts.both is not None:
            yield f"     Both together: {texts.both}"


def _claim(session: Session, claim: Claim) -> str:
    given = session.sign_off(claim.key)
    confirmed = " (confirmed)" if given.standing is Standing.STANDS else ""
    who = claim.who or "somebody"
    return f"{claim.label.rstrip(': ')}: {claim.said} in Word, claimed by {who}{_day(claim.when)}{confirmed}"


def _beside(read: Review) -> Iterator[str]:
    for comment, _ in read.comments:
        about = f" on “{comment.quote}”" if comment.quote else ""
        settled = " (settled)" if comment.done else ""
        yield f"Comment by {comment.who or 'somebody'}{_day(comment.when)}{about}{settled}: {comment.text}"
    for piece in read.unplaced:
        yield f"Without a place: {piece.text} ({piece.why})"
    yield from read.returned.story.warnings


def _day(when: str) -> str:
    return f" on {when[:10]}" if when else ""


def review_data(session: Session, read: Sequence[Review], listed: Sequence[Listed]) -> dict[str, Any]:
    """Return what returned files propose as JSON data: of one alone as it is, else of each under "copies"."""
    claims = {_known_by(claim): number for number, claim in enumerate(claims_listed(read), 1)}
    copies = [_copy(session, each, listed, claims) for each in read]
    return copies[0] if len(copies) == 1 else {"copies": copies}


def _copy(
    session: Session, read: Review, listed: Sequence[Listed], claims: Mapping[tuple[str, ...], int]
) -> dict[str, Any]:
    clashes = conflicts_of(session, read)
    return {
        "name": read.name,
        "document": read.document,
        "known": read.known,
        "proposals": [
            {
                "number": each.number, "field": p.key, "block": p.block, "kind": p.kind, "who": p.who,
                "when": p.when, "tracked": p.tracked, "old": p.old, "new": p.new,
                "way": p.way, "conflict": p.number in clashes, "decision": _decision(read, p),
            }
            for each in listed if each.review is read for p in (each.proposal,)
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
                "number": claims[_known_by(c)],
                "field": c.key, "who": c.who, "when": c.when, "ticked": c.ticked, "digest": c.digest,
                "name": c.name, "day": c.day,
            }
            for c in read.claims
        ],
        "unplaced": [{"text": u.text, "why": u.why, "who": u.who} for u in read.unplaced],
    }  # fmt: skip


def _decision(read: Review, proposal: Proposal) -> str:
    held = read.decision(proposal)
    return "" if held is None else "accepted" if held.accepted else "rejected"
