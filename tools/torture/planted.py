"""Random papers with a word of its own in every place where Part 2 can say something."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field

from hypothesis import strategies as st

from desktop_app.domain.comments import Answer, Comment, Decision
from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    LineField,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import (
    WORDS,
    Choices,
    Leftover,
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
    Block,
    Cell,
    Footnote,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    canonical,
    text_runs,
)
from desktop_app.domain.text import new_id
from tests.export.papers import answer, templates

BEGINS = "Qzxwv"  #: every planted word
OPEN = "a comment on Part 1"  #: what is planted there may be handed over, and is in no published file
MOVED = "a passage moved to Part 2"
_AT = "2026-03-02T09:00:00+00:00"
_KINDS = (EventKind.SET_ASIDE, EventKind.REJECTED, EventKind.TICKED, EventKind.EXPORTED)


@dataclass(slots=True)
class Planter:
    """Makes words that stand nowhere else, and remembers where each was put."""

    chance: random.Random
    places: dict[str, str] = field(default_factory=dict[str, str])

    def word(self, place: str) -> str:
        """Return a new word for a place."""
        word = BEGINS + "".join(self.chance.choices("bcdfghjkmnpqrstvwxz", k=8))
        self.places[word] = place
        return word

    def sentence(self, place: str) -> str:
        """Return a sentence with a new word in it."""
        return f"The price that was asked by {self.word(place)} was not the lowest one."


@dataclass(frozen=True, slots=True)
class Planted:
    """A paper with words planted in Part 2. earlier: its key and words of Part 2 that stand no longer there.

    moved: key of a public field whose first paragraph, with a planted word, is to be moved to Part 2, or "".
    """

    template: Template
    paper: Paper
    planter: Planter
    earlier: tuple[str, RichText]
    moved: str


_words = st.text("abcdefghij klmnop rstuvwy ABCD,.’“”–&<>'\"£", min_size=1, max_size=40)
_lines = _words.map(lambda text: " ".join(text.split()) or "A")


@st.composite
def _public_blocks(draw: st.DrawFn) -> RichText:
    """Words of Part 1: any blocks, none of them a secret."""
    kinds: list[Callable[[str], Block]] = [
        lambda text: Paragraph(text_runs(text)),
        lambda text: ListItem(text_runs(text), ListKind.LETTER),
        lambda text: SubHeading(text_runs(text)),
        lambda text: Table(((Cell(text_runs("Item")),), (Cell(text_runs(text)),)), caption=text),
        lambda text: Paragraph((Text(text, bold=True), Footnote(new_id(), (Text(text),)))),
    ]
    made = draw(st.lists(st.tuples(st.sampled_from(kinds), _lines), max_size=4))
    return RichText(canonical(tuple(make(text) for make, text in made)))


def _secret_blocks(planter: Planter, place: str) -> tuple[Block, ...]:
    """Return a block of each kind, each with planted words wherever it can have words."""

    def told(what: str) -> str:
        return planter.sentence(f"{place}, {what}")

    link = f"https://example.org/{planter.word(f'{place}, link')}?a=1"
    note = Footnote(new_id(), (Text(told("footnote")), LineBreak(), Text(told("footnote"), italic=True)))
    rows = tuple(tuple(Cell(text_runs(told("cell"))) for _ in range(2)) for _ in range(2))
    return (
        Paragraph((Text(told("paragraph")), note, Text("here", link=link))),
        Paragraph((Text(told("paragraph"), bold=True), Text(told("paragraph"))), 1, numbered=False),
        ListItem(text_runs(told("list item")), ListKind.BULLET),
        SubHeading(text_runs(told("sub-heading"))),
        Table(rows, caption=told("caption")),
    )


def _secret(item: AnyField, planter: Planter) -> Value | None:
    match item:
        case RichTextField() | RecommendationField():
            return RichText(_secret_blocks(planter, item.key))
        case LineField() | ReferenceField():
            return planter.word(item.key)
        case PersonField():
            return Person(planter.word(item.key), planter.word(item.key))
        case ChoiceField(free=True):
            return Choices((planter.word(item.key),))
        case _:
            return answer(item)


@st.composite
def planted_papers(draw: st.DrawFn) -> Planted:
    """A paper of any template that has a Part 2."""
    having = [each for each in templates().values() if any(form.restricted for form in each.forms)]
    template = draw(st.sampled_from(having))
    planter = Planter(random.Random(draw(st.integers(0, 2**48))))
    public, restricted = dict[str, Value](), dict[str, Value]()
    for item in template.fields:
        if item.follows:
            continue
        if template.is_restricted(item.key):
            value = _secret(item, planter)
            into = restricted
        else:
            value = draw(_public(item))
            into = public
        if value is not None:
            into[item.key] = value
    restricted[WORDS[Part.TWO]] = Choices((planter.word("words that spelling passes over"),))
    rich = [item.key for item in template.fields if isinstance(item, RichTextField)]
    theirs = [key for key in rich if key in restricted]
    earlier = RichText(_secret_blocks(planter, "an earlier version"))
    ours = [key for key in rich if key in public and draw(st.booleans())]
    said: dict[str, Comment] = {}
    if ours:
        held = public[ours[0]]
        assert isinstance(held, RichText)
        moved = Paragraph(text_runs(planter.sentence(MOVED)))
        public[ours[0]] = RichText((moved, *held.blocks))
        said["moved"] = _comment(planter, "a comment on what was moved", moved.id, ours[0])
    made = _with_record(
        Paper(PublicPaper(_id(planter), template.key, public), Restricted(restricted)), planter
    )
    made = _with_review(made, planter, said, theirs[0])
    return Planted(template, made, planter, (theirs[0], earlier), ours[0] if ours else "")


def _public(item: AnyField) -> st.SearchStrategy[Value | None]:
    if isinstance(item, RichTextField | RecommendationField):
        return st.none() | _public_blocks()
    if isinstance(item, LineField):
        return st.none() | _lines
    return st.sampled_from((None, answer(item)))


def _id(planter: Planter) -> str:
    digits = f"{planter.chance.getrandbits(128):032x}"
    return f"{digits[:8]}-{digits[8:12]}-4{digits[13:16]}-8{digits[17:20]}-{digits[20:]}"


def _comment(planter: Planter, place: str, block: str, key: str) -> Comment:
    told = [planter.sentence(f"{place}, {what}") for what in ("quote", "text", "answer")]
    who = planter.word(f"{place}, who")
    return Comment(new_id(), block, key, told[0], who, _AT, told[1], (Answer(new_id(), who, _AT, told[2]),))


def _with_review(paper: Paper, planter: Planter, said: dict[str, Comment], key: str) -> Paper:
    """Return a paper with comments and decisions. Those on Part 1 are in no published file either."""
    told = [planter.sentence(f"a decision on Part 2, {what}") for what in ("reason", "old", "new")]
    decision = Decision(new_id(), False, "A. Bee", _AT, told[0], "C. Dee", _AT, "change", key, *told[1:])
    theirs = _comment(planter, "a comment on Part 2", "", key)
    open_ = _comment(planter, OPEN, "", "")
    public = {each.id: each for each in (*said.values(), open_)}
    made = paper.with_restricted(comments={theirs.id: theirs}, decisions={decision.id: decision})
    return made.with_public(comments=public)


def _with_record(paper: Paper, planter: Planter) -> Paper:
    """Return a paper with events of both parts, those of Part 2 with planted words, and with leftovers."""
    record = (chained((), Event(0, EventKind.CREATED, 1, _AT, who="A. Bee")),)
    for kind in _KINDS:
        who, role, note = (planter.word(f"{kind}, {what}") for what in ("who", "role", "note"))
        event = Event(0, kind, 2, _AT, who, role, "part2.facts", note=note, digest=planter.word("digest"))
        record = (*record, chained(record, event))
    record = (*record, chained(record, Event(0, EventKind.CLAIMED, 1, _AT, who="A. Bee")))
    ours, theirs = (tuple(event for event in record if event.part == part) for part in (1, 2))
    left = (Leftover(planter.sentence("leftover"), why=planter.sentence("why it is left over")),)
    secret = planter.word("the key of its digests")
    return paper.with_public(record=ours).with_restricted(record=theirs, leftovers=left, secret=secret)
