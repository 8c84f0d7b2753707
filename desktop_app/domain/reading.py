"""Reading a paper: the answers as they stand, with what follows another document filled in.

A reading of Part 1 is made from a PublicPaper and so has no restricted answer to give, whoever asks.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from .fields import (
    AnyField,
    ChoiceField,
    Condition,
    MarkingField,
    PersonField,
    RecommendationField,
    RichTextField,
    YesNoField,
)
from .form import Form, Template
from .months import MONTHS
from .paper import Choices, Month, Paper, Person, PublicPaper, RichText, Value
from .richtext import Blocks, Inlines, Slot, Text, blocks_text, is_empty
from .same import Itself, same


@dataclass(frozen=True)
class Reading:
    """Answers of one paper under its template. Make one with `read_public` or `read_whole`."""

    template: Template
    answers: Mapping[str, Value]
    own_way: frozenset[str] = frozenset()
    _seen: dict[str, Value | None] = field(default_factory=dict[str, Value | None], repr=False, compare=False)

    @cached_property
    def _fields(self) -> dict[str, AnyField]:
        return {item.key: item for item in self.template.fields}

    def own(self, key: str) -> Value | None:
        """Return what was answered in the field itself, None where nothing was."""
        return self.answers.get(key)

    def sources(self, key: str) -> tuple[str, ...]:
        """Return the full keys that a field follows now: none once it goes its own way."""
        item = self._fields.get(key)
        if item is None or key in self.own_way:
            return ()
        return tuple(source for source in item.follows if source in self._fields)

    def get(self, key: str) -> Value | None:
        """Return the answer of a field as it prints: what it follows, then its own. None if unanswered."""
        if key not in self._seen:
            self._seen[key] = self._get(key)
        return self._seen[key]

    def _get(self, key: str) -> Value | None:
        own = self.own(key)
        sources = self.sources(key)
        if not sources:
            return own
        if isinstance(self._fields[key], RichTextField | RecommendationField):
            texts = (*(self.get(source) for source in sources), own)
            return _joined(*(text for text in texts if isinstance(text, RichText) and text.blocks))
        return own if own is not None else next((v for s in sources if (v := self.get(s)) is not None), None)

    def followed(self, key: str) -> Blocks:
        """Return the blocks that a rich-text field takes from the fields it follows."""
        return tuple(block for source in self.sources(key) for block in self.blocks(source))

    def blocks(self, key: str) -> Blocks:
        """Return the blocks of a rich-text field as it prints, none for any other."""
        value = self.get(key)
        return value.blocks if isinstance(value, RichText) else ()

    def answered(self, key: str) -> bool:
        """Say whether a field has an answer with something in it."""
        match self.get(key):
            case None | "" | Person(name="", post="") | Choices(keys=()):
                return False
            case RichText(blocks=blocks):
                return not is_empty(blocks)
            case str() as words:
                return bool(words.strip())
            case _:
                return True

    def holds(self, condition: Condition | None, document: str = "") -> bool:
        """Say whether a condition holds; none always does."""
        if condition is None:
            return True
        key = condition.key if "." in condition.key else f"{document}.{condition.key}"
        value = self.get(key)
        if isinstance(value, Choices):
            return condition.equals in value.keys
        return value == condition.equals

    def asked(self, item: AnyField) -> bool:
        """Say whether a field is asked, given the answers it depends on."""
        return self.holds(item.when, item.document)

    def has_document(self, form: Form) -> bool:
        """Say whether the paper has a document: its condition holds, or somebody has written in it."""
        if self.holds(form.when, form.document):
            return True
        return any(
            isinstance(item, RichTextField | RecommendationField)
            and isinstance(own := self.own(item.key), RichText)
            and not is_empty(own.blocks)
            for item in form.fields
        )

    def words(self, key: str) -> str:
        """Return the answer of a field as it prints in a line of text, "" where unanswered."""
        item = self._fields.get(key)
        return "" if item is None else value_words(item, self.get(key))

    def fill(self, runs: Inlines, document: str = "") -> Inlines:
        """Return runs with each slot filled; one without an answer becomes a line to write on."""
        return tuple(
            Text(self._slot(run.key, document) or BLANK) if isinstance(run, Slot) else run for run in runs
        )

    def _slot(self, key: str, document: str) -> str:
        return self.words(key if "." in key else f"{document}.{key}")

    def title(self, form: Form) -> str:
        """Return the title of the paper in a document, "" where it has none yet."""
        return self.words(form.title_key)

    def reference(self, form: Form) -> str:
        """Return the reference of the paper in a document, "" where it has none yet."""
        return self.words(form.reference_key)


def _joined(*texts: RichText) -> RichText | None:
    """Return texts as one, None for none; the same texts are the very same one again."""
    if len(texts) < 2:
        return texts[0] if texts else None
    first, second, *others = texts
    return _joined(_two(first, Itself(second)), *others)


@same(256)  # the fields of some papers that follow two others
def _two(first: RichText, second: Itself[RichText]) -> RichText:
    return RichText((*first.blocks, *second.value.blocks))


BLANK = "____________"  #: what prints where a slot has no answer


def read_public(template: Template, paper: PublicPaper) -> Reading:
    """Return a reading of Part 1."""
    return Reading(template, paper.answers, paper.own_way)


def read_whole(template: Template, paper: Paper) -> Reading:
    """Return a reading of both parts, for the editor, the library and Part 2 itself."""
    return Reading(template, {**paper.public.answers, **paper.restricted.answers}, paper.public.own_way)


def date_words(day: date) -> str:
    """Return a day as it prints: "30 June 2019"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def value_words(item: AnyField, value: Value | None) -> str:
    """Return a value of a field as it prints in a line of text."""
    match value:
        case None:
            return ""
        case bool():
            return (item.yes if value else item.no) if isinstance(item, YesNoField) else str(value)
        case Choices(keys=keys):
            return "; ".join(_option_label(item, key) for key in keys)
        case str():
            return _option_label(item, value)
        case Month(year=year, month=month):
            return f"{MONTHS[month - 1]} {year}"
        case Person(name=name, post=post):
            joint = item.joint if isinstance(item, PersonField) else " – "
            return joint.join(words for words in (name, post) if words)
        case RichText(blocks=blocks):
            return " ".join(blocks_text(blocks).split())
        case date():
            return date_words(value)


def _option_label(item: AnyField, key: str) -> str:
    if isinstance(item, ChoiceField | MarkingField):
        return next((option.label for option in item.options if option.key == key), key)
    return key
