"""What a Word file says: pieces of text, each with the open revisions it stands in, and what is said of them.

A piece stands if every insertion round it is accepted and no deletion is. So the final text, the original
text and that of any mixture of decisions are one function of the same pieces.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from desktop_app.domain.richtext import ListKind


class ChangeKind(StrEnum):
    """What a tracked change does."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_FROM = "moved from"
    MOVED_TO = "moved to"
    FORMATTED = "formatted"
    RESHAPED = "made another kind"  #: of a paragraph: its kind or level


@dataclass(frozen=True, slots=True)
class Change:
    """One tracked change. number: its place in the file. who, when: as the file claims. move: its name.

    tracked: False for what differs from the text that was sent out without having been tracked. made: what
    a paragraph is made by it, in words.
    """

    number: int
    kind: ChangeKind
    who: str = ""
    when: str = ""
    move: str = ""
    tracked: bool = True
    made: str = ""


Within: TypeAlias = tuple[Change, ...]
Decide: TypeAlias = Callable[[Change], bool]  #: whether a change is accepted


def accept_all(_: Change) -> bool:
    """Accept every change: the final text."""
    return True


def accept_none(_: Change) -> bool:
    """Accept no change: the original text."""
    return False


def stands(within: Within, decide: Decide) -> bool:
    """Say whether a piece in these revisions is there under decisions."""
    for change in within:
        adds = change.kind in (ChangeKind.INSERTED, ChangeKind.MOVED_TO)
        looks = change.kind in (ChangeKind.FORMATTED, ChangeKind.RESHAPED)
        if not looks and adds != decide(change):
            return False
    return True


@dataclass(frozen=True, slots=True)
class Look:
    """The look that a run has of its own, without that of its paragraph's style."""

    bold: bool = False
    italic: bool = False
    underline: bool = False


class Sort(StrEnum):
    """What a piece is."""

    TEXT = "text"  #: words, "\\t" and "\\n"
    NOTE = "note"  #: the mark of a footnote or endnote
    TICK = "tick"  #: the sign of a check box
    BLANK = "blank"  #: the words of a control that a name or date is filled into
    OBJECT = "object"  #: a picture, equation or the like; its text is what it is


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a paragraph.

    link: an address. ref: the bookmark that a cross-reference leads to. note: key of a note. old: the
    look before the formatting change `formatted`. hidden: set so as not to be seen.
    """

    text: str
    sort: Sort = Sort.TEXT
    within: Within = ()
    look: Look = Look()
    link: str = ""
    ref: str = ""
    note: str = ""
    formatted: Change | None = None
    old: Look = Look()
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Numbered:
    """The automatic number of a paragraph: its list, level from 0, number format and pattern.

    style: name of the style that this level of the list belongs to, in small letters, "" for none. outermost:
    number format of the list's level 0. usual: that which its style would give it, "" for its own or none.
    """

    list: int
    level: int
    format: str
    pattern: str = ""
    style: str = ""
    outermost: str = ""
    usual: str = ""


@dataclass(frozen=True, slots=True)
class Shape:
    """How a paragraph is set, as far as that says what it is; each as in `Para`."""

    style: str = ""
    numbered: Numbered | None = None
    outline: int = 0


class Sorted(StrEnum):
    """What a paragraph of an author's text is."""

    HEADING = "heading"
    NUMBERED = "numbered"
    PLAIN = "plain"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Standing:
    """What a paragraph is: its sort, its level from 0, of an item what marks its list."""

    sort: Sorted
    level: int = 0
    list: ListKind | None = None


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph. number: its place in the file. style: name, in small letters.

    mark: the revisions that its end stands in. bookmarks: those that begin in it. tags: of the controls
    round it. outline: level as a heading from 1, 0 for none. formatted: its own formatting was changed.
    identity: what Word knows it by, "" where the file does not say. was: how it was set before `formatted`.
    becomes: what it is made by `formatted`.
    """

    number: int
    tokens: tuple[Token, ...] = ()
    style: str = ""
    numbered: Numbered | None = None
    mark: Within = ()
    bookmarks: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    outline: int = 0
    formatted: Change | None = None
    identity: str = ""
    was: Shape | None = None
    becomes: Standing | None = None


@dataclass(frozen=True, slots=True)
class CellRead:
    """A cell: its content, how many columns it spans, whether it goes on the cell above.

    within: the revisions by which it came or went, without those of its row.
    """

    content: tuple["Para | TableRead", ...]
    span: int = 1
    continued: bool = False
    within: Within = ()


@dataclass(frozen=True, slots=True)
class RowRead:
    """A row, the revisions it stands in, and whether it repeats at the head of each page."""

    cells: tuple[CellRead, ...]
    within: Within = ()
    header: bool = False


@dataclass(frozen=True, slots=True)
class TableRead:
    """A table. caption: its title as a property."""

    rows: tuple[RowRead, ...]
    caption: str = ""


Content: TypeAlias = Para | TableRead


@dataclass(frozen=True, slots=True)
class Tick:
    """A check box. tag, alias: its names; label: the words of its row. glyph: the sign that is seen.

    change: the tracked change inside it, which tells who ticked and when.
    """

    tag: str
    alias: str
    ticked: bool
    glyph: str = ""
    label: str = ""
    change: Change | None = None
    para: int = 0


@dataclass(frozen=True, slots=True)
class Blank:
    """A control for who signs to fill in. kind: "name" or "date". words: "" where nothing was filled in.

    day: the date that was chosen in its calendar, ISO 8601, "" for none. change: as in a tick.
    """

    kind: str
    tag: str
    alias: str
    words: str
    day: str = ""
    change: Change | None = None
    para: int = 0


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment. parent: id of the one it answers. para: number of the paragraph it stands at, 0 for none.

    identity: what Word knows it by, the same whenever it goes out and comes back, "" where it was lost.
    quote: the words it is about, as they would be with all changes accepted; original: with none.
    """

    id: str
    who: str
    when: str
    text: str
    parent: str = ""
    done: bool = False
    para: int = 0
    quote: str = ""
    original: str = ""
    identity: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """All that a Word file says.

    notes: footnotes and endnotes by key. edges: headers and footers. boxes: text that stands in text
    boxes. changes: every tracked change in the order of the file. warnings: what was not read, in words.
    """

    content: tuple[Content, ...]
    notes: dict[str, tuple[Content, ...]] = field(default_factory=dict[str, tuple[Content, ...]])
    edges: tuple[Content, ...] = ()
    boxes: tuple[Content, ...] = ()
    ticks: tuple[Tick, ...] = ()
    blanks: tuple[Blank, ...] = ()
    comments: tuple[Comment, ...] = ()
    changes: tuple[Change, ...] = ()
    properties: dict[str, str] = field(default_factory=dict[str, str])
    warnings: tuple[str, ...] = ()


def paragraphs_of(content: Iterable[Content]) -> Iterable[Para]:
    """Yield every paragraph, those in cells too, in the order of the file."""
    for each in content:
        if isinstance(each, Para):
            yield each
            continue
        for row in each.rows:
            for cell in row.cells:
                yield from paragraphs_of(cell.content)
