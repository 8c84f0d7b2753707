"""A reviewer's copy read back: proposals to accept or reject one by one, each a step like any other."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.record import EventKind
from desktop_app.domain.richtext import Block, Blocks
from desktop_app.domain.richtext_json import block_data
from desktop_app.domain.step import Change, Step
from desktop_app.intake.docx.proposals import Proposal, accepting
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.returned import AnotherPaper, Returned, Unplaced, hold_against
from desktop_app.intake.docx.safe import Refused
from desktop_app.intake.docx.tokens import Comment, Story, paragraphs_of
from desktop_app.intake.docx.tokens import accept_all as accept_every
from desktop_app.intake.docx.units import BEGINNING
from desktop_app.storage.paper_file import PaperFile

from .claims import Claim, claims_in
from .copies import bookmark, sent_of, sign_of
from .desk import CannotRead, read_bytes
from .session import Session

_LONGEST = 300


class Conflict(Exception):
    """The text of a proposal was changed since it was sent out; nothing was done."""


@dataclass(slots=True)
class Review:
    """A returned copy. known: it was made from a version of this paper that its history has.

    accepted, rejected: numbers of the proposals decided on.
    """

    name: str
    document: str
    returned: Returned
    claims: tuple[Claim, ...] = ()
    known: bool = True
    accepted: set[int] = field(default_factory=set[int])
    rejected: set[int] = field(default_factory=set[int])

    @property
    def proposals(self) -> tuple[Proposal, ...]:
        """What is proposed, in the order of the file."""
        return self.returned.proposals

    @property
    def unplaced(self) -> tuple[Unplaced, ...]:
        """What has no place in the paper."""
        return self.returned.unplaced

    @property
    def comments(self) -> tuple[tuple[Comment, str], ...]:
        """The comments with the id of the block each stands at."""
        return self.returned.comments

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals not decided on yet."""
        return tuple(p for p in self.proposals if p.number not in self.accepted | self.rejected)


def read_review(session: Session, path: Path) -> Review:
    """Return what a returned Word file proposes for the open paper; nothing in the paper is changed.

    It is held against the text that it was made from, found in the paper's history by the sign in the
    file. Raises CannotRead where the file cannot be read or is of another paper.
    """
    try:
        story = read_docx(read_bytes(path))
        form, paper, known = _source(session, story)
        returned = hold_against(story, sent_of(session.template, form, paper))
    except (Refused, AnotherPaper) as problem:
        raise CannotRead(f"{path.name}: {problem}") from problem
    claims = claims_in(session.template, form, paper, story)
    return Review(path.name, form.document, returned, claims, known)


def _source(session: Session, story: Story) -> tuple[Form, Paper, bool]:
    """Return the document and the paper that a file was made from, and whether that is sure."""
    template, sign = session.template, story.properties.get("PaperExportId", "")
    named = [form for form in template.forms if form.document == story.properties.get("PaperDocument")]
    for form in named or template.forms:
        if sign and sign_of(template, form, session.paper) == sign:
            return form, session.paper, True
    keeper = session.keeper
    found: tuple[Form, Paper] | None = None
    if sign and isinstance(keeper, PaperFile):
        for _, paper in keeper.past.papers():
            if paper.public.template == template.key:
                match = [form for form in named or template.forms if sign_of(template, form, paper) == sign]
                found = (match[0], paper) if match else found
    if found is not None:
        return (*found, True)
    return (named or [_likeliest(template, session.paper, story)])[0], session.paper, False


def _likeliest(template: Template, paper: Paper, story: Story) -> Form:
    """Return the document of which most blocks are in a file that does not say which one it is."""
    names = {name for para in paragraphs_of(story.content) for name in para.bookmarks}

    def held(form: Form) -> int:
        return sum(bookmark(block.id) in names for _, block in sent_of(template, form, paper).blocks)

    return max(template.forms, key=held)


def in_conflict(session: Session, review: Review, proposal: Proposal) -> bool:
    """Say whether the text that a proposal is about was changed in the paper since it was sent out."""
    return any(_place(session, review, number) is None for number in proposal.units)


def accept(session: Session, review: Review, proposals: Sequence[Proposal]) -> None:
    """Accept proposals as one step of undo. Raises Conflict, and does nothing, where one cannot be placed."""
    chosen = {p.number for p in proposals}
    before = _numbers(review, review.accepted)
    after = before | _numbers(review, chosen)
    answers: dict[str, Blocks] = {}
    for place in sorted({unit for p in proposals for unit in p.units}):
        unit = review.returned.units[place]
        blocks = answers.get(unit.key, _own(session, unit.key))
        span = _span(blocks, unit.render(accepting(before)), unit.after, _came_before(review, place))
        if span is None:
            raise Conflict(
                "This text was changed since it was sent out. Compare both and write what is right."
            )
        made = unit.render(accepting(after))
        answers[unit.key] = (*blocks[: span[0]], *made, *blocks[span[1] :])
    changes = tuple(
        Change(key, session.part_of(key), session.reading.own(key), RichText(blocks))
        for key, blocks in answers.items()
        if blocks != _own(session, key)
    )
    if changes:
        people = sorted({p.who or "somebody" for p in proposals})
        session.take(Step(f"Accept {len(proposals)} of {', '.join(people)}"[:_LONGEST], changes))
    review.accepted |= chosen
    review.rejected -= chosen


def accept_all(session: Session, review: Review) -> tuple[Proposal, ...]:
    """Accept all open proposals that have their place, as one step; return those in conflict."""
    conflicts = tuple(p for p in review.open if in_conflict(session, review, p))
    free = [p for p in review.open if p not in conflicts]
    if free:
        accept(session, review, free)
    return conflicts


def reject(session: Session, review: Review, proposals: Sequence[Proposal]) -> None:
    """Reject proposals, which the paper's record keeps."""
    for p in proposals:
        if p.number not in review.rejected:
            note = f"{p.kind}: “{p.old[:_LONGEST]}” → “{p.new[:_LONGEST]}”"
            session.record(session.event(EventKind.REJECTED, p.key, who=p.who, note=note))
        review.rejected.add(p.number)


def record_claims(session: Session, review: Review) -> int:
    """Put the ticks of a returned file on record as claimed, never as sign-off; return how many."""
    for claim in review.claims:
        note = f"{claim.said} in Word, {claim.when or 'no date'}: {review.name}"
        session.record(
            session.event(EventKind.CLAIMED, claim.key, who=claim.who, note=note, digest=claim.digest)
        )
    return len(review.claims)


def _numbers(review: Review, chosen: Collection[int]) -> set[int]:
    return {number for p in review.proposals if p.number in chosen for number in p.changes}


def _own(session: Session, key: str) -> Blocks:
    own = session.reading.own(key)
    return own.blocks if isinstance(own, RichText) else ()


def _place(session: Session, review: Review, number: int) -> tuple[int, int] | None:
    unit = review.returned.units[number]
    decide = accepting(_numbers(review, review.accepted))
    return _span(_own(session, unit.key), unit.render(decide), unit.after, _came_before(review, number))


def _came_before(review: Review, place: int) -> frozenset[str]:
    """Return the ids of what the file has between a stretch that came in and the block sent out before it."""
    unit = review.returned.units[place]
    others = (other for other in review.returned.units[:place] if not other.blocks)
    behind = (other for other in others if (other.key, other.after) == (unit.key, unit.after))
    return frozenset(block.id for other in behind for block in other.render(accept_every))


def _span(
    blocks: Blocks, wanted: Blocks, after: str, came: frozenset[str] = frozenset()
) -> tuple[int, int] | None:
    """Return where blocks stand among others, None where they do not.

    For no blocks: at the beginning or behind the block `after`, and behind those that came in between.
    """
    ids = [block.id for block in blocks]
    if not wanted:
        if after not in (*ids, BEGINNING):
            return None
        at = 0 if after == BEGINNING else ids.index(after) + 1
        while at < len(ids) and ids[at] in came:
            at += 1
        return at, at
    if wanted[0].id not in ids:
        return None
    start = ids.index(wanted[0].id)
    here = blocks[start : start + len(wanted)]
    same = len(here) == len(wanted) and all(_same(a, b) for a, b in zip(here, wanted, strict=True))
    return (start, start + len(wanted)) if same else None


def _same(one: Block, other: Block) -> bool:
    return replace(one, id="") == replace(other, id="") or block_data(one) == block_data(other)
