"""The neutral tree of a finished document: everything derived, nothing left to work out but looks.

Writers are functions over the closed unions below (`match` and `assert_never`): a kind of node added
here fails the type check in every writer that does not know it yet. All numbers are already text;
`scheme` says how they came about, for writers that number for themselves.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TypeAlias

from desktop_app.domain.comments import Comment, in_order
from desktop_app.domain.edition import Edition
from desktop_app.domain.scheme import Scheme

from .inline import Break, Inline, Inlines, NoteMark, Ref, RefPart, Span

__all__ = [
    "Break",
    "Comment",
    "Edition",
    "Inline",
    "Inlines",
    "NoteMark",
    "Ref",
    "RefPart",
    "Scheme",
    "Span",
]


@dataclass(frozen=True, slots=True)
class Kicker:
    """A soft line above the title: the authority, the kind of paper, its reference."""

    runs: Inlines


@dataclass(frozen=True, slots=True)
class Title:
    """The title of the paper."""

    runs: Inlines
    key: str


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading. level: from 1, no level skipped. number: as printed, "" for none. key: section key.

    banner: it is a heading over several sections, in the form's own capitals. id: of the author's block
    that it is, "" for a section's.
    """

    level: int
    runs: Inlines
    number: str = ""
    key: str = ""
    banner: bool = False
    new_page: bool = False
    id: str = ""


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph of text. number: as printed, "" for none; level: 0 for "1.1", 1 for "(a)" below it.

    key: full key of its field; id: of its block, "" for fixed wording. fixed: the form's own wording.
    hangs: stands in a numbered text (indented as its neighbours are), though without a number. lead: with
    how many of its pieces, the form's own words, it begins.
    """

    runs: Inlines
    number: str = ""
    level: int = 0
    key: str = ""
    id: str = ""
    fixed: bool = False
    hangs: bool = False
    centred: bool = False
    keep_next: bool = False
    lead: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list. kind: bullet, letter, number or recommendation. pattern: of its marker.

    level: depth of the item from 0. under: the list stands under numbered paragraphs (and is indented
    with their text). first: the list begins with this item, so numbering starts anew.
    """

    runs: Inlines
    marker: str
    kind: str
    pattern: str
    level: int = 0
    under: bool = False
    first: bool = False
    key: str = ""
    id: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table. amount: it holds a figure, to be set right aligned."""

    runs: Inlines
    amount: bool = False


@dataclass(frozen=True, slots=True)
class DataTable:
    """An author's table. header: rows at the top that repeat. total: the last row is a total.

    under: it stands under numbered paragraphs and is indented with their text.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    header: int = 1
    total: bool = False
    caption: str = ""
    under: bool = False
    key: str = ""
    id: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """A question of the form and its answer; blank where it was not asked or not answered."""

    label: Inlines
    answer: Inlines
    key: str


@dataclass(frozen=True, slots=True)
class Questions:
    """Questions that stand together: labels left, answers right."""

    rows: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A label with its answer in the same line ("Report author: …"); blank answer where not given."""

    label: str
    answer: Inlines
    key: str


@dataclass(frozen=True, slots=True)
class Statement:
    """A row of a declaration: its name, the parts of its statement, and whether it is ticked.

    answer: the alternative chosen instead, with its reason; "" for none.
    """

    name: str
    parts: tuple[Inlines, ...]
    ticked: bool
    key: str
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Declaration:
    """The table of statements an officer ticks, under its two column heads."""

    head: tuple[str, str]
    rows: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """A block to sign: who (post), and name and date where it has been signed. Kept with what is above.

    fingerprint: of the text that is signed, "" for none. decides: this signature is the decision.
    """

    post: str
    key: str
    name: str = ""
    date: str = ""
    fingerprint: str = ""
    decides: bool = False

    @property
    def text_mark(self) -> tuple[str, str]:
        """What the fingerprint is of, in words true of it: nobody has approved what nobody has signed."""
        return ("Text approved" if self.name else "Text to be approved"), self.fingerprint

    @property
    def text_line(self) -> str:
        """The same as one line, "" for no fingerprint."""
        return ": ".join(self.text_mark) if self.fingerprint else ""


@dataclass(frozen=True, slots=True)
class Box:
    """A ruled box for words or for a pen. lines: its least height in lines."""

    runs: Inlines
    key: str
    lines: int = 3


Node: TypeAlias = (
    Kicker | Title | Heading | Para | Item | DataTable | Questions | Labelled | Declaration | Signature | Box
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Where a section of the form stands: its full key and label, and its nodes from `start` up to `end`.

    blank: it asks for a text that nobody has written yet.
    """

    key: str
    label: str
    start: int
    end: int
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document.

    title: of the paper. subject: the kind of document with reference. author: of the paper, may be "".
    marking: at head and foot of each page, DRAFT included where it is one. foot: left of the page
    number. modified: ISO 8601 moment of the last change, for the file's properties.
    """

    title: str
    subject: str
    author: str
    marking: str
    foot: str
    edition: Edition
    nodes: tuple[Node, ...]
    scheme: Scheme
    draft: bool = False
    language: str = "en-GB"
    reference: str = ""
    name: str = ""  #: key of the document in its paper ("decision")
    modified: str = ""
    export: str = ""  #: what a review copy is known by when it comes back, "" for other editions
    sections: tuple[Stretch, ...] = ()  #: of the form, in their order; none in a publication
    comments: tuple[Comment, ...] = ()  #: those that go out with a review copy; no other edition has any


def with_comments(document: Document, comments: Iterable[Comment]) -> Document:
    """Return a review copy with the comments on what it prints, and those on nothing in particular.

    A document of any other edition is returned as it is: no comment is ever in a file that is published.
    """
    if document.edition is not Edition.REVIEW:
        return document
    printed = [id_ for node in document.nodes if (id_ := getattr(node, "id", ""))]
    known = {"", *printed}
    own = (each for each in comments if each.block in known and _of(document, each))
    return replace(document, comments=tuple(in_order(own, printed)))


def _of(document: Document, comment: Comment) -> bool:
    """Say whether a comment that stands at no block is on this document."""
    return bool(comment.block) or comment.key.partition(".")[0] in ("", document.name)
