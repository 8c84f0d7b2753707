"""Review copies: by which sign a copy is known when it comes back, and what was sent out in it."""

import hashlib
import hmac
import json
from collections.abc import Iterator
from dataclasses import replace

from desktop_app.document.build import build_public, build_restricted
from desktop_app.document.model import (
    Box,
    DataTable,
    Declaration,
    Document,
    Heading,
    Item,
    Kicker,
    Labelled,
    Node,
    Para,
    Questions,
    Signature,
    Span,
    Title,
)
from desktop_app.document.model import Inlines as DocumentInlines
from desktop_app.domain.edition import Edition
from desktop_app.domain.fields import RecommendationField, RichTextField
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.paper import Paper, RichText
from desktop_app.domain.reading import Reading, read_public, read_whole
from desktop_app.domain.richtext import Block, ListKind
from desktop_app.domain.richtext_json import block_data
from desktop_app.domain.value_json import value_data
from desktop_app.export.word.identities import of_bookmark
from desktop_app.intake.docx.blanks import PROMPTS
from desktop_app.intake.docx.returned import Sent
from desktop_app.intake.docx.sections import SentSection
from desktop_app.intake.docx.tokens import Sorted, Standing
from desktop_app.intake.squeeze import squeeze


def copy_id(form: Form, reading: Reading, secret: str) -> str:
    """Return the sign of a copy: of its text, keyed, so that it tells nothing to who guesses."""
    answers: dict[str, object] = {}
    for item in form.fields:
        value = reading.get(item.key)
        if isinstance(value, RichText):
            answers[item.key] = [block_data(block) for block in value.blocks]
        elif value is not None:
            answers[item.key] = value_data(value)
    words = json.dumps([form.document, answers], sort_keys=True, ensure_ascii=False)
    key = f"engross-copy-v1 {secret}".encode()
    return hmac.new(key, words.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:24]


def marked(document: Document, sign: str) -> Document:
    """Return a document with the sign of its copy where it goes out to be reviewed, else as it is."""
    return replace(document, export=sign) if document.edition is Edition.REVIEW else document


def sign_of(template: Template, form: Form, paper: Paper) -> str:
    """Return the sign that a review copy of a document of a paper has."""
    if form.restricted:
        return copy_id(form, read_whole(template, paper), paper.restricted.secret or paper.id)
    return copy_id(form, read_public(template, paper.public), paper.id)


def sent_of(template: Template, form: Form, paper: Paper) -> Sent:
    """Return a document of a paper as it was, or would be, sent out."""
    if form.restricted:
        document = build_restricted(template, form.document, paper, Edition.REVIEW, draft=False)
        reading = read_whole(template, paper)
    else:
        document = build_public(template, form.document, paper.public, Edition.REVIEW, draft=False)
        reading = read_public(template, paper.public)
    printed = {id_ for node in document.nodes if (id_ := getattr(node, "id", ""))}
    blocks = tuple((key, block) for key, block in _owned(reading, form) if block.id in printed)
    targets = {bookmark(block.id): block.id for _, block in blocks}
    fixed = frozenset(_fixed(document, {block.id for _, block in blocks}))
    leads = dict(_leads(document))
    sections = tuple(_sections(document, reading, form))
    identities = {of_bookmark(name): id_ for name, id_ in targets.items()}
    sign, stood = sign_of(template, form, paper), dict(_stood(document))
    unnumbered = frozenset(i.key for i in form.fields if isinstance(i, RichTextField) and not i.numbered)
    return Sent(blocks, targets, fixed, sign, leads, sections, identities, stood, unnumbered)


def _fixed(document: Document, own: set[str]) -> Iterator[str]:
    """Yield all words that are printed, squeezed, but those of a block where it stands first.

    Words of it that come back a second time were copied by somebody.
    """
    left = set(own)
    for node in document.nodes:
        id_ = getattr(node, "id", "")
        if id_ in left and not isinstance(node, DataTable):  # whose caption is a paragraph of its own
            left.remove(id_)
        else:
            yield from (squeeze(words) for words in _words(node))


def _sections(document: Document, reading: Reading, form: Form) -> Iterator[SentSection]:
    """Yield the sections of a form as a document prints them."""
    for stretch, section in zip(document.sections, form.sections, strict=True):
        nodes = document.nodes[stretch.start : stretch.end]
        heads = [node for node in nodes if isinstance(node, Heading) and node.key == stretch.key]
        heading = squeeze(_plain(heads[0].runs)) if heads else ""
        yield SentSection(stretch.key, bookmark(stretch.key), heading, _written_in(section, reading))


def _written_in(section: Section, reading: Reading) -> str:
    """Return the one field of a section in which an author writes, "" where that is not one alone."""
    texts = [item for item in section.fields if isinstance(item, RichTextField | RecommendationField)]
    free = [item.key for item in texts if reading.asked(item) and not item.follows]
    return free[0] if len(texts) == len(free) == 1 else ""


def _leads(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the words of the form that stand before a block in its paragraph, by the block's id."""
    for node in document.nodes:
        if isinstance(node, Para) and node.lead:
            yield node.id, _plain(node.runs[: node.lead])


def _stood(document: Document) -> Iterator[tuple[str, Standing]]:
    """Yield what an author's paragraphs are printed as, by id, but where the form has a hand in it."""
    for node in document.nodes:
        match node:
            case Heading(id=id_) if id_:
                yield id_, Standing(Sorted.HEADING)
            case Para(id=id_, number=number, level=level, lead=0) if id_:
                yield id_, Standing(Sorted.NUMBERED, level) if number else Standing(Sorted.PLAIN)
            case Item(id=id_, kind=kind, level=level) if id_ and kind in tuple(ListKind):
                yield id_, Standing(Sorted.ITEM, level, ListKind(kind))
            case _:
                pass


def bookmark(id_: str) -> str:
    """Return the name of the bookmark that a Word file gives a block."""
    return "_" + hashlib.sha256(id_.encode()).hexdigest()[:16]


def _owned(reading: Reading, form: Form) -> Iterator[tuple[str, Block]]:
    """Yield the blocks of a document with the field that holds each, be it one that is followed."""
    owners: dict[str, str] = {}
    for item in reading.template.fields:
        own = reading.own(item.key)
        for block in own.blocks if isinstance(own, RichText) else ():
            owners.setdefault(block.id, item.key)
    seen: set[str] = set()
    for item in form.fields:
        for block in reading.blocks(item.key):
            if block.id not in seen:
                seen.add(block.id)
                yield owners.get(block.id, item.key), block


def _plain(runs: DocumentInlines) -> str:
    """Return the words of inline pieces as a file has them, references and line ends too."""
    return "".join(getattr(run, "text", "") if not isinstance(run, Span) else run.text for run in runs)


def _words(node: Node) -> Iterator[str]:
    """Yield the words that a node prints, each paragraph of it."""
    match node:
        case Kicker(runs=runs) | Title(runs=runs) | Heading(runs=runs) | Para(runs=runs) | Item(runs=runs):
            yield _plain(runs)
        case DataTable(caption=caption, rows=rows):
            yield caption
            yield from (_plain(cell.runs) for row in rows for cell in row)
        case Questions(rows=rows):
            for row in rows:
                yield from (_plain(row.label), _plain(row.answer))
        case Labelled(label=label, answer=answer):
            ends = label.rstrip().endswith((":", "?"))
            yield f"{label} {_plain(answer)}" if ends else f"{label}: {_plain(answer)}"
        case Declaration(head=head, rows=rows):
            yield from head
            for row in rows:
                yield from (row.name, row.answer, "☐", "☑", *(_plain(part) for part in row.parts))
        case Signature(name=name, post=post, date=date):
            yield from ("Signature", "Date", name, post, date, node.text_line, *PROMPTS)
        case Box(runs=runs):
            yield _plain(runs)
