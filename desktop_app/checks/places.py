"""Where everything of a paper stands: puts notes in form order and makes findings of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from desktop_app.domain.fields import AnyField
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.paper import RichText, Value
from desktop_app.domain.reading import value_words
from desktop_app.domain.richtext import Block, block_text
from desktop_app.domain.same import same

from .aside import MISSING, mark_of
from .finding import Finding
from .memory import made_of
from .rule import Context, Note, Rule

Noted = tuple[Rule, Note]


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class _Place:
    """Where a key stands. item: the field that it is of, None for a section's. label: what it is called."""

    order: int
    form: Form
    section: Section
    item: AnyField | None
    label: str


@same(64)  # the templates of an installation
def _places(template: Template) -> dict[str, _Place]:
    fields = {item.key: item for item in template.fields}
    found: dict[str, _Place] = {}
    for form in template.forms:
        for section in form.sections:
            own = () if section.key in fields else (section.key,)
            for key in (*own, *(item.key for item in section.fields)):
                found[key] = _Place(len(found), form, section, fields.get(key), _label(section, key))
    return found


def _label(section: Section, key: str) -> str:
    label = next((item.label for item in section.fields if item.key == key), "")
    if label and len(tuple(section.fields)) > 1 and label.casefold() != section.label.casefold():
        return f"{section.label}, {label.rstrip(' :?–')}"
    return section.label


def in_order(context: Context, noted: Iterable[Noted]) -> tuple[Finding, ...]:
    """Return the findings in form order, then block position, start and rule id."""
    places = _places(context.template)
    fields: dict[str, list[Noted]] = {}
    for pair in noted:
        fields.setdefault(pair[1].key, []).append(pair)
    found: list[Finding] = []
    for key in sorted(fields, key=lambda key: places[key].order):
        form = places[key].form
        secret = context.full.restricted.secret if context.full is not None else ""
        field = _Field(
            places[key],
            context.reading(form).get(key),
            context.numbers[form.document].in_field(key),
            secret,
            fields[key],
        )
        found.extend(made_of(context, ("field", key), field, _in_order))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Field:
    """All that is said of a field or a section, and what its findings are made with.

    value: its answer as it prints. numbers: of its blocks. secret: what keys digests of Part 2.
    """

    place: _Place
    value: Value | None
    numbers: Mapping[str, str]
    secret: str
    noted: list[Noted]


def _in_order(field: _Field) -> tuple[Finding, ...]:
    blocks: dict[str, tuple[int, Block]] = {}
    if isinstance(field.value, RichText):
        blocks = {block.id: (index, block) for index, block in enumerate(field.value.blocks)}

    def place(pair: Noted) -> tuple[int, tuple[int, int], int, str, int]:
        rule, note = pair
        at, _ = blocks.get(note.block, (-1, None))
        return at, note.cell or (-1, -1), note.start, rule.id, note.end

    return tuple(
        _found(field, rule, note, blocks.get(note.block, (-1, None))[1])
        for rule, note in sorted(field.noted, key=place)
    )


def _found(field: _Field, rule: Rule, note: Note, block: Block | None) -> Finding:
    paragraph = field.numbers.get(note.block, "") if note.block else ""
    text = ""
    if not rule.id.startswith(MISSING):
        text = _text(block) if block is not None else _words(field)
    # what a finding of Part 2 says could be guessed from a plain digest of it
    secret = field.secret if field.place.form.restricted or note.restricted else ""
    return _finding(note, rule, field.place, paragraph, text, secret)


def _words(field: _Field) -> str:
    return "" if field.place.item is None else value_words(field.place.item, field.value)


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
        field=note.key if place.item is not None else "",
        block=note.block,
        paragraph=paragraph,
        cell=note.cell,
        start=note.start,
        end=note.end,
        text=note.text,
        restricted=form.restricted or note.restricted,
        mark="" if rule.id.startswith(MISSING) else mark_of(rule.id, note, text, secret),
        within=", ".join(filter(None, (_field_words(place), _cell_words(note)))),
        says=note.says,
    )


def _where(note: Note, place: _Place, paragraph: str) -> str:
    number = paragraph.rstrip(".") if any(sign.isalnum() for sign in paragraph) else ""
    return ", ".join(filter(None, (place.label, number, _cell_words(note))))


def _field_words(place: _Place) -> str:
    """Return what a field is called in its section, "" where it is the section."""
    return place.label.removeprefix(place.section.label).removeprefix(", ")


def _cell_words(note: Note) -> str:
    return "" if note.cell is None else f"row {note.cell[0] + 1}, column {note.cell[1] + 1}"
