"""Passages: the blocks of a paper's written text, each with its place, for rules that compare places."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from desktop_app.domain.fields import AnyField, RecommendationField
from desktop_app.domain.form import Form
from desktop_app.domain.numbering import Numbers
from desktop_app.domain.richtext import Block, Blocks
from desktop_app.domain.same import same

from .once import listed_once, once, question
from .rule import Context
from .stretches_of import Stretch, stretches


@dataclass(frozen=True, slots=True)
class Passage:
    """A block as an author wrote it. key: full key of its field. number: as it prints."""

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


@question
def blocks_of(context: Context, form: Form, key: str) -> Blocks:
    """Return the blocks of a field as it prints."""
    return context.reading(form).blocks(key)


@question
def numbering(context: Context, form: Form) -> Numbers:
    """Return all numbers of a document."""
    return context.numbers[form.document]


@question
def _numbers(context: Context, key: str) -> Mapping[str, str]:
    """Return the numbers of a field's blocks by their ids."""
    return context.numbers[key.partition(".")[0]].in_field(key)


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
    label, behind = _label(context, key)
    number = _numbers(context, key).get(block.id, "") if block is not None else ""
    numbered = any(sign.isalnum() for sign in number)
    return f"“{label}”, {number.rstrip('.')}{behind}" if numbered else f"“{label}”{behind}"


@once
def _label(context: Context, key: str) -> tuple[str, str]:
    """Return the label of a field's section, and the document's in brackets where it is not the first."""
    form = context.template.form(key.partition(".")[0])
    return form.section_of(key).label, "" if form is context.template.forms[0] else f" ({form.label})"
