"""Deciding on what a reviewer proposes: accepted or rejected, each decision a step like any other.

What is accepted is laid over the paper only where it says what was sent out, but for what was accepted of
the same copy. Where it does not, all three texts are shown, and a person says what is right.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from desktop_app.domain.combining import combined
from desktop_app.domain.comments import Decision
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Blocks, blocks_text
from desktop_app.domain.step import Change, Step, decision_change
from desktop_app.intake.docx.proposals import Proposal, accepting
from desktop_app.intake.docx.tokens import accept_none

from .moment import moment
from .placing import came_before, span_of
from .review import Review
from .session import Session

_LONGEST, _LONGEST_LABEL = 2000, 200  #: code points kept of a proposal's words; of a step's label


class Conflict(Exception):
    """The text of a proposal was changed since it was sent out; nothing was done."""


@dataclass(frozen=True, slots=True)
class Texts:
    """The three texts of a conflict: as sent out, as the paper has it now, as the reviewer proposes.

    both: now, with what the reviewer changed, None where the two changes touch each other.
    """

    sent: str
    now: str
    proposed: str
    both: str | None = None


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and why."""

    who: str = ""
    reason: str = ""


NOBODY = Decider()


def conflicts_of(session: Session, review: Review) -> frozenset[int]:
    """Return the numbers of the open proposals that are in conflict."""
    before = _numbers(review, review.accepted)
    found: dict[int, bool] = {}
    for unit in sorted({unit for p in review.open for unit in p.units}):
        found[unit] = _place(session, review, unit, before) is None
    return frozenset(p.number for p in review.open if any(found[unit] for unit in p.units))


def texts_of(session: Session, review: Review, proposal: Proposal) -> Texts:
    """Return the three texts of a proposal, of all the stretches that it touches."""
    sent: list[str] = []
    now: list[str] = []
    proposed: list[str] = []
    both: list[str | None] = []
    for number in proposal.units:
        unit = review.returned.units[number]
        made = unit.render(accepting(proposal.changes))
        here = _here(session, review, number)
        sent.append(blocks_text(unit.render(accept_none)))
        proposed.append(blocks_text(made))
        now.append("" if here is None else blocks_text(_own(session, unit.key)[here[0] : here[1]]))
        joint = _both(session, review, proposal, number)
        both.append(None if joint is None else blocks_text(joint))
    whole = [text for text in both if text is not None]
    return Texts(
        "\n".join(sent),
        "\n".join(filter(None, now)),
        "\n".join(proposed),
        "\n".join(whole) if len(whole) == len(both) else None,
    )


def accept(session: Session, review: Review, proposals: Sequence[Proposal], by: Decider = NOBODY) -> None:
    """Accept proposals as one step of undo. Raises Conflict, and does nothing, where one cannot be placed."""
    before = _numbers(review, review.accepted)
    after = before | {number for p in proposals for number in p.changes}
    answers: dict[str, Blocks] = {}
    for number in sorted({unit for p in proposals for unit in p.units}):
        unit = review.returned.units[number]
        blocks = answers.get(unit.key, _own(session, unit.key))
        came = came_before(review, number)
        span = span_of(blocks, unit.render(accepting(before)), unit.after, came)
        if span is None:
            raise Conflict(
                "This text was changed since it was sent out. Compare both and write what is right."
            )
        made = unit.render(accepting(after))
        answers[unit.key] = (*blocks[: span[0]], *made, *blocks[span[1] :])
    _take(session, review, proposals, answers, by)


def accept_all(session: Session, review: Review, by: Decider = NOBODY) -> tuple[Proposal, ...]:
    """Accept all open proposals that have their place, as one step; return those in conflict."""
    return accept_free(session, review, review.open, by)


def accept_free(
    session: Session, review: Review, proposals: Sequence[Proposal], by: Decider = NOBODY
) -> tuple[Proposal, ...]:
    """Accept those of some proposals that have their place, as one step; return those in conflict."""
    held = conflicts_of(session, review)
    free = [p for p in proposals if p.number not in held]
    if free:
        accept(session, review, free, by)
    return tuple(p for p in proposals if p.number in held)


def take_theirs(session: Session, review: Review, proposal: Proposal, by: Decider = NOBODY) -> None:
    """Put a reviewer's text where the paper has its own by now. Raises Conflict where it has none there."""

    def theirs(number: int) -> Blocks:
        return review.returned.units[number].render(accepting(proposal.changes))

    _put(session, review, proposal, theirs, by)


def take_both(session: Session, review: Review, proposal: Proposal, by: Decider = NOBODY) -> None:
    """Put what a reviewer changed into what the paper says by now. Raises Conflict where both touch."""

    def joint(number: int) -> Blocks:
        made = _both(session, review, proposal, number)
        if made is None:
            raise Conflict("Both changed the same words. Take one of the texts, or write what is right.")
        return made

    _put(session, review, proposal, joint, by)


def _put(
    session: Session, review: Review, proposal: Proposal, made: Callable[[int], Blocks], by: Decider
) -> None:
    answers: dict[str, Blocks] = {}
    for number in proposal.units:
        unit = review.returned.units[number]
        blocks = answers.get(unit.key, _own(session, unit.key))
        known = {block.id for block in unit.blocks}
        places = [place for place, block in enumerate(blocks) if block.id in known]
        after = next((n + 1 for n, block in enumerate(blocks) if block.id == unit.after), None)
        at = places[0] if places else after
        if at is None:
            raise Conflict("The paragraph that this stood in is no longer there. Copy what is to stay.")
        kept = [block for block in blocks if block.id not in known]
        at -= sum(place < at for place in places)
        answers[unit.key] = (*kept[:at], *made(number), *kept[at:])
    _take(session, review, [proposal], answers, by)


def reject(session: Session, review: Review, proposals: Sequence[Proposal], by: Decider = NOBODY) -> None:
    """Reject proposals as one step of undo; the paper keeps them, and its record says so."""
    open_ones = [p for p in proposals if review.decision(p) is None]
    decided = _decisions(session, review, open_ones, by, accepted=False)
    if decided:
        session.take(Step(_label("Reject", open_ones), decided))


def reopen(session: Session, review: Review, proposal: Proposal) -> None:
    """Let a proposal that was rejected be open again. Nothing rejected: nothing done."""
    held = review.decision(proposal)
    if held is not None and not held.accepted:
        change = decision_change(session.part_of(proposal.key), held, None)
        session.take(Step(_label("Open again", [proposal]), (change,)))


def _take(
    session: Session, review: Review, proposals: Sequence[Proposal], answers: dict[str, Blocks], by: Decider
) -> None:
    changes = tuple(
        Change(key, session.part_of(key), session.reading.own(key), RichText(blocks))
        for key, blocks in answers.items()
        if blocks != _own(session, key)
    )
    decided = _decisions(session, review, proposals, by, accepted=True)
    if changes or decided:
        session.take(Step(_label("Accept", proposals), (*changes, *decided)))


def _label(act: str, proposals: Sequence[Proposal]) -> str:
    people = sorted({p.who or "somebody" for p in proposals})
    count = "a change" if len(proposals) == 1 else f"{len(proposals)} changes"
    return f"{act} {count} of {', '.join(people)}"[:_LONGEST_LABEL]


def _decisions(
    session: Session, review: Review, proposals: Sequence[Proposal], by: Decider, *, accepted: bool
) -> tuple[Change, ...]:
    at = moment(session)
    made: list[Change] = []
    for p in proposals:
        texts = (p.old[:_LONGEST], p.new[:_LONGEST])
        told = (by.who, at, by.reason.strip(), p.who, p.when, p.kind, p.key, *texts)
        decision = Decision(review.ids[p.number], accepted, *told)
        part = max(session.part_of(p.key), review.part)
        made.append(decision_change(part, review.decision(p), decision))
    return tuple(made)


def _both(session: Session, review: Review, proposal: Proposal, number: int) -> Blocks | None:
    """Return what a stretch says now with what a reviewer changed there, None where both touch."""
    unit, here = review.returned.units[number], _here(session, review, number)
    if here is None:
        return None
    blocks = _own(session, unit.key)[here[0] : here[1]]
    return combined(unit.render(accept_none), blocks, unit.render(accepting(proposal.changes)))


def _here(session: Session, review: Review, number: int) -> tuple[int, int] | None:
    """Return where the blocks of a stretch stand by now, whatever they say; None where they do not."""
    unit = review.returned.units[number]
    known = {block.id for block in unit.blocks}
    places = [n for n, block in enumerate(_own(session, unit.key)) if block.id in known]
    return (places[0], places[-1] + 1) if places else None


def _numbers(review: Review, chosen: Collection[int]) -> set[int]:
    return {number for p in review.proposals if p.number in chosen for number in p.changes}


def _own(session: Session, key: str) -> Blocks:
    own = session.reading.own(key)
    return own.blocks if isinstance(own, RichText) else ()


def _place(session: Session, review: Review, number: int, before: set[int]) -> tuple[int, int] | None:
    unit = review.returned.units[number]
    wanted = unit.render(accepting(before))
    came = came_before(review, number) if not wanted else frozenset[str]()
    return span_of(_own(session, unit.key), wanted, unit.after, came)
