"""Papers to export: one for every template with every field filled, the sample, the published ones."""

import json
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

from desktop_app.app.answers import with_ids
from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import Document, Edition
from desktop_app.domain.fields import (
    AnyField,
    ChoiceField,
    DateField,
    LineField,
    MarkingField,
    MonthField,
    PersonField,
    RecommendationField,
    ReferenceField,
    RichTextField,
    SignatureField,
    TickField,
    YesNoField,
)
from desktop_app.domain.form import Template
from desktop_app.domain.paper import Choices, Month, Paper, Person, PublicPaper, Restricted, RichText, Value
from desktop_app.domain.richtext import (
    Blocks,
    Cell,
    CrossRef,
    Footnote,
    LineBreak,
    ListItem,
    ListKind,
    Paragraph,
    SubHeading,
    Table,
    Text,
    text_runs,
)
from desktop_app.domain.value_json import value_from
from desktop_app.intake.text import import_text
from desktop_app.storage.forms import load_catalogue
from tests.intake.sample import NOW

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
PUBLISHED = ROOT.parent / "shared" / "papers"


@cache
def templates() -> dict[str, Template]:
    """Return the templates that the project ships."""
    return dict(load_catalogue(ROOT / "forms").templates)


def every_kind_of_block(name: str) -> Blocks:
    """Return blocks of all kinds, with notes, links, references and lists that begin anew."""
    note = Footnote(f"{name}n", (Text("As agreed in "), Text("2019", link="https://example.org/?a=1&b=2")))
    amounts = Table(
        tuple(
            tuple(Cell(text_runs(words)) for words in row)
            for row in (("What", "2025/26"), ("Dredging", "£1,200"), ("Total", "£1,200"))
        ),
        total=True,
        caption=f"Cost of {name}",
        id=f"{name}t",
    )
    far = (CrossRef(f"{name}{place}") for place in (3, 2, 7))
    return (
        Paragraph((Text("The harbour silts up."), note, Text(" See "), CrossRef(f"{name}5")), id=f"{name}0"),
        ListItem(text_runs("gates"), ListKind.LETTER, id=f"{name}1"),
        ListItem(text_runs("a gull"), ListKind.BULLET, 1, id=f"{name}2"),
        ListItem(text_runs("locks"), ListKind.LETTER, id=f"{name}3"),
        SubHeading(text_runs("What it costs"), id=f"{name}4"),
        Paragraph(text_runs("The cost is:"), id=f"{name}5"),
        amounts,
        Paragraph(text_runs("below"), 1, id=f"{name}6"),
        Paragraph((Text("bold", bold=True), LineBreak(), Text("slanted", italic=True)), 1, id=f"{name}7"),
        Paragraph((Text("See "), *far), numbered=False, id=f"{name}8"),
        ListItem(text_runs("anew"), ListKind.NUMBER, id=f"{name}9"),
    )


def answer(item: AnyField) -> Value | None:  # noqa: PLR0911 - one case a kind of field
    """Return an answer that a field of its kind can hold; None for what is signed."""
    match item:
        case RichTextField() | RecommendationField():
            return RichText(every_kind_of_block(item.key.replace(".", "_")))
        case YesNoField():
            return True
        case DateField():
            return date(2026, 3, 2)
        case MonthField():
            return Month(2026, 3)
        case PersonField():
            return Person("Ann Example", "Harbour master")
        case ChoiceField(options=options, many=many):
            keys = tuple(option.key for option in options)
            return Choices(keys if many else keys[:1])
        case MarkingField(options=options):
            return options[0].key if options else "OPEN"
        case ReferenceField(example=example) | LineField(example=example):
            return example or f"{item.label} <R&D> “and” ’more’"
        case TickField() | SignatureField():
            return None


def filled(template: Template) -> Paper:
    """Return a paper of a template with every field answered."""
    public, restricted = dict[str, Value](), dict[str, Value]()
    for item in template.fields:
        value = answer(item)
        if value is not None and not item.follows:
            (restricted if template.is_restricted(item.key) else public)[item.key] = value
    identity = "00000000-0000-4000-8000-000000000002"
    return Paper(PublicPaper(identity, template.key, public), Restricted(restricted, secret="s3cret"))


def sample() -> Paper:
    """Return the sample paper."""
    data = json.loads((RESOURCES / "sample" / "paper.json").read_text(encoding="utf-8"))
    template = templates()[data["template"]]
    answers = {key: value_from(with_ids(value)) for key, value in data["answers"].items()}
    parts = (
        {key: value for key, value in answers.items() if template.is_restricted(key) is restricted}
        for restricted in (False, True)
    )
    return Paper(PublicPaper("p", template.key, next(parts)), Restricted(next(parts)))


def published() -> dict[str, Paper]:
    """Return the published papers that are at hand."""
    paths = sorted(PUBLISHED.glob("*.txt")) if PUBLISHED.is_dir() else []
    texts = {path.stem: path.read_text(encoding="utf-8") for path in paths}
    return {name: import_text(text, templates(), name, NOW).paper for name, text in texts.items()}


def papers() -> dict[str, Paper]:
    """Return all of them by name."""
    return {**{key: filled(each) for key, each in templates().items()}, "sample": sample(), **published()}


def documents_of(paper: Paper, edition: Edition, *, draft: bool = False) -> Iterator[Document]:
    """Yield every document of a paper."""
    template = templates()[paper.public.template]
    for form in template.forms:
        if form.restricted:
            yield build_restricted(template, form.document, paper, edition, draft=draft)
        else:
            yield build_public(template, form.document, paper.public, edition, draft=draft)
