"""What a rule is, what it is given to read, and what it hands back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from desktop_app.domain.fields import AnyField, LineField, RecommendationField, RichTextField, Stage
from desktop_app.domain.form import Form, Section, Template
from desktop_app.domain.numbering import Numbers
from desktop_app.domain.paper import Leftover, Paper, PublicPaper, Value
from desktop_app.domain.reading import Reading
from desktop_app.domain.record import Event

from .finding import Severity


class Scope(StrEnum):
    """What a rule reads, and so what has to change before it must run again."""

    BLOCK = "block"
    TABLE = "table"
    SECTION = "section"
    DOCUMENT = "document"
    PAPER = "paper"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a rule has to say, before it is put in its place among the findings.

    says: what was read, why it matters and how to mend it, without the place, which is put before it.
    key: full key of the field or section. block, cell, start, end, text: as in a finding. restricted:
    it was learnt from Part 2, though its place may be in Part 1.
    """

    severity: Severity
    says: str
    key: str = ""
    block: str = ""
    cell: tuple[int, int] | None = None
    start: int = 0
    end: int = 0
    text: str = ""
    restricted: bool = False


@dataclass(frozen=True, slots=True, eq=False)  # told by being that very one
class Rule:
    """One rule.

    id: as findings and packs name it. title: a finding's few words. looks_for, why: for people. source:
    where it comes from. scope: what `function` reads, which says how it is called: BLOCK
    (text, given), TABLE (table, given), SECTION (view), DOCUMENT (context, form), PAPER (context).
    quiet: it runs only where advice on wording is asked for.
    """

    id: str
    title: str
    looks_for: str
    why: str
    source: str
    scope: Scope
    function: Callable[..., Iterable[Note]]
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """What a rule of a block is given beside the text: the pack's patterns and the years that can be.

    vat: the rate of VAT in force, in per cent, None where the pack has none.
    """

    placeholders: tuple[str, ...]
    earliest_year: int
    year: int
    off: tuple[str, ...] = ()
    vat: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A field of a section and how it stands. own: what was answered in the field itself.

    answered: something prints, be it followed or its own. asked: its condition holds. told_at_source: a gap
    is reported elsewhere, for it follows a field that must be filled by now, or all is empty. began_with:
    nobody has changed the answer that a new paper begins with.
    """

    item: AnyField = field(hash=False)
    own: Value | None
    answered: bool
    asked: bool
    told_at_source: bool = False
    began_with: bool = False


@dataclass(frozen=True, slots=True)
class SectionView:
    """A section with its answers: all that a rule of a section may read.

    The section and its fields are left out of the hash, not out of the comparison: they are large, and
    the keys of the answers tell sections apart well enough.
    """

    section: Section = field(hash=False)
    key: str
    answers: tuple[Answer, ...]
    given: Given
    stage: Stage
    today: date


@dataclass(slots=True)
class Asked:
    """What was asked of a paper.

    questions: of its text, by what tells them apart: the function, its arguments, the answer. answers: the
    keys of the fields that were read otherwise, and `RECORD` where the record was.
    """

    questions: dict[Any, tuple[Callable[..., Any], tuple[Any, ...], Any]] = field(default_factory=dict)
    answers: set[str] = field(default_factory=set[str])

    def update(self, other: "Asked") -> None:
        """Add what another has asked."""
        self.questions.update(other.questions)
        self.answers.update(other.answers)


RECORD = "record"  #: stands for the record among the keys of fields, which have a dot


@dataclass(frozen=True)
class WatchedReading(Reading):
    """A reading that writes down which answers are read. asking: what is being asked, the innermost last."""

    asking: list[Asked] = field(default_factory=list[Asked], repr=False, compare=False)
    _read: dict[str, tuple[str, ...]] = field(default_factory=dict[str, Any], repr=False, compare=False)

    def own(self, key: str) -> Value | None:
        """Return what was answered in the field itself, None where nothing was."""
        self.asking[-1].answers.add(key)
        return super().own(key)

    def get(self, key: str) -> Value | None:
        """Return the answer of a field as it prints."""
        self.asking[-1].answers.update(self._reads(key))
        return super().get(key)

    def _reads(self, key: str) -> tuple[str, ...]:
        """Return the field and all that it follows."""
        if key not in self._read:
            sources = self.sources(key)
            self._read[key] = (key, *(one for source in sources for one in self._reads(source)))
        return self._read[key]


@dataclass(frozen=True)
class Context:
    """The paper as rules of a document or of the whole paper read it.

    public, whole: readings; a rule of a public form is given the public one. restricted: None where only
    Part 1 is at hand. numbers: by document. kept: what was worked out once for all rules (`once`).
    asking: what has been asked by the rule that runs, last, and by what it waits for (`question`).
    """

    template: Template
    paper: PublicPaper
    full: Paper | None
    public: Reading
    whole: Reading
    numbers: dict[str, Numbers]
    stage: Stage
    today: date
    given: Given
    kept: dict[Any, Any] = field(default_factory=dict, compare=False, repr=False)
    asking: list[Asked] = field(default_factory=lambda: [Asked()], compare=False, repr=False)

    def reading(self, form: Form) -> Reading:
        """Return the reading that a form's rules may use."""
        return self.whole if form.restricted else self.public

    def record(self, form: Form) -> tuple[Event, ...]:
        """Return the events that speak of a form's part."""
        self.asking[-1].answers.add(RECORD)
        if form.restricted:
            return self.full.restricted.record if self.full is not None else ()
        return self.paper.record

    def secret(self, form: Form) -> str:
        """Return what keys the digests of a form's part, "" for Part 1."""
        return self.full.restricted.secret if form.restricted and self.full is not None else ""

    def leftovers(self, form: Form) -> tuple[Leftover, ...]:
        """Return the pieces of an import that found no place in a form's part."""
        if form.restricted:
            return self.full.restricted.leftovers if self.full is not None else ()
        return self.paper.leftovers

    def has_text(self, form: Form) -> bool:
        """Say whether an author has written anything in a form itself, beside what it began with."""
        reading, starting = self.reading(form), self.template.starting
        return any(
            isinstance(item, RichTextField | RecommendationField | LineField)
            and (own := reading.own(item.key)) is not None
            and own != starting.get(item.key)
            and reading.answered(item.key)
            for item in form.fields
        )

    def in_play(self, form: Form) -> bool:
        """Say whether the paper has this document: its condition holds, or is open and text is there."""
        reading = self.reading(form)
        if form.restricted and self.full is None:
            return False
        if reading.holds(form.when, form.document):
            return form.when is not None or not form.restricted or self.has_text(form)
        key = form.when.key if form.when is not None else ""
        full_key = key if "." in key else f"{form.document}.{key}"
        return reading.get(full_key) is None and self.has_text(form)
