"""Building a document: a form and the answers of a paper made into one tree, ready for any writer.

A public document is built from a PublicPaper, which has no Part 2 in it.
"""

from dataclasses import dataclass, replace
from itertools import groupby

from desktop_app.domain import richtext as rich
from desktop_app.domain.edition import Edition
from desktop_app.domain.fields import (
    AnyField,
    RecommendationField,
    RichTextField,
    SignatureField,
    TickField,
)
from desktop_app.domain.form import Form, Section, Template, Wording
from desktop_app.domain.numbering import Counter, number
from desktop_app.domain.paper import Choices, Paper, PublicPaper
from desktop_app.domain.reading import Reading, read_public, read_whole, value_words
from desktop_app.domain.record import Event

from .answers import Answers, Asked, field_nodes
from .model import Document, Heading, Kicker, Node, Para, Stretch
from .text import Texts


def build_public(
    template: Template,
    document: str,
    paper: PublicPaper,
    edition: Edition,
    *,
    draft: bool,
    modified: str = "",
) -> Document:
    """Return a public document of a paper. Raises ValueError for a restricted one, KeyError for none.

    draft: it is marked as one. modified: ISO 8601 moment for the file's properties.
    """
    form = template.form(document)
    if form.restricted:
        raise ValueError(f"{document} is restricted and cannot be built from Part 1")
    given = Given(form, read_public(template, paper), paper.record, edition, draft)
    return _built(given, modified)


def build_restricted(
    template: Template, document: str, paper: Paper, edition: Edition, *, draft: bool, modified: str = ""
) -> Document:
    """Return a document of Part 2. Raises ValueError for a public one, KeyError where there is none."""
    form = template.form(document)
    if not form.restricted:
        raise ValueError(f"{document} is public and must be built from Part 1 alone")
    part = paper.restricted
    return _built(
        Given(form, read_whole(template, paper), part.record, edition, draft, part.secret), modified
    )


@dataclass(frozen=True, slots=True)
class Given:
    """What a document is built from."""

    form: Form
    reading: Reading
    record: tuple[Event, ...]
    edition: Edition
    draft: bool
    secret: str = ""


def _built(given: Given, modified: str) -> Document:
    form, reading = given.form, given.reading
    title, reference = reading.title(form), reading.reference(form)
    marking = rich.readable(reading.fill(form.marking, form.document))
    nodes, sections = _nodes(given)
    short = title if len(title) <= 60 else title[:60].rsplit(" ", 1)[0] + " …"
    return Document(
        title=title or form.label,
        subject=" – ".join(word for word in (form.label, reference) if word),
        author=reading.words(form.author_key) if form.author_key else "",
        marking=f"DRAFT – {marking}" if given.draft else marking,
        foot="  ".join(word for word in (reference, short) if word),
        edition=given.edition,
        nodes=tuple(nodes),
        scheme=form.scheme,
        draft=given.draft,
        language=form.language,
        reference=reference,
        name=form.document,
        modified=modified,
        sections=() if given.edition is Edition.PUBLICATION else tuple(sections),
    )


def _nodes(given: Given) -> tuple[list[Node], list[Stretch]]:
    """Return the nodes of a document, and where among them each section of the form stands."""
    form, reading = given.form, given.reading
    numbers = number(form, reading)
    texts = Texts(numbers, form.scheme, ids=given.edition is not Edition.PUBLICATION)
    answers = Answers(form, reading, given.record, texts, given.secret)
    nodes: list[Node] = [Kicker(texts.runs(reading.fill(line, form.document))) for line in form.kicker]
    sections: list[Stretch] = []
    level = 0
    for section in form.sections:
        made = _section(answers, section, numbers.headings.get(section.key, ""), level)
        level = level_after(made, level)
        place = len(nodes), len(nodes) + len(made)
        sections.append(Stretch(section.key, section.label, *place, _asks_in_vain(section, reading)))
        nodes += made
    return nodes, sections


def _asks_in_vain(section: Section, reading: Reading) -> bool:
    """Say whether a section asks for a text that nobody has written yet."""
    texts = (item for item in section.fields if isinstance(item, RichTextField | RecommendationField))
    return any(reading.asked(item) and not reading.blocks(item.key) for item in texts)


def level_after(nodes: list[Node], level: int) -> int:
    """Return the level of the last heading among nodes, `level` where there is none."""
    levels = [node.level for node in nodes if isinstance(node, Heading)]
    return levels[-1] if levels else level


def _section(answers: Answers, section: Section, label: str, before: int) -> list[Node]:
    texts, reading, document = answers.texts, answers.reading, answers.form.document
    nodes: list[Node] = []
    if section.banner:
        words = texts.runs(reading.fill(section.banner, document))
        nodes.append(Heading(1, words, banner=True, new_page=section.new_page))
    if section.heading:
        # No level is skipped, whatever the form says: a screen reader's outline must hold.
        level = min(section.heading_level, (1 if section.banner else before) + 1)
        words = texts.runs(reading.fill(section.heading, document))
        new_page = section.new_page and not section.banner
        nodes.append(Heading(level, words, label, section.key, new_page=new_page))
    under = level_after(nodes, before)
    for kind, group in groupby(section.items, key=_kind):
        items = list(group)
        if kind == "wording":
            wordings = [item for item in items if isinstance(item, Wording)]
            nodes += [node for item in wordings for node in _wording(answers, item, under + 1)]
        else:
            asked = [item for item in items if not isinstance(item, Wording)]
            nodes += field_nodes(answers, section, Asked(kind, tuple(asked)), under + 1)
    return nodes


def _kind(item: AnyField | Wording) -> str:
    if isinstance(item, Wording):
        return "wording"
    if isinstance(item, TickField):
        return "ticks"
    if isinstance(item, SignatureField):
        return item.key
    return f"show {item.show}" if item.show.value == "question" else item.key


def _wording(answers: Answers, wording: Wording, level: int) -> list[Node]:
    reading, document = answers.reading, answers.form.document
    if not reading.holds(wording.when, document):
        return []
    counter = Counter(answers.form.scheme)
    blocks = [
        each
        for block in wording.printed(answers.record)
        for each in _for_each_answer(reading, block, document)
    ]
    labels = {block.id: counter.label(block, numbered=False) for block in blocks}
    filled = tuple(_filled(reading, block, document) for block in blocks)
    nodes = answers.texts.blocks("", filled, level=level, fixed=True, labels=labels)
    if wording.centred:
        return [Para(n.runs, fixed=True, centred=True) if isinstance(n, Para) else n for n in nodes]
    return nodes


def _for_each_answer(reading: Reading, block: rich.Block, document: str) -> list[rich.Block]:
    """Return a block, or where it is a bullet that is nothing but a slot of several answers, one for each."""
    if not (isinstance(block, rich.ListItem) and len(block.runs) == 1):
        return [block]
    slot = block.runs[0]
    key = slot.key if isinstance(slot, rich.Slot) else ""
    full = key if "." in key else f"{document}.{key}"
    value = reading.get(full)
    if not (isinstance(value, Choices) and value.keys):
        return [block]
    item = reading.template.field(full)
    told = [value_words(item, Choices((chosen,))) for chosen in value.keys]
    return [
        rich.ListItem(rich.text_runs(words), block.kind, block.level, f"{block.id}.{n}")
        for n, words in enumerate(told)
    ]


def _filled(reading: Reading, block: rich.Block, document: str) -> rich.Block:
    match block:
        case rich.Paragraph():
            return rich.Paragraph(reading.fill(block.runs, document), block.level, block.numbered, block.id)
        case rich.ListItem():
            return rich.ListItem(reading.fill(block.runs, document), block.kind, block.level, block.id)
        case rich.SubHeading():
            return rich.SubHeading(reading.fill(block.runs, document), block.id)
        case rich.Table():
            rows = tuple(
                tuple(rich.Cell(reading.fill(cell.runs, document)) for cell in row) for row in block.rows
            )
            return replace(block, rows=rows)
