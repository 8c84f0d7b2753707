"""The engine: runs the rules over a paper and returns what they found, always in the same order."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from desktop_app.domain.fields import AnyField, Stage
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import Choices, Paper, Person, PublicPaper, RichText, Value
from desktop_app.domain.reading import Reading, read_public, read_whole, value_words
from desktop_app.domain.richtext import block_text

from .aside import MISSING, mark_of, marks_of
from .completeness import due
from .finding import Finding
from .rule import Answer, Context, Given, Note, Rule, Scope, SectionView
from .rules import RULES
from .stretches import block_notes, line_notes

__all__ = ["RULES", "Checked", "check", "check_public", "checked"]

Noted = tuple[Rule, Note]


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, in form order. told: still open. aside: set aside, with their text unchanged."""

    told: tuple[Finding, ...]
    aside: tuple[Finding, ...] = ()


def check(
    template: Template, paper: Paper, *, stage: Stage, today: date, language: bool = False
) -> tuple[Finding, ...]:
    """Return the findings of a whole paper, Part 2 among them, in form order, without those set aside.

    stage: what the paper is to be complete for. today: the day that passed dates are measured by.
    language: advice on wording as well, which is not given unless asked for.
    """
    return checked(template, paper, stage=stage, today=today, language=language).told


def checked(
    template: Template, paper: Paper, *, stage: Stage, today: date, language: bool = False
) -> Checked:
    """Return the same findings, and beside them those set aside."""
    return _check(_context(template, paper.public, paper, stage, today, language=language))


def check_public(
    template: Template, paper: PublicPaper, *, stage: Stage, today: date, language: bool = False
) -> tuple[Finding, ...]:
    """Return the findings of Part 1 alone; nothing of Part 2 is read or told."""
    return _check(_context(template, paper, None, stage, today, language=language)).told


def _check(context: Context) -> Checked:
    template = context.template
    noted: list[Noted] = []
    for form in template.forms:
        if context.in_play(form):
            noted.extend(_of_form(context, form))
    for rule in RULES:
        if rule.scope is Scope.PAPER and rule.id not in context.given.off:
            noted.extend((rule, note) for note in rule.function(context))
    aside = marks_of(context.paper.record if context.full is None else context.full.record)
    found = _Places(context).in_order(noted)
    if not aside:
        return Checked(found)
    told = tuple(finding for finding in found if finding.mark not in aside)
    return Checked(told, tuple(finding for finding in found if finding.mark in aside))


def _context(
    template: Template, public: PublicPaper, full: Paper | None, stage: Stage, today: date, *, language: bool
) -> Context:
    reading = read_public(template, public)
    whole = reading if full is None else read_whole(template, full)
    numbers = {
        form.document: number(form, whole if form.restricted else reading)
        for form in template.forms
        if full is not None or not form.restricted
    }
    pack = template.pack
    vat = pack.figure("vat.standard", today)
    off = pack.off if language else (*pack.off, *(rule.id for rule in RULES if rule.quiet))
    given = Given(pack.placeholders, pack.earliest_year, today.year, off, vat.amount if vat else None)
    return Context(template, public, full, reading, whole, numbers, stage, today, given)


def _of_form(context: Context, form: Form) -> Iterator[Noted]:
    reading = context.reading(form)
    for section in form.sections:
        answers = tuple(_answer(context, reading, item) for item in section.fields)
        yield from _section_notes(
            SectionView(section, section.key, answers, context.given, context.stage, context.today)
        )
        for answer in answers:
            if answer.asked and answer.own is not None:
                yield from _text_notes(answer.item, answer.own, context.given)
    for rule in RULES:
        if rule.scope is Scope.DOCUMENT and rule.id not in context.given.off:
            for note in rule.function(context, form):
                yield rule, note


def _answer(context: Context, reading: Reading, item: AnyField) -> Answer:
    told = any(_told(context, reading, source) for source in reading.sources(item.key))
    own = reading.own(item.key)
    began = own is not None and own == context.template.starting.get(item.key)
    return Answer(item, own, reading.answered(item.key), reading.asked(item), told, began)


def _told(context: Context, reading: Reading, key: str) -> bool:
    """Say whether a gap in a field that others follow is reported where it stands."""
    item = context.template.field(key)
    return due(item.required, context.stage) and reading.asked(item)


@lru_cache(maxsize=512)  # sections of some ten papers; a section that did not change is not read again
def _section_notes(view: SectionView) -> tuple[Noted, ...]:
    return tuple(
        (rule, note)
        for rule in RULES
        if rule.scope is Scope.SECTION and rule.id not in view.given.off
        for note in rule.function(view)
    )


def _text_notes(item: AnyField, own: Value, given: Given) -> Iterator[Noted]:
    """Yield what rules of a block say of an answer's own text; what it follows is read where it stands."""
    match own:
        case RichText(blocks=blocks):
            for block in blocks:
                for rule, note in block_notes(block, given):
                    yield rule, _at(note, item.key)
        case str() | Person() | Choices():
            for rule, note in line_notes(value_words(item, own), given):
                yield rule, _at(note, item.key)
        case _:
            return


def _at(note: Note, key: str) -> Note:
    return Note(
        severity=note.severity,
        says=note.says,
        key=key,
        block=note.block,
        cell=note.cell,
        start=note.start,
        end=note.end,
        text=note.text,
    )


class _Places:
    """Where everything of a paper stands: puts notes in form order and makes findings of them."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._forms: dict[str, Form] = {}
        self._sections: dict[str, Section] = {}
        self._order: dict[str, int] = {}
        self._fields = frozenset(item.key for item in context.template.fields)
        for form in context.template.forms:
            for section in form.sections:
                own = () if section.key in self._fields else (section.key,)
                for key in (*own, *(item.key for item in section.fields)):
                    self._forms[key] = form
                    self._sections[key] = section
                    self._order[key] = len(self._order)

    def in_order(self, noted: Iterable[Noted]) -> tuple[Finding, ...]:
        """Return the findings in form order, then block position, start and rule id."""
        pairs = list(noted)
        positions = self._positions({note.key for _, note in pairs})

        def place(pair: Noted) -> tuple[int, int, tuple[int, int], int, str, int]:
            rule, note = pair
            block = positions.get((note.key, note.block), -1)
            return self._order[note.key], block, note.cell or (-1, -1), note.start, rule.id, note.end

        return tuple(self._finding(rule, note) for rule, note in sorted(pairs, key=place))

    def _positions(self, keys: Iterable[str]) -> dict[tuple[str, str], int]:
        positions: dict[tuple[str, str], int] = {}
        for key in keys:
            blocks = self._context.reading(self._forms[key]).blocks(key)
            positions |= {(key, block.id): index for index, block in enumerate(blocks)}
        return positions

    def _finding(self, rule: Rule, note: Note) -> Finding:
        form, section = self._forms[note.key], self._sections[note.key]
        paragraph = self._context.numbers[form.document].of(note.key, note.block) if note.block else ""
        return Finding(
            rule=rule.id,
            severity=note.severity,
            title=rule.title,
            message=f"{self._where(note, section, paragraph)}: {note.says}",
            document=form.document,
            section=section.key,
            field=note.key if note.key in self._fields else "",
            block=note.block,
            paragraph=paragraph,
            cell=note.cell,
            start=note.start,
            end=note.end,
            text=note.text,
            restricted=form.restricted or note.restricted,
            mark=self._mark(rule, note, form),
        )

    def _mark(self, rule: Rule, note: Note, form: Form) -> str:
        if rule.id.startswith(MISSING):
            return ""
        reading = self._context.reading(form)
        blocks = (block for block in reading.blocks(note.key) if block.id == note.block)
        block = next(blocks, None)
        text = reading.words(note.key) if block is None else block_text(block)
        # what a finding of Part 2 says could be guessed from a plain digest of it
        restricted = form.restricted or note.restricted
        full = self._context.full
        secret = full.restricted.secret if restricted and full is not None else ""
        return mark_of(rule.id, note, text, secret)

    def _where(self, note: Note, section: Section, paragraph: str) -> str:
        words = [section.label]
        fields = list(section.fields)
        label = next((item.label for item in fields if item.key == note.key), "")
        if label and len(fields) > 1 and label.casefold() != section.label.casefold():
            words.append(label.rstrip(" :?–"))
        if any(sign.isalnum() for sign in paragraph):
            words.append(paragraph.rstrip("."))
        if note.cell is not None:
            words.append(f"row {note.cell[0] + 1}, column {note.cell[1] + 1}")
        return ", ".join(words)
