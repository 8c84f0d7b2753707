"""Where everything of a paper stands: puts notes in form order and makes findings of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.richtext import Block, block_text
from desktop_app.domain.same import same

from .aside import MISSING, mark_of
from .finding import Finding
from .rule import Context, Note, Rule

Noted = tuple[Rule, Note]


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class _Place:
    """Where a key stands. own: it is a field's, not a section's. label: how a message names it."""

    order: int
    form: Form
    section: Section
    own: bool
    label: str


@same(64)  # the templates of an installation
def _places(template: Template) -> dict[str, _Place]:
    fields = frozenset(item.key for item in template.fields)
    found: dict[str, _Place] = {}
    for form in template.forms:
        for section in form.sections:
            own = () if section.key in fields else (section.key,)
            for key in (*own, *(item.key for item in section.fields)):
                found[key] = _Place(len(found), form, section, key in fields, _label(section, key))
    return found


def _label(section: Section, key: str) -> str:
    label = next((item.label for item in section.fields if item.key == key), "")
    if label and len(tuple(section.fields)) > 1 and label.casefold() != section.label.casefold():
        return f"{section.label}, {label.rstrip(' :?–')}"
    return section.label


def in_order(context: Context, noted: Iterable[Noted]) -> tuple[Finding, ...]:
    """Return the findings in form order, then block position, start and rule id."""
    places, pairs = _places(context.template), list(noted)
    blocks = _blocks(context, places, {note.key for _, note in pairs})

    def place(pair: Noted) -> tuple[int, int, tuple[int, int], int, str, int]:
        rule, note = pair
        at, _ = blocks.get((note.key, note.block), (-1, None))
        return places[note.key].order, at, note.cell or (-1, -1), note.start, rule.id, note.end

    return tuple(
        _found(context, rule, note, places[note.key], blocks.get((note.key, note.block), (-1, None))[1])
        for rule, note in sorted(pairs, key=place)
    )


def _blocks(
    context: Context, places: dict[str, _Place], keys: Iterable[str]
) -> dict[tuple[str, str], tuple[int, Block]]:
    found: dict[tuple[str, str], tuple[int, Block]] = {}
    for key in keys:
        blocks = context.reading(places[key].form).blocks(key)
        found |= {(key, block.id): (index, block) for index, block in enumerate(blocks)}
    return found


def _found(context: Context, rule: Rule, note: Note, place: _Place, block: Block | None) -> Finding:
    form = place.form
    paragraph = context.numbers[form.document].of(note.key, note.block) if note.block else ""
    text = ""
    if not rule.id.startswith(MISSING):
        text = _text(block) if block is not None else context.reading(form).words(note.key)
    # what a finding of Part 2 says could be guessed from a plain digest of it
    full = context.full
    secret = full.restricted.secret if (form.restricted or note.restricted) and full is not None else ""
    return _finding(note, rule, place, paragraph, text, secret)


@same(16384)  # blocks of some thirty long papers
def _text(block: Block) -> str:
    return block_text(block)


@same(8192)  # a note that is still the same makes the same finding, as long as the text around it is
def _finding(note: Note, rule: Rule, place: _Place, paragraph: str, text: str, secret: str) -> Finding:
    form = place.form
    return Finding(
        rule=rule.id,
        severity=note.severity,
        title=rule.title,
        message=f"{_where(note, place, paragraph)}: {note.says}",
        document=form.document,
        section=place.section.key,
        field=note.key if place.own else "",
        block=note.block,
        paragraph=paragraph,
        cell=note.cell,
        start=note.start,
        end=note.end,
        text=note.text,
        restricted=form.restricted or note.restricted,
        mark="" if rule.id.startswith(MISSING) else mark_of(rule.id, note, text, secret),
    )


def _where(note: Note, place: _Place, paragraph: str) -> str:
    words = [place.label]
    if any(sign.isalnum() for sign in paragraph):
        words.append(paragraph.rstrip("."))
    if note.cell is not None:
        words.append(f"row {note.cell[0] + 1}, column {note.cell[1] + 1}")
    return ", ".join(words)
