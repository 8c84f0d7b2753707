"""Passages: the blocks of a paper's written text, each with its place, for rules that compare places."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.domain.fields import AnyField, RecommendationField, RichTextField
from desktop_app.domain.form import Form
from desktop_app.domain.paper import RichText
from desktop_app.domain.richtext import Block

from .once import listed_once, once
from .rule import Context
from .same import same
from .stretches_of import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as an author wrote it. key: full key of its field."""

    key: str
    block: Block
    number: str = ""

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The block's pieces of text, memoised by the block."""
        return _stretches(self.block)


@same(16384)  # blocks of some thirty long papers
def _stretches(block: Block) -> tuple[Stretch, ...]:
    return tuple(stretches(block))


@listed_once
def public_forms(context: Context) -> Iterator[Form]:
    """Yield the forms of Part 1 that the paper has."""
    for form in context.template.forms:
        if not form.restricted and context.in_play(form):
            yield form


@listed_once
def written(context: Context, form: Form) -> Iterator[Passage]:
    """Yield the blocks written in a form itself, in form order; what it follows is written elsewhere."""
    reading, numbers = context.reading(form), context.numbers[form.document]
    for item in form.fields:
        own = reading.own(item.key)
        if isinstance(own, RichText) and reading.asked(item):
            for block in own.blocks:
                yield Passage(item.key, block, numbers.of(item.key, block.id))


@listed_once
def printed(context: Context, form: Form) -> Iterator[Passage]:
    """Yield all blocks of a form as it prints, those it takes from others among them."""
    reading, numbers = context.reading(form), context.numbers[form.document]
    for item in form.fields:
        if isinstance(item, RichTextField | RecommendationField) and reading.asked(item):
            for block in reading.blocks(item.key):
                yield Passage(item.key, block, numbers.of(item.key, block.id))


def recommendations(form: Form) -> Iterator[AnyField]:
    """Yield the fields of a form in which something is asked for."""
    return (item for item in form.fields if isinstance(item, RecommendationField))


@once
def of_role(context: Context, job: str, document: str = "") -> tuple[str, ...]:
    """Return the full keys of the fields that do a job, as far as the template has them."""
    known = {item.key for item in context.template.fields}
    keys: Iterable[str] = context.template.pack.roles.get(job, ())
    return tuple(key for key in keys if key in known and key.startswith(f"{document}." if document else ""))


def place(context: Context, key: str, block: Block | None = None) -> str:
    """Return how a message names another place: the section's label, and the paragraph's number."""
    form = context.template.form(key.partition(".")[0])
    label = form.section_of(key).label
    number = context.numbers[form.document].of(key, block.id) if block is not None else ""
    words = f"“{label}”"
    if any(sign.isalnum() for sign in number):
        words += f", {number.rstrip('.')}"
    return words if form is context.template.forms[0] else f"{words} ({form.label})"
