"""The engine: runs the rules over a paper and returns what they found, always in the same order."""

from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from desktop_app.domain.fields import AnyField, Stage
from desktop_app.domain.form import Form, Template
from desktop_app.domain.numbering import number
from desktop_app.domain.paper import Choices, Paper, Person, PublicPaper, RichText, Value
from desktop_app.domain.reading import Reading, read_public, read_whole, value_words
from desktop_app.domain.richtext import Block
from desktop_app.domain.same import same

from .aside import marks_of
from .completeness import due
from .finding import Finding
from .memory import made_of, said
from .parts import is_announced_empty
from .places import Noted, in_order
from .rule import Answer, Asked, Context, Given, Scope, SectionView, WatchedReading
from .rules import RULES
from .stretches import block_notes, line_notes

EMPTY = "part2.empty"  #: the rule that tells of a restricted document without text

__all__ = ["RULES", "Checked", "check", "check_public", "checked", "found_by"]


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


def found_by(rule: str, template: Template, paper: Paper, *, today: date) -> tuple[Finding, ...]:
    """Return what one rule of the whole paper finds, whatever the pack turns off or anybody set aside."""
    context = _context(template, paper.public, paper, Stage.SIGNING, today, language=False)
    (one,) = (each for each in RULES if each.id == rule and each.scope is Scope.PAPER)
    return in_order(context, ((one, note) for note in said(context, one)))


def _check(context: Context) -> Checked:
    template = context.template
    noted: list[Noted] = []
    for form in template.forms:
        if context.in_play(form):
            noted.extend(_of_form(context, form))
    for rule in RULES:
        if rule.scope is Scope.PAPER and rule.id not in context.given.off:
            noted.extend((rule, note) for note in said(context, rule))
    aside = marks_of(context.paper.record if context.full is None else context.full.record)
    found = in_order(context, noted)
    if not aside:
        return Checked(found)
    told = tuple(finding for finding in found if finding.mark not in aside)
    return Checked(told, tuple(finding for finding in found if finding.mark in aside))


def _context(
    template: Template, public: PublicPaper, full: Paper | None, stage: Stage, today: date, *, language: bool
) -> Context:
    asking = [Asked()]
    reading = _watched(read_public(template, public), asking)
    whole = reading if full is None else _watched(read_whole(template, full), asking)
    numbers = {
        form.document: number(form, whole if form.restricted else reading)
        for form in template.forms
        if full is not None or not form.restricted
    }
    pack = template.pack
    vat = pack.figure("vat.standard", today)
    off = pack.off if language else (*pack.off, *(rule.id for rule in RULES if rule.quiet))
    given = Given(pack.placeholders, pack.earliest_year, today.year, off, vat.amount if vat else None)
    return Context(template, public, full, reading, whole, numbers, stage, today, given, asking=asking)


def _watched(reading: Reading, asking: list[Asked]) -> WatchedReading:
    return WatchedReading(reading.template, reading.answers, reading.own_way, asking=asking)


def _of_form(context: Context, form: Form) -> list[Noted]:
    reading = context.reading(form)
    noted: list[Noted] = []
    empty = EMPTY not in context.given.off and is_announced_empty(context, form)
    for section in form.sections:
        answers = tuple(_answer(context, reading, item) for item in section.fields)
        if empty:  # that is told once, where it is said that there is something
            answers = tuple(replace(answer, told_at_source=True) for answer in answers)
        view = SectionView(section, section.key, answers, context.given, context.stage, context.today)
        noted.extend(made_of(context, ("section", section.key), view, _section_notes))
        for answer in answers:
            if answer.asked and answer.own is not None:
                noted.extend(_text_notes(answer.item, answer.own, context.given))
    for rule in RULES:
        if rule.scope is Scope.DOCUMENT and rule.id not in context.given.off:
            noted.extend((rule, note) for note in said(context, rule, form))
    return noted


def _answer(context: Context, reading: Reading, item: AnyField) -> Answer:
    told = any(_told(context, reading, source) for source in reading.sources(item.key))
    own = reading.own(item.key)
    began = own is not None and own == context.template.starting.get(item.key)
    return Answer(item, own, reading.answered(item.key), reading.asked(item), told, began)


def _told(context: Context, reading: Reading, key: str) -> bool:
    """Say whether a gap in a field that others follow is reported where it stands."""
    item = context.template.field(key)
    return due(item.required, context.stage) and reading.asked(item)


def _section_notes(view: SectionView) -> tuple[Noted, ...]:
    return tuple(
        (rule, note)
        for rule in RULES
        if rule.scope is Scope.SECTION and rule.id not in view.given.off
        for note in rule.function(view)
    )


def _text_notes(item: AnyField, own: Value, given: Given) -> tuple[Noted, ...]:
    """Return what rules of a block say of an answer's own text; what it follows is read where it stands."""
    match own:
        case RichText():
            return _rich_notes(own, given, item.key)
        case str() | Person() | Choices():
            return _line_notes(value_words(item, own), given, item.key)
        case _:
            return ()


@same(1024)  # the texts of some fifty papers
def _rich_notes(text: RichText, given: Given, key: str) -> tuple[Noted, ...]:
    return tuple(noted for block in text.blocks for noted in _block_notes(block, given, key))


@same(16384)  # blocks of some thirty long papers; a block that did not change gives the very same notes
def _block_notes(block: Block, given: Given, key: str) -> tuple[Noted, ...]:
    return tuple((rule, replace(note, key=key)) for rule, note in block_notes(block, given))


@lru_cache(maxsize=1024)  # lines of some ten papers
def _line_notes(text: str, given: Given, key: str) -> tuple[Noted, ...]:
    return tuple((rule, replace(note, key=key)) for rule, note in line_notes(text, given))
