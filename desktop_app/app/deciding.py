"""Deciding on what a reviewer proposes: accepted or rejected, each decision a step like any other.

What is accepted is laid over the paper only where it says what was sent out, but for what was accepted of
the same copy. Where it does not, all three texts are shown, and a person says what is right.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from desktop_app.domain.combining import combined
from desktop_app.domain.richtext import Blocks, blocks_text
from desktop_app.domain.step import Step, decision_change
from desktop_app.intake.docx.proposals import Proposal, accepting
from desktop_app.intake.docx.tokens import accept_none

from .laying import Decider, Laid, decisions, label_of
from .review import Review
from .session import Session

Item = tuple[Review, Proposal]  #: a proposal with the copy that it comes with


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


NOBODY = Decider()


def conflicts_of(session: Session, review: Review) -> frozenset[int]:
    """Return the numbers of the open proposals that are in conflict."""
    return _clashing(Laid(session), review, review.open)


def _clashing(laid: Laid, review: Review, proposals: Sequence[Proposal]) -> frozenset[int]:
    lost = laid.lost(review, {unit for p in proposals for unit in p.units})
    return frozenset(p.number for p in proposals if not lost.isdisjoint(p.units) or laid.refused(review, p))


def along_with(session: Session, review: Review, proposal: Proposal) -> tuple[Proposal, ...]:
    """Return the open proposals that are accepted with one, as it stands in their words."""
    return tuple(p for p in Laid(session).with_those_around(review, [proposal]) if p != proposal)


def texts_of(session: Session, review: Review, proposal: Proposal) -> Texts:
    """Return the three texts of a proposal, of all the stretches that it touches."""
    sent: list[str] = []
    now: list[str] = []
    proposed: list[str] = []
    both: list[str | None] = []
    for number in proposal.units:
        unit = review.returned.units[number]
        made = unit.render(accepting(proposal.changes | proposal.around))
        here = _here(session, review, number)
        sent.append(blocks_text(unit.render(accept_none)))
        proposed.append(blocks_text(made))
        now.append("" if here is None else blocks_text(Laid(session).own(unit.key)[here[0] : here[1]]))
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
    laid = Laid(session)
    if any(laid.refused(review, p) for p in proposals):
        raise Conflict("This stands in words that were rejected. Open these again, or write what is right.")
    if not laid.accept(review, proposals):
        raise Conflict("This text was changed since it was sent out. Compare both and write what is right.")
    laid.put(by)


def accept_all(session: Session, review: Review, by: Decider = NOBODY) -> tuple[Proposal, ...]:
    """Accept all open proposals that have their place, as one step; return those in conflict."""
    left = accept_free(session, [(review, p) for p in review.open], by)
    return tuple(p for _, p in left)


def accept_free(session: Session, chosen: Sequence[Item], by: Decider = NOBODY) -> list[Item]:
    """Accept those of some proposals that have their place, of whichever copies, as one step.

    Returns those that are left in conflict, also with what another copy made of the same words.
    """
    laid = Laid(session)
    left: list[Item] = []
    for review in {id(review): review for review, _ in chosen}.values():
        wanted = laid.open(review, [p for own, p in chosen if own is review])
        held = _clashing(laid, review, wanted)
        laid.accept(review, [p for p in wanted if p.number not in held])
        left += [(review, p) for p in wanted if p.number in held]
    laid.put(by)
    return left


def take_theirs(session: Session, review: Review, proposal: Proposal, by: Decider = NOBODY) -> None:
    """Put a reviewer's text where the paper has its own by now. Raises Conflict where it has none there."""

    def theirs(number: int) -> Blocks:
        return review.returned.units[number].render(accepting(proposal.changes | proposal.around))

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
    laid = Laid(session)
    answers: dict[str, Blocks] = {}
    for number in proposal.units:
        unit = review.returned.units[number]
        blocks = answers.get(unit.key, laid.own(unit.key))
        known = {block.id for block in unit.blocks}
        places = [place for place, block in enumerate(blocks) if block.id in known]
        after = next((n + 1 for n, block in enumerate(blocks) if block.id == unit.after), None)
        at = places[0] if places else after
        if at is None:
            raise Conflict("The paragraph that this stood in is no longer there. Copy what is to stay.")
        kept = [block for block in blocks if block.id not in known]
        at -= sum(place < at for place in places)
        answers[unit.key] = (*kept[:at], *made(number), *kept[at:])
    laid.write(review, [proposal], answers)
    laid.put(by)


def reject(session: Session, review: Review, proposals: Sequence[Proposal], by: Decider = NOBODY) -> None:
    """Reject proposals as one step of undo; the paper keeps them, and its record says so."""
    reject_each(session, [(review, p) for p in proposals], by)


def reject_each(session: Session, chosen: Sequence[Item], by: Decider = NOBODY) -> None:
    """Reject proposals of whichever copies as one step of undo, as `reject` does."""
    known = {review.ids[p.number]: (review, p) for review, p in chosen if review.decision(p) is None}
    decided = decisions(session, known.values(), by, accepted=False)
    if decided:
        session.take(Step(label_of("Reject", [p for _, p in known.values()]), decided))


def reopen(session: Session, review: Review, proposal: Proposal) -> None:
    """Let a proposal that was rejected be open again. Nothing rejected: nothing done."""
    held = review.decision(proposal)
    if held is not None and not held.accepted:
        change = decision_change(session.part_of(proposal.key), held, None)
        session.take(Step(label_of("Open again", [proposal]), (change,)))


def _both(session: Session, review: Review, proposal: Proposal, number: int) -> Blocks | None:
    """Return what a stretch says now with what a reviewer changed there, None where both touch."""
    unit, here = review.returned.units[number], _here(session, review, number)
    if here is None:
        return None
    blocks = Laid(session).own(unit.key)[here[0] : here[1]]
    return combined(
        unit.render(accept_none), blocks, unit.render(accepting(proposal.changes | proposal.around))
    )


def _here(session: Session, review: Review, number: int) -> tuple[int, int] | None:
    """Return where the blocks of a stretch stand by now, whatever they say; None where they do not."""
    unit = review.returned.units[number]
    known = {block.id for block in unit.blocks}
    places = [n for n, block in enumerate(Laid(session).own(unit.key)) if block.id in known]
    return (places[0], places[-1] + 1) if places else None
