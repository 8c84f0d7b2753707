"""Random papers and their parts, as hypothesis strategies: everything here is as a person could have it."""

from datetime import date
from uuid import UUID

from hypothesis import strategies as st

from desktop_app.domain.comments import Answer, Comment, Decision
from desktop_app.domain.paper import (
    Choices,
    Leftover,
    Month,
    Paper,
    Part,
    Person,
    PublicPaper,
    Restricted,
    RichText,
    Value,
)
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import (
    MAX_LEVEL,
    Block,
    Blocks,
    Cell,
    CrossRef,
    Footnote,
    Inline,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    canonical,
)
from desktop_app.domain.step import Caret, Change, Step
from desktop_app.domain.text import clean

#: Characters that have broken programs before: quotes, marks of markup, long dashes, accents alone and
#: composed, right-to-left, outside the first plane, joined emoji, no-break and zero-width spaces.
_AWKWARD = "'\"<>&{}[]\\/%|–—’“”£€ÅéŁ₹\u0301\u00a0\u200b\u200d\u202eאبÅ😀👩\U00020000\t"

characters = st.one_of(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")),
    st.sampled_from(_AWKWARD),
    st.sampled_from("abc xyz. "),
)
#: Words as the domain keeps them: mended, without line ends.
words = st.text(characters, max_size=24).map(lambda text: clean(text).replace("\n", " "))
some_words = words.filter(bool)
#: Several lines.
lines = st.lists(words, max_size=3).map("\n".join)

block_ids = st.uuids().map(lambda uuid: uuid.hex[:12])
links = st.sampled_from(["", "", "", "https://example.org/a?b=c&d=%20", "mailto:someone@example.org"])

text_pieces = st.builds(
    Text, some_words, bold=st.booleans(), italic=st.booleans(), underline=st.booleans(), link=links
)
notes = st.lists(st.one_of(text_pieces, st.builds(LineBreak)), max_size=3).map(tuple)
inlines: st.SearchStrategy[Inline] = st.one_of(
    text_pieces,
    text_pieces,
    st.builds(LineBreak),
    st.builds(Footnote, block_ids, notes),
    st.builds(CrossRef, block_ids),
)
runs = st.lists(inlines, max_size=5).map(tuple)
levels = st.integers(0, MAX_LEVEL)

paragraphs = st.builds(Paragraph, runs, levels, st.booleans(), block_ids)
list_items = st.builds(ListItem, runs, st.sampled_from(ListKind), levels, block_ids)
sub_headings = st.builds(SubHeading, runs, block_ids)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """A table with a cell or more."""
    width = draw(st.integers(1, 3))
    row = st.lists(st.builds(Cell, runs), min_size=width, max_size=width).map(tuple)
    rows = draw(st.lists(row, min_size=1, max_size=3).map(tuple))
    header = draw(st.integers(0, len(rows)))
    return Table(rows, header, draw(st.booleans()), draw(words), draw(block_ids))


blocks: st.SearchStrategy[Block] = st.one_of(paragraphs, list_items, sub_headings, tables())


def _own_ids(drawn: list[Block]) -> bool:
    return len({block.id for block in drawn}) == len(drawn)


#: Blocks in their canonical shape, each with an id of its own.
rich_blocks: st.SearchStrategy[Blocks] = st.lists(blocks, max_size=5).filter(_own_ids).map(canonical)
rich_texts = st.builds(RichText, rich_blocks)

values: st.SearchStrategy[Value] = st.one_of(
    lines,
    st.booleans(),
    st.dates(date(1900, 1, 1), date(2199, 12, 31)),
    st.builds(Month, st.integers(1900, 2199), st.integers(1, 12)),
    st.builds(Person, words, words),
    st.lists(words, max_size=3).map(lambda keys: Choices(tuple(keys))),
    rich_texts,
)

_NAMES = ("title", "reference", "summary", "financial_comments", "legal", "risks", "decided_on")
PUBLIC_KEYS = tuple(f"{document}.{name}" for document in ("decision", "report") for name in _NAMES)
RESTRICTED_KEYS = tuple(f"part2.{name}" for name in _NAMES)

leftovers = st.builds(Leftover, lines, st.sampled_from(("", *PUBLIC_KEYS)), words, block_ids)
leftover_lists = st.lists(leftovers, max_size=3, unique_by=lambda leftover: leftover.id).map(tuple)


answers = st.lists(st.builds(Answer, block_ids, words, words, lines), max_size=2).map(tuple)
_moments = st.sampled_from(("", "2026-03-02T10:00:00+00:00"))
_said = st.builds(
    Comment, block_ids, block_ids, words, words, words, _moments, lines, answers, _moments, words, words
)
comments = st.lists(_said, max_size=2).map(lambda drawn: {comment.id: comment for comment in drawn})
_decided = st.builds(
    Decision, block_ids, st.booleans(), words, _moments, words, words, words, words, words, lines, lines
)
decisions = st.lists(_decided, max_size=2).map(lambda drawn: {each.id: each for each in drawn})


@st.composite
def records(draw: st.DrawFn, *, longest: int = 4) -> tuple[Event, ...]:
    """A whole record, chained, its events in either part."""
    record: tuple[Event, ...] = ()
    for _ in range(draw(st.integers(0, longest))):
        record = (*record, chained(record, draw(events())))
    return record


@st.composite
def events(draw: st.DrawFn) -> Event:
    """An event not yet on record."""
    part = draw(st.sampled_from(Part))
    key = draw(st.sampled_from(PUBLIC_KEYS if part is Part.ONE else RESTRICTED_KEYS))
    at = draw(st.datetimes()).isoformat(timespec="seconds") + "+01:00"
    kind = draw(st.sampled_from([kind for kind in EventKind if kind is not EventKind.STATE]))
    return Event(0, kind, int(part), at, draw(words), draw(words), key, note=draw(words))


@st.composite
def papers(draw: st.DrawFn) -> Paper:
    """A whole paper, both parts."""
    record = draw(records())
    public = PublicPaper(
        str(draw(st.uuids(version=4))),
        "mopac/decision-2021",
        draw(st.dictionaries(st.sampled_from(PUBLIC_KEYS), values, max_size=6)),
        draw(st.frozensets(st.sampled_from(PUBLIC_KEYS), max_size=3)),
        draw(leftover_lists),
        tuple(event for event in record if event.part == Part.ONE),
        draw(comments),
        draw(decisions),
    )
    restricted = Restricted(
        draw(st.dictionaries(st.sampled_from(RESTRICTED_KEYS), values, max_size=3)),
        draw(leftover_lists),
        tuple(event for event in record if event.part == Part.TWO),
        draw(st.sampled_from(["", "0f" * 32])),
        draw(comments),
        draw(decisions),
    )
    return Paper(public, restricted)


@st.composite
def later(draw: st.DrawFn, paper: Paper) -> Paper:
    """The same paper some work later: other answers, the record only longer."""
    other = draw(papers())
    record = paper.record
    for _ in range(draw(st.integers(0, 2))):
        record = (*record, chained(record, draw(events())))
    paper = paper.with_public(
        answers={**paper.public.answers, **other.public.answers}
        if draw(st.booleans())
        else other.public.answers,
        own_way=other.public.own_way,
        leftovers=other.public.leftovers,
        comments=other.public.comments,
        decisions=other.public.decisions,
        record=tuple(event for event in record if event.part == Part.ONE),
    )
    return paper.with_restricted(
        answers=other.restricted.answers,
        leftovers=other.restricted.leftovers,
        comments=other.restricted.comments,
        decisions=other.restricted.decisions,
        record=tuple(event for event in record if event.part == Part.TWO),
    )


carets = st.builds(Caret, st.sampled_from(("", *PUBLIC_KEYS)), block_ids, st.integers(0, 5000))


@st.composite
def changes(draw: st.DrawFn) -> Change:
    """A change of an answer of either part."""
    part = draw(st.sampled_from(Part))
    key = draw(st.sampled_from(PUBLIC_KEYS if part is Part.ONE else RESTRICTED_KEYS))
    return Change(key, part, draw(st.none() | values), draw(st.none() | values))


steps = st.builds(Step, some_words, st.lists(changes(), min_size=1, max_size=2).map(tuple), carets, carets)


def paper_with(title: str = "", *, part2: str = "", uuid: int = 1) -> Paper:
    """Return a small paper for examples: a title, and words in Part 2."""
    id_ = str(UUID(int=uuid, version=4))
    created = chained((), Event(0, EventKind.CREATED, 1, "2026-03-02T09:00:00+00:00"))
    answers: dict[str, Value] = {"decision.title": title} if title else {}
    restricted: dict[str, Value] = {"part2.facts": RichText((Paragraph((Text(part2),)),))} if part2 else {}
    return Paper(PublicPaper(id_, "mopac/decision-2021", answers, record=(created,)), Restricted(restricted))
