"""Small forms of an authority of the tests' own."""

from desktop_app.domain.fields import (
    Alternative,
    Condition,
    DateField,
    LineField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    Stage,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Form, FormRef, Section, Template
from desktop_app.domain.paper import Paper, PublicPaper, Restricted, RichText, Value
from desktop_app.domain.richtext import ListItem, ListKind, Paragraph, Slot, Text, text_runs
from desktop_app.domain.scheme import Scheme

BY_SECTION = Scheme("{section}.", ("{section}.{n}.", "({a})", "({i})"), letters=("{a})", "{i})"))
CONTINUOUS = Scheme("", ("{n}.", "{a}."), continuous=True)


def section(name: str, *items: object, document: str = "note", numbered: bool = False) -> Section:
    """Return a section under a document."""
    return Section(f"{document}.{name}", name.capitalize(), items, numbered=numbered)  # pyright: ignore[reportArgumentType]


NOTE = Form(
    FormRef("harbour", "note", "1"),
    "note",
    "Decision note",
    (
        section(
            "head",
            ReferenceField(key="note.reference", label="Reference", required=Stage.DECIDED),
            LineField(key="note.title", label="Title", required=Stage.SIGNING),
        ),
        section("ask", RecommendationField(key="note.ask", label="Ask", lead_in=(Text("To:"),))),
        section("facts", RichTextField(key="note.facts", label="Facts"), numbered=True),
        section("money", RichTextField(key="note.money", label="Money"), numbered=True),
        section(
            "access",
            YesNoField(key="note.deferred", label="Deferred?"),
            DateField(key="note.until", label="Until", when=Condition("deferred", True)),
        ),
        section(
            "ticks",
            TickField(
                key="note.tick",
                label="Money seen",
                statements=((Text("The treasurer has seen this."),),),
                alternatives=(Alternative("none", "Not applicable"),),
                vouches_for=("note.money",),
            ),
            SignatureField(key="note.sign", label="Signed", post="Harbour master", decides=True),
        ),
    ),
    BY_SECTION,
    title_key="note.title",
    reference_key="note.reference",
    marking=(Text("OPEN"),),
)
REPORT = Form(
    FormRef("harbour", "report", "1"),
    "report",
    "Report",
    (
        section(
            "name", LineField(key="report.name", label="Name", follows=("note.title",)), document="report"
        ),
        section(
            "all",
            RichTextField(key="report.all", label="All", follows=("note.facts", "note.money")),
            document="report",
        ),
    ),
    CONTINUOUS,
    title_key="report.name",
    marking=(Text("OPEN – "), Slot("name")),
)
CLOSED = Form(
    FormRef("harbour", "closed", "1"),
    "closed",
    "Closed part",
    (section("facts", RichTextField(key="closed.facts", label="Facts"), document="closed"),),
    restricted=True,
    marking=(Text("CLOSED"),),
)
TEMPLATE = Template("harbour/note", "harbour", "Harbour Board", "Decision note", (NOTE, REPORT, CLOSED))


def rich(*texts: str) -> RichText:
    """Return numbered paragraphs with ids p0, p1 …"""
    return RichText(tuple(Paragraph(text_runs(text), id=f"p{n}") for n, text in enumerate(texts)))


def item(text: str, kind: ListKind = ListKind.LETTER, level: int = 0) -> ListItem:
    """Return a list item."""
    return ListItem(text_runs(text), kind, level)


def paper(answers: dict[str, Value] | None = None, restricted: dict[str, Value] | None = None) -> Paper:
    """Return a paper on the template of the tests."""
    public = PublicPaper("00000000-0000-4000-8000-000000000001", TEMPLATE.key, answers or {})
    return Paper(public, Restricted(restricted or {}, secret="s3cret"))
