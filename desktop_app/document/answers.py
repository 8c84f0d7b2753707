"""Answers of fields as nodes of a document, each kind in its own way."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import assert_never

from desktop_app.domain import richtext as rich
from desktop_app.domain.fields import (
    AnyField,
    RecommendationField,
    RichTextField,
    Show,
    SignatureField,
    TickField,
)
from desktop_app.domain.form import Form, Section
from desktop_app.domain.reading import Reading, date_words
from desktop_app.domain.record import Event
from desktop_app.domain.signoff import SignOff, Standing, field_digest, fingerprint, sign_off

from .model import (
    Box,
    Declaration,
    Inlines,
    Item,
    Labelled,
    Node,
    Para,
    Question,
    Questions,
    Signature,
    Span,
    Statement,
    Title,
)
from .text import Texts


@dataclass(frozen=True, slots=True)
class Answers:
    """What answers are turned into nodes with. secret: keys the digests of Part 2, "" for Part 1."""

    form: Form
    reading: Reading
    record: tuple[Event, ...]
    texts: Texts
    secret: str = ""

    def sign_off(self, item: AnyField) -> SignOff:
        """Return how it stands with a tick or signature."""
        return sign_off(self.reading, self.form, item, self.record, self.secret)

    def filled(self, runs: rich.Inlines) -> Inlines:
        """Return a form's words as inline pieces with their slots filled."""
        return self.texts.runs(self.reading.fill(runs, self.form.document))


@dataclass(frozen=True, slots=True)
class Asked:
    """Fields of one kind that stand next to each other."""

    kind: str
    items: tuple[AnyField, ...]


def field_nodes(answers: Answers, section: Section, asked: Asked, level: int) -> list[Node]:
    """Return the nodes of neighbouring fields. level: of headings within their text."""
    if asked.kind == "ticks":
        head = (*section.table_head, "", "")[:2]
        rows = tuple(_statement(answers, item) for item in asked.items if isinstance(item, TickField))
        return [Declaration((head[0], head[1]), rows)]
    if asked.items[0].show is Show.QUESTION:
        return [Questions(tuple(_question(answers, item) for item in asked.items))]
    return [node for item in asked.items for node in _single(answers, item, level)]


def _single(answers: Answers, item: AnyField, level: int) -> list[Node]:
    reading = answers.reading
    match item:
        case RecommendationField():
            return _recommendations(answers, item, level)
        case RichTextField():
            blocks = reading.blocks(item.key) if reading.asked(item) else ()
            return answers.texts.blocks(item.key, blocks, level=level, hangs=item.numbered)
        case SignatureField():
            return [_signature(answers, item)]
        case _:
            words = reading.words(item.key) if reading.asked(item) else ""
            return _shown(answers, item, words)


def _shown(answers: Answers, item: AnyField, words: str) -> list[Node]:
    spans = answers.texts.runs(rich.text_runs(words))
    match item.show:
        case Show.NONE:
            return []
        case Show.TITLE:
            return [Title(spans or (Span(item.label),), item.key)]
        case Show.LABELLED:
            return [Labelled(item.label, spans, item.key)]
        case Show.BOX:
            lines = getattr(item, "lines", 3)
            return [Box(spans, item.key, max(2, lines))]
        case Show.QUESTION:
            return [Questions((_question(answers, item),))]
        case Show.BODY:
            return [Para(spans, key=item.key)] if spans else []
        case _:
            assert_never(item.show)


def _question(answers: Answers, item: AnyField) -> Question:
    label = answers.filled(item.printed) if item.printed else (Span(item.label),)
    asked = answers.reading.asked(item)
    words = answers.reading.words(item.key) if asked else ""
    return Question(label, answers.texts.runs(rich.text_runs(words)), item.key)


def _recommendations(answers: Answers, item: RecommendationField, level: int) -> list[Node]:
    blocks = answers.reading.blocks(item.key) if answers.reading.asked(item) else ()
    lead = answers.filled(item.lead_in)
    top = [block for block in blocks if isinstance(block, rich.Paragraph)]
    if item.run_in and len(blocks) == 1 and top:
        before = (*_without_colon(lead), Span(" "))
        words = (*before, *answers.texts.runs(top[0].runs))
        return [Para(words, key=item.key, id=answers.texts.identity(top[0]), lead=len(before))]
    nodes: list[Node] = [Para(lead, fixed=True, keep_next=True)] if lead else []
    numbers = answers.texts.numbers

    def asked_for(block: rich.Block) -> bool:
        top = isinstance(block, rich.Paragraph) and block.level == 0
        return top and numbers.of(item.key, block.id) != ""

    first = True
    for is_item, group in groupby(blocks, key=asked_for):
        if not is_item:
            nodes += answers.texts.blocks(item.key, group, level=level, hangs=True)
            continue
        for block in group:
            if isinstance(block, rich.Paragraph):
                nodes.append(_recommended(answers, item, block, first=first))
                first = False
    return nodes


def _recommended(answers: Answers, item: RecommendationField, block: rich.Paragraph, *, first: bool) -> Item:
    label = answers.texts.numbers.of(item.key, block.id)
    words = answers.texts.runs(block.runs)
    words = _bold(words) if item.bold else words
    id_ = answers.texts.identity(block)
    return Item(words, label, "recommendation", item.marker, first=first, key=item.key, id=id_)


def _bold(runs: Inlines) -> Inlines:
    return tuple(
        Span(run.text, True, run.italic, run.underline, run.link) if isinstance(run, Span) else run
        for run in runs
    )


def _without_colon(runs: Inlines) -> Inlines:
    last = runs[-1] if runs else None
    if isinstance(last, Span) and last.text.rstrip().endswith(":"):
        text = last.text.rstrip().removesuffix(":")
        return (*runs[:-1], Span(text, last.bold, last.italic, last.underline, last.link))
    return runs


def _statement(answers: Answers, item: TickField) -> Statement:
    given = answers.sign_off(item)
    stands = given.standing is Standing.STANDS
    event = given.event
    other = ""
    if stands and event is not None and event.choice:
        label = next((o.label for o in item.alternatives if o.key == event.choice), event.choice)
        other = f"{label}: {event.note}" if event.note else label
    # Of a tick over several statements one may be answered otherwise, the rest being confirmed.
    part = next((o.statement for o in item.alternatives if event and o.key == event.choice), 0)
    ticked = stands and (not other or part > 0)
    parts = tuple(answers.filled(runs) for runs in item.statements)
    return Statement(item.label, parts, ticked, item.key, other)


def _signature(answers: Answers, item: SignatureField) -> Signature:
    given = answers.sign_off(item)
    # Of what this one signs, so that it can be held against the digest on record.
    mark = fingerprint(field_digest(answers.reading, answers.form, item, answers.secret))
    if given.standing is not Standing.STANDS or given.event is None:
        return Signature(item.post, item.key, fingerprint=mark, decides=item.decides)
    return Signature(item.post, item.key, given.event.who, _day(given.event.choice), mark, item.decides)


def _day(iso: str) -> str:
    try:
        return date_words(date.fromisoformat(iso))
    except ValueError:
        return iso
