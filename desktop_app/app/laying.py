"""What accepted proposals make of a paper, put together before any is done: one step, also of many copies."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from desktop_app.domain.comments import Decision
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Blocks
from desktop_app.domain.step import Change, Step, decision_change
from desktop_app.intake.docx.proposals import Proposal, accepting

from .moment import moment
from .placing import came_before, span_of
from .review import Review
from .session import Session

_LONGEST, _LONGEST_LABEL = 2000, 200  #: code points kept of a proposal's words; of a step's label


@dataclass(frozen=True, slots=True)
class Decider:
    """Who decides, and why."""

    who: str = ""
    reason: str = ""


class Laid:
    """Texts of a paper with what was accepted so far laid over them; nothing is done until `put`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._answers: dict[str, Blocks] = {}
        self._decided: dict[str, tuple[Review, Proposal]] = {}

    def own(self, key: str) -> Blocks:
        """Return the blocks that a field itself has by now."""
        if key in self._answers:
            return self._answers[key]
        own = self._session.reading.own(key)
        return own.blocks if isinstance(own, RichText) else ()

    def lost(self, review: Review, units: Iterable[int]) -> frozenset[int]:
        """Return those stretches of a copy that do not say by now what was sent out."""
        before = self._numbers(review)
        return frozenset(unit for unit in units if self._place(review, unit, before) is None)

    def accept(self, review: Review, proposals: Sequence[Proposal]) -> bool:
        """Lay proposals of a copy over the texts; say whether all had their place, else nothing is laid.

        With them those in whose words they stand.
        """
        if any(self.refused(review, p) for p in proposals):
            return False
        proposals = self.with_those_around(review, proposals)
        before = self._numbers(review)
        after = before | {number for p in proposals for number in p.changes}
        answers: dict[str, Blocks] = {}
        for number in sorted({unit for p in proposals for unit in p.units}):
            unit = review.returned.units[number]
            blocks = answers.get(unit.key, self.own(unit.key))
            span = span_of(blocks, unit.render(accepting(before)), unit.after, came_before(review, number))
            if span is None:
                return False
            answers[unit.key] = (*blocks[: span[0]], *unit.render(accepting(after)), *blocks[span[1] :])
        self.write(review, proposals, answers)
        return True

    def write(self, review: Review, proposals: Sequence[Proposal], answers: dict[str, Blocks]) -> None:
        """Take texts in the place of what there was, by which proposals are accepted."""
        self._answers.update(answers)
        self._decided.update({review.ids[p.number]: (review, p) for p in proposals})

    def refused(self, review: Review, proposal: Proposal) -> bool:
        """Say whether a proposal stands in words of another that was rejected."""
        others = [p for p in review.proposals if proposal.around & p.changes] if proposal.around else []
        decided = (review.decision(p) for p in others)
        return any(decision is not None and not decision.accepted for decision in decided)

    def with_those_around(self, review: Review, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return proposals with the open ones in whose words they stand, and in whose those do."""
        chosen = {p.number: p for p in proposals}
        waiting = [*proposals]
        while waiting:
            around = waiting.pop().around
            for p in self.open(review, review.proposals) if around else ():
                if p.number not in chosen and around & p.changes:
                    chosen[p.number] = p
                    waiting.append(p)
        return sorted(chosen.values(), key=lambda p: p.number)

    def open(self, review: Review, proposals: Sequence[Proposal]) -> list[Proposal]:
        """Return those of some proposals on which nothing was decided, here or in the paper."""
        decided = self._decided
        return [p for p in proposals if review.decision(p) is None and review.ids[p.number] not in decided]

    def _numbers(self, review: Review) -> set[int]:
        """Return the numbers of a copy's changes that were accepted, here or before."""
        chosen = review.accepted | {number for number, id_ in review.ids.items() if id_ in self._decided}
        return {number for p in review.proposals if p.number in chosen for number in p.changes}

    def _place(self, review: Review, number: int, before: Collection[int]) -> tuple[int, int] | None:
        unit = review.returned.units[number]
        wanted = unit.render(accepting(before))
        came = came_before(review, number) if not wanted else frozenset[str]()
        return span_of(self.own(unit.key), wanted, unit.after, came)

    def put(self, by: Decider) -> None:
        """Put it into the paper as one step, with who decided on each proposal; of nothing, no step."""
        session = self._session
        changes = tuple(
            Change(key, session.part_of(key), session.reading.own(key), RichText(blocks))
            for key, blocks in self._answers.items()
            if blocks != Laid(session).own(key)
        )
        decided = decisions(session, self._decided.values(), by, accepted=True)
        if changes or decided:
            proposals = [p for _, p in self._decided.values()]
            session.take(Step(label_of("Accept", proposals), (*changes, *decided)))


def label_of(act: str, proposals: Sequence[Proposal]) -> str:
    """Return what undo calls an act on proposals: "Accept 2 changes of Ann"."""
    people = sorted({p.who or "somebody" for p in proposals})
    count = "a change" if len(proposals) == 1 else f"{len(proposals)} changes"
    return f"{act} {count} of {', '.join(people)}"[:_LONGEST_LABEL]


def decisions(
    session: Session, decided: Iterable[tuple[Review, Proposal]], by: Decider, *, accepted: bool
) -> tuple[Change, ...]:
    """Return the changes that keep with the paper what was decided on proposals, by whom and when."""
    at = moment(session)
    made: list[Change] = []
    for review, p in decided:
        texts = (p.old[:_LONGEST], p.new[:_LONGEST])
        told = (by.who, at, by.reason.strip(), p.who, p.when, p.kind, p.key, *texts)
        decision = Decision(review.ids[p.number], accepted, *told)
        part = max(session.part_of(p.key), review.part)
        made.append(decision_change(part, review.decision(p), decision))
    return tuple(made)
