"""A reviewer's copy read back: what it proposes, held against the text that it was made from."""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from desktop_app.domain.comments import Decision
from desktop_app.domain.form import Form, Template
from desktop_app.domain.paper import Paper, Part
from desktop_app.intake.docx.proposals import Proposal
from desktop_app.intake.docx.reader import read_docx
from desktop_app.intake.docx.returned import AnotherPaper, Returned, Unplaced, hold_against
from desktop_app.intake.docx.safe import Refused
from desktop_app.intake.docx.tokens import Comment, Story, paragraphs_of
from desktop_app.intake.squeeze import squeeze
from desktop_app.storage.paper_file import PaperFile

from .claims import Claim, claims_in
from .copies import bookmark, sent_of, sign_of
from .desk import CannotRead, read_bytes
from .session import Session


@dataclass(slots=True)
class Review:
    """A returned copy of the open paper.

    digest: SHA-256 of the file. data: its bytes. document: key of the document it is a copy of. source:
    the paper as it was sent out. known: that is sure. ids: what each proposal is known by, by its number.
    """

    session: Session
    name: str
    digest: str
    data: bytes
    document: str
    returned: Returned
    source: Paper
    claims: tuple[Claim, ...] = ()
    known: bool = True
    ids: Mapping[int, str] = field(default_factory=dict[int, str])

    @property
    def part(self) -> Part:
        """The part of the paper that the copy is of."""
        return Part.TWO if self.session.template.form(self.document).restricted else Part.ONE

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

    def decision(self, proposal: Proposal) -> Decision | None:
        """Return what was decided on a proposal, in this copy or in another that has it too."""
        return self.session.paper.decisions.get(self.ids[proposal.number])

    @property
    def accepted(self) -> frozenset[int]:
        """Numbers of the proposals that were accepted and not taken back since."""
        return self._decided(accepted=True)

    @property
    def rejected(self) -> frozenset[int]:
        """Numbers of the proposals that were rejected."""
        return self._decided(accepted=False)

    def _decided(self, *, accepted: bool) -> frozenset[int]:
        made = self.session.paper.decisions
        return frozenset(
            number for number, id_ in self.ids.items() if id_ in made and made[id_].accepted is accepted
        )

    @property
    def open(self) -> tuple[Proposal, ...]:
        """The proposals not decided on yet."""
        made = self.session.paper.decisions
        return tuple(p for p in self.proposals if self.ids[p.number] not in made)


def read_review(session: Session, path: Path) -> Review:
    """Return what a returned Word file proposes for the open paper; nothing in the paper is changed.

    It is held against the text that it was made from, found in the paper's history by the sign in the
    file. Raises CannotRead where the file cannot be read or is of another paper.
    """
    return review_of(session, path.name, read_bytes(path))


def review_of(session: Session, name: str, data: bytes, digest: str = "") -> Review:
    """Return what the bytes of a returned file propose, as `read_review` does.

    digest: of the file as it came, where these bytes are not all of it.
    """
    try:
        story = read_docx(data)
        form, paper, known = _source(session, story)
        returned = hold_against(story, sent_of(session.template, form, paper))
    except (Refused, AnotherPaper) as problem:
        raise CannotRead(f"{name}: {problem}") from problem
    sign = sign_of(session.template, form, paper)
    claims = claims_in(session.template, form, paper, story)
    digest = digest or hashlib.sha256(data).hexdigest()
    ids = dict(_ids(sign, returned.proposals))
    return Review(session, name, digest, data, form.document, returned, paper, claims, known, ids)


def _ids(sign: str, proposals: tuple[Proposal, ...]) -> Iterator[tuple[int, str]]:
    """Yield what each proposal is known by: the same in whichever copy of one export it comes."""
    met: Counter[str] = Counter()
    for p in proposals:
        said = (sign, p.kind, p.key, p.block, p.who, p.when, squeeze(p.old), squeeze(p.new))
        words = "\0".join(said)
        met[words] += 1
        yield p.number, hashlib.sha256(f"{words}\0{met[words]}".encode()).hexdigest()[:20]


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
