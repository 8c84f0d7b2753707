"""A returned file held against the document it was sent out as: what a reviewer proposes, block by block."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from desktop_app.domain.richtext import Block, Table, block_text, footnotes_of
from desktop_app.intake.squeeze import squeeze

from .laid import Laid
from .proposals import Proposal, proposals_of
from .rebase import Untracked, words_of
from .sections import SentSection, written_in
from .tied import tied
from .tokens import (
    ChangeKind,
    Comment,
    Content,
    Para,
    Sort,
    Standing,
    Story,
    TableRead,
    Token,
    accept_all,
    accept_none,
    paragraphs_of,
    stands,
)
from .units import BEGINNING, Unit, block_id, note_tokens, table_unit, text_unit

_OWN_STYLES = "paper "  #: what the names of a paper's own styles begin with
_LEAST_FOUND = 0.3  #: share of what was sent out that must be in a file for it to be that document's


class AnotherPaper(Exception):
    """The file does not hold the text of this paper."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A document as it was sent out.

    blocks: those it prints, each once, with the full key of the field it stands in. targets: ids of
    blocks by their bookmarks. fixed: all other words it prints, those of a block that it prints again too,
    squeezed. salt: for the ids of what came with the file. leads: see `Laid`. sections: of the form, in
    their order. identities: ids of blocks by what Word knows their paragraphs by. stood, unnumbered: see
    `Laid`.
    """

    blocks: tuple[tuple[str, Block], ...]
    targets: Mapping[str, str]
    fixed: frozenset[str]
    salt: str = ""
    leads: Mapping[str, str] = field(default_factory=dict[str, str])
    sections: tuple[SentSection, ...] = ()
    identities: Mapping[str, str] = field(default_factory=dict[str, str])
    stood: Mapping[str, Standing] = field(default_factory=dict[str, Standing])
    unnumbered: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unplaced:
    """Something in a returned file that has no place in the paper, with its words and why."""

    text: str
    why: str
    who: str = ""


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back. unplaced: what has no place. comments: with the block each stands at, "" for none."""

    units: tuple[Unit, ...]
    proposals: tuple[Proposal, ...]
    unplaced: tuple[Unplaced, ...]
    comments: tuple[tuple[Comment, str], ...]
    story: Story


@dataclass(slots=True)
class _Reading:
    """The file while it is held against what was sent out."""

    story: Story
    sent: Sent
    laid: Laid
    known: Mapping[str, tuple[str, Block]]
    begins: Mapping[int, str]  #: field that text begins where none of it stands yet, by paragraph
    units: list[Unit] = field(default_factory=list[Unit])
    unplaced: list[Unplaced] = field(default_factory=list[Unplaced])
    found: set[str] = field(default_factory=set[str])
    places: dict[int, str] = field(default_factory=dict[int, str])
    last: tuple[str, str] = ("", "")  #: key and id of the block before, "" where the form's words are


def hold_against(story: Story, sent: Sent) -> Returned:
    """Return what a reviewer proposes. Raises AnotherPaper where too little of what was sent is there."""
    notes: dict[str, list[Token]] = {}
    for key, content in story.notes.items():
        notes[key] = note_tokens(content)
    known = {note.id: note for note in footnotes_of(block for _, block in sent.blocks)}
    # Where the styles are lost, how a paragraph is set tells nothing of what somebody made it.
    styled = any(para.style.startswith(_OWN_STYLES) for para in paragraphs_of(story.content))
    stood = sent.stood if styled else {}
    untracked = Untracked(len(story.changes))
    laid = Laid(sent.targets, notes, known, untracked, sent.salt, sent.leads, stood, sent.unnumbered)
    blocks = {block.id: (key, block) for key, block in sent.blocks}
    reading = _Reading(story, sent, laid, blocks, written_in(story.content, sent.sections))
    content = tied(story.content, sent.blocks, sent.targets, sent.identities, sent.leads)
    groups = list(_groups(content))
    for group in groups:
        _take(reading, group)
    _missing(reading)
    units = tuple(reading.units)
    comments = tuple((comment, reading.places.get(comment.para, "")) for comment in story.comments)
    proposals = tuple(proposals_of(units))
    placed = frozenset(number for proposal in proposals for number in proposal.changes)
    unplaced = (*reading.unplaced, *_restyled(story, placed), *_edges(story))
    return Returned(units, proposals, unplaced, comments, story)


def _original(tokens: Iterable[Token]) -> list[Token]:
    return [token for token in tokens if stands(token.within, accept_none)]


def _groups(content: Sequence[Content]) -> Iterator[list[Para] | TableRead]:
    """Yield tables, and paragraphs with those that they are one with under some decision."""
    held: list[Para] = []
    for each in content:
        if isinstance(each, TableRead):
            if held:
                yield held
            held = []
            yield each
            continue
        held.append(each)
        if stands(each.mark, accept_none) and stands(each.mark, accept_all):
            yield held
            held = []
    if held:
        yield held


def _take(reading: _Reading, group: list[Para] | TableRead) -> None:
    if isinstance(group, TableRead):
        _take_table(reading, group)
        return
    targets, known = reading.sent.targets, reading.known
    ids = [id_ for para in group if (id_ := block_id(para, targets)) in known]
    ids = [id_ for id_ in dict.fromkeys(ids) if id_ not in reading.found]
    if ids:
        before, group, after = _apart(reading, group)
        for para in before:
            _take(reading, [para])
        key = known[ids[0]][0]
        blocks = tuple(known[id_][1] for id_ in ids if known[id_][0] == key)
        reading.units.append(text_unit(key, blocks, group, reading.laid))
        reading.found |= {block.id for block in blocks}
        reading.last = (key, blocks[-1].id)
        for para in group:
            reading.places[para.number] = blocks[0].id
        for para in after:
            _take(reading, [para])
        return
    before, own, after = _apart(reading, group)
    if own and len(own) < len(group):
        for each in (*([para] for para in before), own, *([para] for para in after)):
            _take(reading, each)
        return
    _take_loose(reading, group)


def _take_loose(reading: _Reading, group: list[Para]) -> None:
    """Take paragraphs none of which was sent out as a block: the form's own, or new ones."""
    words = [squeeze(words_of(_original(para.tokens))) for para in group]
    final = [squeeze(words_of(t for t in para.tokens if stands(t.within, accept_all))) for para in group]
    whole = "".join(words)
    if not whole and not "".join(final):
        return
    if whole and whole in reading.sent.fixed:
        if words != final:
            _unplaced(reading, group, "It changes wording that the form fixes or a short answer.")
        reading.last = ("", "")
        return
    key, after = _home(reading, group[0])
    if key:
        reading.units.append(text_unit(key, (), group, reading.laid, after))
    else:
        _unplaced(reading, group, "It stands where the form has no place for text.")


def _home(reading: _Reading, para: Para) -> tuple[str, str]:
    """Return the field that a new paragraph belongs to and the block before it, "" where there is none."""
    key = reading.begins.get(para.number, "")
    if reading.last[0] or not key or any(reading.known[id_][0] == key for id_ in reading.found):
        return reading.last
    return key, BEGINNING


def _apart(reading: _Reading, group: list[Para]) -> tuple[list[Para], list[Para], list[Para]]:
    """Return the form's own paragraphs before a group, the group, and those behind it.

    Who takes out the last paragraph of a section takes its end out too, and so seems to join the heading.
    """

    def own(para: Para) -> bool:
        words = squeeze(words_of(_original(para.tokens)))
        return not block_id(para, reading.sent.targets) and bool(words) and words in reading.sent.fixed

    start, end = 0, len(group)
    while start < end and own(group[start]):
        start += 1
    while end > start and own(group[end - 1]):
        end -= 1
    return group[:start], group[start:end], group[end:]


def _take_table(reading: _Reading, table: TableRead) -> None:
    known = reading.known
    paras = list(paragraphs_of([table]))
    # A row may have been put in above the one that bears the table's bookmark.
    ids = (block_id(para, reading.sent.targets) for para in paras)
    key, base = known.get(next((id_ for id_ in ids if id_ in known), ""), ("", None))
    if isinstance(base, Table) and base.id not in reading.found:
        reading.found.add(base.id)
        reading.last = (key, base.id)
        for para in paras:
            reading.places[para.number] = base.id
        unit = table_unit(key, base, table, reading.laid)
        if unit is not None:
            reading.units.append(unit)
        else:
            _unplaced(reading, paras, "The rows of this table have no longer the same columns.")
        return
    for para in paras:
        # What is filled in to sign with is a claim, told by itself.
        tokens = [token for token in para.tokens if token.sort is not Sort.BLANK]
        before = squeeze(words_of(_original(tokens)))
        after = squeeze(words_of(t for t in tokens if stands(t.within, accept_all)))
        if before != after or (before and before not in reading.sent.fixed):
            _unplaced(reading, [para], "It stands in a table of the form, or in one that was not sent out.")
    reading.last = ("", "") if reading.last[0] and not paras else reading.last


def _unplaced(reading: _Reading, paras: Sequence[Para], why: str) -> None:
    for para in paras:
        pieces = [token for token in para.tokens if token.text]
        who = next((change.who for token in pieces for change in token.within), "")
        words = "".join(_marked(token) for token in pieces).strip()
        if words:
            reading.unplaced.append(Unplaced(words, why, who))


def _marked(token: Token) -> str:
    """Return a piece with brackets that say whether it was put in or taken out."""
    if not token.within:
        return token.text
    return f"[+{token.text}]" if stands(token.within, accept_all) else f"[-{token.text}]"


def _restyled(story: Story, placed: frozenset[int]) -> Iterator[Unplaced]:
    """Yield paragraphs set in another style or place that are what they were: the look is the form's.

    placed: numbers of the changes that are told as proposals.
    """
    for para in paragraphs_of(story.content):
        words = "".join(token.text for token in para.tokens if stands(token.within, accept_all)).strip()
        if para.formatted is not None and para.formatted.number not in placed and words:
            why = "It sets this paragraph in another style or place, which a paper takes from its form."
            yield Unplaced(words, why, para.formatted.who)


def _edges(story: Story) -> Iterator[Unplaced]:
    """Yield changes in headers, footers and text boxes."""
    for content, where in ((story.edges, "a header or footer"), (story.boxes, "a text box")):
        for para in paragraphs_of(content):
            changed = [token for token in para.tokens if token.within]
            if changed:
                words = "".join(_marked(token) for token in para.tokens)
                yield Unplaced(words, f"It stands in {where}.", changed[0].within[0].who)


def _missing(reading: _Reading) -> None:
    """Take what was sent out and is not there as taken out. Raises AnotherPaper where that is most of it."""
    sent = reading.sent.blocks
    if sent and len(reading.found) < _LEAST_FOUND * len(sent):
        raise AnotherPaper(
            "The file does not hold the text of this paper. Open the paper that it was made from."
        )
    for key, block in sent:
        if block.id not in reading.found and block_text(block).strip():
            change = reading.laid.untracked.change(ChangeKind.DELETED)
            reading.units.append(Unit(key, (block,), reading.laid, gone=change))
