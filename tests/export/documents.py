"""Random documents of every kind of node, as hypothesis strategies: built by forms, so their numbers hold."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from hypothesis import strategies as st

from desktop_app.document.build import build_public
from desktop_app.document.model import Document, Edition
from desktop_app.domain.fields import (
    Alternative,
    Condition,
    DateField,
    LineField,
    PersonField,
    RecommendationField,
    RichTextField,
    Show,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Form, FormRef, Item, Section, Template, Wording
from desktop_app.domain.paper import Person, PublicPaper, RichText, Value
from desktop_app.domain.reading import read_public
from desktop_app.domain.record import Event, EventKind, chained
from desktop_app.domain.richtext import (
    Block,
    Cell,
    CrossRef,
    Footnote,
    Inlines,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    Slot,
    SubHeading,
    Table,
    Text,
    text_runs,
)
from desktop_app.domain.scheme import Scheme
from desktop_app.domain.signoff import field_digest
from tests.strategies import lines, rich_blocks, words

BY_SECTION = Scheme(
    "{section}.", ("{section}.{n}.", "({a})", "({i})"), letters=("{a})", "{i})"), bullets=("•", "–")
)
CONTINUOUS = Scheme("", ("{n}.", "{a}."), continuous=True, letters=("{a}.", "{i}."))
ROMAN = Scheme("{section}", ("{section}.{n}", "{a})"), letters=("({i})", "({a})"), numbers=("{n})", "({i})"))
SCHEMES = (BY_SECTION, CONTINUOUS, ROMAN)

_PLACE = "minutes.place"
_WORDING = Wording(
    (
        SubHeading(text_runs("What is asked"), id="w1"),
        Paragraph((Text("The harbour of "), Slot("place"), Text(" asks:", bold=True)), id="w2"),
        ListItem(text_runs("first"), ListKind.NUMBER, id="w3"),
        ListItem((Text("second"), LineBreak(), Text("line")), ListKind.LETTER, 1, id="w4"),
    )
)
_CENTRED = Wording((Paragraph(text_runs("Not for the gulls"), id="w5"),), centred=True)
_NOTED = (
    Text("Plan of the harbour"),
    Footnote("h1", (Text("As of 2019.", link="https://example.org/plan"),)),
)


def form(scheme: Scheme) -> Form:
    """Return a form in which every kind of field and wording stands, numbered by a scheme."""
    numbered = Section("minutes.facts", "Facts", (_rich("facts"),), _NOTED, 2, True)
    return Form(
        FormRef("harbour", "minutes", "1"),
        "minutes",
        "Minutes",
        (_head(), _asked(), numbered, _more(), _loose(), _questions(), _signing()),
        scheme,
        marking=(Text("OPEN – "), Slot("place")),
        kicker=((Text("Harbour Board"),), (Slot("place"),)),
        title_key="minutes.title",
        author_key="minutes.author",
    )


def _rich(name: str, *, numbered: bool = True) -> RichTextField:
    return RichTextField(key=f"minutes.{name}", label=name.capitalize(), numbered=numbered)


def _head() -> Section:
    items: tuple[Item, ...] = (
        LineField(key="minutes.title", label="Title", show=Show.TITLE),
        LineField(key=_PLACE, label="Place", show=Show.NONE),
        PersonField(key="minutes.author", label="Written by", show=Show.LABELLED),
        _CENTRED,
        _rich("summary", numbered=False),
    )
    return Section("minutes.head", "Head", items)


def _asked() -> Section:
    lead = (Text("The board is asked to:"),)
    items: tuple[Item, ...] = (
        RecommendationField(key="minutes.ask", label="Asked", lead_in=lead),
        _WORDING,
        RecommendationField(key="minutes.ask_too", label="Asked too", marker="•", bold=True, run_in=True),
        LineField(key="minutes.interests", label="Interests", show=Show.BOX, lines=4),
    )
    return Section("minutes.asked", "Asked", items, text_runs("Decision"))


def _more() -> Section:
    return Section(
        "minutes.more",
        "More",
        (_rich("more"), _WORDING, _rich("yet_more")),
        text_runs("More"),
        2,
        numbered=True,
        banner=text_runs("PART I"),
        new_page=True,
    )


def _loose() -> Section:
    return Section("minutes.loose", "Loose", (_rich("loose"),), text_runs("Loose"), 3)


def _questions() -> Section:
    items: tuple[Item, ...] = (
        YesNoField(key="minutes.deferred", label="Put off?", show=Show.QUESTION),
        DateField(
            key="minutes.until", label="Until", show=Show.QUESTION, when=Condition("deferred", equals=True)
        ),
        RichTextField(key="minutes.why", label="Why", when=Condition("deferred", equals=True)),
    )
    return Section("minutes.access", "Access", items, text_runs("Access"))


TICK = TickField(
    key="minutes.tick",
    label="Money",
    statements=((Text("The treasurer has seen this."),), (Text("All of it."),)),
    alternatives=(Alternative("none", "Not applicable"),),
    vouches_for=("minutes.facts",),
)
SIGNATURE = SignatureField(key="minutes.sign", label="Signed", post="Harbour master", decides=True)


def _signing() -> Section:
    other = TickField(key="minutes.tick_too", label="Tides", statements=((Text("Looked up."),),))
    return Section(
        "minutes.signing",
        "Signing",
        (TICK, other, SIGNATURE),
        text_runs("Declaration"),
        table_head=("Statement", "Tick (✓)"),
    )


def template(scheme: Scheme) -> Template:
    """Return the template whose only form is `form`."""
    return Template("harbour/minutes", "harbour", "Harbour Board", "Minutes", (form(scheme),))


_RICH_KEYS = ("summary", "ask", "ask_too", "facts", "more", "yet_more", "loose", "why")


@st.composite
def answers(draw: st.DrawFn) -> dict[str, Value]:
    """Answers of the form, each block with an id of its own in the whole paper."""
    given: dict[str, Value] = {
        "minutes.title": draw(words),
        _PLACE: draw(words),
        "minutes.author": Person(draw(words), draw(words)),
        "minutes.interests": draw(lines),
        "minutes.deferred": draw(st.booleans()),
        "minutes.until": date(2026, 3, 2),
    }
    for name in draw(st.lists(st.sampled_from(_RICH_KEYS), max_size=4, unique=True)):
        given[f"minutes.{name}"] = RichText(draw(rich_blocks))
    return {key: _aimed(value, given) for key, value in given.items()}


def _aimed(value: Value, given: dict[str, Value]) -> Value:
    """Return text whose references mean blocks of the paper, but for every third, which is lost."""
    blocks = [block for other in given.values() if isinstance(other, RichText) for block in other.blocks]
    if not isinstance(value, RichText):
        return value

    def aim(runs: Inlines) -> Inlines:
        return tuple(
            CrossRef(blocks[int(run.target, 16) % len(blocks)].id)
            if isinstance(run, CrossRef) and int(run.target, 16) % 3
            else run
            for run in runs
        )

    return RichText(tuple(_with_runs(block, aim) for block in value.blocks))


def _with_runs(block: Block, change: Callable[[Inlines], Inlines]) -> Block:
    if isinstance(block, Table):
        rows = tuple(tuple(Cell(change(cell.runs)) for cell in row) for row in block.rows)
        return replace(block, rows=rows)
    return replace(block, runs=change(block.runs))


def signed(made: Template, given: dict[str, Value], *, choice: str = "") -> tuple[Event, ...]:
    """Return a record in which the tick and the signature of the form stand for the text as it is."""
    reading = read_public(made, PublicPaper("p", made.key, given))
    own = made.forms[0]
    at = "2026-03-02T10:00:00+00:00"
    tick = Event(0, EventKind.TICKED, 1, at, "Ann", "Treasurer", TICK.key, choice, "by law")
    sign = Event(0, EventKind.SIGNED, 1, at, "Bo", "Harbour master", SIGNATURE.key, "2026-03-02")
    record: tuple[Event, ...] = ()
    for event, item in ((tick, TICK), (sign, SIGNATURE)):
        record = (*record, chained(record, replace(event, digest=field_digest(reading, own, item))))
    return record


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """A document of every kind of node, in any edition, signed or not."""
    made = template(draw(st.sampled_from(SCHEMES)))
    given = draw(answers())
    record = signed(made, given, choice=draw(st.sampled_from(("", "none")))) if draw(st.booleans()) else ()
    paper = PublicPaper("00000000-0000-4000-8000-000000000001", made.key, given, record=record)
    edition = draw(st.sampled_from(Edition))
    return build_public(made, "minutes", paper, edition, draft=draw(st.booleans()))
