"""Forms: what an authority's template says, as frozen values read from data files.

A form is the template of one document (decision form, board report, Part 2). A template is the set of
forms that one kind of paper is made of. Nothing here knows any authority's words.

A field's full key is "document.field" ("decision.financial_comments"). It names the field in the form,
the stored answer, the editor, the finding, the Word control, the PDF destination and the HTML id.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from .richtext import Blocks, Inlines


class Stage(StrEnum):
    """From when on a field must be filled."""

    NEVER = "never"
    SIGNING = "signing"
    DECIDED = "decided"


class Show(StrEnum):
    """How a field's answer stands on the page."""

    BODY = "body"  #: the answer alone
    LABELLED = "labelled"  #: the label, then the answer in the same line
    QUESTION = "question"  #: the label left, the answer bold at the right; blank where not asked
    BOX = "box"  #: in a ruled box
    TITLE = "title"  #: as the title of the document
    NONE = "none"  #: not by itself: only where fixed wording has a slot for it


@dataclass(frozen=True, slots=True)
class Condition:
    """Holds when the field `key` (in the same document unless full) has the answer `equals`."""

    key: str
    equals: str | bool


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a choice: the key that is stored, the words that print, and what they mean."""

    key: str
    label: str
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What every field has.

    key: full key. label: as printed and shown. required: from when on. when: asked only if it holds.
    follows: full keys of fields of other documents whose answer this one repeats until let go.
    source: the paper that shows it, or "assumed".
    """

    key: str
    label: str
    required: Stage = Stage.NEVER
    when: Condition | None = None
    guidance: str = ""
    follows: tuple[str, ...] = ()
    show: Show = Show.BODY
    source: str = ""

    @property
    def document(self) -> str:
        """The document that the field stands in."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The key within the document."""
        return self.key.partition(".")[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineField(Field):
    """Plain text: one line, or several where `lines` is more than one. `suggestions` are offered."""

    lines: int = 1
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceField(Field):
    """The paper's reference. `pattern` is a regular expression, `example` one that fits."""

    pattern: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A day. Words that are no date are kept as they are and reported."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthField(Field):
    """A month of a year, as "June 2019"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonField(Field):
    """A person: name, and post where `with_post`."""

    with_post: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkingField(Field):
    """A security marking, one of `options`."""

    options: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceField(Field):
    """One of `options`, or any number of them where `many`. `free` allows words of one's own."""

    options: tuple[Option, ...] = ()
    many: bool = False
    free: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class YesNoField(Field):
    """A question answered yes or no; `yes` and `no` are the words that print."""

    yes: str = "YES"
    no: str = "NO"


@dataclass(frozen=True, slots=True, kw_only=True)
class RichTextField(Field):
    """A section's text. `nil` is the form's statement for nothing to say, which counts as complete.

    numbered: its paragraphs bear numbers by the form's scheme. bullet and bold: how lists look.
    """

    numbered: bool = True
    nil: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecommendationField(Field):
    """The recommendations: a lead-in sentence and a list.

    marker: pattern of an item's number, "({n})", or "•". run_in: a single recommendation follows the
    lead-in in the same sentence (without its colon).
    """

    lead_in: Inlines = ()
    marker: str = "({n})"
    bold: bool = False
    run_in: bool = False


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to answer a statement ("not applicable"); with a reason in words where asked for."""

    key: str
    label: str
    needs_reason: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class TickField(Field):
    """A statement that an officer ticks.

    statements: its parts, all covered by the one tick. vouches_for: full keys of the fields whose text
    the tick stands for; empty means the whole document.
    """

    statements: tuple[Inlines, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    vouches_for: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SignatureField(Field):
    """A block to sign, with date. post: who signs. decides: this signature is the decision."""

    post: str = ""
    vouches_for: tuple[str, ...] = ()
    decides: bool = False


AnyField: TypeAlias = (
    LineField
    | ReferenceField
    | DateField
    | MonthField
    | PersonField
    | MarkingField
    | ChoiceField
    | YesNoField
    | RichTextField
    | RecommendationField
    | TickField
    | SignatureField
)


@dataclass(frozen=True, slots=True)
class Wording:
    """Fixed wording of the form: blocks whose runs may have slots. Never changed by an author."""

    blocks: Blocks
    when: Condition | None = None
    source: str = ""
    centred: bool = False


Item: TypeAlias = AnyField | Wording


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a form, which is also a step in the window.

    key: full key. heading: as printed, empty for a section without. label: as shown in the window.
    banner: a heading over this and the sections after it. aliases: headings it bears in other papers.
    heading_level: 1 to 3 as printed. table_head: the two column heads where it is a table of ticks.
    """

    key: str
    label: str
    items: tuple[Item, ...]
    heading: Inlines = ()
    heading_level: int = 1
    numbered: bool = False
    banner: Inlines = ()
    new_page: bool = False
    guidance: str = ""
    looked_for: tuple[str, ...] = ()
    example: str = ""
    aliases: tuple[str, ...] = ()
    table_head: tuple[str, ...] = ()
    source: str = ""

    @property
    def fields(self) -> Iterator[AnyField]:
        """The fields of the section, without its fixed wording."""
        return (item for item in self.items if not isinstance(item, Wording))


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a document numbers and marks: patterns in which {section} {n} {a} {i} stand for numbers.

    heading: of a numbered section ("{section}."). levels: of paragraphs by level ("{section}.{n}.",
    "{a})"). continuous: paragraphs run on through all sections. letters, numbers: of list items by
    level. bullets: by level. bullet_bold: bullet items are bold.
    """

    heading: str = ""
    levels: tuple[str, ...] = ("", "{a})", "{i})")
    continuous: bool = False
    letters: tuple[str, ...] = ("{a})", "{i})")
    numbers: tuple[str, ...] = ("{n}.", "{a}.", "{i}.")
    bullets: tuple[str, ...] = ("•", "–")


@dataclass(frozen=True, slots=True)
class FormRef:
    """Names a form: authority, name and version."""

    authority: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.authority}/{self.name}-{self.version}"


@dataclass(frozen=True, slots=True)
class Form:
    """The template of one document.

    document: its key in a paper ("decision"). kicker: lines above the title. marking: what stands at
    head and foot of each page, with slots. file_stem: pattern of the exported file's name.
    title_key, reference_key: full keys of the fields that name the paper in this document.
    """

    ref: FormRef
    document: str
    label: str
    sections: tuple[Section, ...]
    scheme: Scheme = Scheme()
    restricted: bool = False
    marking: Inlines = ()
    kicker: tuple[Inlines, ...] = ()
    title_key: str = ""
    reference_key: str = ""
    author_key: str = ""
    language: str = "en-GB"
    source: str = ""

    @property
    def fields(self) -> Iterator[AnyField]:
        """All fields in form order."""
        return (item for section in self.sections for item in section.fields)

    def section_of(self, key: str) -> Section:
        """Return the section with this key, or that holds the field with it. KeyError if none does."""
        for section in self.sections:
            if section.key == key or any(item.key == key for item in section.fields):
                return section
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class Clause:
    """Standard wording on offer for a section, by the full keys of the fields it suits."""

    key: str
    label: str
    fields: tuple[str, ...]
    blocks: Blocks
    source: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """The forms that one kind of paper is made of, in order.

    asks: full keys of the fields that a new paper is asked for. starting: answers a new paper starts
    with, by full key, as plain words.
    """

    key: str
    authority: str
    authority_name: str
    label: str
    forms: tuple[Form, ...]
    asks: tuple[str, ...] = ()
    clauses: tuple[Clause, ...] = ()
    starting: Mapping[str, str | bool] = field(default_factory=dict[str, str | bool])

    def form(self, document: str) -> Form:
        """Return the form of a document. Raises KeyError where the paper has no such document."""
        for form in self.forms:
            if form.document == document:
                return form
        raise KeyError(document)

    def field(self, key: str) -> AnyField:
        """Return the field with a full key. Raises KeyError where there is none."""
        document = key.partition(".")[0]
        for item in self.form(document).fields:
            if item.key == key:
                return item
        raise KeyError(key)

    @property
    def fields(self) -> Iterator[AnyField]:
        """All fields of all documents in order."""
        return (item for form in self.forms for item in form.fields)

    def is_restricted(self, key: str) -> bool:
        """Say whether the field or section with a full key stands in a restricted document."""
        return self.form(key.partition(".")[0]).restricted
