"""The fields of a form: what is asked, of which kind, from when on, and how the answer prints."""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from .richtext import Inlines


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
    printed: the label as printed, where it has more than plain words. source: the paper that shows it,
    or "assumed".
    """

    key: str
    label: str
    required: Stage = Stage.NEVER
    when: Condition | None = None
    guidance: str = ""
    follows: tuple[str, ...] = ()
    show: Show = Show.BODY
    printed: Inlines = ()
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
    """Plain text: one line, or several where `lines` is more than one. `suggestions` are offered.

    pattern: regular expression that the whole answer must match, "" for any; example: one that does.
    """

    lines: int = 1
    suggestions: tuple[str, ...] = ()
    pattern: str = ""
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceField(Field):
    """The paper's reference. `pattern` is a regular expression, `example` one that fits."""

    pattern: str = ""
    example: str = ""

    def as_written(self, words: str) -> str:
        """Return a reference in capitals where it has the shape of one only then; other words as they are."""
        fits = bool(self.pattern) and not re.fullmatch(self.pattern, words)
        return words.upper() if fits and re.fullmatch(self.pattern, words.upper()) else words


@dataclass(frozen=True, slots=True, kw_only=True)
class DateField(Field):
    """A day. Words that are no date are kept as they are and reported.

    ahead: a day until when something holds, which cannot have passed while the paper is written.
    """

    ahead: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthField(Field):
    """A month of a year, as "June 2019"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonField(Field):
    """A person: name, and post where `with_post`; `joint` stands between the two in print."""

    with_post: bool = True
    joint: str = " – "


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
    """Another way to answer a statement ("not applicable"); with a reason in words where asked for.

    statement: which of the tick's statements it answers, from 1, the others being confirmed; 0 for all.
    """

    key: str
    label: str
    needs_reason: bool = True
    statement: int = 0


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
    """A block to sign, with date. post: who signs. decides: this signature is the decision.

    label and date_label: the words printed at the two lines.
    """

    post: str = ""
    date_label: str = "Date"
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
